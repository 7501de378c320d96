"""The one door to the bound of a week."""

from __future__ import annotations

from collections.abc import Callable, Collection

from planner.model import Bound, TaskId, WeekProblem
from planner.week.bound.hours import may_serve
from planner.week.bound.linear import LinearBound, bound_by_program
from planner.week.bound.prices import Clock, Pricing, lower
from planner.week.bound.routes import build_route_bound
from planner.week.tables import WeekTables, build_tables

PROGRAM_SHARE = 0.2
"""Share of the time for the linear program: its prices are where the routes start, its last rounds give little."""

COARSE_S, COARSE_NEAREST, COARSE_PASSES = 60, 25, 25
"""Buckets, ways and passes to come near: a pass costs a quarter of one with buckets of 20 s and 60 ways."""

FINE_S = (20, 10, 5)
"""Buckets for the rest: each halving takes about 0.1 % off the bound."""

FINE_PASSES = 12
"""Passes that must fit into the time left for buckets to be chosen."""

MOST_PASSES = 200
"""Passes after which the step is too small to move anything: 0.95^200 is 4e-5."""


def bound_week(
    problem: WeekProblem, *, seconds: float, incumbent_prize: int | None = None,
    may_miss: Collection[TaskId] = (), should_stop: Callable[[], bool] | None = None,
) -> Bound:
    """Return a proven bound on the prize of every plan of the week that has no violation.

    Covered are the plans that serve all patrols and mandatory visits outside `may_miss`. For a plan that leaves
    some out, give those: the bound then holds for it too, and for all plans that miss no others. When no plan
    can serve all the others, the bound covers plans that miss any of them.

    First the linear program, then relaxed routes at prices that are moved to bring the bound down, on two threads
    for `seconds` of CPU of each; the best is returned. Ends early when no better plan than `incumbent_prize` is
    possible. `method` names the passes made: as many passes give the same bound on any machine.
    """
    clock = Clock(limit_s=seconds, should_stop=should_stop or (lambda: False))
    tables = build_tables(problem)
    duties = [t.task_id for t, must in zip(tables.tasks, tables.is_must, strict=True) if must]
    for missable in (tuple(may_miss), tuple(duties)):
        linear = bound_by_program(
            tables, missable, seconds=PROGRAM_SHARE * seconds, should_stop=clock.should_stop
        )
        if linear is not None:
            return _by_routes(tables, missable, linear, clock, incumbent_prize)
    fits = may_serve(tables).any(axis=0)
    return Bound(prize_at_most=float(tables.prize[fits].sum()), method="all that fits")


def _by_routes(
    tables: WeekTables, may_miss: Collection[TaskId], linear: LinearBound, clock: Clock, incumbent_prize: int | None
) -> Bound:
    """Return the lower of the linear bound and the route bound."""
    at_most = linear.solved.at_most
    by_program = Bound(prize_at_most=at_most, method=f"linear program, {linear.rounds} rounds of cuts")
    if clock.is_over() or (incumbent_prize is not None and at_most < incumbent_prize + 1):
        return by_program
    price = linear.week.prices(linear.solved)
    pricing = Pricing(price=price, best_price=price)
    coarse = build_route_bound(tables, may_miss, COARSE_S, nearest=COARSE_NEAREST)
    started_s = clock.used_s()
    if not lower(coarse, pricing, clock, COARSE_PASSES):
        return by_program
    pass_s = (clock.used_s() - started_s) / (pricing.passes * 1.2 + 1)
    bucket_s = _finest(pass_s, clock.limit_s - clock.used_s())
    lower(build_route_bound(tables, may_miss, bucket_s), pricing, clock, MOST_PASSES)
    if pricing.at_most >= at_most:
        return by_program
    return Bound(
        prize_at_most=pricing.at_most, method=f"relaxed routes, {pricing.passes} passes, buckets of {bucket_s} s"
    )


def _finest(pass_s: float, left_s: float) -> int:
    """Return the shortest buckets in which enough passes fit into the time left."""
    able = [b for b in FINE_S if FINE_PASSES * pass_s * 2 * (COARSE_S / b) ** 0.7 <= left_s]
    return min(able, default=FINE_S[0])
