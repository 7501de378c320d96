"""Prices of the tasks that bring the route bound down: after each shift's best route, what it serves gets dearer.

Source: the incremental subgradient method of Nedic and Bertsekas (2001). Most shifts want the same visits first;
as each is asked at the prices the others left behind, they part from each other within a few passes, where the
plain subgradient, which asks all at the same prices, swings back and forth.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from planner.week.bound.program import Floats
from planner.week.bound.route_ways import Grain
from planner.week.bound.routes import Asked, BestRoute, RouteBound
from planner.week.budget import Stopwatch

FIRST_STEP = 0.01
"""First step as a share of the mean prize. With twice of it the bound of 50 shifts was 0.3 to 0.7 % higher after ten
passes, which is all there is time for, that of 25 shifts 0.1 % after 25."""

DECAY = 0.95
"""What a pass leaves of the step."""

ASK_EVERY = 8
"""Passes between two values of the bound: a value costs as much as a pass."""

Met = Callable[[int, BestRoute], object]
"""Is told a shift and a relaxed route of it."""

_GOLDEN = (math.sqrt(5) - 1) / 2
"""Golden ratio: multiples of it spread the shifts of a day evenly over a pass."""


@dataclass(slots=True, kw_only=True)
class Clock:
    """The CPU seconds of this thread since it was made, and when to end."""

    limit_s: float
    should_stop: Callable[[], bool]
    watch: Stopwatch = field(default_factory=Stopwatch)

    def used_s(self) -> float:
        """Return the seconds spent so far."""
        return self.watch.used_s()

    def is_over(self, keep_s: float = 0.0) -> bool:
        """Tell whether fewer than `keep_s` seconds are left, or a stop was asked for."""
        return self.used_s() + keep_s >= self.limit_s or self.should_stop()


@dataclass(kw_only=True)
class Pricing:
    """The prices now, and at the lowest bound so far; that bound and its grain; passes made, CPU seconds of a pass."""

    price: Floats
    best_price: Floats
    at_most: float = math.inf
    grain: Grain | None = None
    passes: int = 0
    pass_s: float = 0.0

    def keep(self, asked: Asked, price: Floats, grain: Grain) -> bool:
        """Keep the bound that these prices gave by a grain if it is the lowest; return whether it is."""
        is_lowest = asked.at_most < self.at_most
        if is_lowest:
            self.at_most, self.best_price, self.grain = asked.at_most, price.copy(), grain
        return is_lowest


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Ways to and from each node by which the bound is taken, and how many passes that takes as long as."""

    nearest: int
    takes_passes: float


def mean_prize(bound: RouteBound) -> float:
    """Return the mean prize of the tasks that have one, in points; 1 where none has."""
    prize = bound.reach.tables.prize
    return float(prize[prize > 0].mean()) if (prize > 0).any() else 1.0


def ignore(shift: int, route: BestRoute) -> None:
    """Keep nothing of a route."""


def lower(
    bound: RouteBound, pricing: Pricing, clock: Clock, most_passes: int, met: Met = ignore, *,
    look: Look | None = None, mean: Floats | None = None,
) -> None:
    """Move the prices for at most so many passes, and keep the lowest bound found.

    They start from the best ones so far, or where the last pass left them if there is no bound yet: `mean` is then
    that of its prices. `met` is told every route and its shift. With a `look` the bound is taken by its ways, at the
    end alone; when a stop was asked for by those of the passes, since a look takes long.

    The bound is taken at the mean of the prices of a pass, which swings less than any of them.
    """
    if math.isfinite(pricing.at_most):
        pricing.price = pricing.best_price.copy()
    value_passes, made, has_value = 1.0 if look is None else look.takes_passes, 0, False
    while made < most_passes and not clock.is_over((1.1 + value_passes) * pricing.pass_s):
        mean, made = take_pass(bound, pricing, clock, met), made + 1
        if mean is None:
            return
        has_value = look is None and made % ASK_EVERY == 0
        if has_value:
            _keep(bound, pricing, mean, met)
    if mean is None or has_value or (not made and clock.is_over(value_passes * pricing.pass_s)):
        return
    if look is None or clock.should_stop():
        _keep(bound, pricing, mean, met)
    else:
        _keep(bound, pricing, mean, met, nearest=look.nearest)


def take_pass(bound: RouteBound, pricing: Pricing, clock: Clock, met: Met = ignore) -> Floats | None:
    """Move the prices after the best route of each shift; return their mean over the pass; None: a shift has none."""
    began_s = clock.used_s()
    fits, mean = bound.reach.fits, np.zeros(len(pricing.price))
    share = fits / np.maximum(fits.sum(axis=0), 1)
    step = FIRST_STEP * mean_prize(bound) * DECAY**pricing.passes
    for r in sorted(range(len(bound.cases)), key=lambda r: r * _GOLDEN % 1.0):
        route = bound.best_route(bound.cases[r], bound.rewards(pricing.price))
        if route is None:
            return None
        pricing.price = pricing.price + step * np.where(bound.priced, route.served - share[r], 0.0)
        pricing.price = np.where(bound.required, pricing.price, np.maximum(pricing.price, 0.0))
        met(r, route)
        mean += pricing.price
    pricing.passes += 1
    pricing.pass_s = clock.used_s() - began_s
    return mean / len(bound.cases) if bound.cases else pricing.price


def _keep(bound: RouteBound, pricing: Pricing, price: Floats, met: Met, nearest: int | None = None) -> None:
    """Keep the bound at these prices if it is the lowest."""
    asked = bound.ask(price, nearest=nearest)
    if asked is None:
        return
    for shift, (best, *_) in enumerate(asked.routes):
        met(shift, best)
    pricing.keep(asked, price, bound.grain if nearest is None else Grain(bound.grain.bucket_s, nearest))
