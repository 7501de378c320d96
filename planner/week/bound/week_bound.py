"""The one door to the bound of a week."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from planner.model import Bound, WeekProblem
from planner.week.bound.linear import LinearBound, bound_by_program
from planner.week.bound.prices import Clock, Pricing, lower
from planner.week.bound.reach import Reach
from planner.week.bound.route_case import Grain
from planner.week.bound.routes import build_route_bound
from planner.week.tables import build_tables

PROGRAM_SHARE = 0.2
"""Share of the time for the linear program: its prices are where the routes start, its last rounds give little."""

COARSE, COARSE_PASSES = Grain(60, 25), 25
"""Buckets and ways to come near: a pass costs a quarter of one with buckets of 20 s and 60 ways."""

FINE_S, FINE_NEAREST = (20, 10, 5), 60
"""Buckets for the rest: each halving takes about 0.1 % off the bound."""

FINE_PASSES = 12
"""Passes that must fit into the time left for buckets to be chosen."""

MOST_PASSES = 200
"""Passes after which the step is too small to move anything: 0.95^200 is 4e-5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """A bound on the prize of every plan that breaks no rule and misses at most `n_missing` duties."""

    bound: Bound
    n_missing: int


def bound_week(
    problem: WeekProblem, *, seconds: float, n_missing: int | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Proven | None:
    """Return a proven bound on the prize of the plans that miss at most `n_missing` patrols and mandatory visits.

    Give what the plan at hand misses: since fewer missed duties come before any prize, the best possible plan misses
    no more, and is covered too. None: those that no shift can reach, which every plan misses. Returns None when no
    plan misses so few, or nothing was found in the time.

    First the linear program, then relaxed routes at prices that are moved to bring the bound down, for `seconds` of
    CPU of this thread, compiling not counted; the lower one is returned. `method` names the passes made: as many
    passes give the same bound on any machine.
    """
    clock = Clock(limit_s=seconds, should_stop=should_stop or (lambda: False))
    reach = Reach(build_tables(problem))
    n_out_of_reach = int((reach.tables.is_must & ~reach.fits.any(axis=0)).sum())
    n_spare = 0 if n_missing is None else n_missing - n_out_of_reach
    if n_spare < 0:
        return None
    linear = bound_by_program(reach, n_spare, seconds=PROGRAM_SHARE * seconds, should_stop=clock.should_stop)
    if linear is None:
        return None
    found = _by_routes(reach, n_spare, linear, clock) or Bound(
        prize_at_most=_rounded(linear.solved.at_most), method=f"linear program, {linear.rounds} rounds of cuts",
        n_spare=n_spare,
    )
    return Proven(bound=found, n_missing=n_out_of_reach + n_spare)


def _by_routes(reach: Reach, n_spare: int, linear: LinearBound, clock: Clock) -> Bound | None:
    """Return the bound of the relaxed routes, starting from the prices of the linear program; None: that is lower."""
    if clock.is_over():
        return None
    price = linear.week.prices(linear.solved)
    pricing = Pricing(price=price, best_price=price)
    coarse = build_route_bound(reach, n_spare, COARSE)
    clock.limit_s += coarse.compile()
    started_s = clock.used_s()
    if not lower(coarse, pricing, clock, COARSE_PASSES):
        return None
    pass_s = (clock.used_s() - started_s) / (pricing.passes * 1.2 + 1)
    bucket_s = _finest(pass_s, clock.limit_s - clock.used_s())
    lower(build_route_bound(reach, n_spare, Grain(bucket_s, FINE_NEAREST)), pricing, clock, MOST_PASSES)
    if pricing.at_most >= linear.solved.at_most:
        return None
    method = f"relaxed routes, {pricing.passes} passes, buckets of {bucket_s} s"
    return Bound(prize_at_most=_rounded(pricing.at_most), method=method, n_spare=n_spare)


def _finest(pass_s: float, left_s: float) -> int:
    """Return the shortest buckets in which enough passes fit into the time left."""
    able = [b for b in FINE_S if FINE_PASSES * pass_s * 2 * (COARSE.bucket_s / b) ** 0.7 <= left_s]
    return min(able, default=FINE_S[0])


def _rounded(at_most: float) -> float:
    """Return the bound rounded up to three digits, beyond all roundings of its sums."""
    return math.ceil(at_most * 1000 + 0.001) / 1000
