"""A plan played: calls week by week, as the quotas and the free hours of the owners have them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from planner.campaign.doors import OpenDoors
from planner.campaign.model import MOST_CHANCE, Campaign, Ints

Floats = npt.NDArray[np.float64]


def used_s(campaign: Campaign, quotas: Ints) -> Ints:
    """Return the seconds that quotas take: int64, shape of the campaign's hours."""
    used = np.zeros(campaign.hours_s.shape, dtype=np.int64)
    service_s = np.array([group.service_s for group in campaign.groups], dtype=np.int64)
    if len(quotas):
        g, o, w, c, n = quotas.T
        np.add.at(used, (o, w, c), n * service_s[g])
    return used


def calls_by_week(campaign: Campaign, quotas: Ints) -> Floats:
    """Return the calls of each group, week and slot, with those that its owners' free hours would hold on top.

    float64, shape (n_groups, n_weeks, n_slots). Free hours are shared among an officer's groups by open households.
    """
    calls = np.zeros((len(campaign.groups), campaign.n_weeks, len(campaign.slots)))
    if len(quotas):
        g, _, w, c, n = quotas.T
        np.add.at(calls, (g, w, c), n)
    used = used_s(campaign, quotas)
    free_s = np.maximum(campaign.hours_s - used, 0).astype(np.float64)
    # what a slot is over by was taken from the officer's other hours of the week
    over_s = np.maximum(used - campaign.hours_s, 0).sum(axis=2, keepdims=True)
    free_s *= np.maximum(0.0, 1 - over_s / np.maximum(free_s.sum(axis=2, keepdims=True), 1))
    n_open = np.zeros(len(campaign.officers))
    for group in campaign.groups:
        n_open[list(campaign.owners[group.community])] += group.n_open
    for g, group in enumerate(campaign.groups):
        weeks = slice(group.first_week, group.last_week + 1)
        for o in campaign.owners[group.community]:
            for c in sorted(set(group.slots)):
                calls[g, weeks, c] += free_s[o, weeks, c] * (group.n_open / max(n_open[o], 1)) / group.service_s
    return calls


def weeks_played(
    campaign: Campaign, calls: Floats, chance: Floats, *, kept: Floats | None = None,
    rng: np.random.Generator | None = None, kept_weeks: int | None = None,
) -> Iterator[Floats]:
    """Yield the households met so far after each week: float64, shape (n_plays, n_groups).

    `chance`: of a first call in a slot of worth 1, by play and group. `kept`: share of the calls made, by play. Slots
    that are worth most come first in a week. Without `rng`: as many as expected. `kept_weeks`: see `OpenDoors`.
    """
    doors = OpenDoors(campaign, len(chance), kept_weeks=kept_weeks)
    start = doors.open()
    for week in range(campaign.n_weeks):
        for slot in np.argsort(-np.array(campaign.slot_worth), kind="stable").tolist():
            made = np.broadcast_to(calls[:, week, slot], chance.shape) * (1.0 if kept is None else kept)
            made = made if rng is None else np.floor(made + rng.random(chance.shape))
            most = np.maximum(chance, MOST_CHANCE)
            doors.call(made, np.minimum(chance * campaign.slot_worth[slot], most), rng)
        doors.end_week(rng)
        yield start - doors.open()


def expected_play(campaign: Campaign, quotas: Ints) -> float:
    """Return the households met in the end if everything goes as expected: what the quotas are really good for."""
    chance = np.array([[group.chance for group in campaign.groups]]).reshape(1, -1)
    met = 0.0
    for by_group in weeks_played(campaign, calls_by_week(campaign, quotas), chance):
        met = float(by_group.sum())
    return met
