"""The work of each shift and crew: service, travel and presence, without waiting and breaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.model import CrewId, ShiftId, StopKind, WeekPlan, WeekProblem
from planner.rules import open_case
from planner.rules.case import RouteCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Seconds worked: `service_s` at doors, `presence_s` at patrols, `travel_s` on the way, `enter_s` included."""

    service_s: int = 0
    presence_s: int = 0
    travel_s: int = 0
    n_visits: int = 0

    @property
    def worked_s(self) -> int:
        """All seconds worked."""
        return self.service_s + self.presence_s + self.travel_s

    def plus(self, other: Load) -> Load:
        """Return the sum of two loads."""
        return Load(
            service_s=self.service_s + other.service_s, presence_s=self.presence_s + other.presence_s,
            travel_s=self.travel_s + other.travel_s, n_visits=self.n_visits + other.n_visits,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The least and the most seconds worked; `ratio` is most / least, None when somebody has no work."""

    least_s: int
    most_s: int

    @property
    def range_s(self) -> int:
        """Most minus least, in seconds."""
        return self.most_s - self.least_s

    @property
    def ratio(self) -> float | None:
        """Most divided by least; None when the least is 0."""
        return self.most_s / self.least_s if self.least_s else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The load of every shift and crew, those without work too, and the spread of both."""

    by_shift: Mapping[ShiftId, Load]
    by_crew: Mapping[CrewId, Load]

    @property
    def of_shifts(self) -> Spread:
        """The spread over all shifts; long and short ones are compared as they are."""
        return _spread(self.by_shift.values())

    @property
    def of_crews(self) -> Spread:
        """The spread over all crews."""
        return _spread(self.by_crew.values())


def balance_of(problem: WeekProblem, plan: WeekPlan) -> Balance:
    """Return the loads of a plan, counted from its stops and the matrix."""
    by_shift = {s.shift_id: Load() for s in problem.shifts}
    for one in open_case(problem, plan, may_leave_out=True).routes:
        by_shift[one.shift.shift_id] = load_of(problem, one)
    by_crew = {s.crew: Load() for s in problem.shifts}
    for shift in problem.shifts:
        by_crew[shift.crew] = by_crew[shift.crew].plus(by_shift[shift.shift_id])
    return Balance(by_shift=by_shift, by_crew=by_crew)


def load_of(problem: WeekProblem, one: RouteCase) -> Load:
    """Return the load of one route."""
    visits = [k.stop for k in one.working if k.stop.kind is StopKind.VISIT]
    patrols = [k.stop for k in one.working if k.stop.kind is StopKind.PATROL]
    return Load(
        service_s=sum(stop.end_s - stop.start_s for stop in visits), n_visits=len(visits),
        presence_s=sum(stop.end_s - stop.start_s for stop in patrols),
        travel_s=sum(one.leg_s(problem, gap) or 0 for gap in one.gaps()),
    )


def _spread(loads: Iterable[Load]) -> Spread:
    worked = [load.worked_s for load in loads]
    return Spread(least_s=min(worked, default=0), most_s=max(worked, default=0))
