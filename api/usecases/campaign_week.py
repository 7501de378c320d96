"""The campaign in the week: prizes of due doors by what the campaign asks of the week, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from api.settings import Settings
from api.usecases.campaign_station import campaign_from
from api.usecases.register import Register
from api.week_name import week_of
from gisdata.campaign_input import calls_made, with_urgency
from gisdata.records import StoredPlan
from gisdata.store import Reading
from gisdata.week_input import DueDoor
from planner.campaign.early import plan_early
from planner.campaign.step import WeeklyStep
from planner.campaign.weekly import weekly_step
from planner.dues import Why
from planner.sentence import Sentence, say

SOON = 2
"""Weeks: a community that can wait longer gets its calls later, which is no finding."""


def doors_of_campaign(
    register: Register, doors: Sequence[DueDoor], reading: Reading, *, monday: date, settings: Settings,
) -> tuple[list[DueDoor], WeeklyStep]:
    """Return the due doors with the urgency of the campaign, and what it asks of the week.

    After the deadline the doors are as they were, and nothing is asked. Only weeks before this one tell how many calls
    an hour holds, so that a week planned again is the same week again.
    """
    if monday > settings.campaign.deadline:
        return list(doors), WeeklyStep(n_calls={}, slack_weeks={})
    made, _ = campaign_from(register, reading, monday=monday, settings=settings, before=week_of(monday))
    step = weekly_step(plan_early(made.campaign), without=made.office_kinds)
    calls = calls_made(register.told.visits, since=made.round_start)
    return with_urgency(doors, step, made, calls), step


def quota_findings(
    step: WeeklyStep, plans: Sequence[StoredPlan], doors: Sequence[DueDoor], *, offices: frozenset[str],
) -> list[Sentence]:
    """Return who helps where, and each community that cannot wait and gets fewer than nine in ten of its calls.

    `offices`: kinds of door that the step does not count, so that no call at a firm stands for one at a home.
    """
    helps = [say("the hours of the owners of {community} do not suffice; this week {officers} may call there too",
                 community=community, officers=", ".join(who)) for community, who in step.helpers.items()]
    asked = {one.household.household_id for one in doors if Why.CAMPAIGN in one.due.reasons and one.kind not in offices}
    planned = Counter(row.community for plan in plans for row in plan.due
                      if row.state == "planned" and row.household_id in asked)
    return helps + [say("the campaign asks for {asked} calls in {community} this week; the plan has {planned}",
                asked=n, community=community, planned=planned[community])
            for community, n in sorted(step.n_calls.items())
            if step.slack_weeks.get(community, 0) <= SOON and 10 * planned[community] < 9 * n]
