"""The doors still open in many plays of a campaign at once, counted, never listed."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from planner.campaign.model import Campaign, chance_after

Floats = npt.NDArray[np.float64]


class OpenDoors:
    """Counts of households not yet met, by play, group, calls made, and weeks until the next call may be made.

    `count`: float64, shape (n_plays, n_groups, n_calls + 1, pause_weeks + 1); the last entry of calls are doors that
    had all the calls there may be. Whole numbers, unless the expected play (without chance) is asked for.
    `kept_weeks`: after so many weeks a call that met nobody is forgotten, and another may be made (None: never).
    `likeness`: how alike doors are in each play, shape (n_plays, 1) (None: as the rule has it).
    """

    def __init__(
        self, campaign: Campaign, n_plays: int, *, kept_weeks: int | None = None, likeness: Floats | None = None,
    ) -> None:
        rule = campaign.rule
        self._likeness = np.full((n_plays, 1), rule.likeness) if likeness is None else likeness
        self._most_calls = np.array([group.most_calls for group in campaign.groups], dtype=np.int64)
        # each number of calls lies in one piece of memory: they are looked at one by one, which takes half the time so
        shape = rule.n_calls + 1, rule.pause_weeks + 1, n_plays, len(campaign.groups)
        self.count = np.zeros(shape).transpose(2, 3, 0, 1)
        for g, group in enumerate(campaign.groups):
            for called, n in enumerate(group.n_open_by_calls):
                self.count[:, g, called, 0] = n
            self.count[:, g, rule.n_calls, 0] += group.n_spent
        self._missed = [] if kept_weeks is None else self._earlier(campaign, kept_weeks)
        self._missed_now, self._gone = np.zeros(self.count.shape[:2]), np.zeros(self.count.shape[:2])
        self._n_slots = np.array([len(group.slots) for group in campaign.groups], dtype=np.int64)
        self._last = self._last_slots(campaign)
        # calls forgotten, a door in the mean of those open: it is as hard as it was
        self._forgotten = np.zeros(self.count.shape[:2])

    def _earlier(self, campaign: Campaign, kept_weeks: int) -> list[Floats]:
        """Return the calls of each week before week 0, oldest first; those nobody dated are as many in each."""
        total = np.asarray(sum(called * self.count[:, :, called, 0] for called in range(1, self.count.shape[2])))
        dated = np.zeros((kept_weeks, len(campaign.groups)))
        for g, group in enumerate(campaign.groups):
            for ago, n in enumerate(group.missed_ago):
                dated[max(0, kept_weeks - 1 - ago), g] += n
        undated = np.maximum(0.0, total - dated.sum(axis=0)) / kept_weeks
        return [row + undated for row in dated]

    def _last_slots(self, campaign: Campaign) -> Floats:
        """Return the doors by the slot of their last call, shape (n_plays, n_groups, n_slots); at first all alike."""
        last = np.zeros((len(campaign.slots), *self.count.shape[:2])).transpose(1, 2, 0)
        for g, group in enumerate(campaign.groups):
            last[:, g, list(group.slots)] = self.count[:, g, 1:].sum(axis=(1, 2))[:, None] / len(group.slots)
        return last

    def open(self) -> Floats:
        """Return the households not yet met: float64, shape (n_plays, n_groups)."""
        return np.asarray(self.count.sum(axis=(2, 3)), dtype=np.float64)

    def ready(self, slot: int | None = None) -> Floats:
        """Return the households that may be called at now, by the calls they had: (n_plays, n_groups, n_calls).

        `slot`: the slot of the calls, in which none may be that were last called at in it (None: any may). Parts of
        households are what is to be expected of doors that are alike.
        """
        ready: Floats = self.count[:, :, :-1, 0] * (np.arange(self.count.shape[2] - 1) < self._most_calls[:, None])
        if slot is not None:
            ready[:, :, 1:] *= (1 - self._share_last(slot))[:, :, None]
        return ready

    def call(
        self, n_calls: Floats, chance: Floats, rng: np.random.Generator | None, *, ready: Floats | None = None,
        slot: int | None = None,
    ) -> None:
        """Make up to `n_calls` calls in each play and group, doors with fewer calls first; the others rest.

        Both of shape (n_plays, n_groups). Those met are gone from the counts. Without `rng` as many are met as
        expected. `ready`: as just asked for, in this `slot`. Parts of calls are rounded up or down by chance.
        """
        left, may = n_calls, self.ready(slot) if ready is None else ready
        repeats, missed = np.zeros(self.count.shape[:2]), np.zeros(self.count.shape[:2])
        for called in range(may.shape[2]):
            if not may[:, :, called].any():
                continue
            made = np.minimum(left, may[:, :, called])
            left = left - made
            if rng is not None:
                made = np.minimum(np.floor(made + rng.random(made.shape)), self.count[:, :, called, 0])
            hit = chance_after(called + self._forgotten, chance, self._likeness)
            met = made * hit if rng is None else rng.binomial(made.astype(np.int64), hit)
            self.count[:, :, called, 0] -= made
            self.count[:, :, called + 1, -1] += made - met
            missed += made - met
            self._gone += called * met
            repeats += made if called else 0.0
        self._missed_now += missed
        if slot is not None:
            self._note_slot(slot, repeats, missed)

    def _share_last(self, slot: int) -> Floats:
        """Return which share of the doors that were called at was called at in a slot last; 0 in groups of one slot."""
        total = self._last.sum(axis=2)
        return np.where(self._n_slots > 1, share_of(self._last[:, :, slot], total), 0.0)

    def _note_slot(self, slot: int, repeats: Floats, missed: Floats) -> None:
        """Move doors that were called at again from their last slots, all alike, to this one."""
        others = self._last.sum(axis=2) - self._last[:, :, slot]
        stay = 1 - np.minimum(1.0, share_of(repeats, others))
        here = self._last[:, :, slot] + missed
        self._last *= stay[:, :, None]
        self._last[:, :, slot] = here

    def end_week(self, rng: np.random.Generator | None = None) -> None:
        """Bring every resting door a week nearer to its next call, and forget calls that are no longer kept."""
        if self._missed:
            self._forget(rng)
        self.count[:, :, :, 0] += self.count[:, :, :, 1]
        self.count[:, :, :, 1:-1] = self.count[:, :, :, 2:]
        self.count[:, :, :, -1] = 0

    def _forget(self, rng: np.random.Generator | None) -> None:
        """Take one call off the count of doors whose oldest call is no longer kept.

        Any call kept is as likely as any other to be one of the oldest week. A door that was met takes its calls
        along, out of all weeks before alike.
        """
        earlier = np.asarray(sum(self._missed))
        stay = 1 - np.minimum(1.0, share_of(self._gone, earlier))
        self._missed = [missed * stay for missed in self._missed]
        self._gone = np.zeros_like(self._gone)
        oldest, kept = self._missed[0], earlier * stay + self._missed_now
        share = share_of(oldest, kept)
        self._missed = [*self._missed[1:], self._missed_now]
        self._missed_now = np.zeros_like(self._missed_now)
        before, taken = self.open(), np.zeros_like(share)
        for called in range(1, self.count.shape[2]):
            chance = np.minimum(1.0, called * share)[:, :, None]
            n = self.count[:, :, called]
            if not n.any():
                continue
            fewer = n * chance if rng is None else rng.binomial(n.astype(np.int64), chance)
            self.count[:, :, called] -= fewer
            self.count[:, :, called - 1] += fewer
            n_fewer = fewer.sum(axis=2)
            taken += n_fewer
            self._forgotten += share_of(n_fewer, before)
            if called == 1:
                self._forget_slot(n_fewer)
        self._missed[0] = np.maximum(0.0, self._missed[0] + oldest - taken)   # a second call of one week waits a week

    def _forget_slot(self, n_fewer: Floats) -> None:
        """Take doors all of whose calls are forgotten out of all slots alike."""
        self._last *= 1 - np.minimum(1.0, share_of(n_fewer, self._last.sum(axis=2)))[:, :, None]


def share_of(part: Floats, whole: Floats) -> Floats:
    """Return part over whole, 0 where the whole is nothing."""
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0)
