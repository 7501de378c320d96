"""The hidden truth of a simulated town: who would answer which call, drawn before anybody calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

STATION_SD, COMMUNITY_SD, KIND_SD, DOOR_SD = 0.25, 0.3, 0.3, 0.5
"""Standard deviations of the logit of the chance: how far the truth lies from the start values, and differs by door.

Our own choice: 0.5 spreads doors of chance 0.45 over 0.33 to 0.58, so that repeats are harder than first calls.
"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Truth:
    """What would happen at each door. Nothing of it is told to a policy but the answers to the calls it makes.

    `chance`: float64, shape (n_doors, n_slots). `draw`: float64, shape (n_doors, n_calls), one number for each call
    at a door, whoever makes it and when: policies meet the same people.
    """

    chance: Floats
    draw: Floats

    def answers(self, door: int, call: int, slot: int) -> bool:
        """Tell whether somebody answers the call with this number (0: the first) in a slot."""
        return call < self.draw.shape[1] and bool(self.draw[door, call] < self.chance[door, slot])

    def reachable(self, slots: Sequence[Sequence[int]], *, n_calls: int) -> npt.NDArray[np.bool_]:
        """Return which doors answer one of their first `n_calls` calls, whichever slots of `slots[door]` those are in.

        A door with one slot gets one call, since a repeat needs another one; a door with none gets none.
        """
        worst = np.array([self.chance[door, list(may)].min() if may else 0.0 for door, may in enumerate(slots)])
        first = np.array([len(may) < 2 for may in slots], dtype=np.bool_)
        least = np.where(first, self.draw[:, 0], self.draw[:, :n_calls].min(axis=1))
        return np.asarray(least < worst, dtype=np.bool_)


def draw_truth(
    communities: Sequence[str], kinds: Sequence[str], *, start: Sequence[float], n_calls: int, seed: int,
) -> Truth:
    """Return the truth of doors in these communities and of these kinds; `start` is the believed chance by slot."""
    rng = np.random.default_rng([seed, 0])
    logit = np.log(np.array(start) / (1 - np.array(start))) + rng.normal(0, STATION_SD)
    by_community = _drawn(rng, COMMUNITY_SD, communities, len(start))
    by_kind = _drawn(rng, KIND_SD, kinds, len(start))
    total = logit + by_community + by_kind + rng.normal(0, DOOR_SD, (len(communities), 1))
    return Truth(chance=1 / (1 + np.exp(-total)), draw=rng.random((len(communities), n_calls)))


def _drawn(rng: np.random.Generator, sd: float, names: Sequence[str], n_slots: int) -> Floats:
    """Return what each name moves the logit by in each slot: float64, shape (n_doors, n_slots)."""
    known = sorted(set(names))
    effect = rng.normal(0, sd, (len(known), n_slots))
    return np.asarray(effect[[known.index(name) for name in names]], dtype=np.float64)
