"""Routes of the plan from the orders of the search, by its exact clock."""

from __future__ import annotations

from planner.errors import SolverFailure
from planner.model import BREAK, Patrol, Route, Stop, StopKind
from planner.week.insertion import Orders
from planner.week.search.arrays import Week
from planner.week.search.presence import time_order
from planner.week.search.walks import Walks
from planner.week.tables import NEVER_S, WeekTables


def routes_of(tables: WeekTables, week: Week, walks: Walks, orders: Orders) -> tuple[Route, ...]:
    """Return the routes of all orders at their earliest times; raises SolverFailure when one is not in time."""
    return tuple(_route(tables, week, walks, r, order) for r, order in enumerate(orders) if order)


def _route(tables: WeekTables, week: Week, walks: Walks, r: int, order: tuple[int, ...]) -> Route:
    span = tables.problem.shifts[r]
    walks.trial[: len(order)] = order
    back_s, rest_gap = time_order(week, walks.trial, len(order), r, walks.times)
    if back_s >= NEVER_S:
        raise SolverFailure(
            "shift {shift}: the order the search found is not in time; please report this week", shift=span.shift_id
        )
    stops: list[Stop] = []
    ready_s = span.start_s
    for k in range(len(order) + 1):
        if k == rest_gap and span.rest is not None:
            start_s = max(ready_s, span.rest.earliest_s)
            stops.append(Stop(task=BREAK, kind=StopKind.BREAK, arrive_s=start_s, start_s=start_s,
                              end_s=start_s + span.rest.length_s))
        if k < len(order):
            stop = _stop(tables, order[k], tuple(int(time_s) for time_s in walks.times[k, :3]))
            stops.append(stop)
            ready_s = stop.end_s
    return Route(shift=span.shift_id, leave_s=span.start_s, return_s=int(back_s), stops=tuple(stops))


def _stop(tables: WeekTables, number: int, times_s: tuple[int, ...]) -> Stop:
    task = tables.tasks[number]
    arrive_s, start_s, end_s = times_s
    kind = StopKind.PATROL if isinstance(task, Patrol) else StopKind.VISIT
    return Stop(task=task.task_id, kind=kind, arrive_s=arrive_s, start_s=start_s, end_s=end_s)
