"""The campaign's word in the week: how much more a due door is worth because its community cannot wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from gisdata.campaign_input.campaign import CampaignInput
from gisdata.records import Household, Reached, VisitAttempt
from gisdata.week_input import DueDoor
from planner.campaign.step import WeeklyStep
from planner.dues import Why

WITHIN = 1.5
"""A door within the quota of its community is worth so much more than one beyond it, before any urgency."""

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
    nobody; a prize does not tell them. Doors that must be visited come first anyway, and use up the quota.
    """
    waiting = Counter(one.household.cell_id for one in doors)
    left = Counter(step.n_calls)
    asked = [one for one in doors if Why.CAMPAIGN in one.due.reasons and one.kind not in made.office_kinds]
    left.subtract(one.household.community for one in asked if one.due.mandatory)
    factors: dict[str, float] = {}
    for one in sorted(asked, key=lambda one: (calls[one.household.household_id], -waiting[one.household.cell_id],
                                              one.household.cell_id or "", one.household.household_id)):
        home = one.household
        if not one.due.mandatory:
            within = WITHIN * (1 + step.urgency(home.community)) / 2 if left[home.community] > 0 else 1.0
            left[home.community] -= 1
            factors[home.household_id] = within * _chance_ratio(made, home)
    return [one if (factor := factors.get(one.household.household_id)) is None else
            replace(one, due=replace(one.due, prize=max(1, round(one.due.prize * factor)))) for one in doors]


def _chance_ratio(made: CampaignInput, home: Household) -> float:
    """Return the community's chance over the station's, within RATIO: a call is worth what it is expected to bring."""
    return min(max(made.chances.base(home.community) / made.chances.by_day, RATIO[0]), RATIO[1])
