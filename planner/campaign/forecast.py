"""How many households will have been met by each week, with an interval: the campaign played many times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.campaign.calls import calls_left
from planner.campaign.doors import OpenDoors
from planner.campaign.model import Campaign
from planner.campaign.plan import CampaignPlan

Floats = npt.NDArray[np.float64]

N_PLAYS = 200
"""Plays of the campaign; the ends of an 80 % interval are then known to about three percentage points of rank."""

ENDS = (10, 90)
"""Percentiles of the interval told: the truth should lie in it in eight campaigns of ten."""

MOST_CHANCE = 0.95
"""A chance times the worth of a slot is cut here: nobody is at home for sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """How far the plays stray from what is believed.

    `station_calls`, `group_calls`: how sure the chance of the whole station is, and that of a group beside it, as
    calls. `kept`: Beta of the share of planned calls that are made (sick days, other orders); its mean is in the
    hours of the campaign already, so only the ratio to it counts.
    """

    station_calls: float = 40.0
    group_calls: float = 40.0
    kept: tuple[float, float] = (46.0, 4.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forecast:
    """Households met by the end of each week, counted from the campaign's first week on.

    `plays`: float64, shape (n_plays, n_weeks). `by_community`: the mean share of the open households of each
    community that is met in the end. `n_open`: households open at the start. `reachable`: float64, shape (n_plays,):
    households that the calls there may be would meet with the chances of each play, in slots of worth 1.
    """

    plays: Floats
    reachable: Floats
    n_open: int
    by_community: Mapping[str, float]

    @property
    def mean(self) -> Floats:
        """Households met by the end of each week in the mean of the plays."""
        return np.asarray(self.plays.mean(axis=0), dtype=np.float64)

    def interval(self, week: int) -> tuple[float, float]:
        """Return the interval of the households met by the end of a week."""
        low, high = np.percentile(self.plays[:, week], ENDS)
        return float(low), float(high)

    def week_of(self, share: float) -> tuple[int | None, int | None, int | None]:
        """Return the week in which `share` of the reachable households is met: early, middle and late; None: never.

        Early and late are the ends of the interval. Weeks count from 0.
        """
        hit = self.plays >= share * self.reachable[:, None] - 1e-9
        n_weeks = self.plays.shape[1]
        weeks = np.where(hit.any(axis=1), hit.argmax(axis=1), n_weeks)
        early, middle, late = (int(w) for w in np.percentile(weeks, (ENDS[0], 50, ENDS[1]), method="nearest"))
        return (early if early < n_weeks else None, middle if middle < n_weeks else None,
                late if late < n_weeks else None)


def forecast(plan: CampaignPlan, *, seed: int, n_plays: int = N_PLAYS, doubt: Doubt | None = None) -> Forecast:
    """Return what a plan will bring, from `n_plays` plays; the same seed gives the same plays.

    In each play the station and every group have a chance of their own around the one believed, and a share of the
    calls is made. Hours that the quotas leave free go to the officers' doors still open: each Monday is planned anew.
    """
    campaign, doubt = plan.campaign, doubt or Doubt()
    rng = np.random.default_rng(seed)
    chance = _chances(campaign, doubt, n_plays, rng)
    kept = rng.beta(*doubt.kept, (n_plays, 1)) * sum(doubt.kept) / doubt.kept[0]
    doors, calls = OpenDoors(campaign, n_plays), calls_by_week(plan)
    start = doors.open()
    plays = np.zeros((n_plays, campaign.n_weeks))
    for week in range(campaign.n_weeks):
        for slot in np.argsort(-np.array(campaign.slot_worth), kind="stable").tolist():
            made = np.floor(calls[:, week, slot] * kept + rng.random(chance.shape)).astype(np.int64)
            doors.call(made, np.minimum(chance * campaign.slot_worth[slot], MOST_CHANCE), rng)
        doors.end_week()
        plays[:, week] = (start - doors.open()).sum(axis=1)
    return Forecast(plays=plays, reachable=_reachable(campaign, chance), n_open=campaign.n_households,
                    by_community=_shares(campaign, (start - doors.open()).mean(axis=0)))


def _chances(campaign: Campaign, doubt: Doubt, n_plays: int, rng: np.random.Generator) -> Floats:
    """Return a chance for each play and group: the station's error moves all groups, each group's comes on top."""
    mean = np.array([group.chance for group in campaign.groups])
    middle = np.clip(mean.mean() if len(mean) else 0.5, 0.01, 0.99)
    station = rng.beta(middle * doubt.station_calls, (1 - middle) * doubt.station_calls, (n_plays, 1)) / middle
    moved = np.clip(mean * station, 0.01, 0.99)
    return np.asarray(rng.beta(moved * doubt.group_calls, (1 - moved) * doubt.group_calls), dtype=np.float64)


def _reachable(campaign: Campaign, chance: Floats) -> Floats:
    """Return how many households each play's chances would let be met by the calls that fit before the last week."""
    met = np.zeros(len(chance))
    for g, group in enumerate(campaign.groups):
        for called, n in enumerate(group.n_open_by_calls):
            left = np.full(len(chance), float(n))
            for k in range(called, called + calls_left(group, called, campaign.rule)):
                left *= 1 - campaign.rule.chance_after(k, 1.0) * np.minimum(chance[:, g], MOST_CHANCE)
            met += n - left
    return met


def calls_by_week(plan: CampaignPlan) -> npt.NDArray[np.int64]:
    """Return the calls of each group, week and slot, with those that its owners' free hours would hold on top.

    int64, shape (n_groups, n_weeks, n_slots). Free hours are shared among an officer's groups by open households.
    """
    campaign = plan.campaign
    calls = np.zeros((len(campaign.groups), campaign.n_weeks, len(campaign.slots)), dtype=np.int64)
    if len(plan.quotas):
        g, _, w, c, n = plan.quotas.T
        np.add.at(calls, (g, w, c), n)
    free_s = np.maximum(campaign.hours_s - plan.used_s(), 0)
    n_open = np.zeros(len(campaign.officers))
    for group in campaign.groups:
        n_open[list(campaign.owners[group.community])] += group.n_open
    for g, group in enumerate(campaign.groups):
        weeks = slice(group.first_week, group.last_week + 1)
        for o in campaign.owners[group.community]:
            for c in set(group.slots):
                share_s = free_s[o, weeks, c] * (group.n_open / max(n_open[o], 1))
                calls[g, weeks, c] += (share_s // group.service_s).astype(np.int64)
    return calls


def _shares(campaign: Campaign, met: Floats) -> dict[str, float]:
    n_open: dict[str, int] = {}
    n_met: dict[str, float] = {}
    for group, n in zip(campaign.groups, met.tolist(), strict=True):
        n_open[group.community] = n_open.get(group.community, 0) + group.n_open
        n_met[group.community] = n_met.get(group.community, 0.0) + n
    return {name: n_met[name] / n for name, n in n_open.items() if n}
