"""A plan laid beside its problem, so that a rule can read it: known shifts, known stops, the gaps between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.model import Patrol, Route, Shift, Stop, StopKind, TaskId, Visit, WeekPlan, WeekProblem

_TYPE_OF_KIND = {StopKind.VISIT: Visit, StopKind.PATROL: Patrol}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkStop:
    """A visit or patrol of the plan and its task in the problem."""

    stop: Stop
    task: Visit | Patrol


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The time between two working stops of a route, with the breaks taken there.

    `before` None: from the departure; `after` None: until the return. `rests` are the breaks in the order of
    the plan.
    """

    before: WorkStop | None
    after: WorkStop | None
    rests: tuple[Stop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteCase:
    """One route of a known shift, reduced to the stops whose task is known; a plain Stop in it is a break."""

    shift: Shift
    route: Route
    stops: tuple[WorkStop | Stop, ...]

    @property
    def working(self) -> tuple[WorkStop, ...]:
        """The visits and patrols of the route, without breaks."""
        return tuple(s for s in self.stops if isinstance(s, WorkStop))

    @property
    def rests(self) -> tuple[Stop, ...]:
        """The breaks of the route."""
        return tuple(s for s in self.stops if isinstance(s, Stop))

    def gaps(self) -> Iterator[Gap]:
        """Yield the gaps in order: one before each working stop, and one before the return."""
        before: WorkStop | None = None
        rests: list[Stop] = []
        for one in self.stops:
            if isinstance(one, Stop):
                rests.append(one)
                continue
            yield Gap(before=before, after=one, rests=tuple(rests))
            before, rests = one, []
        yield Gap(before=before, after=None, rests=tuple(rests))

    def ready_s(self, gap: Gap) -> int:
        """Return the second from which the crew may go on: the departure or the end of the stop before."""
        return self.route.leave_s if gap.before is None else gap.before.stop.end_s

    def leg_s(self, problem: WeekProblem, gap: Gap) -> int | None:
        """Return the seconds of travel of a gap, read from the matrix; None: no way; 0 without any work."""
        start = self.shift.start_place if gap.before is None else gap.before.task.place
        if gap.after is not None:
            return problem.leg_s(self.shift, start, gap.after.task.place)
        return problem.way_back_s(self.shift, start, self.shift.end_place) if self.working else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCase:
    """A plan, its problem and the routes that can be judged; what cannot is reported by the rules of `work`."""

    problem: WeekProblem
    plan: WeekPlan
    may_leave_out: bool
    routes: tuple[RouteCase, ...]

    @property
    def served(self) -> frozenset[TaskId]:
        """Ids of the tasks on any judged route."""
        return frozenset(k.stop.task for r in self.routes for k in r.working)


def open_case(problem: WeekProblem, plan: WeekPlan, *, may_leave_out: bool) -> PlanCase:
    """Return the plan laid beside its problem; routes of unknown shifts and unknown stops are not in it."""
    routes = tuple(
        RouteCase(shift=problem.shift[route.shift], route=route, stops=tuple(_known_stops(problem, route)))
        for route in plan.routes if route.shift in problem.shift
    )
    return PlanCase(problem=problem, plan=plan, may_leave_out=may_leave_out, routes=routes)


def is_known(problem: WeekProblem, stop: Stop) -> bool:
    """Tell whether a stop is a break, or names a task of its kind."""
    if stop.kind is StopKind.BREAK:
        return True
    return isinstance(problem.task.get(stop.task), _TYPE_OF_KIND[stop.kind])


def _known_stops(problem: WeekProblem, route: Route) -> Iterator[WorkStop | Stop]:
    for stop in route.stops:
        if is_known(problem, stop):
            yield stop if stop.kind is StopKind.BREAK else WorkStop(stop=stop, task=problem.task[stop.task])
