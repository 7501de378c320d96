"""The stages by which relaxed routes bring a bound down: coarse passes, then as fine as there is time for."""

from __future__ import annotations

from dataclasses import dataclass

from planner.week.bound.master import Master
from planner.week.bound.prices import ASK_EVERY, Clock, Look, Pricing, lower, take_pass
from planner.week.bound.program import Floats
from planner.week.bound.reach import Reach
from planner.week.bound.route_ways import Grain
from planner.week.bound.routes import RouteBound, build_route_bound
from planner.week.bound.settling import Settling

COARSE, COARSE_PASSES = Grain(20, 25), 25
"""Buckets and ways to come near. Buckets of 60 s are hardly faster: blocks of time get too short for vectors."""

Grains = tuple[tuple[Grain, float], ...]
"""Grains, and how many coarse passes must fit into the time left for each."""

FINE: Grains = ((Grain(10, 400), 108), (Grain(10, 120), 48), (Grain(10, 60), 32))
"""For the rest: about fifteen of their passes, which take as long as 7, 3 and 2 coarse ones in a town of 600 buildings.
Of as much time, every way there is brings more than buckets of 5 s or more passes."""

REMEMBERING: Grains = ((Grain(5, 400), 2000), (Grain(10, 400), 400), (Grain(10, 60), 300))
"""The same where routes remember. Through the hub nothing is remembered, and far legs are too short: in a town of 150
buildings every way took 0.7 % off the bound. With less time than for the last, nothing is remembered."""

LOOKS = ((11, 200, 5.5), (6, 100, 3.5))
"""Where there is no time for finer passes: for how many coarse ones there must be, the ways to and from each node by
which the bound is then taken, once, and how many passes that takes as long as. Of 50 shifts it brought 0.5 %: ways
matter more than prices."""

MOST_ROOM_MB = 300.0
"""Room for the states of a shift; buckets are doubled until they fit. 10 officers take 110 in coarse buckets, in a town
of 900 buildings 180."""

MOST_PASSES = 200
"""Passes after which the step is too small to move anything: 0.95^200 is 4e-5."""

FIRST_PASSES, SETTLING_PASSES = 15, 2_000
"""Passes on the fine grain that gather routes for the master program, and those that prices may take to settle from
there: they end by themselves far sooner."""

MOST_SHIFTS = 10
"""Shifts up to which prices settle by the master program. With 25 it takes half of the time and 60 s got less far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowered:
    """A bound by relaxed routes, the grain that gave it, and the passes of each stage."""

    at_most: float
    passes: str
    grain: Grain


def bound_by_routes(reach: Reach, n_spare: int, price: Floats, clock: Clock) -> Lowered | None:
    """Return the lowest bound of the relaxed routes from these prices on; None: no routes, or no time for a value."""
    if clock.is_over():
        return None
    coarse, pricing = build_in_room(reach, n_spare, COARSE), Pricing(price=price, best_price=price)
    clock.limit_s += coarse.compile()
    mean = take_pass(coarse, pricing, clock)
    if mean is None:
        return None
    if clock.is_over(1.2 * COARSE_PASSES * pricing.pass_s):
        return _look_once(coarse, pricing, clock, (), mean)
    began_s = clock.used_s()
    lower(coarse, pricing, clock, COARSE_PASSES - 1, mean=mean)
    pricing.pass_s = (clock.used_s() - began_s) / max(1.0, (pricing.passes - 1) * (1 + 1 / ASK_EVERY))
    remembering = _finest(REMEMBERING, pricing, clock) if len(coarse.cases) <= MOST_SHIFTS else None
    grain = remembering or _finest(FINE, pricing, clock)
    if grain is None:
        return _look_once(coarse, pricing, clock, (pricing.passes,))
    del coarse   # its room
    before, fine = pricing.passes, build_in_room(reach, n_spare, grain)
    made = _refine(fine, pricing, clock, remembers=remembering is not None)
    return _lowered(pricing, (before, *made))


def build_in_room(reach: Reach, n_spare: int, grain: Grain) -> RouteBound:
    """Return the route bound in buckets of the grain, or in the first double of it whose states fit."""
    found = build_route_bound(reach, n_spare, grain)
    while found.room_mb > MOST_ROOM_MB:
        found = build_route_bound(reach, n_spare, Grain(2 * found.grain.bucket_s, grain.nearest))
    return found


def _look_once(
    coarse: RouteBound, pricing: Pricing, clock: Clock, made: tuple[int, ...], mean: Floats | None = None
) -> Lowered | None:
    """Bring the bound down by coarse passes, then take it once by more ways if there is time.

    `made`: passes of the stages before this one. `mean`: of the prices of the first pass, if no value was taken yet.
    """
    look = next((
        Look(nearest=nearest, takes_passes=takes_passes) for least, nearest, takes_passes in LOOKS
        if not clock.is_over(least * pricing.pass_s)
    ), None)
    lower(coarse, pricing, clock, MOST_PASSES, look=look, mean=mean)
    has_looked = pricing.grain is not None and pricing.grain.nearest > coarse.grain.nearest
    return _lowered(pricing, (*made, pricing.passes - sum(made), *([1] if has_looked else [])))


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


def _finest(grains: Grains, pricing: Pricing, clock: Clock) -> Grain | None:
    """Return the first of the grains for which so many coarse passes fit into the time left; None: for none."""
    return next((grain for grain, passes in grains if not clock.is_over(passes * pricing.pass_s)), None)


def _lowered(pricing: Pricing, passes: tuple[int, ...]) -> Lowered | None:
    if pricing.grain is None:
        return None
    return Lowered(at_most=pricing.at_most, passes=" + ".join(map(str, passes)), grain=pricing.grain)
