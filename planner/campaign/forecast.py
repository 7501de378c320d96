"""How many households will have been met by each week, with an interval: the campaign played many times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.campaign.calls import calls_left
from planner.campaign.doubt import Doubt
from planner.campaign.model import MOST_CHANCE, CallRule, Campaign, Group, chance_after
from planner.campaign.plan import CampaignPlan
from planner.campaign.play import weeks_played

Floats = npt.NDArray[np.float64]

N_PLAYS = 200
"""Plays of the campaign; the ends of an 80 % interval are then known to about three percentage points of rank."""

ENDS = (10, 90)
"""Percentiles of the interval told: the truth should lie in it in eight campaigns of ten."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forecast:
    """Households met by the end of each week, counted from the campaign's first week on.

    `plays`: float64, shape (n_plays, n_weeks). `by_community`: the mean share of the households of each community not
    yet met that is met in the end. `n_open`: households not yet met at the start, those that had all calls among them.
    `reachable`: float64, shape (n_plays,): households that the calls promised would meet with the chances of each play,
    in the worst slots of their groups; or those the play met, if calls after forgotten ones and better hours met more.
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

    def week_of(self, share: float, *, n_met: int = 0) -> tuple[int | None, int | None, int | None]:
        """Return the week in which `share` of the reachable households is met: early, middle and late; None: never.

        `n_met`: households met before, which count on both sides. Early and late are the ends of the interval. Weeks
        count from 0.
        """
        hit = self.plays + n_met >= share * (self.reachable[:, None] + n_met) - 1e-9
        n_weeks = self.plays.shape[1]
        weeks = np.where(hit.any(axis=1), hit.argmax(axis=1), n_weeks)
        early, middle, late = (int(w) for w in np.percentile(weeks, (ENDS[0], 50, ENDS[1]), method="nearest"))
        return (early if early < n_weeks else None, middle if middle < n_weeks else None,
                late if late < n_weeks else None)


def forecast(
    plan: CampaignPlan, *, seed: int | Sequence[int], n_plays: int = N_PLAYS, doubt: Doubt | None = None,
    counted: Sequence[bool] | None = None,
) -> Forecast:
    """Return what a plan will bring, from `n_plays` plays; the same seed gives the same plays.

    In each play the station and every community have a chance of their own around the one believed, doors differ by
    more or less, and a share of the calls is made. Hours that the quotas leave free go to the owners' doors still open:
    each Monday is planned anew.
    `counted`: the groups whose households are counted (None: all); the others take their hours only.
    """
    campaign, doubt = plan.campaign, doubt or Doubt()
    rng = np.random.default_rng(seed)
    chance = _chances(campaign, doubt, n_plays, rng)
    kept = rng.beta(*doubt.kept, (n_plays, 1)) / doubt.kept_share
    likeness = campaign.rule.likeness * rng.lognormal(0.0, doubt.likeness_sd, (n_plays, 1))
    mine = np.ones(len(campaign.groups), dtype=np.bool_) if counted is None else np.array(counted, dtype=np.bool_)
    plays, met = np.zeros((n_plays, campaign.n_weeks)), np.zeros(chance.shape)
    for week, met in enumerate(weeks_played(
            campaign, plan.quotas, chance, kept=kept, rng=rng, kept_weeks=campaign.rule.kept_weeks,
            likeness=likeness, other_slot=campaign.rule.other_slot)):
        plays[:, week] = met[:, mine].sum(axis=1)
    groups = [group for group, one in zip(campaign.groups, mine.tolist(), strict=True) if one]
    return Forecast(plays=plays, reachable=np.maximum(
        plays[:, -1], _promised(groups, campaign.rule, chance[:, mine], likeness[:, 0])),
                    n_open=sum(group.n_not_met for group in groups),
                    by_community=_shares(groups, met.mean(axis=0)[mine]))


def _chances(campaign: Campaign, doubt: Doubt, n_plays: int, rng: np.random.Generator) -> Floats:
    """Return a chance for each play and group: the station's error moves all, the community's comes on top.

    Groups of one community share its error: what is believed of them comes from the same calls.
    """
    mean = np.array([group.chance for group in campaign.groups])
    names = sorted({group.community for group in campaign.groups})
    place = {name: i for i, name in enumerate(names)}
    of = np.array([place[group.community] for group in campaign.groups], dtype=np.int64)
    middle = np.clip(mean.mean() if len(mean) else 0.5, 0.01, 0.99)
    n_station = doubt.station_calls
    n_mine = np.array([doubt.calls_in.get(name, doubt.group_calls) for name in names])
    station = rng.beta(middle * n_station, (1 - middle) * n_station, (n_plays, 1)) / middle
    spread = rng.beta(middle * n_mine, (1 - middle) * n_mine, (n_plays, len(names))) / middle
    return np.asarray(np.clip(mean * station * spread[:, of], 0.01, 1.0), dtype=np.float64)


def _promised(groups: Sequence[Group], rule: CallRule, chance: Floats, likeness: Floats) -> Floats:
    """Return how many households each play's chances would let be met by the calls promised, in the worst slots."""
    met = np.zeros(len(chance))
    for g, group in enumerate(groups):
        first = np.minimum(chance[:, g] * group.least_worth, np.maximum(chance[:, g], MOST_CHANCE))
        for called, n in enumerate(group.n_open_by_calls):
            left = np.full(len(chance), float(n))
            for k in range(called, called + calls_left(group, called, rule)):
                left *= 1 - chance_after(np.full(len(chance), float(k)), first, likeness)
            met += n - left
    return met


def _shares(groups: Sequence[Group], met: Floats) -> dict[str, float]:
    n_open: dict[str, int] = {}
    n_met: dict[str, float] = {}
    for group, n in zip(groups, met.tolist(), strict=True):
        n_open[group.community] = n_open.get(group.community, 0) + group.n_not_met
        n_met[group.community] = n_met.get(group.community, 0.0) + n
    return {name: n_met[name] / n for name, n in n_open.items() if n}
