"""The campaign's word in the week: how much more a due door is worth because its community cannot wait, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial

import numpy as np

from gisdata.campaign_input.campaign import CampaignInput
from gisdata.campaign_input.chances import HomeChances
from gisdata.campaign_input.groups import SLOTS_WANTED
from gisdata.campaign_input.hours import SLOTS
from gisdata.campaign_input.slots import better_slots
from gisdata.records import Reached, VisitAttempt
from gisdata.week_input import DueDoor
from planner.campaign.step import WeeklyStep
from planner.dues import CallSlot, Due, Why

WITHIN = 1.5
"""A door within the quota of its community is worth so much more than one beyond it, before any urgency."""

LATE_WEEKS = 2
"""A door is late when fewer weeks than this are left to the deadline for each call up to the cap: missing one more
Saturday then takes a call from it. In a campaign of a few weeks all are."""

LATE_WORTH = 3.0
"""A late door is worth so many others: a far home that may be called at on weekends only is then worth the way."""

RATIO = (0.85, 1.15)
"""Bounds of what a community's chance may change a prize by: less than the quota, so that no hard quarter is left."""


def calls_made(visits: Iterable[VisitAttempt], *, since: date) -> Counter[str]:
    """Return how many calls of this round met nobody, by door; a contact ends the count."""
    made: Counter[str] = Counter()
    for visit in sorted(visits, key=lambda visit: visit.visited_on):
        if visit.visited_on >= since:
            if visit.reached is Reached.ATTEMPTED:
                made[visit.household_id] += 1
            else:
                made.pop(visit.household_id, None)
    return made


def with_urgency(
    doors: Sequence[DueDoor], step: WeeklyStep, made: CampaignInput, calls: Counter[str],
) -> list[DueDoor]:
    """Return the due doors with their prizes times what the campaign asks of the week; other doors are as they were.

    In each community as many doors as the plan has calls there this week are within its quota, those with fewest calls
    first, then whole cells. They are worth 1.5 to 3 times as much, by how little the community can wait, so that a far
    village gets its calls before a near quarter gets more than its own. `calls[door]`: calls of this round that met
    nobody; a prize does not tell them. Doors that must be visited come first anyway, and use up the quota. A community
    that can wait is called at in its homes' better hours only (`better_slots`), as far as its officers are there. Doors
    that run late (`LATE_WEEKS`) are worth more, in all hours.
    """
    waiting = Counter(one.household.cell_id for one in doors)
    left = Counter(step.n_calls)
    asked = [one for one in doors if Why.CAMPAIGN in one.due.reasons and one.kind not in made.office_kinds]
    left.subtract(one.household.community for one in asked if one.due.mandatory)
    staffed = _staffed(step, made)
    chance_ratio = cache(partial(_chance_ratio, made.chances))   # of a few quarters, asked for every door
    said: dict[str, Due] = {}
    for one in sorted(asked, key=lambda one: (calls[one.household.household_id], -waiting[one.household.cell_id],
                                              one.household.cell_id or "", one.household.household_id)):
        home = one.household
        if not one.due.mandatory:
            within = WITHIN * (1 + step.urgency(home.community)) / 2 if left[home.community] > 0 else 1.0
            left[home.community] -= 1
            slots, is_late = one.due.slots, _is_late(calls[home.household_id], made)
            if step.slack_weeks.get(home.community, 0) > 0 and not is_late:
                may = slots & SLOTS_WANTED[home.slot] & staffed.get(home.community, frozenset())
                slots = better_slots(home, may, made.chances) or slots
            worth = within * chance_ratio(home.community, home.dwelling.value) * (LATE_WORTH if is_late else 1.0)
            prize = max(1, round(one.due.prize * worth))
            said[home.household_id] = replace(one.due, prize=prize, slots=slots)
    return [replace(one, due=said.get(one.household.household_id, one.due)) for one in doors]


def _is_late(n_called: int, made: CampaignInput) -> bool:
    return made.campaign.n_weeks < LATE_WEEKS * (made.campaign.rule.n_calls - n_called)


def _staffed(step: WeeklyStep, made: CampaignInput) -> dict[str, frozenset[CallSlot]]:
    """Return the slots of the coming week in which an owner, or a helper of this week, has hours, by community."""
    campaign = made.campaign
    number = {name: o for o, name in enumerate(campaign.officers)}
    return {community: frozenset(
        SLOTS[c] for o in (*owners, *(number[name] for name in step.helpers.get(community, ())))
        for c in np.flatnonzero(campaign.hours_s[o, 0]).tolist()) for community, owners in campaign.owners.items()}


def _chance_ratio(chances: HomeChances, community: str, kind: str) -> float:
    """Return the chance of a community's homes of this kind over the station's, within RATIO.

    A call is worth what it is expected to bring.
    """
    return min(max(chances.base(community, kind) / chances.by_day, RATIO[0]), RATIO[1])
