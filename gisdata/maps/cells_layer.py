"""Coloured cells: classes of figures, texts for the pointer, and a choice of layers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shapely import MultiPolygon, Polygon
from shapely.geometry.polygon import LinearRing

from gisdata.maps.bounds import Bounds, bounds_of
from gisdata.maps.encoding import encode_line
from gisdata.records import Cell

NO_CLASS = -1
"""The class of a cell that a layer says nothing about: its outline alone is drawn."""

ABSENT = -2
"""The class of a mark that a layer does not show at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColorClass:
    """A step of a legend."""

    color: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLayer:
    """One way to colour the ground. `picture`: the layer is an image overlay and the cells are hidden."""

    key: str
    name: str
    legend: str
    classes: tuple[ColorClass, ...]
    source: str = ""
    picture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CellMark:
    """A cell: encoded polygons (each a list of rings), its class in every layer, its lines for the pointer.

    `line`: no polygon but a piece of street, encoded as the only ring.
    """

    name: str
    parts: tuple[list[str], ...]
    classes: tuple[int, ...]
    lines: tuple[str, ...]
    hidden: bool = False
    line: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CellsData:
    """What static/maps/cells.js draws."""

    layers: tuple[CellLayer, ...]
    cells: tuple[CellMark, ...]
    words: dict[str, str]


def parts_of(cell: Cell) -> tuple[list[str], ...]:
    """Return the cell's polygons, each as its encoded rings, the outer one first."""
    return tuple([_encoded(polygon.exterior), *map(_encoded, polygon.interiors)] for polygon in _polygons(cell.shape))


def cells_bounds(cells: Sequence[Cell]) -> Bounds:
    """Return the box around all cells.

    Raises WrongArgument when there is none.
    """
    boxes = [cell.shape.bounds for cell in cells]
    return bounds_of([*((west, south) for west, south, _, _ in boxes), *((east, north) for _, _, east, north in boxes)])


def _polygons(shape: Polygon | MultiPolygon) -> tuple[Polygon, ...]:
    return tuple(shape.geoms) if isinstance(shape, MultiPolygon) else (shape,)


def _encoded(ring: LinearRing) -> str:
    return encode_line([(point[0], point[1]) for point in ring.coords])
