"""Shapes of any form as encoded rings: a few that can be touched, or many that are painted together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from gisdata.maps.encoding import encode_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """What static/maps/painted.js paints: the encoded rings of each cell, outer ones one way round, holes the other."""

    rings: tuple[list[str], ...]


def painted_of(shapes: Sequence[BaseGeometry]) -> Painted:
    """Return polygons as rings, whichever polygon of a cell they are of."""
    return Painted(rings=tuple([ring for part in parts for ring in part] for parts in encoded_parts(shapes)))


def encoded_parts(shapes: Sequence[BaseGeometry]) -> tuple[list[list[str]], ...]:
    """Return the polygons of each shape, each as its encoded rings, the outer one first; a line is its only ring."""
    found: list[list[list[str]]] = [[] for _ in shapes]
    polygons, owner = shapely.get_parts(_as_areas(shapes), return_index=True)
    rings, of_polygon = shapely.get_rings(shapely.orient_polygons(polygons), return_index=True)
    points, of_ring = shapely.get_coordinates(rings, return_index=True)
    texts = encode_lines(np.split(points, np.flatnonzero(np.diff(of_ring)) + 1) if len(points) else [])
    start = -1
    for text, polygon in zip(texts, of_polygon.tolist(), strict=True):
        if polygon != start:
            found[owner[polygon]].append([])
            start = polygon
        found[owner[polygon]][-1].append(text)
    for i, shape in enumerate(shapes):
        if isinstance(shape, LineString):
            found[i] = [encode_lines([shapely.get_coordinates(shape)])]
    return tuple(found)


def _as_areas(shapes: Sequence[BaseGeometry]) -> npt.NDArray[Any]:
    empty = shapely.Polygon()
    return np.array([empty if isinstance(shape, LineString) else shape for shape in shapes], dtype=object)
