"""Coverage by cell: how many households were reached, and how long ago."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from gisdata.coverage import K_LEAST, AnalystCoverage, CellCoverage, merge_small
from gisdata.maps.cells_layer import (
    NO_CLASS,
    CellLayer,
    CellMark,
    ColorClass,
    cells_bounds,
    class_of,
)
from gisdata.maps.cells_packing import pack_cells, scripts_of
from gisdata.maps.offline import DataLayer, OfflineMap
from gisdata.maps.palette import DAYS_COLORS, SHARE_COLORS
from gisdata.maps.sheet import Sheet, SheetOptions, page_of
from gisdata.records import Cell

SHARE_EDGES = (0.2, 0.4, 0.6, 0.8)
"""Fifths: a cell changes colour four times on its way to every household."""

DAYS_EDGES = (30, 90, 180, 365)
"""A month, a quarter, half a year, a year."""

NEVER = len(DAYS_EDGES) + 1


def draw_coverage_map(coverage: Sequence[CellCoverage], cells: Sequence[Cell], **options: Unpack[SheetOptions]) -> str:
    """Return an HTML page with two layers to choose from: share of households reached, days since the last visit.

    Cells of fewer than ten households (and those that would give them away) are hatched without any figure;
    their figures do not enter the page.

    Raises WrongArgument when there is no cell.
    """
    return page_of(build_coverage_map(coverage, cells, **options))


def build_coverage_map(
    coverage: Sequence[CellCoverage], cells: Sequence[Cell], **options: Unpack[SheetOptions]
) -> OfflineMap:
    """Return the same map as a folium map."""
    sheet = Sheet(**options)
    words, bounds = sheet.words, cells_bounds(cells)
    merged = merge_small(coverage, K_LEAST)
    words["hidden"] = words["hidden"].format(k=K_LEAST)
    subtitle = _subtitle(coverage, words)
    paper = sheet.paper(words["coverage_title"], bounds, subtitle=subtitle, notes=_notes(merged, words))
    drawn = sheet.start_map(paper, bounds)
    data = pack_cells(_layers(words), _marks(merged, cells, words), words)
    DataLayer("cells", data, scripts=scripts_of(data), call="huhu.addCells(map, data, huhu.sheet);").add_to(drawn)
    return drawn


def _subtitle(coverage: Sequence[CellCoverage], words: dict[str, str]) -> str:
    """Return the station's counts, with both denominators where they differ; "" under ten households."""
    registered, audited = sum(row.n_registered for row in coverage), sum(row.n_audited for row in coverage)
    if min(registered, audited) < K_LEAST:
        return ""
    template = words["coverage_sub" if registered == audited else "audited_sub"]
    return _counts(template, sum(row.n_reached for row in coverage), audited, registered=registered)


def _marks(merged: AnalystCoverage, cells: Sequence[Cell], words: dict[str, str]) -> tuple[CellMark, ...]:
    row_of = {row.cell_id: row for row in merged.shown}
    return tuple(
        _shown(cell, row_of[cell.cell_id], words) if cell.cell_id in row_of else _hidden(cell, words) for cell in cells
    )


def _shown(cell: Cell, row: CellCoverage, words: dict[str, str]) -> CellMark:
    lines = [_counts(words["cell_reached"], row.n_reached, row.n_audited)]
    if row.n_audited != row.n_registered:
        lines.append(words["cell_audited"].format(registered=row.n_registered, audited=row.n_audited))
    if row.median_days is not None:
        lines.append(words["cell_days"].format(median=round(row.median_days), oldest=row.oldest_days))
    if row.n_never:
        lines.append(words["cell_never"].format(n=row.n_never))
    share = NO_CLASS if row.share is None else class_of(row.share, SHARE_EDGES)
    days = NEVER if row.median_days is None else class_of(row.median_days, DAYS_EDGES)
    return CellMark(
        name=cell.name or cell.cell_id, shape=cell.shape, classes=(share, days), lines=tuple(lines)
    )


def _hidden(cell: Cell, words: dict[str, str]) -> CellMark:
    return CellMark(
        name=cell.name or cell.cell_id, shape=cell.shape, classes=(NO_CLASS, NO_CLASS), hidden=True,
        lines=(words["hidden"],),
    )


def _counts(template: str, reached: int, audited: int, **other: int) -> str:
    return template.format(reached=reached, audited=audited, share=f"{reached / audited:.0%}", **other)


def _notes(merged: AnalystCoverage, words: dict[str, str]) -> tuple[str, ...]:
    notes = []
    n_hidden = len(merged.hidden - {None})
    if n_hidden and merged.hidden_registered is not None:
        notes.append(words["hidden_total"].format(
            cells=n_hidden, registered=merged.hidden_audited, reached=merged.hidden_reached
        ))
    elif n_hidden:
        notes.append(words["hidden_cells"].format(cells=n_hidden))
    outside = next((row for row in merged.shown if row.cell_id is None), None)
    if outside is not None:
        notes.append(words["outside_note"].format(n=outside.n_registered))
    return tuple(notes)


def _layers(words: dict[str, str]) -> tuple[CellLayer, ...]:
    shares = [f"≤{edge:.0%}" for edge in (*SHARE_EDGES, 1)]
    days = [*(f"≤{edge}" for edge in DAYS_EDGES), f">{DAYS_EDGES[-1]}", words["never"]]
    return (
        CellLayer(
            key="share", name=words["share_layer"], legend=words["share_legend"],
            classes=tuple(ColorClass(color=c, label=text) for c, text in zip(SHARE_COLORS, shares, strict=True)),
        ),
        CellLayer(
            key="days", name=words["days_layer"], legend=words["days_legend"],
            classes=tuple(ColorClass(color=c, label=text) for c, text in zip(DAYS_COLORS, days, strict=True)),
        ),
    )
