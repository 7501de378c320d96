"""The weekly step: what of the campaign falls to the coming week, and which communities have no time to lose."""

from __future__ import annotations

from planner.campaign.flow import solve_flow
from planner.campaign.network import build_network
from planner.campaign.plan import CampaignPlan
from planner.campaign.rounding import use_by_slot
from planner.campaign.step import WeeklyStep


def weekly_step(plan: CampaignPlan, week: int = 0, *, without: frozenset[str] = frozenset()) -> WeeklyStep:
    """Return what falls to a week of a planned campaign; `without`: kinds whose calls are not counted in `n_calls`."""
    campaign = plan.campaign
    n_calls: dict[str, int] = {}
    helpers: dict[str, set[str]] = {}
    for g, officer, w, _, n in plan.quotas.tolist():
        if w == week:
            community = campaign.groups[g].community
            if campaign.groups[g].kind not in without:
                n_calls[community] = n_calls.get(community, 0) + n
            if officer not in campaign.owners[community]:
                helpers.setdefault(community, set()).add(campaign.officers[officer])
    return WeeklyStep(n_calls=n_calls, slack_weeks=_slack_weeks(plan, week),
                      helpers={community: tuple(sorted(who)) for community, who in sorted(helpers.items())})


def _slack_weeks(plan: CampaignPlan, week: int) -> dict[str, int]:
    """Return how many weeks each community can wait: a flow that makes every call as late as it can."""
    campaign = plan.campaign
    network = build_network(campaign, late=True)
    slack = {group.community: 0 for group in campaign.groups if group.n_open}   # nothing fits: it cannot wait at all
    found: dict[str, int] = {}
    for g, _, w, _, _ in use_by_slot(network, solve_flow(network)).tolist():
        community = campaign.groups[g].community
        found[community] = min(max(0, w - week), found.get(community, campaign.n_weeks))
    calls = [] if plan.certificate is None else plan.certificate.calls.tolist()
    short = {campaign.groups[g].community for g, _, _ in calls}
    return slack | {community: 0 if community in short else weeks for community, weeks in found.items()}
