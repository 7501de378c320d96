"""The one door to the bound of a week."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from planner.model import Bound, WeekProblem
from planner.week.bound.heap import give_back_freed
from planner.week.bound.linear import LinearBound, bound_by_program
from planner.week.bound.prices import Clock
from planner.week.bound.reach import Reach
from planner.week.bound.route_walk import walk_back
from planner.week.bound.stages import bound_by_routes
from planner.week.kernel import is_compiled
from planner.week.tables import build_tables

PROGRAM_SHARE = 0.2
"""Share of the time for the linear program: its prices are where the routes start, its last rounds give little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """A bound on the prize of every plan that breaks no rule and misses at most `n_missing` duties."""

    bound: Bound
    n_missing: int


def is_cold() -> bool:
    """Tell whether a bound would have to be compiled first: `walk_back` is the last kernel that it compiles."""
    return not is_compiled(walk_back)


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
    give_back_freed()
    if linear is None:
        return None
    found = _by_routes(reach, n_spare, linear, clock)
    if found is None and math.isfinite(linear.at_most):
        method = f"linear program, {linear.rounds} rounds of cuts"
        found = Bound(prize_at_most=_rounded(linear.at_most), method=method, n_spare=n_spare)
    return None if found is None else Proven(bound=found, n_missing=n_out_of_reach + n_spare)


def _by_routes(reach: Reach, n_spare: int, linear: LinearBound, clock: Clock) -> Bound | None:
    """Return the bound of the relaxed routes, starting from the prices of the linear program; None: it is no lower."""
    found = bound_by_routes(reach, n_spare, linear.price, clock)
    if found is None or found.at_most >= linear.at_most:
        return None
    method = (f"linear program, {linear.rounds} rounds of cuts, then relaxed routes, {found.passes} passes, "
              f"buckets of {found.grain.bucket_s} s, {found.grain.nearest} ways")
    return Bound(prize_at_most=_rounded(found.at_most), method=method, n_spare=n_spare)


def _rounded(at_most: float) -> float:
    """Return the bound rounded up to three digits, beyond all roundings of its sums."""
    return math.ceil(at_most * 1000 + 0.001) / 1000
