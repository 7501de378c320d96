"""The last look at a plan whose prize is enough: visits that it can do without, and travels less without."""

from __future__ import annotations

from planner.week.search.arrays import MUST, PRIZE, Week
from planner.week.search.insertion import prize_wanted
from planner.week.search.kernel import kernel
from planner.week.search.slack import time_route
from planner.week.search.walks import TRAVEL, Walks, put_in, take_out


@kernel
def drop_spare(week: Week, walks: Walks) -> int:
    """Drop optional stops while the prize stays enough and travel falls, the most travel first; return how many.

    All routes must be timed. None is dropped before the prize is enough.
    """
    spare, count = -prize_wanted(week, walks), 0
    while True:
        best_s, best_route, best_at = 0, -1, -1
        for route in range(len(walks.size)):
            for at in range(walks.size[route]):
                task = walks.order[route, at]
                if week.task[task, MUST] or week.task[task, PRIZE] > spare:
                    continue
                saved_s = _saved_s(week, walks, route, at)
                if saved_s > best_s:
                    best_s, best_route, best_at = saved_s, route, at
        if best_route < 0:
            return count
        spare -= week.task[walks.order[best_route, best_at], PRIZE]
        take_out(walks, best_route, best_at, 1)
        time_route(week, walks, best_route)
        count += 1


@kernel
def _saved_s(week: Week, walks: Walks, route: int, at: int) -> int:
    """Return the travel that a route saves without a stop; 0 when it is not in time then: a patrol may stay longer."""
    task, before_s = walks.order[route, at], walks.total[route, TRAVEL]
    take_out(walks, route, at, 1)
    in_time = time_route(week, walks, route)
    saved_s = before_s - walks.total[route, TRAVEL] if in_time else 0
    put_in(walks, route, at, task)
    time_route(week, walks, route)
    return saved_s
