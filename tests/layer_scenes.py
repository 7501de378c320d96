"""Layers of an invented town: cells of which every seventh has four households, hot squares, beats."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gisdata.coverage import Coverage, Trend, merge_small
from gisdata.hotspots import find_hot_spots
from gisdata.layers import HotFindings, Layers, cell_layers, coverage_layers, hot_spot_layers
from gisdata.records import Cell, CellKind
from gisdata.records.language import Language
from tests.hot_scenes import market, squares
from tests.map_scenes import some_cells, some_coverage

TODAY = date(2026, 11, 24)
STATION = Coverage(
    n_registered=3_120, n_audited=3_119, n_unlisted=8, n_demolished=3, n_duplicate=6, n_vacant=12, n_attempted=1_188,
    n_contacted=900, n_reached=771, n_verified=149, n_never=0, median_days=80.0, oldest_days=700)
TREND = Trend(start=date(2026, 9, 28), deadline=date(2027, 3, 29), n_audited=3_119, n_reached=771, n_expected=977)


def a_coverage(language: Language = "zh-CN", *, name: str = "") -> Layers:
    """Return the coverage of 100 cells; `name` is that of the second cell when given."""
    cells = some_cells()
    if name:
        cells[1] = replace(cells[1], name=name)
    return coverage_layers(merge_small(some_coverage(cells)), cells, station=STATION, trend=TREND,
                           patrol_days={cells[1].cell_id: 9}, today=TODAY, language=language)


def hot_spots(language: Language = "zh-CN") -> Layers:
    """Return a busy market in a grid of squares."""
    grid, incidents = squares(20), market()
    found = find_hot_spots(incidents, grid)
    return hot_spot_layers(HotFindings(
        n_incidents=len(incidents), span=(date(2026, 1, 5), date(2026, 10, 5)), squares=tuple(grid), found=found.cells,
        streets=(), unpatrolled=(), unvisited=(), cells=(), warning=""), today=TODAY, language=language)


def cells_and_beats(language: Language = "zh-CN", *, community: str = "东门社区") -> Layers:
    """Return four cells and two beats of a community over them."""
    cells: list[Cell] = some_cells(2)
    beats = [replace(cell, cell_id=f"B{n}", name=f"{community}-B{n}", kind=CellKind.BEAT, community=community)
             for n, cell in enumerate(cells[:2], start=1)]
    return cell_layers(cells, beats, today=TODAY, language=language)
