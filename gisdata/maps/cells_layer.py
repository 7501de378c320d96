"""Coloured cells: classes of figures, texts for the pointer, and a choice of layers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shapely import LineString, MultiPolygon, Polygon

from gisdata.maps.bounds import Bounds, bounds_of
from gisdata.maps.painted import Painted
from gisdata.maps.square_grid import SquareGrid
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
    """One way to colour the ground. `picture`: the layer is an image overlay and the cells are hidden.

    `frames`: names of the moments between which a slider chooses, `start` the first one shown; the layer's classes
    are then those of `CellsData.changes`. `note` stands under the legend.
    """

    key: str
    name: str
    legend: str
    classes: tuple[ColorClass, ...]
    source: str = ""
    note: str = ""
    picture: bool = False
    frames: tuple[str, ...] = ()
    start: int = 0

    @property
    def of_marks(self) -> bool:
        """True when marks bring a class for this layer."""
        return not self.picture and not self.frames


@dataclass(frozen=True, slots=True, kw_only=True)
class CellMark:
    """A cell, or a piece of street: its class in every layer `of_marks`, its lines for the pointer."""

    name: str
    shape: Polygon | MultiPolygon | LineString
    classes: tuple[int, ...]
    lines: tuple[str, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """All names and lines: each is a template (its pieces between the numbers) and the numbers.

    A row is that of a mark: template, its numbers, template, its numbers, ...; the first text is the name. Numbers
    that a number would not give back (007) stand as text.
    """

    templates: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[int | str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellsData:
    """What static/maps/cells.js draws: first the marks of `shapes`, then those of `bulk`.

    `classes`: one text per layer, a sign per mark (see `class_signs`); "" for pictures and layers with frames.
    `changes`: for each layer with frames, and each frame, gap and new class of the marks that change, one after the
    other. `hidden`, `lines`: which marks are hatched, which are pieces of street. `shapes`: encoded polygons, each a
    list of rings, as `bulk` is None up to 2,000 cells. `named`: the name stands on each shape.
    """

    layers: tuple[CellLayer, ...]
    n_marks: int
    texts: Texts
    classes: tuple[str, ...]
    changes: dict[str, tuple[tuple[int, ...], ...]]
    hidden: tuple[int, ...]
    lines: tuple[int, ...]
    shapes: tuple[list[list[str]], ...]
    bulk: SquareGrid | Painted | None
    named: bool
    words: dict[str, str]


def cells_bounds(cells: Sequence[Cell]) -> Bounds:
    """Return the box around all cells.

    Raises WrongArgument when there is none.
    """
    boxes = [cell.shape.bounds for cell in cells]
    return bounds_of([*((west, south) for west, south, _, _ in boxes), *((east, north) for _, _, east, north in boxes)])
