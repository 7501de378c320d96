"""A plan that is done some weeks before the deadline, so that luck and sick days can be made up for."""

from __future__ import annotations

from dataclasses import replace

from planner.campaign.calls import calls_left
from planner.campaign.model import CallRule, Campaign, Group
from planner.campaign.plan import CampaignPlan, plan_campaign

SPARE_WEEKS = 3
"""Weeks kept free at the end if hours allow: a shift that falls out is made up for on the same weekday."""


def plan_early(campaign: Campaign) -> CampaignPlan:
    """Return the plan to follow: all calls some weeks before the deadline if that is feasible, else as they fit.

    A campaign that is feasible in no other way than to the last day is planned so, and one that is not feasible keeps
    its certificate: this plan is feasible exactly when that of `plan_campaign` is. The weeks kept free are free
    hours of the campaign like others.
    """
    plan = plan_campaign(campaign)
    if not plan.feasible:
        return plan
    early = plan_campaign(replace(campaign, groups=tuple(_end_early(group, campaign) for group in campaign.groups)))
    return replace(early, campaign=campaign) if early.feasible else plan


def _end_early(group: Group, campaign: Campaign) -> Group:
    """Return the group with its last week earlier, as far as that takes no call away; those that end before as is."""
    if group.last_week < campaign.n_weeks - 1:
        return group
    for n_weeks in range(min(SPARE_WEEKS, group.last_week - group.first_week), 0, -1):
        earlier = replace(group, last_week=group.last_week - n_weeks)
        if _calls_left(earlier, campaign.rule) == _calls_left(group, campaign.rule):
            return earlier
    return group


def _calls_left(group: Group, rule: CallRule) -> list[int]:
    return [calls_left(group, called, rule) for called, n in enumerate(group.n_open_by_calls) if n]
