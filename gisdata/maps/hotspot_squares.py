"""Squares of the map of hot spots: their classes by count and by significance, and what the pointer tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gisdata.hotspots import CellIncidents, HotCell
from gisdata.layers.classes import COUNT_COLORS, class_of, count_labels
from gisdata.maps.cells_layer import ABSENT, NO_CLASS, CellLayer, CellMark, ColorClass
from gisdata.records import Cell

SIGNIFICANT = (0.001, 0.01, 0.05)
"""Upper ends of the classes of adjusted p; what lies above is not called hot."""

def short_number(value: float) -> str:
    """Return a number as a legend says it.

    >>> short_number(4123.7), short_number(0.1234)
    ('4,124', '0.12')
    """
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def count_layer(edges: tuple[int, ...], words: dict[str, str], source: str) -> CellLayer:
    """Return the layer by count; `edges` as in `count_edges`."""
    return CellLayer(
        key="count", name=words["count_layer"], legend=words["count_legend"], source=source,
        classes=tuple(
            ColorClass(color=c, label=text) for c, text in zip(COUNT_COLORS, count_labels(edges), strict=False)),
    )


def significance_layer(words: dict[str, str], source: str) -> CellLayer:
    """Return the layer of what is hot beyond chance, by adjusted p."""
    labels = [f"p ≤ {edge:g}" for edge in SIGNIFICANT]
    colors = (COUNT_COLORS[4], COUNT_COLORS[2], COUNT_COLORS[0])
    return CellLayer(
        key="significance", name=words["significance_layer"], legend=words["significance_legend"], source=source,
        classes=tuple(ColorClass(color=c, label=text) for c, text in zip(colors, labels, strict=True)),
    )


def square_marks(
    counted: Sequence[CellIncidents], cells: Sequence[Cell], *, hot: Mapping[str, HotCell], edges: tuple[int, ...],
    words: dict[str, str], absent_first: bool = False,
) -> tuple[CellMark, ...]:
    """Return one mark per cell: its class by significance (only when there are scores), then by count.

    `absent_first`: the first layer shows streets and no squares.
    """
    row_of = {row.cell_id: row for row in counted}
    marks = []
    for cell in cells:
        row, score = row_of.get(cell.cell_id), hot.get(cell.cell_id)
        n_incidents = 0 if row is None else row.n_incidents
        lines = [words["cell_incidents"].format(n=n_incidents)]
        if row is not None and row.per_km2:
            lines.append(words["cell_per_km2"].format(per_km2=short_number(row.per_km2)))
        by_count = class_of(n_incidents, edges) if n_incidents else NO_CLASS
        marks.append(CellMark(
            name=cell.name or cell.cell_id, shape=cell.shape, lines=(*lines, *_score_lines(score, words)),
            classes=(*[ABSENT] * absent_first, *([_significance_class(score)] if hot else []), by_count),
        ))
    return tuple(marks)


def _significance_class(score: HotCell | None) -> int:
    return class_of(score.adjusted_p, SIGNIFICANT) if score is not None and score.is_hot else NO_CLASS


def _score_lines(score: HotCell | None, words: dict[str, str]) -> list[str]:
    if score is None:
        return []
    if score.is_few:
        return [words["cell_few"]]
    p = "< 0.001" if score.adjusted_p < SIGNIFICANT[0] else f"{score.adjusted_p:.3f}"
    return [words["cell_score"].format(z=f"{score.z:.1f}", p=p), words[f"trend_{score.trend.name.lower()}"]]
