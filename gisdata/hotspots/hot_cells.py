"""The cells of a station with what incident reports say of each: count, significance, trend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
from scipy import sparse

from gisdata.cells import cell_of_points
from gisdata.hotspots.by_cell import CellIncidents, count_by_cell
from gisdata.hotspots.gi_star import gi_star
from gisdata.hotspots.moments import MONDAY, middle_day
from gisdata.hotspots.neighbours import touching
from gisdata.hotspots.trend import Trend, trend_of_counts
from gisdata.records import Cell, Incident

FEW_AROUND = 5
"""Below so many incidents in a cell and its neighbours the normal approximation under p is poor: the usual rule."""

DAYS_FOR_TREND = 56
"""Two halves of four weeks: less would compare paydays and holidays."""

STRAY_SHARE = 0.01
"""Earliest reports that do not say when the span begins: one dated years back would empty the earlier half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HotCell:
    """One cell: its count, its score with two-sided p, and p after false discovery control (see `GiStar`).

    `is_hot`: significant after that control and not of few incidents. `is_few`: the cell and its neighbours hold
    fewer than five incidents, so that no score should be read. `trend`: the later half beside the earlier one.
    """

    counted: CellIncidents
    z: float
    p: float
    adjusted_p: float
    is_hot: bool
    is_few: bool
    trend: Trend

    @property
    def cell_id(self) -> str:
        """The cell's id."""
        return self.counted.cell_id

    @property
    def n_incidents(self) -> int:
        """Incidents of the cell."""
        return self.counted.n_incidents


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HotSpots:
    """All cells in the order given; `index` is the cell of each incident (-1: in none), in the order of incidents.

    `later_from`: the first day of the later half, None when all lie within 56 days and no trend is told.
    """

    cells: tuple[HotCell, ...]
    neighbours: sparse.csr_array
    index: npt.NDArray[np.int64]
    later_from: date | None

    @property
    def n_outside(self) -> int:
        """Incidents in no cell; they are in no figure of any cell."""
        return int((self.index < 0).sum())

    @property
    def hot(self) -> tuple[HotCell, ...]:
        """The hot cells, most incidents first; ties by score, then by id."""
        hot = [cell for cell in self.cells if cell.is_hot]
        return tuple(sorted(hot, key=lambda cell: (-cell.n_incidents, -cell.z, cell.cell_id)))


def find_hot_spots(incidents: Sequence[Incident], cells: Sequence[Cell]) -> HotSpots:
    """Return what incident reports say of each cell; neighbours are cells that touch.

    The order of incidents and cells changes nothing but the order of the rows.
    """
    index = index_of_cells(incidents, cells)
    counts = np.bincount(index[index >= 0], minlength=len(cells))
    neighbours = touching(cells)
    star = gi_star(counts, neighbours)
    is_few = counts + neighbours @ counts < FEW_AROUND
    trends, later_from = _trends(incidents, index, len(cells))
    return HotSpots(
        cells=tuple(
            HotCell(counted=row, z=z, p=p, adjusted_p=adjusted, is_hot=hot and not few, is_few=few, trend=trend)
            for row, z, p, adjusted, hot, few, trend in zip(
                count_by_cell(counts, cells), star.z.tolist(), star.p.tolist(), star.adjusted_p.tolist(),
                star.is_hot.tolist(), is_few.tolist(), trends, strict=True)
        ),
        neighbours=neighbours, index=index, later_from=later_from,
    )


def index_of_cells(incidents: Sequence[Incident], cells: Sequence[Cell]) -> npt.NDArray[np.int64]:
    """Return the position in `cells` of each incident's cell, -1 for those in none; borders as in `cell_of_points`."""
    place = {cell.cell_id: i for i, cell in enumerate(cells)}
    found = cell_of_points([i.lon_deg for i in incidents], [i.lat_deg for i in incidents], cells)
    return np.array([-1 if cell_id is None else place[cell_id] for cell_id in found], dtype=np.int64)


def _trends(
    incidents: Sequence[Incident], index: npt.NDArray[np.int64], n_cells: int
) -> tuple[list[Trend], date | None]:
    days = np.floor(middle_day(incidents))
    first = float(np.quantile(days, STRAY_SHARE, method="lower")) if days.size else 0.0
    n_days = int(days.max() - first) + 1 if days.size else 0
    if n_days < DAYS_FOR_TREND:
        return [Trend.TOO_FEW] * n_cells, None
    half = n_days // 14 * 7                   # whole weeks, so that both halves have as many Sundays
    later_from = days.max() + 1 - half
    recent, older = days >= later_from, (days < later_from) & (days >= later_from - half)
    before, after = (np.bincount(index[part & (index >= 0)], minlength=n_cells) for part in (older, recent))
    return trend_of_counts(before, after, share_after=0.5), MONDAY.date() + timedelta(days=int(later_from))
