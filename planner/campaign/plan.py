"""The plan of a campaign: a quota of calls for each officer and week, or the proof that the hours do not suffice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.campaign.calls import expected_met
from planner.campaign.certificate import Certificate, find_certificate
from planner.campaign.flow import solve_flow
from planner.campaign.model import Campaign, Ints
from planner.campaign.network import build_network
from planner.campaign.play import expected_play, used_s
from planner.campaign.rounding import round_calls, use_by_slot

LOSS = 0.01
"""Share of the households that may be lost in the play of a feasible plan: parts of calls that rounding leaves over."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CampaignPlan:
    """Whole calls by group, officer, week and slot, and the truth about the hours.

    `quotas`: rows (group, officer, week, slot, calls). `demand_s`, `flow_s`: what all expected calls take and how much
    of it fits, in seconds of worth 1. `certificate` proves the difference; None when the hours suffice.
    `n_unplaced_by_group`: whole calls for which the hours would do but no officer-week has room for one more.
    `n_played_met`: households met when the quotas are played week by week and all goes as expected; fewer than
    `n_expected_met` when calls come in weeks in which too few doors may be called at.
    """

    campaign: Campaign
    quotas: Ints
    demand_s: int
    flow_s: int
    certificate: Certificate | None
    n_unplaced_by_group: Ints
    n_played_met: float

    @property
    def shortage_s(self) -> int:
        """Seconds of worth 1 that are missing."""
        return self.demand_s - self.flow_s

    @property
    def feasible(self) -> bool:
        """True when every expected call has its place in an officer's week, and played in that order meets as many."""
        suffices = self.shortage_s == 0 and not self.n_unplaced_by_group.any()
        return suffices and self.n_lost < 0.5 + LOSS * self.n_expected_met

    @property
    def n_lost(self) -> float:
        """Households that the hours would do for, but not at the weeks at which they lie."""
        return max(0.0, self.n_expected_met - self.n_played_met)

    @property
    def n_expected_met(self) -> float:
        """Households met in the end if all calls are made: all that calls within cap and pause can meet."""
        return self.expected_met_of([True] * len(self.campaign.groups))

    def expected_met_of(self, counted: Sequence[bool]) -> float:
        """Return the households of some of the groups that are met in the end if all calls are made."""
        return sum(expected_met(group, self.campaign.rule)
                   for group, one in zip(self.campaign.groups, counted, strict=True) if one)

    def used_s(self) -> Ints:
        """Return the seconds that the quotas take: int64, shape of the campaign's hours."""
        return used_s(self.campaign, self.quotas)


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
        n_unplaced_by_group=n_unplaced, n_played_met=expected_play(campaign, quotas))
