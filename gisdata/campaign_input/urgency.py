"""The campaign's word in the week: how much more a due door is worth because its community or itself cannot wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from gisdata.campaign_input.campaign import CampaignInput
from gisdata.records import Household, Reached, VisitAttempt
from gisdata.week_input import DueDoor
from planner.campaign.step import WeeklyStep

LAST_CHANCE = 2.0
"""A door whose calls no longer all fit before the deadline unless one is made now is worth two others."""


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
    """Return the due doors with their prizes times what the campaign asks of the week, firms as they are.

    In each community as many doors as the plan has calls there this week get the urgency of the community, those with
    fewest calls first, then whole cells; so a far village gets its calls before a near quarter gets more than its own.
    `calls[door]`: calls of this round that met nobody. Prizes stay whole numbers; doors that must be visited come
    first anyway and are left as they are.
    """
    homes = {group.kind for group in made.campaign.groups} - made.office_kinds
    waiting = Counter(one.household.cell_id for one in doors)
    left = Counter(step.n_calls)
    factors: dict[str, float] = {}
    for one in sorted(doors, key=lambda one: (calls[one.household.household_id], -waiting[one.household.cell_id],
                                              one.household.cell_id or "", one.household.household_id)):
        home = one.household
        if one.kind in homes and not one.due.mandatory:
            within = left[home.community] > 0
            left[home.community] -= 1
            factors[home.household_id] = (step.urgency(home.community) if within else 1.0) * _chance_ratio(made, home)
            if _is_last_chance(made, calls[home.household_id]):
                factors[home.household_id] *= LAST_CHANCE
    return [one if (factor := factors.get(one.household.household_id)) is None else
            replace(one, due=replace(one.due, prize=max(1, round(one.due.prize * factor)))) for one in doors]


def _chance_ratio(made: CampaignInput, home: Household) -> float:
    """Return the community's chance over the station's: a call is worth what it is expected to bring."""
    return made.chances.base(home.community) / made.chances.by_day


def _is_last_chance(made: CampaignInput, n_calls: int) -> bool:
    """Tell whether the calls that are left fit before the deadline only if one is made this week."""
    rule = made.campaign.rule
    return made.campaign.n_weeks - 1 <= (rule.n_calls - n_calls - 1) * rule.pause_weeks
