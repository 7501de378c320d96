"""What would mend a shortage, each cure solved anew: more hours, other officers, evening shifts, a later date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from planner.campaign.changes import extend, more_hours, with_evenings
from planner.campaign.model import Campaign
from planner.campaign.plan import CampaignPlan, plan_campaign

MOST_WEEKS_LATER = 104
"""Two years: a later date than that is no campaign any more."""


MOST_PERCENT = 200
"""Three times the hours: beyond that a station needs officers, not hours."""

MOST_EVENINGS = 2
"""Evening shifts a week that one officer can take on top."""


class CureKind(StrEnum):
    """What is changed."""

    HOURS = "hours"
    OFFICERS = "officers"
    EVENINGS = "evenings"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cure:
    """A change, how much of it, and the plan that was solved with it.

    `amount`: percent more hours a week, officers who help, evening shifts a week more, or weeks later. `officers`:
    whom it names, if anybody. `plan.feasible` is True: cures that do not suffice are not told.
    """

    kind: CureKind
    amount: int
    officers: tuple[str, ...]
    plan: CampaignPlan


def find_cures(plan: CampaignPlan, *, evening_slot: int, evening_s: int) -> list[Cure]:
    """Return for each kind of change an amount that suffices, as solved; kinds that never suffice are absent.

    `evening_s`: seconds for visits of one more evening shift. Only officers who are short get hours or shifts.
    """
    if plan.feasible:
        return []
    short, campaign = short_officers(plan), plan.campaign
    idle = _idle_officers(plan, short)
    changes: list[tuple[CureKind, int, Callable[[int], Campaign], Callable[[int], list[int]]]] = [
        (CureKind.HOURS, MOST_PERCENT, lambda n: more_hours(campaign, short, n), lambda _: short),
        (CureKind.OFFICERS, len(idle), lambda n: _helped(plan, idle[:n]), lambda n: idle[:n]),
        (CureKind.EVENINGS, MOST_EVENINGS * len(short),
         lambda n: with_evenings(campaign, short, n, (evening_slot, evening_s)), lambda n: short[:n]),
        (CureKind.LATER, MOST_WEEKS_LATER, lambda n: extend(campaign, n), lambda _: []),
    ]
    cures = []
    for kind, most, change, who in changes:
        amount, cured = _least(most, change)
        if cured is not None:
            names = tuple(campaign.officers[o] for o in who(amount))
            cures.append(Cure(kind=kind, amount=amount, officers=names, plan=cured))
    return cures


def _least(most: int, change: Callable[[int], Campaign]) -> tuple[int, CampaignPlan | None]:
    """Return an n in 1..most whose plan is feasible, found by doubling up and halving down, with its plan.

    It is the least one as long as more of a cure is never worse. That holds for hours; a later date also brings repeats
    that were not planned before, so a smaller n may do.
    """
    low, high = 0, 1
    while not (found := plan_campaign(change(min(high, most)))).feasible:
        if high >= most:
            return 0, None
        low, high = high, 2 * high
    high = min(high, most)
    while high - low > 1:
        middle = (low + high) // 2
        tried = plan_campaign(change(middle))
        if tried.feasible:
            high, found = middle, tried
        else:
            low = middle
    return high, found


def short_officers(plan: CampaignPlan) -> list[int]:
    """Return the officers of the certificate and the owners of calls that found no room, by most hours in it."""
    hours_s = np.zeros(len(plan.campaign.officers), dtype=np.int64)
    if plan.certificate is not None:
        o, w, c = plan.certificate.hours.T
        np.add.at(hours_s, o, plan.campaign.hours_s[o, w, c])
        for g in set(plan.certificate.calls[:, 0].tolist()):   # owners without hours would be named by none
            hours_s[list(plan.campaign.owners[plan.campaign.groups[g].community])] += 1
    for g in np.flatnonzero(plan.n_unplaced_by_group).tolist():
        hours_s[list(plan.campaign.owners[plan.campaign.groups[g].community])] += 1
    return [int(o) for o in np.argsort(-hours_s, kind="stable") if hours_s[o] > 0]


def short_communities(plan: CampaignPlan) -> list[str]:
    """Return the communities of the certificate and those with calls that found no room, by name."""
    groups = set(np.flatnonzero(plan.n_unplaced_by_group).tolist())
    if plan.certificate is not None:
        groups |= set(plan.certificate.calls[:, 0].tolist())
    return sorted({plan.campaign.groups[g].community for g in groups})


def _idle_officers(plan: CampaignPlan, short: list[int]) -> list[int]:
    free_s = (plan.campaign.hours_s - plan.used_s()).sum(axis=(1, 2))
    return [int(o) for o in np.argsort(-free_s, kind="stable") if free_s[o] > 0 and o not in set(short)]


def with_helpers(plan: CampaignPlan, n: int) -> Campaign:
    """Return the campaign in which the `n` officers with most free hours who are not short themselves may help."""
    return _helped(plan, _idle_officers(plan, short_officers(plan))[:n])


def _helped(plan: CampaignPlan, idle: list[int]) -> Campaign:
    helpers = dict(plan.campaign.helpers)
    for community in short_communities(plan):
        helpers[community] = (*helpers.get(community, ()), *idle)
    return replace(plan.campaign, helpers=helpers).as_staffed()
