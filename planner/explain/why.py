"""Why a task is left out: the first rule that, when it gives way, lets a judged plan serve it beside all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from planner.errors import InvalidProblem
from planner.explain.displacing import Displacement, displacement_by_solving, least_displacement, prize_of
from planner.explain.remedies import LONGER_MIN, Remedy, RemedyKind, own_shifts, remedies_for
from planner.explain.witness import Solve, Week, Witness, solved_again, with_longer_shift, with_task
from planner.explain.words import day_of, time_of_day
from planner.model import Patrol, TaskId, TimeWindow, Visit, WeekPlan, WeekProblem
from planner.sentence import Sentence, say

WhyNever = Callable[[WeekProblem, WeekPlan, TaskId], Sentence | None]
"""Says what proves that no plan with the duties planned serves a task, or None."""

_MOST_SHIFTS = 6
"""Longer shifts that an engine is asked about, one after the other; each question is a plan of the whole week."""


class Reason(StrEnum):
    """Why a task is left out."""

    NONE = "fits"
    WINDOW = "window"
    OFFICER = "officer"
    TIME = "time"
    CAPACITY = "capacity"
    OUT_OF_REACH = "out_of_reach"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The reason a task is left out, its proof, and the changes that would fit it, the smallest first.

    `proof` is a plan that serves the task and everything planned once the rule of `reason` gives way (none for
    CAPACITY, whose proof is `displaced`, and for OUT_OF_REACH, which no rule that gives way can mend).
    """

    task: TaskId
    reason: Reason
    sentence: Sentence
    proof: Witness | None = None
    displaced: Displacement | None = None
    remedies: tuple[Remedy, ...] = ()

    @property
    def smallest(self) -> Remedy | None:
        """The smallest change that would fit the task, or None."""
        return self.remedies[0] if self.remedies else None


def why_left_out(
    problem: WeekProblem, plan: WeekPlan, task: TaskId, *, solve: Solve | None = None,
    why_never: WhyNever | None = None,
) -> Explanation:
    """Return why a task is left out of a plan, proven by plans and never read off an engine.

    Rules give way one at a time, in this order: none (it fits as it is), its windows, who may serve it, the end of
    one shift; then visits make room for it. Each is tried first beside the stops as they are ordered, then by
    `solve`, which must serve the task and everything planned; without `solve` the second is left out. Where nothing
    fits it, `why_never` is asked for a proof that nothing can.

    Raises InvalidProblem for a task that is not there or is served, InvalidPlan for a plan that breaks a rule.
    """
    week = _asked(problem, plan, task)
    remedies = remedies_for(week, task)
    spared = any(row.task == task and row.reason == "enough" for row in plan.left_out)
    for reason, witness in _by_fitting(week, task, remedies):
        if witness:
            return _explained(problem, task, reason, witness, remedies, is_spared=spared)
    if solve is not None:
        for reason, relaxed in _relaxed(week, task):
            witness = solved_again(relaxed, plan, task, solve)
            if witness:
                return _explained(problem, task, reason, witness, remedies, is_spared=spared)
    displaced = [least_displacement(week, task)]
    if solve is not None:
        displaced.append(displacement_by_solving(problem, plan, task, solve))
    cheapest = min((d for d in displaced if d), key=lambda d: (d.prize_lost, len(d.tasks)), default=None)
    if cheapest is None:
        proven = why_never(problem, plan, task) if why_never else None
        return Explanation(task=task, reason=Reason.OUT_OF_REACH, remedies=remedies, sentence=proven or say(
            "no plan was found that serves {task}, not even with one rule relaxed or optional visits left out",
            task=task))
    return Explanation(task=task, reason=Reason.CAPACITY, displaced=cheapest, remedies=remedies,
                       sentence=_capacity(problem, task, cheapest))


def _asked(problem: WeekProblem, plan: WeekPlan, task: TaskId) -> Week:
    week = Week.of(problem, plan)
    if task not in problem.task:
        raise InvalidProblem("there is no task {task} in this week", task=task)
    for route in plan.routes:
        if any(stop.task == task for stop in route.stops):
            raise InvalidProblem("{task} is planned, in shift {shift}", task=task, shift=route.shift)
    week.require_sound()
    return week


def _by_fitting(week: Week, task_id: TaskId, remedies: tuple[Remedy, ...]) -> Iterator[tuple[Reason, Witness | None]]:
    """Yield each reason with the plan that proves it beside the stops as they are ordered, or None."""
    task = week.problem.task[task_id]
    yield Reason.NONE, week.witness(task_id)
    yield Reason.WINDOW, week.with_task(at_any_time(week.problem, task)).witness(task_id)
    yield Reason.OFFICER, week.with_task(replace(task, shifts=None)).witness(task_id)
    yield Reason.TIME, next((r.witness for r in remedies if r.kind is RemedyKind.LONGER_SHIFT), None)


def _relaxed(week: Week, task_id: TaskId) -> Iterator[tuple[Reason, WeekProblem]]:
    """Yield the problems in which one rule gives way, in the order of the reasons."""
    problem, task = week.problem, week.problem.task[task_id]
    yield Reason.NONE, problem
    yield Reason.WINDOW, with_task(problem, at_any_time(problem, task))
    yield Reason.OFFICER, with_task(problem, replace(task, shifts=None))
    for shift_id in own_shifts(week, task_id)[:_MOST_SHIFTS]:
        yield Reason.TIME, with_longer_shift(problem, shift_id, LONGER_MIN[-1])


def at_any_time(problem: WeekProblem, task: Visit | Patrol) -> Visit | Patrol:
    """Return a task that may start at any time of the week."""
    if isinstance(task, Visit):
        return replace(task, windows=())
    first_s = min((s.start_s for s in problem.shifts), default=task.window.start_s)
    last_s = max((s.end_s for s in problem.shifts), default=task.window.end_s)
    return replace(task, window=TimeWindow(min(first_s, task.window.start_s), max(last_s, task.window.end_s)))


def _explained(
    problem: WeekProblem, task_id: TaskId, reason: Reason, witness: Witness, remedies: tuple[Remedy, ...], *,
    is_spared: bool,
) -> Explanation:
    at = {"task": task_id, "shift": witness.shift, "day": day_of(witness.start_s), "time": time_of_day(witness.start_s)}
    task = problem.task[task_id]
    if reason is Reason.NONE and isinstance(task, Visit) and not task.prize and not task.mandatory:
        sentence = say(
            "{task} would fit, in shift {shift} on {day} at {time}, but has prize 0 and only adds travel", **at)
    elif reason is Reason.NONE and is_spared:
        sentence = say("{task} would fit, in shift {shift} on {day} at {time}, but the week has the prize that was "
                       "asked for without it", **at)
    elif reason is Reason.NONE:
        sentence = say("nothing keeps {task} out: it fits in shift {shift} on {day} at {time}", **at)
    elif reason is Reason.WINDOW:
        sentence = say(
            "its hours keep {task} out: at any time of day it fits, in shift {shift} on {day} at {time}", **at)
    elif reason is Reason.OFFICER:
        sentence = say(
            "who may serve it keeps {task} out: with any officer it fits, in shift {shift} on {day} at {time}", **at)
    else:
        sentence = say(
            "the time keeps {task} out: with a longer shift it fits, in shift {shift} on {day} at {time}", **at)
    # what fits already needs no change to fit
    return Explanation(task=task_id, reason=reason, sentence=sentence, proof=witness,
                       remedies=() if reason is Reason.NONE else remedies)


def _capacity(problem: WeekProblem, task_id: TaskId, displaced: Displacement) -> Sentence:
    task = problem.task[task_id]
    named = {"task": task_id, "visits": ", ".join(displaced.tasks), "cost": displaced.prize_lost,
             "prize": prize_of(problem, task_id)}
    if displaced.prize_lost < 0:
        return say("{task} fits into a week planned anew, without {n} of the visits planned now, whose prize is {gain} "
                   "higher even without that of {task}", task=task_id, n=len(displaced.tasks),
                   gain=-displaced.prize_lost)
    if displaced.prize_lost != sum(prize_of(problem, t) for t in displaced.tasks):
        return say("{task} fits into a week planned anew, without {n} of the visits planned now but with others: "
                   "all but {task} lose {cost}; it is worth {prize}", n=len(displaced.tasks), task=task_id,
                   cost=displaced.prize_lost, prize=named["prize"])
    if isinstance(task, Patrol) or task.mandatory:
        return say("{task} must be served and fits only in place of {visits}, worth {cost}", **named)
    if displaced.prize_lost > task.prize:
        return say("{task} fits only in place of {visits}, worth {cost}; it is worth {prize}", **named)
    return say("{task} fits in place of {visits}, worth {cost}, and is worth {prize}: plan the week anew", **named)


