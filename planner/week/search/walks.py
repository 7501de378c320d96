"""The routes of the search while it runs: orders, their slack, and the room to try things in."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.week.insertion import Orders
from planner.week.search.arrays import Floats, Week
from planner.week.search.kernel import kernel
from planner.week.tables import Ints

FROM, TO, DIRECT, READY, RESTED, LATE, LATE_REST, ROOM = range(8)
BESIDE, RUN_FIRST, RUN_END, RUN_SPARE, RUN_PATROL, N_GAP = range(8, 14)
"""Columns of `gap`: the places at both ends and the leg between them; the earliest time to set out with the break
still to come (READY) and with none to come (RESTED); the latest arrival at the far end with none to come (LATE) and
with the break still to come (LATE_REST); the most seconds between setting out and arriving (ROOM); the cell of the
run of a flexible patrol that the gap touches (BESIDE), the first stop and the end of all such runs, the
seconds by which their patrols' stays could shrink (RUN_SPARE), and one of these patrols (RUN_PATROL)."""

NOT_BESIDE, BESIDE_TWO = -1, -2
"""BESIDE of a gap that touches no run, and of one that touches runs of two cells."""

TRAVEL, N_FLEX, SPARE, WIDEST, REST_GAP, CELLS, N_SUM = range(7)
"""Columns of `total`: seconds of travel, number of flexible patrols, seconds their stays are longer than the least
dwell, the greatest ROOM, the gap of the break (only with flexible patrols; -1: none), and the cells of the flexible
patrols (bit `cell % CELL_BITS` for each)."""

CELL_BITS = 62
"""Bits of CELLS: two cells may share one, then a visit is only looked at more closely than it need be."""


class Walks(NamedTuple):
    """Routes and their slack; `order[r, :size[r]]` are the tasks of route r, `where[t]` the route of task t or -1.

    `trial`, `times`: an order on trial and its timetable (arrive, start, end, latest start); `score`, `best_gap`:
    offers of an insertion (one row for each candidate, one column for each route); `worth`: of its candidates.
    """

    order: Ints
    size: Ints
    where: Ints
    gap: Ints
    total: Ints
    trial: Ints
    times: Ints
    score: Floats
    best_gap: Ints
    worth: Floats


def open_walks(week: Week, longest: int) -> Walks:
    """Return empty routes with room for `longest` stops each; they are not timed yet."""
    n_tasks, n_shifts = len(week.task), len(week.shift)
    return Walks(
        order=np.zeros((n_shifts, longest), dtype=np.int64), size=np.zeros(n_shifts, dtype=np.int64),
        where=np.full(n_tasks, -1, dtype=np.int64), gap=np.zeros((n_shifts, longest + 1, N_GAP), dtype=np.int64),
        total=np.zeros((n_shifts, N_SUM), dtype=np.int64), trial=np.zeros(longest + 1, dtype=np.int64),
        times=np.zeros((longest + 1, 4), dtype=np.int64), score=np.zeros((n_tasks + 1, n_shifts + 1)),
        best_gap=np.zeros((n_tasks + 1, n_shifts + 1), dtype=np.int64), worth=np.zeros(n_tasks + 1),
    )


def set_orders(walks: Walks, orders: Orders) -> None:
    """Put orders on the routes; they are not timed yet."""
    walks.where[:] = -1
    for r, order in enumerate(orders):
        walks.size[r] = len(order)
        walks.order[r, : len(order)] = order
        walks.where[list(order)] = r


def orders_of(order: Ints, size: Ints) -> Orders:
    """Return routes as tuples of task numbers."""
    return tuple(tuple(order[r, : size[r]].tolist()) for r in range(len(size)))


@kernel
def put_in(walks: Walks, route: int, gap: int, task: int) -> None:
    """Put a task into a gap of a route; it must be timed afterwards."""
    order = walks.order[route]
    for k in range(walks.size[route], gap, -1):
        order[k] = order[k - 1]
    order[gap] = task
    walks.size[route] += 1
    walks.where[task] = route


@kernel
def take_out(walks: Walks, route: int, first: int, count: int) -> None:
    """Take `count` stops out of a route from position `first` on; it must be timed afterwards."""
    order, size = walks.order[route], walks.size[route]
    for k in range(first, first + count):
        walks.where[order[k]] = -1
    for k in range(first, size - count):
        order[k] = order[k + count]
    walks.size[route] = size - count
