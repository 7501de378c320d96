"""Candidate patrols out of hot cells: where, in which hours, how long. A person takes them over or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

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

LEAST_WEIGHT = 3.0
"""Incidents that a window must hold by weight: two may be chance in any two hours."""

LEAST_TIMES_EVEN = 2.0
"""Windows that hold less than twice their even share of the week are not busy hours."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatePatrol:
    """A patrol that could be ordered, and what speaks for it.

    `order` is ready for the file of patrols: any team, presence 15 minutes, a window of two hours. `weight`: incidents
    of the cell in these hours (aoristic); `share` of all the cell's. `own_hours` False: the cell has too few
    incidents to have busy hours of its own, so they are those of all hot cells together.
    """

    order: PatrolOrder
    cell: HotCell
    weight: float
    share: float
    own_hours: bool


def candidate_patrols(
    incidents: Sequence[Incident], cells: Sequence[Cell], found: HotSpots, *, most: int = MOST_CELLS
) -> list[CandidatePatrol]:
    """Return the candidates of up to `most` hot cells, most incidents first; () when nothing is hot.

    Of cells that touch only the one with more incidents is taken: a crew there sees the other. A cell with at
    least 30 incidents has up to three windows of its own, each with at least three incidents by weight and twice
    its even share of the week; other cells have the windows of all hot cells together. Equal hours on several
    weekdays are one patrol. Its id is made of cell and hour, so that the same proposal next month has the same id.
    Its point is the middle of the places of the cell's incidents, or a point of the cell where that middle lies
    outside or all are at one place: never the place of one report.
    """
    position = {cell.cell_id: i for i, cell in enumerate(cells)}
    weights = aoristic_weights(incidents)
    is_hot = np.array([cell.is_hot for cell in found.cells] + [False])   # the last one is for index -1
    common = weights[is_hot[found.index]].sum(axis=0)
    candidates: list[CandidatePatrol] = []
    for cell in _apart(found, position, most):
        mine = found.index == position[cell.cell_id]
        hours = weights[mine].sum(axis=0)
        windows = busy_windows(hours) if cell.n_incidents >= FEW_INCIDENTS else []
        own = bool(windows)
        point = _middle(cells[position[cell.cell_id]], [i for i, ours in zip(incidents, mine, strict=True) if ours])
        for start_h, weekdays in _by_hour(windows or busy_windows(common)):
            weight = sum(float(_in_window(hours)[day * 24 - 24 + start_h]) for day in weekdays)
            candidates.append(CandidatePatrol(
                order=_order(cell, point, (start_h, weekdays)), cell=cell, weight=weight,
                share=weight / cell.n_incidents, own_hours=own,
            ))
    return candidates


def busy_windows(hours: Floats) -> list[int]:
    """Return the first hours (of the week, 0 is Monday 00:00) of up to three windows of two hours, busiest first.

    `hours`: weight by hour of the week, shape (168,). Windows do not overlap; of equal ones the earlier is taken.
    """
    weight = _in_window(hours)
    least = max(LEAST_WEIGHT, LEAST_TIMES_EVEN * float(hours.sum()) * WINDOW_H / WEEK_H)
    chosen: list[int] = []
    for start in np.argsort(-weight, kind="stable").tolist():
        if weight[start] < least or len(chosen) == WINDOWS_PER_CELL:
            break
        if all(min((start - other) % WEEK_H, (other - start) % WEEK_H) >= WINDOW_H for other in chosen):
            chosen.append(start)
    return chosen


def _in_window(hours: Floats) -> Floats:
    total: Floats = sum((np.roll(hours, -step) for step in range(1, WINDOW_H)), hours)
    return total


def _apart(found: HotSpots, position: dict[str, int], most: int) -> Iterator[HotCell]:
    taken = np.zeros(len(found.cells))
    for cell in found.hot:
        i = position[cell.cell_id]
        if taken.sum() < most and cell.n_incidents and not (found.neighbours[[i]] @ taken)[0]:
            taken[i] = 1
            yield cell


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
