"""Whether the hours would suffice if people were found at home less often than believed."""

from __future__ import annotations

from dataclasses import replace

from scipy.stats import beta

from planner.campaign.doubt import Doubt
from planner.campaign.model import Campaign
from planner.campaign.plan import CampaignPlan, plan_campaign

LOW = 0.1
"""In one campaign of ten the chance of the whole station lies lower: the low end of every interval told."""


def low_factor(campaign: Campaign, doubt: Doubt) -> float:
    """Return the low end of the station's chance over the chance believed, the mean of the open households."""
    n_open = campaign.n_households
    if not n_open:
        return 1.0
    mean = sum(group.chance * group.n_open for group in campaign.groups) / n_open
    sure = doubt.station_calls
    return float(beta.ppf(LOW, mean * sure, (1 - mean) * sure)) / mean if mean < 1 else 1.0


def plan_at_low_chances(campaign: Campaign, doubt: Doubt) -> CampaignPlan:
    """Return the plan of a campaign in which every chance is as low as the station's may be (see `LOW`).

    Its shortage and certificate say what would be missing then, and where; its quotas are for nobody to follow.
    """
    factor = low_factor(campaign, doubt)
    groups = tuple(replace(group, chance=group.chance * factor) for group in campaign.groups)
    return plan_campaign(replace(campaign, groups=groups))
