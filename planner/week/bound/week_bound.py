"""The one door to the bound of a week."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from planner.model import Bound, WeekProblem
from planner.week.bound.linear import LinearBound, bound_by_program
from planner.week.bound.master import Master
from planner.week.bound.prices import Clock, Look, Pricing, lower
from planner.week.bound.reach import Reach
from planner.week.bound.route_ways import Grain
from planner.week.bound.routes import RouteBound, build_route_bound
from planner.week.bound.settling import Settling
from planner.week.tables import build_tables

PROGRAM_SHARE = 0.2
"""Share of the time for the linear program: its prices are where the routes start, its last rounds give little."""

COARSE, COARSE_PASSES = Grain(20, 25), 25
"""Buckets and ways to come near. Buckets of 60 s are hardly faster: blocks of time get too short for vectors."""

Grains = tuple[tuple[Grain, float], ...]

FINE: Grains = ((Grain(10, 120), 2.6), (Grain(10, 60), 1.8))
"""Buckets and ways for the rest, and how many times a coarse pass theirs takes (measured on M). Of as much time, ways
bring more than buckets of 5 s."""

REMEMBERING: Grains = ((Grain(10, 400), 5.0), (Grain(10, 60), 1.8))
"""The same where routes remember. Every way of a small team's week is looked at by itself: through the hub nothing is
remembered, and far legs are too short. In a town of 150 buildings that took 0.7 % off the bound."""

LOOKS = ((11, 200, 4.0), (6, 100, 2.5))
"""Where there is no time for all coarse passes: for how many there must be, the ways to and from each node by which the
bound is then taken, once, and how many passes that takes as long as. Of 50 shifts it brought 0.5 %: ways matter more
than prices."""

FINE_PASSES = 12
"""Passes that must fit into the time left for a finer grain to be worth it."""

MOST_ROOM_MB = 300.0
"""Room for the states of a shift; buckets are doubled until they fit. 10 officers take 150 in coarse buckets, in a town
of 900 buildings 220."""

MOST_PASSES = 200
"""Passes after which the step is too small to move anything: 0.95^200 is 4e-5."""

FIRST_PASSES, SETTLING_PASSES = 15, 2_000
"""Passes on the fine grain that gather routes for the master program, and those that prices may take to settle from
there: they end by themselves far sooner."""

REMEMBERING_FROM = 300
"""Coarse passes that must fit into the time left for routes to remember: before, twice the buckets bring as much."""

MOST_SHIFTS = 10
"""Shifts up to which prices settle by the master program. With 25 it takes half of the time and 60 s got less far."""


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
    found = _by_routes(reach, n_spare, linear, clock)
    if found is None and linear.solved is not None:
        method = f"linear program, {linear.rounds} rounds of cuts"
        found = Bound(prize_at_most=_rounded(linear.at_most), method=method, n_spare=n_spare)
    return None if found is None else Proven(bound=found, n_missing=n_out_of_reach + n_spare)


def _by_routes(reach: Reach, n_spare: int, linear: LinearBound, clock: Clock) -> Bound | None:
    """Return the bound of the relaxed routes, starting from the prices of the linear program; None: it is no lower."""
    if clock.is_over():
        return None
    pricing = Pricing(price=linear.price, best_price=linear.price)
    coarse = build_in_room(reach, n_spare, COARSE)
    clock.limit_s += coarse.compile()
    if not lower(coarse, pricing, clock, 0):
        return None
    if clock.limit_s - clock.used_s() < 1.2 * COARSE_PASSES * pricing.pass_s:
        passes, finest = _look_once(coarse, pricing, clock)
    else:
        passes, finest = _converge(coarse, pricing, clock)
    if pricing.at_most >= linear.at_most:
        return None
    method = (f"linear program, {linear.rounds} rounds of cuts, then relaxed routes, {passes} passes, "
              f"buckets of {finest.bucket_s} s, {finest.nearest} ways")
    return Bound(prize_at_most=_rounded(pricing.at_most), method=method, n_spare=n_spare)


def _look_once(coarse: RouteBound, pricing: Pricing, clock: Clock) -> tuple[str, Grain]:
    """Bring the bound down by coarse passes, then take it once by more ways if there is time; return what was made."""
    for least, nearest, takes_passes in LOOKS:
        if not clock.is_over(least * pricing.pass_s):
            look = Look(bound=coarse.with_nearest(nearest), takes_passes=takes_passes)
            lower(coarse, pricing, clock, COARSE_PASSES, look=look)
            if pricing.looks:
                return f"{pricing.passes} + 1", Grain(coarse.bucket_s, nearest)
    lower(coarse, pricing, clock, COARSE_PASSES)
    return str(pricing.passes), Grain(coarse.bucket_s, COARSE.nearest)


def _converge(coarse: RouteBound, pricing: Pricing, clock: Clock) -> tuple[str, Grain]:
    """Bring the bound down by coarse passes, then by finer ones; return the passes made and the finest grain."""
    started_s = clock.used_s()
    lower(coarse, pricing, clock, COARSE_PASSES)
    pass_s, n_coarse = (clock.used_s() - started_s) / (pricing.passes * 1.2 + 1), pricing.passes
    left_s = clock.limit_s - clock.used_s()
    remembers = len(coarse.cases) <= MOST_SHIFTS and left_s >= REMEMBERING_FROM * pass_s
    finest = _finest(REMEMBERING if remembers else FINE, pass_s, left_s)
    fine = build_in_room(coarse.reach, coarse.n_spare, finest) if finest != COARSE else coarse
    made = _refine(fine, pricing, clock, remembers=remembers)
    return " + ".join(map(str, (n_coarse, *made))), Grain(fine.bucket_s, finest.nearest)


def _refine(fine: RouteBound, pricing: Pricing, clock: Clock, *, remembers: bool) -> tuple[int, ...]:
    """Bring the bound down on the fine grain; return the passes made: of lowering, of settling, and remembering."""
    before = pricing.passes
    if len(fine.cases) > MOST_SHIFTS:
        lower(fine, pricing, clock, MOST_PASSES)
        return (pricing.passes - before,)
    master = Master(fine)
    lower(fine, pricing, clock, FIRST_PASSES, master.add)
    made = [pricing.passes - before]
    if made[0] == FIRST_PASSES:
        for does in (False, True) if remembers else (False,):
            before = pricing.passes
            Settling(fine, master, pricing, clock, remembers=does).settle(SETTLING_PASSES)
            made.append(pricing.passes - before)
    return tuple(made)


def build_in_room(reach: Reach, n_spare: int, grain: Grain) -> RouteBound:
    """Return the route bound in buckets of the grain, or in the first double of it whose states fit."""
    found = build_route_bound(reach, n_spare, grain)
    while found.room_mb > MOST_ROOM_MB:
        found = build_route_bound(reach, n_spare, Grain(2 * found.bucket_s, grain.nearest))
    return found


def _finest(grains: Grains, pass_s: float, left_s: float) -> Grain:
    """Return the first of the grains of which enough passes fit into the time left."""
    able = (grain for grain, times in grains if 1.2 * FINE_PASSES * times * pass_s <= left_s)
    return next(able, COARSE)


def _rounded(at_most: float) -> float:
    """Return the bound rounded up to three digits, beyond all roundings of its sums."""
    return math.ceil(at_most * 1000 + 0.001) / 1000
