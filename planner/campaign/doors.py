"""The doors still open in many plays of a campaign at once, counted, never listed."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from planner.campaign.model import Campaign

Floats = npt.NDArray[np.float64]


class OpenDoors:
    """Counts of households not yet met, by play, group, calls made, and weeks until the next call may be made.

    `count`: float64, shape (n_plays, n_groups, n_calls + 1, pause_weeks + 1); the last entry of calls are doors that
    had all the calls there may be. Whole numbers, unless the expected play (without chance) is asked for.
    """

    def __init__(self, campaign: Campaign, n_plays: int) -> None:
        rule = self._rule = campaign.rule
        self._most_calls = np.array([group.most_calls for group in campaign.groups], dtype=np.int64)
        self.count = np.zeros((n_plays, len(campaign.groups), rule.n_calls + 1, rule.pause_weeks + 1))
        for g, group in enumerate(campaign.groups):
            for called, n in enumerate(group.n_open_by_calls):
                self.count[:, g, called, 0] = n

    def open(self) -> Floats:
        """Return the households not yet met: float64, shape (n_plays, n_groups)."""
        return np.asarray(self.count.sum(axis=(2, 3)), dtype=np.float64)

    def call(self, n_calls: Floats, chance: Floats, rng: np.random.Generator | None) -> None:
        """Make up to `n_calls` calls in each play and group, doors with fewer calls first; the others rest.

        Both of shape (n_plays, n_groups). Those met are gone from the counts. Without `rng` as many are met as
        expected.
        """
        left = n_calls
        for called in range(self.count.shape[2] - 1):
            made = np.where(called < self._most_calls, np.minimum(left, self.count[:, :, called, 0]), 0.0)
            left = left - made
            hit = self._rule.chance_after(called, 1.0) * chance
            met = made * hit if rng is None else rng.binomial(made.astype(np.int64), hit)
            self.count[:, :, called, 0] -= made
            self.count[:, :, called + 1, -1] += made - met

    def end_week(self) -> None:
        """Bring every resting door a week nearer to its next call."""
        self.count[:, :, :, 0] += self.count[:, :, :, 1]
        self.count[:, :, :, 1:-1] = self.count[:, :, :, 2:]
        self.count[:, :, :, -1] = 0
