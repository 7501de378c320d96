"""Coverage by cell: how far visits came at each of four levels, week by week, and how long ago the last one was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

import numpy as np

from gisdata.coverage import K_LEAST, AnalystCoverage, CellCoverage, WeeklyReached, merge_small
from gisdata.layers.classes import DAYS_EDGES, NEVER, SHARE_EDGES, class_of
from gisdata.maps.cells_layer import NO_CLASS, CellMark, cells_bounds
from gisdata.maps.cells_packing import Classes, pack_cells, scripts_of
from gisdata.maps.coverage_layers import REACHED, coverage_layers, shares_of
from gisdata.maps.offline import DataLayer, OfflineMap
from gisdata.maps.sheet import Sheet, SheetOptions, page_of
from gisdata.records import Cell


def draw_coverage_map(
    coverage: Sequence[CellCoverage], cells: Sequence[Cell], *, weekly: WeeklyReached | None = None,
    **options: Unpack[SheetOptions],
) -> str:
    """Return an HTML page of coverage by cell, with layers to choose from.

    Reached (with a slider over the weeks of `weekly`, if given), attempted, contacted, verified, days since the last
    visit. Attempted and contacted households are shown in fifths only and their counts do not enter the page: the
    difference of the two would count those who were not at home or did not open.

    Cells of fewer than ten households (and those that would give them away) are hatched without any figure;
    their figures do not enter the page.

    Raises WrongArgument when there is no cell.
    """
    return page_of(build_coverage_map(coverage, cells, weekly=weekly, **options))


def build_coverage_map(
    coverage: Sequence[CellCoverage], cells: Sequence[Cell], *, weekly: WeeklyReached | None = None,
    **options: Unpack[SheetOptions],
) -> OfflineMap:
    """Return the same map as a folium map."""
    sheet = Sheet(**options)
    words, bounds = sheet.words, cells_bounds(cells)
    merged = merge_small(coverage, K_LEAST)
    words["hidden"] = words["hidden"].format(k=K_LEAST)
    weeks = weekly if weekly is not None and len(weekly.days) > 1 else None
    layers = coverage_layers(words, weeks=() if weeks is None else weeks.days)
    subtitle = _subtitle(coverage, words)
    paper = sheet.paper(words["coverage_title"], bounds, subtitle=subtitle, notes=_notes(merged, words))
    drawn = sheet.start_map(paper, bounds)
    marks = _marks(merged, cells, words, with_reached=weeks is None)
    frames = {} if weeks is None else {REACHED: _weekly_classes(merged, cells, weeks)}
    data = pack_cells(layers, marks, words, frames=frames)
    DataLayer("cells", data, scripts=scripts_of(data), call="huhu.addCells(map, data, huhu.sheet);").add_to(drawn)
    return drawn


def _subtitle(coverage: Sequence[CellCoverage], words: dict[str, str]) -> str:
    """Return the station's counts, with both denominators where they differ; "" under ten households."""
    registered, audited = sum(row.n_registered for row in coverage), sum(row.n_audited for row in coverage)
    if min(registered, audited) < K_LEAST:
        return ""
    template = words["coverage_sub" if registered == audited else "audited_sub"]
    return _counts(template, sum(row.n_reached for row in coverage), audited, registered=registered)


def _marks(
    merged: AnalystCoverage, cells: Sequence[Cell], words: dict[str, str], *, with_reached: bool
) -> tuple[CellMark, ...]:
    row_of = {row.cell_id: row for row in merged.shown}
    n_layers = 5 if with_reached else 4
    return tuple(
        _shown(cell, row_of[cell.cell_id], words, with_reached=with_reached) if cell.cell_id in row_of
        else CellMark(name=cell.name or cell.cell_id, shape=cell.shape, classes=(NO_CLASS,) * n_layers, hidden=True,
                      lines=(words["hidden"],))
        for cell in cells
    )


def _shown(cell: Cell, row: CellCoverage, words: dict[str, str], *, with_reached: bool) -> CellMark:
    lines = [_counts(words["cell_reached"], row.n_reached, row.n_audited)]
    if row.n_verified:
        lines.append(words["cell_verified"].format(n=row.n_verified))
    if row.n_audited != row.n_registered:
        lines.append(words["cell_audited"].format(registered=row.n_registered, audited=row.n_audited))
    if row.median_days is not None:
        lines.append(words["cell_days"].format(median=round(row.median_days), oldest=row.oldest_days))
    if row.n_never:
        lines.append(words["cell_never"].format(n=row.n_never))
    shares = [NO_CLASS if share is None else class_of(share, SHARE_EDGES) for share in shares_of(row)]
    days = NEVER if row.median_days is None else class_of(row.median_days, DAYS_EDGES)
    return CellMark(name=cell.name or cell.cell_id, shape=cell.shape, lines=tuple(lines),
                    classes=(*(shares if with_reached else shares[1:]), days))


def _weekly_classes(merged: AnalystCoverage, cells: Sequence[Cell], weekly: WeeklyReached) -> Classes:
    """Return the class of each cell at the end of each week; of today's denominator, and none of hidden cells."""
    audited_of = {row.cell_id: row.n_audited for row in merged.shown}
    audited = np.array([audited_of.get(cell.cell_id, 0) for cell in cells], dtype=np.int64)
    reached = np.array(weekly.n_reached, dtype=np.int64)
    classes = np.searchsorted(SHARE_EDGES, reached / np.maximum(audited, 1), side="left")
    return np.where(audited > 0, classes, NO_CLASS).astype(np.int8)


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
