"""Candidate patrols out of hot cells: where, in which hours, how long. A person takes them over or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.special import gammainc

from gisdata.hotspots.gi_star import LEVEL
from gisdata.hotspots.hot_cells import HotCell, HotSpots
from gisdata.hotspots.hours import HOUR_S, WEEK_H, aoristic_weights
from gisdata.hotspots.small_count import FEW_INCIDENTS
from gisdata.records import Cell, Incident, PatrolOrder, PatrolScope

PRESENCE_S = 15 * 60
"""A stop of 10 to 16 minutes keeps disorder away longest. Source: C. S. Koper, Just enough police presence, Justice
Quarterly 12 (1995) 649-672."""

WINDOW_H = 2
"""The effect of a stop is gone after about two hours (same source), so longer windows would promise too much."""

MOST_CELLS = 10
"""A list that a person can read and discuss; an officer can serve one to six such places."""

WINDOWS_PER_CELL = 3
"""More windows of one cell would be a guard, not a patrol."""

LEAST_TIMES_EVEN = 2.0
"""Windows that hold less than twice their even share are not busy hours, however sure that is."""

DAY_H = 24

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatePatrol:
    """A patrol that could be ordered, and what speaks for it.

    `order` is ready for the file of patrols: any team, presence 15 minutes, a window of two hours. `weight` of
    `n_incidents` fall into these hours (aoristic). `own_hours` False: the cell has too few incidents to have busy
    hours of its own, so that `n_incidents` and hours are those of the cell and the cells that touch it.
    """

    order: PatrolOrder
    cell: HotCell
    weight: float
    n_incidents: int
    own_hours: bool


def candidate_patrols(
    incidents: Sequence[Incident], cells: Sequence[Cell], found: HotSpots, *, most: int = MOST_CELLS
) -> list[CandidatePatrol]:
    """Return the candidates of up to `most` hot cells, most incidents first; [] when no hot cell has busy hours.

    A cell with at least 30 incidents has hours of its own. One with fewer shares those of the cells that touch it,
    when they hold 30 together and none of them is taken yet; else nothing is proposed there. Of these hours up to
    three windows are taken (see `busy_windows`). Equal hours on several weekdays are one patrol. Its id is made of
    cell and hour, so that the same proposal next month has the same id. Its point is the middle of the places of the
    cell's incidents, or a point of the cell where that middle lies outside or all are at one place: never the place
    of one report.
    """
    position = {cell.cell_id: i for i, cell in enumerate(cells)}
    candidates: list[CandidatePatrol] = []
    taken: set[int] = set()
    for cell in found.hot:
        i = position[cell.cell_id]
        beside = set(found.neighbours[[i]].indices.tolist())
        own_hours = cell.n_incidents >= FEW_INCIDENTS
        if len(taken) == most or not cell.n_incidents or (not own_hours and beside & taken):
            continue
        members = np.isin(found.index, [i] if own_hours else [i, *beside])
        here = [incidents[k] for k in np.flatnonzero(members).tolist()]
        if len(here) < FEW_INCIDENTS:
            continue
        mine = [incidents[k] for k in np.flatnonzero(found.index == i).tolist()]
        new = list(_candidates_of(cell, here, own_hours=own_hours, point=_middle(cells[i], mine)))
        candidates += new
        taken |= {i} if new else set()
    return candidates


def _candidates_of(
    cell: HotCell, here: Sequence[Incident], *, own_hours: bool, point: tuple[float, float]
) -> Iterator[CandidatePatrol]:
    hours = aoristic_weights(here).sum(axis=0)
    weight = _in_window(hours)
    for start_h, weekdays in _by_hour(busy_windows(hours)):
        yield CandidatePatrol(
            order=_order(cell, point, (start_h, weekdays)), cell=cell, n_incidents=len(here), own_hours=own_hours,
            weight=sum(float(weight[(day - 1) * 24 + start_h]) for day in weekdays),
        )


def busy_windows(hours: Floats) -> list[int]:
    """Return the first hours (of the week, 0 is Monday 00:00) of up to three windows of two hours, busiest first.

    `hours`: weight by hour of the week, shape (168,). Windows do not overlap; of equal ones the earlier is taken.
    Where no hours of the week are busy, the busiest two hours of the day are looked for, all days together, and given
    for each of the seven days. Busy is what holds twice its even share and more than chance would give the busiest of
    as many windows in one of twenty such places: else a few dozen incidents strewn evenly would fill three windows.
    """
    found = _busiest(hours, most=WINDOWS_PER_CELL)
    if not found:
        daily = _busiest(hours.reshape(-1, DAY_H).sum(axis=0), most=1)
        found = [day * DAY_H + start for start in daily for day in range(WEEK_H // DAY_H)]
    return found


def _busiest(hours: Floats, *, most: int) -> list[int]:
    weight, n_hours = _in_window(hours), len(hours)
    even = float(hours.sum()) * WINDOW_H / n_hours
    by_chance = gammainc(weight, even)      # of a Poisson count at least the weight, for broken weights too
    busy = (by_chance * n_hours <= LEVEL) & (weight >= LEAST_TIMES_EVEN * even)
    chosen: list[int] = []
    for start in np.argsort(-weight, kind="stable").tolist():
        if not busy[start] or len(chosen) == most:
            break
        if all(min((start - other) % n_hours, (other - start) % n_hours) >= WINDOW_H for other in chosen):
            chosen.append(start)
    return chosen


def _in_window(hours: Floats) -> Floats:
    total: Floats = sum((np.roll(hours, -step) for step in range(1, WINDOW_H)), hours)
    return total


def _by_hour(windows: Sequence[int]) -> list[tuple[int, tuple[int, ...]]]:
    by_hour: dict[int, list[int]] = {}
    for start in windows:
        by_hour.setdefault(start % 24, []).append(start // 24 + 1)
    return [(hour, tuple(sorted(days))) for hour, days in by_hour.items()]


def _middle(cell: Cell, mine: Sequence[Incident]) -> tuple[float, float]:
    places = {(one.lon_deg, one.lat_deg) for one in mine}
    middle = shapely.Point(np.mean(list(places), axis=0))
    inside = len(places) > 1 and cell.shape.contains(middle)
    point = middle if inside else cell.shape.representative_point()
    return float(point.x), float(point.y)


def _order(cell: HotCell, point: tuple[float, float], when: tuple[int, tuple[int, ...]]) -> PatrolOrder:
    start_h, weekdays = when
    return PatrolOrder(
        patrol_id=f"HOT-{cell.cell_id}-{start_h:02d}", label=cell.counted.name or cell.cell_id, scope=PatrolScope.CELL,
        lon_deg=round(point[0], 6), lat_deg=round(point[1], 6), weekdays=weekdays, day=None,
        window_start_s=int(start_h * HOUR_S), window_end_s=int((start_h + WINDOW_H) * HOUR_S),
        presence_s=PRESENCE_S, min_dwell_s=0, visit_credit=0.0,
    )
