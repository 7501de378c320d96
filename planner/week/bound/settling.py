"""Prices that settle: those of the best mix of the routes met, mixed with the best ones so far.

The prices of the mix alone swing wildly from one pass to the next; a step part of the way from the best prices
towards them does not (Wentges 1997, "Weighted Dantzig-Wolfe decomposition").
"""

from __future__ import annotations

import numpy as np

from planner.week.bound.master import Master
from planner.week.bound.prices import Clock, Pricing, mean_prize
from planner.week.bound.routes import Asked, RouteBound

KEPT = 0.7
"""Share of the best prices in the next ones."""

WITHIN = 0.5
"""How far the prices of a mix may be from the best ones, as a share of the mean prize."""

SETTLED = 1e-4
"""Share of the bound at which passes end: no more is left to win near the best prices."""


def settle(bound: RouteBound, master: Master, pricing: Pricing, clock: Clock, most_passes: int) -> None:
    """Ask all shifts at the prices of the best mix, add their routes, and again; keep the lowest bound found.

    It ends when hardly anything is left to win, when no route is new, after so many passes, or when the time is up.
    """
    within, kept, pass_s = WITHIN * mean_prize(bound), KEPT, 0.0
    for _ in range(most_passes):
        began_s = clock.used_s()
        if clock.is_over(1.1 * pass_s):
            return
        mix = master.solve(pricing.best_price, within)
        if mix is None or pricing.at_most - mix.worth < SETTLED * abs(pricing.at_most):
            return
        price = kept * pricing.best_price + (1 - kept) * mix.price
        asked = bound.ask(np.where(bound.required, price, np.maximum(price, 0.0)))
        if asked is None:
            return
        pricing.passes += 1
        is_lower = asked.at_most < pricing.at_most
        if is_lower:
            pricing.at_most, pricing.best_price = asked.at_most, price
        if _add(master, asked):
            kept = KEPT
        elif kept < 0.01 and not is_lower:   # nothing new at the very prices of the mix: it is the best of all routes
            return
        else:
            kept /= 2
        pass_s = max(pass_s, clock.used_s() - began_s)


def _add(master: Master, asked: Asked) -> bool:
    """Add the routes of all shifts; return whether any is new."""
    are_new = [master.add(shift, route) for shift, route in enumerate(asked.routes)]
    return any(are_new)
