"""A layer that leaves Huhu: typed columns, rows, a shape for each row, and how a GIS program shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from shapely.geometry.base import BaseGeometry


class ColumnKind(StrEnum):
    """What stands in a column; told, because an empty layer does not show it."""

    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    FLAG = "flag"


Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column by the name it has in GIS files; people read it as `word(key, language)`."""

    key: str
    kind: ColumnKind


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleRule:
    """How rows are drawn: those whose column `class` is the rule's place in its layer, or whose column `flag` says yes.

    `color` "" fills nothing; `hatched`: lines instead of a fill; `edge`: the colour of the outline, and of the line
    itself in a layer of lines.
    """

    label: str
    color: str
    edge: str
    hatched: bool = False
    width_mm: float = 0.26
    flag: str = ""


CLASS = "class"
"""The column that says which rule draws a row; empty: its outline alone is of no rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Rows with their shapes (WGS-84), None where a row has none.

    `shape` is "MultiPolygon", "LineString" or "Point". `label` is the column written on the map, "" for none; `legend`
    stands above its rules. Rules by flag come after those by class.
    """

    name: str
    shape: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    shapes: tuple[BaseGeometry | None, ...]
    rules: tuple[StyleRule, ...] = ()
    label: str = ""
    legend: str = ""

    def __post_init__(self) -> None:
        if len(self.rows) != len(self.shapes):
            raise ValueError(f"layer {self.name}: {len(self.rows)} rows and {len(self.shapes)} shapes")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"layer {self.name}: a row has not {len(self.columns)} values")

    def values(self, key: str) -> list[Value]:
        """Return one column. Raises KeyError when there is none."""
        place = {column.key: i for i, column in enumerate(self.columns)}[key]
        return [row[place] for row in self.rows]

    def drawn_by(self, number: int) -> list[int]:
        """Return the rows that the rule in this place draws."""
        rule = self.rules[number]
        if rule.flag:
            return [i for i, value in enumerate(self.values(rule.flag)) if value is True]
        return [i for i, value in enumerate(self.values(CLASS)) if value == number]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """All layers of one theme, the main one first, and what a reader must know about them, in the reader's language.

    `figures`: pairs of a word's key and a value, for the first sheet of a workbook. `notes`: whole sentences. `day`:
    the day for which the figures hold. `title`, `subtitle`, `source` stand on a map.
    """

    theme: str
    day: date
    title: str
    subtitle: str
    source: str
    layers: tuple[Layer, ...]
    figures: tuple[tuple[str, Value], ...] = ()
    notes: tuple[str, ...] = ()

    def told(self, **figures: Value) -> Layers:
        """Return the same with further figures before the others."""
        return replace(self, figures=(*figures.items(), *self.figures))

    def named(self, name: str) -> Layer | None:
        """Return the layer of this name, the main one for ""; None when there is none."""
        return next((layer for layer in self.layers if name in ("", layer.name)), None)


def text(key: str) -> Column:
    """Return a column of texts."""
    return Column(key=key, kind=ColumnKind.TEXT)


def count(key: str) -> Column:
    """Return a column of whole numbers, empty where there is none."""
    return Column(key=key, kind=ColumnKind.COUNT)


def number(key: str) -> Column:
    """Return a column of numbers, empty where there is none."""
    return Column(key=key, kind=ColumnKind.NUMBER)


def flag(key: str) -> Column:
    """Return a column of yes and no."""
    return Column(key=key, kind=ColumnKind.FLAG)
