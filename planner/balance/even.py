"""Evens out the work of crews: visits go from the busiest to less busy ones, at a stated cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner.balance.load import Balance, balance_of
from planner.checker import check_plan
from planner.errors import InvalidPlan, InvalidProblem, SolverFailure
from planner.model import CrewId, LeftOut, Route, ShiftId, StopKind, TaskId, WeekPlan, WeekProblem
from planner.routes import Course, Ground, Terms, Timed, course_of, settle, timings
from planner.routes.course import stays_of
from planner.routes.fits import Asked, fits_in
from planner.sentence import say

_MOST_STEPS = 200
"""Moves made at most; a week of 25 shifts needs some thirty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvenLimits:
    """What evening out may cost in all: prize lost by visits left out, seconds of travel added.

    Raises InvalidProblem when one is negative.
    """

    prize: int = 0
    travel_s: int = 3_600

    def __post_init__(self) -> None:
        if self.prize < 0 or self.travel_s < 0:
            raise InvalidProblem("the cost of evening out must not be negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evened:
    """A plan whose crews' work lies closer together, what it was, and what it costs."""

    plan: WeekPlan
    before: Balance
    after: Balance
    prize_lost: int
    travel_added_s: int
    n_moved: int


Key = tuple[int, int]
"""How uneven: the range of the crews' seconds, then the sum of their squares."""


def even_out(problem: WeekProblem, plan: WeekPlan, *, limits: EvenLimits | None = None) -> Evened:
    """Return a plan with a smaller range of minutes between crews that breaks no rule and costs no more than `limits`.

    A visit moves only to a shift that may serve it; orders of all others stay. Patrols stay where they are.
    Without a move that helps it is the old plan. Raises InvalidPlan when `plan` breaks a rule.
    """
    limits = limits or EvenLimits()
    verdict = check_plan(problem, plan, may_leave_out=True)
    if not verdict.ok:
        raise InvalidPlan("the plan breaks {n} rules of its week, so that it cannot be evened out; the first: {fault}",
                          n=len(verdict.violations), fault=verdict.violations[0].sentence)
    table, n_moved = _Table(problem, plan, Ground(problem), limits, verdict.score.travel_s), 0
    while n_moved < _MOST_STEPS and (better := table.better()):
        table, n_moved = better, n_moved + 1
    found = check_plan(problem, table.plan, may_leave_out=True)
    if not found.ok:
        raise SolverFailure("the plan was refused by the judge: {fault}", fault=str(found.violations[0].sentence))
    return Evened(
        plan=table.plan, before=balance_of(problem, plan), after=balance_of(problem, table.plan), n_moved=n_moved,
        prize_lost=verdict.score.prize - found.score.prize,
        travel_added_s=found.score.travel_s - verdict.score.travel_s,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """A plan on the way, the limits it has left, and how uneven it is."""

    problem: WeekProblem
    plan: WeekPlan
    ground: Ground
    limits: EvenLimits
    first_travel_s: int

    def better(self) -> _Table | None:
        """Return the plan after the move that makes the crews most even, or None when none does."""
        worked = {crew: load.worked_s for crew, load in balance_of(self.problem, self.plan).by_crew.items()}
        crews = sorted(worked, key=lambda crew: (worked[crew], crew))
        if len(crews) < 2:
            return None
        busiest = crews[-1]
        best: tuple[Key, _Table] | None = None
        for crew in crews[:-1]:  # the least busy first: the first crew that takes something ends the step
            for other in self._moves(busiest, crew):
                best = self._best(best, other)
            if best:
                return best[1]
        for other in self._removals(busiest):
            best = self._best(best, other)
        return best[1] if best else None

    def key(self) -> Key:
        """Return how uneven the crews' work is."""
        worked = [load.worked_s for load in balance_of(self.problem, self.plan).by_crew.values()]
        return max(worked) - min(worked), sum(s * s for s in worked)

    def _best(self, best: tuple[Key, _Table] | None, other: _Table) -> tuple[Key, _Table] | None:
        key = other.key()
        if key >= (best[0] if best else self.key()) or other.travel_added_s() > self.limits.travel_s:
            return best
        return key, other

    def travel_added_s(self) -> int:
        """Return the travel added since the first plan."""
        now_s = sum(load.travel_s for load in balance_of(self.problem, self.plan).by_shift.values())
        return now_s - self.first_travel_s

    def _moves(self, giver: CrewId, taker: CrewId) -> Iterator[_Table]:
        """Yield the plans in which one visit went from a shift of one crew to a shift of another."""
        rooms = {s.shift_id: self._rooms(s.shift_id) for s in self.problem.shifts if s.crew == taker}
        terms, stays = self._terms(), stays_of(self.plan.routes)
        for source, task in self._visits(giver):
            shorter = self._settled(self._course(source).without(frozenset({task})))
            if shorter is None:
                continue
            for shift, (course, room) in rooms.items():
                fit = next(fits_in(self.ground, course, Asked(task=task, terms=terms, stays=stays), room), None)
                if fit:
                    yield self._with({source: shorter[0], shift: fit.settled.route})

    def _removals(self, crew: CrewId) -> Iterator[_Table]:
        """Yield the plans in which one visit of a crew is left out, as far as the prize allows."""
        for source, task in self._visits(crew):
            prize = self.ground.prize(task)
            if self.ground.is_must(task) or prize > self.limits.prize:
                continue
            shorter = self._settled(self._course(source).without(frozenset({task})))
            if shorter:
                other = self._with({source: shorter[0]})
                row = LeftOut(task=task, reason="even", sentence=say("{task} is left out to even out the work",
                                                                     task=task))
                yield replace(other, limits=replace(self.limits, prize=self.limits.prize - prize),
                              plan=replace(other.plan, left_out=(*other.plan.left_out, row)))

    def _visits(self, crew: CrewId) -> Iterator[tuple[ShiftId, TaskId]]:
        for route in self.plan.routes:
            if self.problem.shift[route.shift].crew == crew:
                yield from ((route.shift, stop.task) for stop in route.stops if stop.kind is StopKind.VISIT)

    def _course(self, shift: ShiftId) -> Course:
        return course_of(self.problem, shift, next((r for r in self.plan.routes if r.shift == shift), None))

    def _rooms(self, shift: ShiftId) -> tuple[Course, tuple[Timed, ...]]:
        course = self._course(shift)
        return course, tuple(timings(self.ground, course, self._terms(), stays_of(self.plan.routes)))

    def _terms(self) -> Terms:
        return Terms(wish_s={s.task: s.start_s for r in self.plan.routes for s in r.stops
                             if s.kind is not StopKind.BREAK})

    def _settled(self, course: Course) -> tuple[Route | None] | None:
        """Return the route of a course, (None,) for one without work; None when it is not in time."""
        if course.is_idle:
            return (None,)
        found = settle(self.ground, course, self._terms(), stays_of(self.plan.routes))
        return (found.route,) if found else None

    def _with(self, changed: dict[ShiftId, Route | None]) -> _Table:
        routes = {**{r.shift: r for r in self.plan.routes}, **changed}
        ordered = tuple(r for s in self.problem.shifts if (r := routes.get(s.shift_id)))
        return replace(self, plan=replace(self.plan, routes=ordered))
