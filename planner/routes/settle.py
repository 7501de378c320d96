"""Settles a course: the best gap for the break, stays long enough for every patrol, and the route that comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from planner.model import Patrol, Route, TaskId, WeekPlan, WeekProblem
from planner.routes.clock import Terms, rest_gaps, route_of, time_course
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
    found = [
        one for gap in rest_gaps(ground, course)
        if (one := _settle_with(ground, course, terms, stays, gap) or _settle_with(ground, course, terms, {}, gap))
    ]
    return min(found, key=lambda one: _off_s(one.route, terms), default=None)


def _settle_with(
    ground: Ground, course: Course, terms: Terms, stays: Mapping[TaskId, int], rest_gap: int | None
) -> Settled | None:
    patrols = [p for p in map(ground.problem.task.__getitem__, course.order) if isinstance(p, Patrol)]
    longer = {p.task_id: max(stays.get(p.task_id, p.full_stay_s), p.min_dwell_s) for p in patrols}
    for _ in range(_ROUNDS):
        timed = time_course(ground, course, terms, longer, rest_gap=rest_gap)
        if timed is None:
            return None
        route = route_of(ground, timed, terms)
        missing = missing_s(ground.problem, route)
        if not missing:
            return Settled(route=route, stays=longer)
        if not missing.keys() & longer.keys():
            return None
        for task_id in missing.keys() & longer.keys():
            longer[task_id] += missing[task_id]
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
