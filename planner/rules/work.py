"""The work: who may do what, each task once, nothing forgotten, nothing left out without a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planner.model import Patrol, Violation
from planner.rules.case import PlanCase, is_known
from planner.sentence import say


def plan_is_of_this_week(case: PlanCase) -> Iterator[Violation]:
    """Require that the plan names the week it is judged against."""
    if case.plan.week != case.problem.name:
        yield Violation(
            rule="plan_is_of_this_week",
            sentence=say("the plan is of week {week}, not {wanted}", week=case.plan.week, wanted=case.problem.name),
        )


def names_are_known(case: PlanCase) -> Iterator[Violation]:
    """Require that every shift and task that the plan names exists in the problem, with the kind the plan gives it."""
    for route in case.plan.routes:
        if route.shift not in case.problem.shift:
            yield Violation(
                rule="names_are_known", shift=route.shift,
                sentence=say("the plan has a route of the unknown shift {shift}", shift=route.shift),
            )
            continue
        for stop in route.stops:
            if not is_known(case.problem, stop):
                yield Violation(
                    rule="names_are_known", shift=route.shift, task=stop.task,
                    sentence=say(
                        "shift {shift}: the week has no {kind} called {task}",
                        shift=route.shift, kind=stop.kind.value, task=stop.task,
                    ),
                )
    for row in case.plan.left_out:
        if row.task not in case.problem.task:
            yield Violation(
                rule="names_are_known", task=row.task,
                sentence=say("the plan leaves out the unknown task {task}", task=row.task),
            )


def one_route_per_shift(case: PlanCase) -> Iterator[Violation]:
    """Require that a shift has at most one route."""
    for shift_id, n_routes in Counter(route.shift for route in case.plan.routes).items():
        if n_routes > 1:
            yield Violation(
                rule="one_route_per_shift", shift=shift_id,
                sentence=say("shift {shift} has {count} routes", shift=shift_id, count=n_routes),
            )


def task_in_an_allowed_shift(case: PlanCase) -> Iterator[Violation]:
    """Require that a task is served in one of the shifts that may serve it."""
    for one in case.routes:
        for known in one.working:
            task = known.task
            if task.shifts is not None and one.shift.shift_id not in task.shifts:
                yield Violation(
                    rule="task_in_an_allowed_shift", shift=one.shift.shift_id, task=task.task_id,
                    sentence=say(
                        "{task} may not be served in shift {shift}", task=task.task_id, shift=one.shift.shift_id
                    ),
                )


def task_served_at_most_once(case: PlanCase) -> Iterator[Violation]:
    """Require that no task is served twice."""
    times = Counter(known.stop.task for one in case.routes for known in one.working)
    for task_id, n_times in times.items():
        if n_times > 1:
            yield Violation(
                rule="task_served_at_most_once", task=task_id,
                sentence=say("{task} is served {count} times", task=task_id, count=n_times),
            )


def task_accounted_for_once(case: PlanCase) -> Iterator[Violation]:
    """Require that every task is either on a route or left out: not both, not neither, and not left out twice."""
    rows, served = Counter(row.task for row in case.plan.left_out), case.served
    for task_id in case.problem.task:
        n_rows, is_served = rows[task_id], task_id in served
        if n_rows > 1:
            sentence = say("{task} is left out {count} times", task=task_id, count=n_rows)
        elif n_rows and is_served:
            sentence = say("{task} is on a route and left out as well", task=task_id)
        elif not n_rows and not is_served:
            sentence = say("{task} is neither on a route nor left out", task=task_id)
        else:
            continue
        yield Violation(rule="task_accounted_for_once", task=task_id, sentence=sentence)


def left_out_has_a_reason(case: PlanCase) -> Iterator[Violation]:
    """Require that each task that is left out has a reason."""
    for row in case.plan.left_out:
        if not row.reason:
            yield Violation(
                rule="left_out_has_a_reason", task=row.task,
                sentence=say("{task} is left out without a reason", task=row.task),
            )


def mandatory_work_is_served(case: PlanCase) -> Iterator[Violation]:
    """Require that every patrol and mandatory visit is served, unless the judge lets some be left out."""
    if case.may_leave_out:
        return
    served = case.served
    for task in case.problem.tasks:
        if not (isinstance(task, Patrol) or task.mandatory) or task.task_id in served:
            continue
        yield Violation(
            rule="mandatory_work_is_served", task=task.task_id,
            sentence=say("patrol {task} is not served", task=task.task_id) if isinstance(task, Patrol)
            else say("mandatory visit {task} is not served", task=task.task_id),
        )

