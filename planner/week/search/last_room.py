"""The last look for room: every task left out, in every gap, by the exact clock.

The slack of a route with flexible patrols takes their stays of now as fixed, so an insertion may miss room that is
there once a stay gets shorter or the break moves. What is said of a task left out must be true, so before the reasons
are told the routes where that can be are tried gap by gap.
"""

from __future__ import annotations

import numpy as np

from planner.week.search.arrays import END, FLEX, LEAST, MODE, MUST, PLACE, PRIZE, REST_LENGTH, START, STAY, Week
from planner.week.search.insertion import prize_wanted
from planner.week.search.kernel import kernel
from planner.week.search.presence import NO_REST, time_order, time_with_rest_at
from planner.week.search.slack import time_route
from planner.week.search.walks import DIRECT, FROM, N_FLEX, TO, TRAVEL, Walks, put_in
from planner.week.tables import FAR_S, NEVER_S, Ints


def fill_last_room(week: Week, walks: Walks) -> int:
    """Insert every offered task that fits anywhere, where it adds the least travel; return how many."""
    # without flexible patrols the slack is exact: an insertion has filled all there is
    offered = week.offered if week.task[:, FLEX].any() else week.offered[:0]
    tasks = offered[walks.where[offered] < 0]
    rank = np.lexsort((tasks, -week.task[tasks, PRIZE], -week.task[tasks, MUST]))
    return _fill(week, walks, tasks[rank])


@kernel
def _fill(week: Week, walks: Walks, tasks: Ints) -> int:
    count, wanted = 0, prize_wanted(week, walks)
    for task in tasks:
        if wanted <= 0 and not week.task[task, MUST]:
            continue
        route, gap = _best_gap(week, walks, task)
        if route >= 0:
            put_in(walks, route, gap, task)
            time_route(week, walks, route)
            count += 1
            wanted -= week.task[task, PRIZE]
    return count


@kernel
def _best_gap(week: Week, walks: Walks, task: int) -> tuple[int, int]:
    """Return the route and gap where a task fits and adds the least travel; -1: nowhere."""
    best, best_route, best_gap = FAR_S, -1, -1
    for route in range(len(walks.size)):
        if walks.total[route, N_FLEX] == 0 and week.task[task, FLEX] == 0:
            continue
        if week.first[route, task] == week.first[route, task + 1]:
            continue
        spare = _spare_s(week, walks, route) - (week.task[task, LEAST if week.task[task, FLEX] else STAY])
        for gap in range(walks.size[route] + 1):
            added = _added_s(week, walks, route, gap, task)
            if added < best and added <= spare and _fits(week, walks, route, gap, task):
                best, best_route, best_gap = added, route, gap
    return best_route, best_gap


@kernel
def _spare_s(week: Week, walks: Walks, route: int) -> int:
    """Return the seconds of a shift that its legs, break and stays, those of patrols at their least, leave over.

    No insertion can add more, however the waits fall; `enter_s` is on top, since a leg may become the way back.
    """
    row = week.shift[route]
    spare = row[END] - row[START] - walks.total[route, TRAVEL] - row[REST_LENGTH] + week.enter_s
    for k in range(walks.size[route]):
        one = week.task[walks.order[route, k]]
        spare -= one[LEAST] if one[FLEX] else one[STAY]
    return int(spare)


@kernel
def _added_s(week: Week, walks: Walks, route: int, gap: int, task: int) -> int:
    """Return the travel that a task adds in a gap, `enter_s` at the end place included; FAR_S or more for no way."""
    row, leg, here = walks.gap[route, gap], week.leg[week.shift[route, MODE]], week.task[task, PLACE]
    return int(leg[row[FROM], here] + leg[here, row[TO]] - row[DIRECT])


@kernel
def _fits(week: Week, walks: Walks, route: int, gap: int, task: int) -> bool:
    order, trial, size = walks.order[route], walks.trial, walks.size[route]
    for k in range(size, gap, -1):
        trial[k] = order[k - 1]
    for k in range(gap):
        trial[k] = order[k]
    trial[gap] = task
    if time_with_rest_at(week, trial, size + 1, route, NO_REST, walks.times) >= NEVER_S:
        return False   # no break makes a route that is late without one any earlier
    back_s, _ = time_order(week, trial, size + 1, route, walks.times)
    return bool(back_s < NEVER_S)
