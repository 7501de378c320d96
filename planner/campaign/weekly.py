"""The weekly step: what of the campaign falls to the coming week, and which communities have no time to lose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.campaign.flow import solve_flow
from planner.campaign.model import Campaign
from planner.campaign.network import build_network
from planner.campaign.plan import CampaignPlan, plan_campaign
from planner.campaign.rounding import use_by_slot

MOST_URGENCY = 3.0
"""A door whose community has no week to lose is worth three others: enough to be taken from across the beat first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyStep:
    """One week of a campaign: calls asked for, and how long each community could wait.

    `n_calls`: calls of the plan in this week, by community. `slack_weeks`: weeks that a community can wait before
    its calls no longer fit, if all others wait as long as they can too; 0: its calls must begin now.
    """

    plan: CampaignPlan
    n_calls: Mapping[str, int]
    slack_weeks: Mapping[str, int]

    def urgency(self, community: str) -> float:
        """Return the factor of the prize of a due door: MOST_URGENCY without slack, near 1 with much of it.

        >>> WeeklyStep(plan=None, n_calls={}, slack_weeks={"c1": 1}).urgency("c1")
        2.0
        """
        if community not in self.slack_weeks:
            return 1.0
        return 1.0 + (MOST_URGENCY - 1.0) / (1 + self.slack_weeks[community])


def weekly_step(campaign: Campaign, week: int = 0) -> WeeklyStep:
    """Return what falls to a week of a campaign as it stands, its plan included."""
    plan = plan_campaign(campaign)
    n_calls: dict[str, int] = {}
    for g, _, w, _, n in plan.quotas.tolist():
        if w == week:
            community = campaign.groups[g].community
            n_calls[community] = n_calls.get(community, 0) + n
    return WeeklyStep(plan=plan, n_calls=n_calls, slack_weeks=_slack_weeks(campaign, week))


def _slack_weeks(campaign: Campaign, week: int) -> dict[str, int]:
    """Return how many weeks each community can wait: a flow that makes every call as late as it can."""
    network = build_network(campaign, late=True)
    slack: dict[str, int] = {}
    for g, _, w, _, _ in use_by_slot(network, solve_flow(network)).tolist():
        community = campaign.groups[g].community
        slack[community] = min(max(0, w - week), slack.get(community, campaign.n_weeks))
    return slack
