"""Settles a course: the best gap for the break, stays long enough for every patrol, and the route that comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from planner.model import Patrol, Route, TaskId, WeekPlan, WeekProblem
from planner.routes.clock import Terms, Timed, route_of, timings
from planner.routes.course import Course
from planner.routes.ground import Ground
from planner.rules import open_case
from planner.rules.presence import patrol_reaches_its_presence

_ROUNDS = 6
"""Times a patrol that falls short is made longer; each closes the gap unless the stay leaves the window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A route that keeps every rule, and the stays of its patrols."""

    route: Route
    stays: Mapping[TaskId, int]


def settle(ground: Ground, course: Course, terms: Terms, stays: Mapping[TaskId, int]) -> Settled | None:
    """Return the route of a course whose starts lie nearest to their wishes, or None when none is in time.

    `stays` are tried first (a patrol may be short when visits beside it give presence); a patrol that falls short
    stays longer, at last its full stay, which is enough by itself.
    """
    return settle_with(ground, course, terms, (stays, {}))


def settle_with(
    ground: Ground, course: Course, terms: Terms, tries: Sequence[Mapping[TaskId, int]]
) -> Settled | None:
    """Return what `settle` does, with each break gap taking the first of several stays that works in it."""
    patrols = [p for p in map(ground.problem.task.__getitem__, course.order) if isinstance(p, Patrol)]
    full = {p.task_id: max(p.full_stay_s, p.min_dwell_s) for p in patrols}
    asked: list[dict[TaskId, int]] = []
    for stays in tries:
        tried = {p.task_id: max(stays.get(p.task_id, p.full_stay_s), p.min_dwell_s) for p in patrols}
        if tried not in asked:
            asked.append(tried)
    found: dict[int, Settled] = {}
    for tried in asked:
        for timed in timings(ground, course, terms, tried):
            gap = -1 if timed.rest_gap is None else timed.rest_gap
            if gap not in found and (one := _long_enough(ground, timed, terms, (tried, full))):
                found[gap] = one
    return min((found[gap] for gap in sorted(found)), key=lambda one: _off_s(one.route, terms), default=None)


def _long_enough(
    ground: Ground, timed: Timed, terms: Terms, stays: tuple[Mapping[TaskId, int], Mapping[TaskId, int]]
) -> Settled | None:
    """Return the route of a timed course with its patrols made as long as their presence asks for, or None.

    `stays`: the stays it was timed with, and the full ones. Seconds beyond a full stay would lie outside the window
    of the patrol and only push the stops behind it: the patrol starts sooner instead.
    """
    longer, full = dict(stays[0]), stays[1]
    for _ in range(_ROUNDS):
        route = route_of(ground, timed, terms)
        missing = missing_s(ground.problem, route)
        if not missing:
            return Settled(route=route, stays=longer)
        if not missing.keys() & longer.keys():
            return None
        for task_id in missing.keys() & longer.keys():
            longer[task_id] = max(longer[task_id], min(longer[task_id] + missing[task_id], full[task_id]))
        again = next(timings(ground, timed.course, terms, longer, gaps=(timed.rest_gap,)), None)
        if again is None:
            return None
        timed = again
    return None


def missing_s(problem: WeekProblem, route: Route) -> dict[TaskId, int]:
    """Return the seconds of presence that patrols of a route fall short of, by the law itself."""
    if not any(stop.kind == "patrol" for stop in route.stops):
        return {}
    plan = WeekPlan(week=problem.name, seed=0, cpu_s=0.0, routes=(route,), left_out=())
    case = open_case(problem, plan, may_leave_out=True)
    return {v.task: ceil(v.amount) for v in patrol_reaches_its_presence(case) if v.task is not None}


def _off_s(route: Route, terms: Terms) -> tuple[int, int]:
    """Return how far the stops of a route are from their wishes in all, then its return."""
    off_s = sum(abs(s.start_s - terms.wish_s[s.task]) for s in route.stops if s.task in terms.wish_s)
    return off_s, route.return_s
