"""Greedy insertion: of all candidates and routes always the offer of most worth for each second, until none is left."""

from __future__ import annotations

import numpy as np

from planner.week.search.arrays import MUST, PRIZE, UNLIMITED, Floats, Week
from planner.week.search.chance import Stream
from planner.week.search.kernel import kernel
from planner.week.search.offers import ask_route
from planner.week.search.slack import time_route
from planner.week.search.walks import Walks, put_in, take_out
from planner.week.tables import Ints

MUST_WORTH = 1e9
"""Worth of a mandatory task in an insertion: before any prize."""


@kernel
def insert_all(
    week: Week, walks: Walks, tasks: Ints, worth: Floats, routes: Ints, blink: float, is_thrifty: bool, wanted: int,
    stream: Stream,
) -> int:
    """Insert candidates into routes while one fits; return how many.

    `worth[i]` belongs to `tasks[i]`. An offer is overlooked with the chance `blink`, so that the greedy choice is
    not always the same. Optional tasks are inserted until they bring the prize that is `wanted`; `is_thrifty`: their
    own stays do not count.
    """
    score, best_gap = walks.score, walks.best_gap
    n_tasks, n_routes = len(tasks), len(routes)
    for j in range(n_routes):
        ask_route(week, walks, tasks, worth, routes[j], j, blink, is_thrifty, stream)
    count = 0
    while True:
        best, row, column = 0.0, -1, -1
        for i in range(n_tasks):
            if wanted <= 0 and not week.task[tasks[i], MUST]:
                continue
            for j in range(n_routes):
                if score[i, j] > best:
                    best, row, column = score[i, j], i, j
        if row < 0:
            return count
        route, gap, task = routes[column], best_gap[row, column], tasks[row]
        put_in(walks, route, gap, task)
        if not time_route(week, walks, route):   # the slack promised too much: only beside flexible patrols
            take_out(walks, route, gap, 1)
            time_route(week, walks, route)
            score[row, column] = 0.0
            continue
        count += 1
        wanted -= week.task[task, PRIZE]
        for j in range(n_routes):
            score[row, j] = 0.0
        ask_route(week, walks, tasks, worth, route, column, blink, is_thrifty, stream)


@kernel
def prize_wanted(week: Week, walks: Walks) -> int:
    """Return the prize that the routes still lack to be enough; not above 0: they have it."""
    wanted = week.enough
    if wanted < UNLIMITED:
        for route in range(len(walks.size)):
            for k in range(walks.size[route]):
                wanted -= week.task[walks.order[route, k], PRIZE]
    return wanted


@kernel
def time_all(week: Week, walks: Walks) -> bool:
    """Time every route; False when one is not in time."""
    good = True
    for route in range(len(walks.size)):
        good = time_route(week, walks, route) and good
    return good


def fill(week: Week, walks: Walks, stream: Stream) -> int:
    """Insert every offered task that still fits anywhere; return how many."""
    tasks = week.offered[walks.where[week.offered] < 0]
    worth = week.value[0, tasks] + MUST_WORTH * week.task[tasks, MUST]
    return insert_group(week, walks, tasks, worth, stream)


def insert_group(week: Week, walks: Walks, tasks: Ints, worth: Floats, stream: Stream) -> int:
    """Insert a group of candidates into all routes; return how many."""
    wanted = prize_wanted(week, walks)
    return insert_all(week, walks, tasks, worth, np.arange(len(walks.size)), 0.0, False, wanted, stream)
