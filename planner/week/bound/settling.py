"""Prices that settle: those of the best mix of the routes met, mixed with the best ones so far.

The prices of the mix alone swing wildly from one pass to the next; a step part of the way from the best prices
towards them does not (Wentges 1997, "Weighted Dantzig-Wolfe decomposition").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.week.bound.master import Master, Mix
from planner.week.bound.prices import Clock, Pricing, mean_prize
from planner.week.bound.remembering import remember_mix
from planner.week.bound.routes import Asked, RouteBound

KEPT = 0.7
"""Share of the best prices in the next ones."""

WITHIN, WITHIN_REMEMBERING = 0.5, 0.1
"""How far the prices of a mix may be from the best ones, as a share of the mean prize. Those of routes that forget are
near those of routes that remember: from them wide steps only lead astray."""

MOST_ROUTES = 20
"""Routes of a shift that a pass adds, of different ends: with one it took twice as many passes."""

SETTLED = 1e-4
"""Share of the bound at which passes end: no more is left to win near the best prices."""


@dataclass(slots=True, eq=False)
class Settling:
    """Settles prices: asks all shifts at the prices of the best mix, adds their routes, and so on.

    `remembers`: what routes of the mix serve twice is remembered from then on (`bound` is the sharper one).
    """

    bound: RouteBound
    master: Master
    pricing: Pricing
    clock: Clock
    remembers: bool = False

    def settle(self, most_passes: int) -> None:
        """Keep the lowest bound found; end when hardly anything is left to win, when nothing is new, or at the end.

        The end: so many passes were made, or the time is up.
        """
        kept, pass_s = KEPT, 0.0
        for _ in range(most_passes):
            began_s = self.clock.used_s()
            if self.clock.is_over(1.2 * pass_s):
                return
            mix, is_sharper = self._mix()
            if mix is None or (self._is_settled(mix) and not is_sharper):
                return
            price = kept * self.pricing.best_price + (1 - kept) * mix.price
            asked = self.bound.ask(np.where(self.bound.required, price, np.maximum(price, 0.0)), MOST_ROUTES)
            if asked is None:
                return
            self.pricing.passes += 1
            is_lower = self.pricing.keep(asked, price, self.bound.grain)
            if self._add(asked) or is_sharper:
                kept = KEPT
            elif kept < 0.01 and not is_lower:   # nothing new at the very prices of the mix: it is the best of all
                return
            else:
                kept /= 2
            pass_s = max(pass_s, self.clock.used_s() - began_s)

    def _mix(self) -> tuple[Mix | None, bool]:
        """Return the best mix, and whether more is remembered than before."""
        within = (WITHIN_REMEMBERING if self.remembers else WITHIN) * mean_prize(self.bound)
        mix = self.master.solve(self.pricing.best_price, within)
        sharper = remember_mix(self.bound, self.master) if mix is not None and self.remembers else self.bound
        if sharper is self.bound:
            return mix, False
        self.bound = sharper
        return self.master.solve(self.pricing.best_price, within), True

    def _is_settled(self, mix: Mix) -> bool:
        return self.pricing.at_most - mix.worth < SETTLED * abs(self.pricing.at_most)

    def _add(self, asked: Asked) -> bool:
        """Add the routes of all shifts; return whether any of the best ones is new."""
        are_new = [[self.master.add(shift, route) for route in routes] for shift, routes in enumerate(asked.routes)]
        return any(new[0] for new in are_new)
