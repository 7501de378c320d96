"""The grid cells and the beats themselves as layers: codes, names and ground, no figure of any household."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gisdata.geodesy import ELLIPSOID
from gisdata.layers.classes import BEAT_COLORS
from gisdata.layers.layer import CLASS, Column, Layer, Layers, StyleRule, count, number, text
from gisdata.layers.words import layer_word, say_layer
from gisdata.records import Cell
from gisdata.records.language import Language

COLUMNS: tuple[Column, ...] = (
    text("cell_id"), text("name"), text("community"), text("kind"), number("area_ha"), count(CLASS))

M2_PER_HA = 10_000

MOST_NAMED = 2
"""Beats of one colour that the legend names; the map names them all."""

_EDGE = "#1f5fbf"


def cell_layers(
    cells: Sequence[Cell], beats: Sequence[Cell], *, today: date, language: Language = "zh-CN"
) -> Layers:
    """Return cells and beats in the order given; beats side by side get different colours."""
    lines = (StyleRule(label=say_layer("cell_rule", language), color="", edge=_EDGE, width_mm=0.4),)
    fills = tuple(StyleRule(label=_names(beats[i::len(BEAT_COLORS)]), color=color, edge="#1b2430", width_mm=0.5)
                  for i, color in enumerate(BEAT_COLORS[:len(beats)]))
    return Layers(
        theme="cells", day=today, title=say_layer("cells_title", language),
        subtitle=say_layer("cells_subtitle", language, cells=len(cells), beats=len(beats)),
        source=say_layer("cells_source", language, day=today.isoformat()),
        layers=(_layer("cells", cells, [0] * len(cells), lines, language),
                _layer("beats", beats, [i % len(BEAT_COLORS) for i in range(len(beats))], fills, language)),
        figures=(("cells", len(cells)), ("beats", len(beats))),
    )


def _layer(
    name: str, cells: Sequence[Cell], drawn: Sequence[int], rules: tuple[StyleRule, ...], language: Language
) -> Layer:
    rows = tuple((cell.cell_id, cell.name, cell.community, layer_word(cell.kind, language), area_ha(cell), of)
                 for cell, of in zip(cells, drawn, strict=True))
    return Layer(name=name, shape="MultiPolygon", columns=COLUMNS, rows=rows, rules=rules, label="name",
                 shapes=tuple(cell.shape for cell in cells))


def _names(beats: Sequence[Cell]) -> str:
    """Return the names of the beats of one colour, the first two of many."""
    return ", ".join(beat.name for beat in beats[:MOST_NAMED]) + (" ..." if len(beats) > MOST_NAMED else "")


def area_ha(cell: Cell) -> float:
    """Return the area of a cell on the WGS-84 ellipsoid in hectares."""
    area_m2, _ = ELLIPSOID.geometry_area_perimeter(cell.shape)
    return round(abs(area_m2) / M2_PER_HA, 3)
