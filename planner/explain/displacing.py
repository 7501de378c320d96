"""What a task would cost: the visits that would have to make room for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planner.explain.witness import Solve, Week, Witness, with_task, witness_in
from planner.model import LeftOut, ShiftId, StopKind, TaskId, Visit, WeekPlan, WeekProblem

_LONGEST_STRING = 6
"""Neighbouring stops that may make room together; more are left to the engine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Displacement:
    """The visits that a plan leaves out so that it can serve a task.

    `prize_lost`: what its prize falls by, that of the task not counted; less than their prizes together where a plan
    made anew takes other visits in.
    """

    tasks: tuple[TaskId, ...]
    prize_lost: int
    witness: Witness


def least_displacement(week: Week, task: TaskId) -> Displacement | None:
    """Return the string of optional neighbours of least prize in whose place a task fits, or None."""
    trials = sorted(
        (sum(prize_of(week.problem, t) for t in away), len(away), away)
        for route in week.plan.routes if week.ground.may_serve(route.shift, task)
        for away in _strings(week, route.shift)
    )
    for prize, _, away in trials:
        shift = next(r.shift for r in week.plan.routes if any(s.task == away[0] for s in r.stops))
        witness = _without(week, shift, frozenset(away)).witness(task, shifts=(shift,))
        if witness:
            return Displacement(tasks=away, prize_lost=prize, witness=witness)
    return None


def displacement_by_solving(problem: WeekProblem, plan: WeekPlan, task: TaskId, solve: Solve) -> Displacement | None:
    """Return what the plan of an engine leaves out that must serve a task; None when it does not serve it."""
    one = problem.task[task]
    asked = with_task(problem, replace(one, mandatory=True)) if isinstance(one, Visit) else problem
    witness = witness_in(problem, solve(asked), task)
    if witness is None:
        return None
    before, after = _visits_of(problem, plan), _visits_of(problem, witness.plan)
    gone = tuple(t for t in before if t not in after)
    lost = sum(prize_of(problem, t) for t in before) - sum(prize_of(problem, t) for t in after if t != task)
    return Displacement(tasks=gone, prize_lost=lost, witness=witness)


def _visits_of(problem: WeekProblem, plan: WeekPlan) -> list[TaskId]:
    return [s.task for r in plan.routes for s in r.stops if s.kind is StopKind.VISIT and s.task in problem.task]


def _strings(week: Week, shift: ShiftId) -> list[tuple[TaskId, ...]]:
    """Return all strings of neighbours in a route that are optional visits."""
    order = week.course(shift).order
    strings = (order[a:a + n] for n in range(1, _LONGEST_STRING + 1) for a in range(len(order) - n + 1))
    return [s for s in strings if not any(week.ground.is_must(t) for t in s)]


def _without(week: Week, shift: ShiftId, away: frozenset[TaskId]) -> Week:
    """Return the week without some visits of one route; the times of its other stops are left for the fitting."""
    routes = tuple(
        replace(r, stops=tuple(s for s in r.stops if s.task not in away)) if r.shift == shift else r
        for r in week.plan.routes
    )
    rows = (*week.plan.left_out, *(LeftOut(task=t, reason="no_time") for t in sorted(away)))
    return Week(week.problem, replace(week.plan, routes=routes, left_out=rows), week.ground)


def prize_of(problem: WeekProblem, task_id: TaskId) -> int:
    """Return the prize of a task; a patrol has none."""
    task = problem.task[task_id]
    return task.prize if isinstance(task, Visit) else 0
