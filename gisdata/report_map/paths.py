"""Shapes in degrees as paths in metres on the paper's plane."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.path import Path as Outline
from shapely import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from gisdata.geodesy import LocalPlane

Coordinates = npt.NDArray[np.float64]


def outline_of(shape: BaseGeometry, plane: LocalPlane) -> Outline | None:
    """Return a polygon, multipolygon or line as one path in metres; None for an empty shape and for other kinds."""
    if isinstance(shape, LineString) and not shape.is_empty:
        return Outline(_metres(shapely.get_coordinates(shape), plane))
    if not isinstance(shape, Polygon | MultiPolygon) or shape.is_empty:
        return None
    parts = shape.geoms if isinstance(shape, MultiPolygon) else (shape,)
    rings = [shapely.get_coordinates(ring) for part in parts for ring in _rings(part)]
    return outline_of_rings(rings, plane)


def outline_of_rings(rings: Sequence[Coordinates], plane: LocalPlane) -> Outline:
    """Return closed rings as one path; holes must run against their outer ring."""
    return Outline.make_compound_path(*(Outline(_metres(ring, plane), closed=True) for ring in rings))


def _rings(part: Polygon) -> Iterable[BaseGeometry]:
    # holes run the other way round, because paths are filled by the non-zero rule
    turned = shapely.orient_polygons(part)
    return (turned.exterior, *turned.interiors)


def _metres(lonlat: Coordinates, plane: LocalPlane) -> Coordinates:
    return plane.metres(lonlat[:, 0], lonlat[:, 1])
