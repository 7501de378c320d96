"""A plan played: calls week by week, as the quotas and the free hours of the owners have them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from planner.campaign.doors import OpenDoors, share_of
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

    `officers_s`: by week and slot the seconds that each officer (column) has planned for one call at a group (row), as
    a share of those of all. `free_s`: shape of the campaign's hours. `callers`: 1 where an officer's free hours may go
    to a group. `may`: whether a group may be called at, shape of `planned`.
    """

    planned: Floats
    officers_s: dict[tuple[int, int], csr_array]
    free_s: Floats
    callers: csr_array
    may: npt.NDArray[np.bool_]
    service_s: Floats

    def made(self, at: tuple[int, int], ready: Floats, kept: Floats | float) -> Floats:
        """Return the calls of a week and slot: those planned, and what other hours hold at doors still open.

        `ready`: doors that may be called at now, by play and group. Hours planned for doors that were met already are
        free too; free hours are shared among an officer's groups by the seconds that their open doors take.
        """
        planned = np.broadcast_to(self.planned[:, *at], ready.shape) * kept
        free_s = np.broadcast_to(self.free_s[:, *at] * kept, (len(ready), self.free_s.shape[0]))
        if at in self.officers_s:
            free_s = free_s + np.maximum(planned - ready, 0) @ self.officers_s[at]
        open_ = np.where(self.may[:, *at], np.maximum(ready - planned, 0), 0.0)
        wanted_s = (open_ * self.service_s) @ self.callers
        return np.asarray(planned + open_ * np.minimum(1.0, share_of(free_s, wanted_s) @ self.callers.T))


def _calls(campaign: Campaign, quotas: Ints) -> _Calls:
    groups = campaign.groups
    shape = len(groups), len(campaign.officers)
    service_s = np.array([group.service_s for group in groups], dtype=np.float64)
    planned = np.zeros((len(groups), campaign.n_weeks, len(campaign.slots)))
    officers_s = {}
    if len(quotas):
        g, o, w, c, n = quotas.T
        np.add.at(planned, (g, w, c), n)
        per_call_s = n * service_s[g] / planned[g, w, c]
        for week, slot in np.unique(quotas[:, 2:4], axis=0).tolist():
            here = (w == week) & (c == slot)
            officers_s[week, slot] = csr_array((per_call_s[here], (g[here], o[here])), shape=shape)
    used = used_s(campaign, quotas)
    free_s = np.maximum(campaign.hours_s - used, 0).astype(np.float64)
    # what a slot is over by was taken from the officer's other hours of the week
    over_s = np.maximum(used - campaign.hours_s, 0).sum(axis=2, keepdims=True)
    free_s *= np.maximum(0.0, 1 - over_s / np.maximum(free_s.sum(axis=2, keepdims=True), 1))
    may = np.zeros(planned.shape, dtype=np.bool_)
    for number, group in enumerate(groups):
        may[number, group.first_week:group.last_week + 1, list(group.slots)] = True
    pairs = [(number, o) for number, group in enumerate(groups) for o in _callers(campaign, group)]
    rows, columns = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    callers = csr_array((np.ones(len(pairs)), (rows, columns)), shape=shape)
    return _Calls(planned, officers_s, free_s, callers, may, service_s)


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
            ready = doors.ready(barred)
            made = calls.made((week, slot), ready.sum(axis=2), 1.0 if kept is None else kept)
            doors.call(made, np.minimum(chance * campaign.slot_worth[slot], most), rng, ready=ready, slot=barred)
        doors.end_week(rng)
        yield start - doors.open()


def expected_play(campaign: Campaign, quotas: Ints) -> float:
    """Return the households met in the end if everything goes as expected: what the quotas are really good for."""
    chance = np.array([[group.chance for group in campaign.groups]]).reshape(1, -1)
    met = 0.0
    for by_group in weeks_played(campaign, quotas, chance):
        met = float(by_group.sum())
    return met
