"""Hours that suffice as believed may not suffice where people are at home less often: that is said at approval."""

from __future__ import annotations

import pytest

from planner.campaign import CallRule
from planner.campaign.doubt import Doubt
from planner.campaign.low_chances import low_factor, plan_at_low_chances
from planner.campaign.plan import plan_campaign
from tests.campaigns import a_campaign, a_group

SIX = CallRule(n_calls=6)
UNSURE, SURE = Doubt(station_calls=40), Doubt(station_calls=1e9)


def season(hours_s: int):  # type: ignore[no-untyped-def]
    return a_campaign(a_group(n=300, chance=0.45, last_week=9), hours_s=[[[hours_s]] * 10], rule=SIX)


def test_the_low_end_of_forty_calls_lies_a_fifth_below_the_chance_and_that_of_many_at_it() -> None:
    assert low_factor(season(1), UNSURE) == pytest.approx(0.78, abs=0.01)
    assert low_factor(season(1), SURE) == pytest.approx(1.0, abs=0.001)


def test_hours_that_just_suffice_are_short_at_the_low_end_and_ample_ones_are_not() -> None:
    # 300 doors take 648 calls of ten minutes at 0.45, 762 at 0.35
    just, ample = season(42_000), season(60_000)
    assert plan_campaign(just).feasible and plan_campaign(ample).feasible
    assert plan_at_low_chances(just, UNSURE).shortage_s > 0
    assert plan_at_low_chances(just, SURE).shortage_s == 0
    assert plan_at_low_chances(ample, UNSURE).feasible


def test_a_campaign_with_nobody_left_suffices_at_any_chance() -> None:
    assert plan_at_low_chances(a_campaign(a_group(n=0)), UNSURE).feasible
    assert low_factor(a_campaign(), UNSURE) == 1.0
