"""What mends a shortage is solved, and the least of it is told."""

from __future__ import annotations

import pytest

from planner.campaign import CallRule, Group
from planner.campaign.changes import extend, with_evenings, without_officers
from planner.campaign.cures import CureKind, find_cures, short_communities, short_officers
from planner.campaign.model import NO_CAP
from planner.campaign.plan import plan_campaign
from tests.campaigns import a_campaign, a_group

EVENING = {"evening_slot": 0, "evening_s": 1800}


def test_hours_that_suffice_need_no_cure() -> None:
    assert find_cures(plan_campaign(a_campaign(a_group(n=12))), **EVENING) == []


def test_each_cure_is_the_least_that_suffices() -> None:
    # 15 calls of 600 s in two weeks of one hour: 1800 s short
    hours = [[[3600], [3600]], [[36000], [36000]]]
    plan = plan_campaign(a_campaign(a_group("c1", 15), a_group("c2", 1), hours_s=hours,
                                    owners={"c1": (0,), "c2": (1,)}))
    cures = {cure.kind: cure for cure in find_cures(plan, **EVENING)}
    assert cures[CureKind.HOURS].amount == 34       # 33 %: 4788 s a week, 7 calls; 34 %: 4824 s, 8 calls
    assert cures[CureKind.OFFICERS].amount == 1 and cures[CureKind.OFFICERS].officers == ("o1",)
    assert cures[CureKind.EVENINGS].amount == 1     # 1800 s more a week: 9 calls
    assert cures[CureKind.LATER].amount == 1        # a third hour
    assert all(cure.plan.feasible for cure in cures.values())


def test_a_cure_that_never_suffices_is_not_told() -> None:
    plan = plan_campaign(a_campaign(a_group(n=100)))
    assert [cure.kind for cure in find_cures(plan, **EVENING)] == [CureKind.LATER]


def test_the_short_are_named_and_the_others_are_not() -> None:
    hours = [[[3600], [3600]], [[36000], [36000]]]
    plan = plan_campaign(a_campaign(a_group("c1", 15), a_group("c2", 1), hours_s=hours,
                                    owners={"c1": (0,), "c2": (1,)}))
    assert short_communities(plan) == ["c1"] and short_officers(plan) == [0]


def test_a_later_date_brings_weeks_of_the_usual_hours_to_groups_that_end_with_the_campaign() -> None:
    later = extend(a_campaign(a_group("c1"), a_group("c2", last_week=0), hours_s=[[[3600], [1800]]]), 2)
    assert later.hours_s[0, :, 0].tolist() == [3600, 1800, 2700, 2700]
    assert [group.last_week for group in later.groups] == [3, 0]


def test_homes_that_wish_evenings_are_met_as_the_worst_hours_that_somebody_has_in_their_slots() -> None:
    assert [_staffed(*hours_s).least_worth for hours_s in ((600, 0, 600), (600, 600, 600), (600, 0, 0))] == [
        1.6, 1.3, 1.0]


def test_a_home_whose_wish_meets_one_staffed_slot_is_called_once() -> None:
    assert [_staffed(*hours_s).most_calls for hours_s in ((600, 0, 600), (600, 600, 600), (600, 0, 0))] == [
        1, NO_CAP, NO_CAP]


def _staffed(*hours_s: int) -> Group:
    """Return a group of the second and third slot in a campaign with such hours."""
    group = a_group("c1", 10, chance=0.5, slots=(1, 2))
    rule = CallRule(n_calls=6, other_slot=True)
    campaign = a_campaign(group, hours_s=[[list(hours_s)] * 2], slot_worth=(1.0, 1.3, 1.6), rule=rule)
    return campaign.as_staffed().groups[0]


def test_what_a_change_of_hours_brings_is_what_the_roster_with_these_hours_would() -> None:
    group = a_group("c1", 100, chance=0.5, slots=(1,), last_week=25)
    days, evenings = ([[[60_000, evening_s]] * 26] for evening_s in (0, 30_000))
    rule = CallRule(n_calls=6, other_slot=True)
    changed, planned = (plan_campaign(campaign) for campaign in (
        with_evenings(a_campaign(group, hours_s=days, rule=rule), [0], 1, (1, 30_000)),
        a_campaign(group, hours_s=evenings, rule=rule).as_staffed()))
    assert changed.n_expected_met == planned.n_expected_met == pytest.approx(50)   # one call each: one slot has hours


def test_an_evening_in_a_worse_slot_is_no_loss_and_no_shortage_is_proven_where_each_door_has_its_call() -> None:
    group = a_group("c1", 10, chance=0.5, slots=(0, 1), least_worth=1.6, most_calls=1, last_week=0)
    campaign = a_campaign(group, hours_s=[[[0, 6_000]]], slot_worth=(1.3, 1.6), rule=CallRule(n_calls=6))
    assert plan_campaign(campaign).feasible
    other = with_evenings(without_officers(campaign, [0]), [0], 1, (0, 6_000))
    plan = plan_campaign(other)
    assert plan.feasible and plan.quotas[:, 4].sum() == 10
