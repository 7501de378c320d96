"""The weekly step: what of the campaign falls to the coming week, and which communities have no time to lose."""

from __future__ import annotations

from planner.campaign.flow import solve_flow
from planner.campaign.model import Campaign
from planner.campaign.network import build_network
from planner.campaign.plan import CampaignPlan
from planner.campaign.rounding import use_by_slot
from planner.campaign.step import WeeklyStep


def weekly_step(plan: CampaignPlan, week: int = 0) -> WeeklyStep:
    """Return what falls to a week of a planned campaign."""
    campaign = plan.campaign
    n_calls: dict[str, int] = {}
    for g, _, w, _, n in plan.quotas.tolist():
        if w == week:
            community = campaign.groups[g].community
            n_calls[community] = n_calls.get(community, 0) + n
    return WeeklyStep(n_calls=n_calls, slack_weeks=_slack_weeks(campaign, week))


def _slack_weeks(campaign: Campaign, week: int) -> dict[str, int]:
    """Return how many weeks each community can wait: a flow that makes every call as late as it can."""
    network = build_network(campaign, late=True)
    slack: dict[str, int] = {}
    for g, _, w, _, _ in use_by_slot(network, solve_flow(network)).tolist():
        community = campaign.groups[g].community
        slack[community] = min(max(0, w - week), slack.get(community, campaign.n_weeks))
    return slack
