"""The plan that is followed ends some weeks before the deadline, where that costs nobody a call."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings

from planner.campaign import CallRule, Campaign
from planner.campaign.early import SPARE_WEEKS, plan_early
from planner.campaign.plan import CampaignPlan, plan_campaign
from tests.campaigns import a_campaign, a_group, campaigns

EIGHT_HOURS = [[3600]] * 8


def last_week(plan: CampaignPlan) -> int:
    return int(plan.quotas[:, 2].max())


def test_a_helper_comes_so_that_the_last_weeks_are_free_for_what_falls_out() -> None:
    # 42 calls of ten minutes: seven of the owner's eight hours, or five and two of the helper
    campaign = a_campaign(a_group(n=42, last_week=7), hours_s=[EIGHT_HOURS, EIGHT_HOURS], owners={"c1": (0,)},
                          helpers={"c1": (1,)})
    assert last_week(plan_campaign(campaign)) == 6
    early = plan_early(campaign)
    assert last_week(early) == 7 - SPARE_WEEKS and early.feasible
    assert set(early.quotas[:, 1].tolist()) == {0, 1}
    assert early.campaign is campaign                                  # its last weeks are still weeks of the campaign


def test_hours_that_suffice_to_the_last_day_only_are_planned_to_the_last_day() -> None:
    campaign = a_campaign(a_group(n=48, last_week=7), hours_s=[EIGHT_HOURS])
    assert plan_early(campaign).feasible and last_week(plan_early(campaign)) == 7


def test_no_week_is_kept_free_that_a_call_needs() -> None:
    # six calls a week apart in six weeks: each has its own week
    called = a_group(n_open_by_calls=(0, 6), chance=0.5, last_week=4, round_week=-20)
    campaign = a_campaign(called, hours_s=[[[3600]] * 5], rule=CallRule(n_calls=6))
    assert plan_early(campaign).n_expected_met == plan_campaign(campaign).n_expected_met
    assert last_week(plan_early(campaign)) == 4


@given(campaign=campaigns())
@settings(max_examples=60, deadline=None)
def test_it_says_the_same_of_the_hours_as_the_plan_to_the_deadline(campaign: Campaign) -> None:
    early, plan = plan_early(campaign), plan_campaign(campaign)
    assert (early.feasible, early.shortage_s, early.n_expected_met) == (
        plan.feasible, plan.shortage_s, plan.n_expected_met)
    assert (early.certificate is None) == (plan.certificate is None)
    assert (early.used_s().sum(axis=2) <= np.asarray(campaign.hours_s).sum(axis=2)).all()
