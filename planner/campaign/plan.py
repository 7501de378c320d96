"""The plan of a campaign: a quota of calls for each officer and week, or the proof that the hours do not suffice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.campaign.calls import expected_met
from planner.campaign.certificate import Certificate, find_certificate
from planner.campaign.flow import solve_flow
from planner.campaign.model import Campaign, Ints
from planner.campaign.network import build_network
from planner.campaign.rounding import round_calls, use_by_slot


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CampaignPlan:
    """Whole calls by group, officer, week and slot, and the truth about the hours.

    `quotas`: rows (group, officer, week, slot, calls). `demand_s`, `flow_s`: what all expected calls take and how much
    of it fits, in seconds of worth 1. `certificate` proves the difference; None when the hours suffice.
    `n_unplaced_by_group`: whole calls for which the hours would do but no officer-week has room for one more.
    """

    campaign: Campaign
    quotas: Ints
    demand_s: int
    flow_s: int
    certificate: Certificate | None
    n_unplaced_by_group: Ints

    @property
    def shortage_s(self) -> int:
        """Seconds of worth 1 that are missing."""
        return self.demand_s - self.flow_s

    @property
    def feasible(self) -> bool:
        """True when every expected call has its place in an officer's week."""
        return self.shortage_s == 0 and not self.n_unplaced_by_group.any()

    @property
    def n_expected_met(self) -> float:
        """Households met in the end if all calls are made: all that calls within cap and pause can meet."""
        return sum(expected_met(group, self.campaign.rule) for group in self.campaign.groups)

    def used_s(self) -> Ints:
        """Return the seconds that the quotas take: int64, shape of the campaign's hours."""
        used = np.zeros(self.campaign.hours_s.shape, dtype=np.int64)
        service_s = np.array([group.service_s for group in self.campaign.groups], dtype=np.int64)
        if len(self.quotas):
            g, o, w, c, n = self.quotas.T
            np.add.at(used, (o, w, c), n * service_s[g])
        return used


def plan_campaign(campaign: Campaign) -> CampaignPlan:
    """Return the quotas of a campaign, first calls before repeats, owners before helpers, early before late.

    In a shortage the communities that share hours go short alike, and the certificate names them.
    """
    network = build_network(campaign)
    flow_s = solve_flow(network)
    total_s = int(flow_s[network.tail == 0].sum())
    quotas, n_unplaced = round_calls(campaign, use_by_slot(network, flow_s))
    return CampaignPlan(
        campaign=campaign, quotas=quotas, demand_s=network.demand_s, flow_s=total_s,
        certificate=find_certificate(campaign, network, flow_s) if total_s < network.demand_s else None,
        n_unplaced_by_group=n_unplaced)
