"""Witnesses: plans that serve a task beside everything a plan serves already, judged before they count."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from planner.checker import check_plan
from planner.errors import InvalidPlan
from planner.model import MINUTE_S, Patrol, ShiftId, StopKind, TaskId, Visit, WeekPlan, WeekProblem
from planner.routes import Course, Ground, Terms, Timed, course_of, timings
from planner.routes.course import stays_of
from planner.routes.fits import Asked, fits_in

Solve = Callable[[WeekProblem], WeekPlan]
"""An engine with its budget and seed bound: a problem in, a sound plan out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A plan of `problem` that serves the task asked for in `shift` from `start_s` on, and no rule is broken."""

    problem: WeekProblem
    plan: WeekPlan
    shift: ShiftId
    start_s: int


@dataclass(frozen=True, slots=True, eq=False)
class Week:
    """A plan and its problem, ready to be asked for room; the slack of its routes is worked out once."""

    problem: WeekProblem
    plan: WeekPlan
    ground: Ground
    _rooms: dict[ShiftId, tuple[Timed, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, problem: WeekProblem, plan: WeekPlan) -> Week:
        """Return a week whose routes have not been asked yet."""
        return cls(problem, plan, Ground(problem))

    def with_task(self, task: Visit | Patrol) -> Week:
        """Return the week with one task under other rules; the slack of the routes stays known."""
        problem = with_task(self.problem, task)
        return Week(problem, self.plan, self.ground.of_same_routes(problem), self._rooms)

    def require_sound(self) -> None:
        """Raise InvalidPlan when the plan breaks a rule of the problem."""
        verdict = check_plan(self.problem, self.plan, may_leave_out=True)
        if not verdict.ok:
            raise InvalidPlan(
                "the plan breaks {n} rules of its week, so that nothing can be explained; the first: {fault}",
                n=len(verdict.violations), fault=verdict.violations[0].sentence,
            )

    def course(self, shift: ShiftId) -> Course:
        """Return the course of a shift."""
        return course_of(self.problem, shift, next((r for r in self.plan.routes if r.shift == shift), None))

    def terms(self) -> Terms:
        """Return the wish of every stop to stay when it is."""
        return Terms(wish_s={s.task: s.start_s for r in self.plan.routes for s in r.stops
                             if s.kind is not StopKind.BREAK})

    def witness(self, task: TaskId, *, shifts: tuple[ShiftId, ...] | None = None) -> Witness | None:
        """Return the plan with a task beside all planned stops that adds the least travel; None: it fits nowhere.

        `shifts`: only in these.
        """
        found = sorted(self._fits(task, shifts), key=lambda one: one[0])
        return next((one for _, one in found if check_plan(self.problem, one.plan, may_leave_out=True).ok), None)

    def _fits(self, task: TaskId, shifts: tuple[ShiftId, ...] | None) -> Iterator[tuple[int, Witness]]:
        terms, stays = self.terms(), stays_of(self.plan.routes)
        for shift in shifts if shifts is not None else self.problem.shift:
            course = self.course(shift)
            if shift not in self._rooms:
                self._rooms[shift] = tuple(timings(self.ground, course, terms, stays))
            asked = Asked(task=task, terms=terms, stays=stays)
            fit = next(fits_in(self.ground, course, asked, self._rooms[shift]), None)
            if fit:
                route = fit.settled.route
                plan = replace(
                    self.plan, bound=None,
                    routes=(*(r for r in self.plan.routes if r.shift != shift), route),
                    left_out=tuple(row for row in self.plan.left_out if row.task != task),
                )
                start_s = next(stop.start_s for stop in route.stops if stop.task == task)
                yield fit.travel_s, Witness(problem=self.problem, plan=plan, shift=shift, start_s=start_s)


def with_task(problem: WeekProblem, task: Visit | Patrol) -> WeekProblem:
    """Return the problem with a task of the same id under other rules."""
    if isinstance(task, Visit):
        return replace(problem, visits=tuple(task if v.task_id == task.task_id else v for v in problem.visits))
    return replace(problem, patrols=tuple(task if p.task_id == task.task_id else p for p in problem.patrols))


def with_longer_shift(problem: WeekProblem, shift_id: ShiftId, minutes: int) -> WeekProblem:
    """Return the problem with one shift that ends later."""
    return replace(problem, shifts=tuple(
        replace(s, end_s=s.end_s + minutes * MINUTE_S) if s.shift_id == shift_id else s for s in problem.shifts
    ))


def solved_again(problem: WeekProblem, plan: WeekPlan, task: TaskId, solve: Solve) -> Witness | None:
    """Return the plan of an engine that serves a task and all that `plan` serves, or None when it finds none.

    The engine gets mandatory copies of these visits; the judge gets the plan under the problem as it is.
    """
    asked = {stop.task for route in plan.routes for stop in route.stops} | {task}
    found = solve(replace(problem, visits=tuple(
        replace(v, mandatory=True) if v.task_id in asked else replace(v, mandatory=False) for v in problem.visits)))
    return witness_in(problem, found, task, also=frozenset(asked))


def witness_in(
    problem: WeekProblem, plan: WeekPlan, task: TaskId, *, also: frozenset[TaskId] = frozenset()
) -> Witness | None:
    """Return a plan as witness for a task, if it breaks no rule of `problem` and serves it and all of `also`."""
    plan = replace(plan, bound=None)
    at = {stop.task: (route.shift, stop.start_s) for route in plan.routes for stop in route.stops}
    working = {t for t in also if t in problem.task}
    if task not in at or not working <= at.keys() or not check_plan(problem, plan, may_leave_out=True).ok:
        return None
    shift, start_s = at[task]
    return Witness(problem=problem, plan=plan, shift=shift, start_s=start_s)
