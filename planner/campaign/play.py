"""A plan played: calls week by week, as the quotas and the free hours of the owners have them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from planner.campaign.doors import OpenDoors
from planner.campaign.model import MOST_CHANCE, Campaign, Group, Ints

Floats = npt.NDArray[np.float64]


def used_s(campaign: Campaign, quotas: Ints) -> Ints:
    """Return the seconds that quotas take: int64, shape of the campaign's hours."""
    used = np.zeros(campaign.hours_s.shape, dtype=np.int64)
    service_s = np.array([group.service_s for group in campaign.groups], dtype=np.int64)
    if len(quotas):
        g, o, w, c, n = quotas.T
        np.add.at(used, (o, w, c), n * service_s[g])
    return used


@dataclass(frozen=True, slots=True, eq=False)
class _Calls:
    """Calls of a plan: `planned`, shape (n_groups, n_weeks, n_slots), and the hours beside them.

    `free_s`: shape of the campaign's hours. `owners`: 1 where an officer (column) owns a group (row), or helps where
    its owners cannot. `may`: whether a group may be called at, shape of `planned`.
    """

    planned: Floats
    free_s: Floats
    owners: csr_array
    may: npt.NDArray[np.bool_]
    service_s: Floats

    def made(self, at: tuple[int, int], ready: Floats, kept: Floats | float) -> Floats:
        """Return the calls of a week and slot: those planned, and what its owners' other hours hold at open doors.

        `ready`: doors that may be called at now, by play and group. Hours planned for doors that were met already are
        free too; free hours are shared among an officer's groups by the seconds that their open doors take.
        """
        planned = np.broadcast_to(self.planned[:, *at], ready.shape) * kept
        share = self.service_s / np.maximum(self.owners.sum(axis=1), 1)
        free_s = self.free_s[:, *at] * kept + (np.maximum(planned - ready, 0) * share) @ self.owners
        open_ = np.where(self.may[:, *at], np.maximum(ready - planned, 0), 0.0)
        wanted_s = (open_ * self.service_s) @ self.owners
        part = np.divide(free_s, wanted_s, out=np.zeros_like(wanted_s), where=wanted_s > 0)
        return np.asarray(planned + open_ * np.minimum(1.0, part @ self.owners.T))


def _calls(campaign: Campaign, quotas: Ints) -> _Calls:
    groups = campaign.groups
    planned = np.zeros((len(groups), campaign.n_weeks, len(campaign.slots)))
    if len(quotas):
        g, _, w, c, n = quotas.T
        np.add.at(planned, (g, w, c), n)
    used = used_s(campaign, quotas)
    free_s = np.maximum(campaign.hours_s - used, 0).astype(np.float64)
    # what a slot is over by was taken from the officer's other hours of the week
    over_s = np.maximum(used - campaign.hours_s, 0).sum(axis=2, keepdims=True)
    free_s *= np.maximum(0.0, 1 - over_s / np.maximum(free_s.sum(axis=2, keepdims=True), 1))
    may = np.zeros(planned.shape, dtype=np.bool_)
    for g, group in enumerate(groups):
        may[g, group.first_week:group.last_week + 1, list(group.slots)] = True
    pairs = [(g, o) for g, group in enumerate(groups) for o in _callers(campaign, group)]
    rows, columns = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    owners = csr_array((np.ones(len(pairs)), (rows, columns)), shape=(len(groups), len(campaign.officers)))
    return _Calls(planned, free_s, owners, may, np.array([group.service_s for group in groups], dtype=np.float64))


def _callers(campaign: Campaign, group: Group) -> tuple[int, ...]:
    """Return whose free hours go to a group: its owners', its helpers' too where owners have none in its slots."""
    owners = campaign.owners[group.community]
    return owners if campaign.hours_s[list(owners)][..., list(group.slots)].any() else campaign.may_call(group)


def weeks_played(
    campaign: Campaign, quotas: Ints, chance: Floats, *, kept: Floats | None = None,
    rng: np.random.Generator | None = None, kept_weeks: int | None = None, likeness: Floats | None = None,
    other_slot: bool = False,
) -> Iterator[Floats]:
    """Yield the households met so far after each week: float64, shape (n_plays, n_groups).

    `chance`: of a first call in a slot of worth 1, by play and group. `kept`: share of the calls made, by play. Slots
    that are worth most come first in a week. Without `rng`: as many as expected. `kept_weeks` and
    `likeness`: see `OpenDoors`. `other_slot`: a repeat needs another slot than the last call.
    """
    calls = _calls(campaign, quotas)
    doors = OpenDoors(campaign, len(chance), kept_weeks=kept_weeks, likeness=likeness)
    start, most = doors.open(), np.maximum(chance, MOST_CHANCE)
    for week in range(campaign.n_weeks):
        for slot in np.argsort(-np.array(campaign.slot_worth), kind="stable").tolist():
            barred = slot if other_slot else None
            made = calls.made((week, slot), doors.ready(barred), 1.0 if kept is None else kept)
            made = made if rng is None else np.floor(made + rng.random(chance.shape))
            doors.call(made, np.minimum(chance * campaign.slot_worth[slot], most), rng, barred)
        doors.end_week(rng)
        yield start - doors.open()


def expected_play(campaign: Campaign, quotas: Ints) -> float:
    """Return the households met in the end if everything goes as expected: what the quotas are really good for."""
    chance = np.array([[group.chance for group in campaign.groups]]).reshape(1, -1)
    met = 0.0
    for by_group in weeks_played(campaign, quotas, chance):
        met = float(by_group.sum())
    return met
