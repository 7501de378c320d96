"""The one door to the bound of a week."""

from __future__ import annotations

from collections.abc import Callable, Collection

from planner.model import Bound, TaskId, WeekProblem
from planner.week.bound.hours import may_serve
from planner.week.bound.linear import bound_by_program
from planner.week.budget import Stopwatch
from planner.week.tables import build_tables


def bound_week(
    problem: WeekProblem, *, seconds: float, incumbent_prize: int | None = None,
    may_miss: Collection[TaskId] = (), should_stop: Callable[[], bool] | None = None,
) -> Bound:
    """Return a proven bound on the prize of every plan of the week that has no violation.

    Covered are the plans that serve all patrols and mandatory visits outside `may_miss`. For a plan that leaves
    some out, give those: the bound then holds for it too, and for all plans that miss no others. When no plan
    can serve all the others, the bound covers plans that miss any of them.
    """
    stopwatch, stopped = Stopwatch(), should_stop or (lambda: False)
    tables = build_tables(problem)
    duties = [t.task_id for t, must in zip(tables.tasks, tables.is_must, strict=True) if must]
    for missable in (tuple(may_miss), tuple(duties)):
        linear = bound_by_program(
            tables, missable, seconds=seconds - stopwatch.used_s(), should_stop=stopped
        )
        if linear is not None:
            return Bound(prize_at_most=linear.solved.at_most, method=f"linear program, {linear.rounds} rounds of cuts")
    fits = may_serve(tables).any(axis=0)
    return Bound(prize_at_most=float(tables.prize[fits].sum()), method="all that fits")
