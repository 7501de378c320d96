"""The one door to a changed plan: the week after the changes, a repair of the old plan, the judge, the difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from planner.change.changed_week import ChangedWeek, change_week
from planner.change.changes import Change, ChangeBudget, CrewLost, Done
from planner.change.diff import PlanDiff, diff_spots, spots_of
from planner.change.draft import Draft
from planner.change.removal import take_out_the_impossible
from planner.change.repair import repair
from planner.checker import check_plan
from planner.errors import InvalidPlan, SolverFailure
from planner.explain.words import day_of, time_of_day
from planner.model import LeftOut, StopKind, TaskId, Visit, WeekPlan, WeekProblem
from planner.sentence import Sentence, say

Solve = Callable[[WeekProblem], WeekPlan]
"""An engine with its budget and seed bound: a problem in, a sound plan out."""


_LASTING = frozenset({"no_shift", "no_window", "no_way", "no_gain"})
"""Reasons that do not speak of the stops planned: they hold for a task that no change names, since no change adds
a shift."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replanned:
    """A plan of the changed week, and what it changes.

    `problem`: the changed week, of which `plan` is a plan. `n_changed` counts the tasks that changed and that no
    change names; `n_allowed` is the budget in visits of the `n_planned` there were. `must_left_out`: what must be
    served and could not; `notes` say so, and what else the commander should know.
    """

    problem: WeekProblem
    plan: WeekPlan
    diff: PlanDiff
    n_changed: int
    n_allowed: int
    n_planned: int
    must_left_out: tuple[TaskId, ...] = ()
    notes: tuple[Sentence, ...] = ()

    @property
    def is_within_budget(self) -> bool:
        """Tell whether no more changed than was allowed."""
        return self.n_changed <= self.n_allowed


def replan(
    problem: WeekProblem, plan: WeekPlan, changes: Sequence[Change], *, budget: ChangeBudget, seed: int = 1,
    solve: Solve | None = None,
) -> Replanned:
    """Return a plan of the changed week that breaks no rule and differs as little as can be found from `plan`.

    What must be served comes before the budget: if it cannot hold, the plan with the fewest changes found is
    returned and `notes` say the count. Without changes it is the old plan. The same seed gives the same plan.
    `solve`: plans the week anew where the repair leaves out what must be served and an engine serves more of it;
    not asked when stops are done or held, which an engine does not know.

    Raises InvalidPlan when `plan` breaks a rule, InvalidProblem for an impossible change, SolverFailure when the
    judge refuses the result.
    """
    _require_sound(problem, plan)
    n_planned = sum(stop.kind is StopKind.VISIT for route in plan.routes for stop in route.stops)
    n_allowed = budget.visits_of(n_planned)
    if not changes:
        return Replanned(problem=problem, plan=plan, diff=PlanDiff(), n_changed=0, n_allowed=n_allowed,
                         n_planned=n_planned)
    week = change_week(problem, plan, changes)
    draft = Draft.of(week, plan, n_allowed=n_allowed)
    best = repair(draft, take_out_the_impossible(draft), seed=seed)
    found = _plan_of(best, plan, seed)
    if solve and not week.held and not week.now_s:
        found = _better(week, found, solve)
    verdict = check_plan(week.problem, found, may_leave_out=True)
    if not verdict.ok:
        raise SolverFailure("the plan was refused by the judge: {fault}", fault=str(verdict.violations[0].sentence))
    after = spots_of(week.problem, found)
    missing = tuple(t.task_id for t in week.problem.tasks if t.task_id in draft.musts and t.task_id not in after)
    n_changed, diff = draft.n_changed(after), diff_spots(week.before, after)
    return Replanned(
        problem=week.problem, plan=found, diff=diff, n_changed=n_changed, n_allowed=n_allowed, n_planned=n_planned,
        must_left_out=missing,
        notes=(*_notes(week, n_changed, n_allowed, missing), *_moved_before_a_loss(changes, diff)),
    )


def _moved_before_a_loss(changes: Sequence[Change], diff: PlanDiff) -> Iterator[Sentence]:
    """Yield how many stops of a crew moved to before it fell out, which may be gone: no Done says what has passed."""
    if any(isinstance(change, Done) for change in changes):
        return
    for lost in (change for change in changes if isinstance(change, CrewLost)):
        n = sum(move.before.crew == lost.crew and move.after.start_s < lost.from_s <= move.before.start_s
                for move in diff.moved)
        if n:
            yield say("{n} stops moved to before {day} {time}, when crew {crew} falls out: tell what is done already "
                      "if that time has passed", n=n, day=day_of(lost.from_s), time=time_of_day(lost.from_s),
                      crew=lost.crew)


def _require_sound(problem: WeekProblem, plan: WeekPlan) -> None:
    verdict = check_plan(problem, plan, may_leave_out=True)
    if not verdict.ok:
        raise InvalidPlan(
            "the plan breaks {n} rules of its week, so that it cannot be changed; the first: {fault}",
            n=len(verdict.violations), fault=verdict.violations[0].sentence,
        )


def _plan_of(draft: Draft, old: WeekPlan, seed: int) -> WeekPlan:
    """Return the plan of a draft, its routes in the order of the shifts, every task accounted for."""
    problem, spots = draft.week.problem, draft.spots()
    before = {row.task: row for row in old.left_out}
    rows = [_left_out(draft, before.get(task.task_id), task.task_id)
            for task in problem.tasks if task.task_id not in spots]
    return WeekPlan(
        week=problem.name, seed=seed, cpu_s=old.cpu_s,
        routes=tuple(draft.routes[s.shift_id] for s in problem.shifts if s.shift_id in draft.routes),
        left_out=tuple(rows), method="replan",
    )


def _left_out(draft: Draft, before: LeftOut | None, task_id: TaskId) -> LeftOut:
    """Return why a task is left out now: a reason of the old plan that speaks of its stops may hold no longer."""
    if before is not None and before.reason in _LASTING and task_id not in draft.week.named:
        return before
    problem = draft.week.problem
    task = problem.task[task_id]
    if task.shifts == () or not problem.shifts:
        return LeftOut(task=task_id, reason="no_shift", sentence=say(
            "{task} may be served in no shift that is left", task=task_id))
    if isinstance(task, Visit) and not task.prize and not task.mandatory:
        return LeftOut(task=task_id, reason="no_gain", sentence=say(
            "{task} has prize 0 and would only add travel: it is planned when mandatory", task=task_id))
    shift = next((s for s in draft.courses if any(draft.fits(s, task_id, strict=False))), None)
    if shift is not None:
        return LeftOut(task=task_id, reason="few_changes", sentence=say(
            "{task} would fit into shift {shift}, but is left out so that few visits change", task=task_id,
            shift=shift))
    return LeftOut(task=task_id, reason="no_time", sentence=say(
        "after the change no shift has room for {task} beside the stops planned there", task=task_id))


def _better(week: ChangedWeek, found: WeekPlan, solve: Solve) -> WeekPlan:
    """Return the plan of an engine if it serves more of what must be served than the repair; else the repair."""
    def n_missing(plan: WeekPlan) -> int:
        served = spots_of(week.problem, plan)
        return sum(t not in served for t in week.wanted) + check_plan(
            week.problem, plan, may_leave_out=True).score.n_must_left_out

    served = spots_of(week.problem, found)
    can_be_had = any(
        task.shifts != () and task.task_id not in served
        and (not isinstance(task, Visit) or task.mandatory or task.task_id in week.wanted)
        for task in week.problem.tasks
    )
    if not can_be_had:
        return found
    return min(found, solve(week.problem), key=n_missing)


def _notes(week: ChangedWeek, n_changed: int, n_allowed: int, missing: Sequence[TaskId]) -> list[Sentence]:
    notes = []
    if n_changed > n_allowed:
        notes.append(say(
            "the change cannot be had within {allowed} changed visits: the least found is {changed}",
            allowed=n_allowed, changed=n_changed,
        ))
    lost = Counter(spot.shift for task, spot in week.before.items()
                   if spot.shift not in week.problem.shift and task in week.problem.task)
    notes += [say("{n} of the changes are stops of the lost shift {shift}", n=n, shift=shift)
              for shift, n in lost.items()]
    notes += [say("{task} must be served, but no shift can take it any more", task=task) for task in missing]
    return notes
