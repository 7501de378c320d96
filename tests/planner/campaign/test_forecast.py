"""What a plan will bring, played many times."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planner.campaign import CallRule, Group
from planner.campaign.doors import OpenDoors
from planner.campaign.doubt import Doubt, learned_doubt
from planner.campaign.forecast import forecast
from planner.campaign.plan import plan_campaign
from planner.campaign.play import weeks_played
from tests.campaigns import a_campaign, a_group

SURE = Doubt(station_calls=1e9, group_calls=1e9, kept=(1e9, 1.0), likeness_sd=0.0)


def _season(n: int = 400, chance: float = 0.5, hours_s: int = 36000):  # type: ignore[no-untyped-def]
    group = a_group(n=n, chance=chance, last_week=9)
    return a_campaign(group, hours_s=[[[hours_s]] * 10], rule=CallRule())


def _calls_held(doors: OpenDoors) -> float:
    by_calls = doors.count[0, 0].sum(axis=1)
    return float((by_calls * np.arange(len(by_calls))).sum())


def _held_by_week(group: Group, n_weeks: int) -> list[float]:
    """Return the calls held at the doors of a group at the start of each week, kept for four, if nobody calls."""
    doors, held = OpenDoors(a_campaign(group, rule=CallRule(n_calls=3)), 1, kept_weeks=4), []
    for _ in range(n_weeks):
        held.append(_calls_held(doors))
        doors.end_week()
    return held


def test_doors_that_open_at_every_call_are_met_as_planned() -> None:
    got = forecast(plan_campaign(a_campaign(a_group(n=10, chance=0.95))), seed=1, doubt=SURE)
    assert got.mean[0] == pytest.approx(6 * 0.95, abs=0.15) and got.interval(1)[1] <= 10


def test_the_same_seed_plays_the_same_campaign_and_another_seed_another() -> None:
    plan = plan_campaign(_season())
    first, again, other = (forecast(plan, seed=s).plays for s in (1, 1, 2))
    assert np.array_equal(first, again) and not np.array_equal(first, other)


def test_the_mean_agrees_with_the_arithmetic_of_six_calls() -> None:
    # hours for all calls: 400 doors, chance 0.5, so 400 * (1 - 0.5^6) = 393.75 are met
    got = forecast(plan_campaign(_season(hours_s=72000)), seed=1, doubt=SURE)
    assert got.mean[-1] == pytest.approx(393.75, abs=1.5)


def test_doors_that_differ_are_met_less_than_their_mean_chance_says() -> None:
    group = a_group(n=400, chance=0.5, last_week=9)
    campaign = a_campaign(group, hours_s=[[[72000]] * 10], rule=CallRule(n_calls=3, likeness=4.0))
    assert forecast(plan_campaign(campaign), seed=1, doubt=SURE).mean[-1] == pytest.approx(320, abs=2)   # 80 of 100


def test_doubt_about_the_chance_widens_the_interval() -> None:
    plan = plan_campaign(_season())
    sure, unsure = forecast(plan, seed=1, doubt=SURE).interval(4), forecast(plan, seed=1).interval(4)
    assert unsure[1] - unsure[0] > 2 * (sure[1] - sure[0])


def test_the_week_of_a_share_is_told_with_an_early_and_a_late_one_or_not_at_all() -> None:
    got = forecast(plan_campaign(_season()), seed=1)
    early, middle, late = got.week_of(0.5)
    assert early is not None and middle is not None and late is not None and early <= middle <= late
    assert got.week_of(1.01) == (None, None, None)


def test_a_community_without_hours_is_told_as_such() -> None:
    hours = [[[36000]] * 10, [[0]] * 10]
    groups = a_group("c1", 20, last_week=9), a_group("c2", 20, last_week=9)
    got = forecast(plan_campaign(a_campaign(*groups, hours_s=hours, owners={"c1": (0,), "c2": (1,)})), seed=1)
    assert got.by_community["c2"] == 0 and got.by_community["c1"] > 0.9


def test_hours_that_are_free_go_to_the_doors_still_open_of_their_owner_in_slots_they_may_be_called_in() -> None:
    done = a_group("c1", 200, chance=0.9, last_week=3, slots=(0, 1))
    waiting = a_group("c2", 40, chance=0.9, last_week=3, slots=(1,))
    hours = [[[0, 9_000]] + [[0, 120_000]] * 3]
    plan = plan_campaign(a_campaign(done, waiting, hours_s=hours, slot_worth=(1.0, 1.0)))
    met = list(weeks_played(plan.campaign, plan.quotas[:0], np.array([[0.9, 0.9]])))
    assert met[0][0].sum() == pytest.approx(15 * 0.9)    # nothing is planned: 15 calls, by open doors
    assert met[-1][0] == pytest.approx([200 * 0.9, 40 * 0.9], rel=0.02)
    other = list(weeks_played(a_campaign(done, waiting, hours_s=[[[9_000, 0]] * 4], slot_worth=(1.0, 1.0)),
                              plan.quotas[:0], np.array([[0.9, 0.9]])))
    assert other[-1][0][1] == 0                          # homes of the second slot get no hour of the first


def test_hours_planned_for_doors_met_already_go_to_others() -> None:
    groups = a_group("c1", 10, chance=0.9, last_week=0), a_group("c2", 10, chance=0.9, last_week=0)
    campaign = a_campaign(*groups, hours_s=[[[12_000]]])
    for_the_first = np.array([[0, 0, 0, 0, 20]])         # two calls each, though one week holds one
    met, = weeks_played(campaign, for_the_first, np.array([[0.9, 0.9]]))
    assert met[0] == pytest.approx([9, 9])


def test_no_door_is_called_at_twice_within_the_pause_or_more_often_than_the_cap() -> None:
    campaign = a_campaign(a_group(n=10, chance=0.5, last_week=1), rule=CallRule(n_calls=2, pause_weeks=2))
    doors, rng = OpenDoors(campaign, 1), np.random.default_rng(1)
    nobody, many = np.zeros((1, 1)), np.array([[99]])
    doors.call(many, nobody, rng)
    doors.call(many, nobody, rng)                       # all rest: nobody is called again
    assert doors.count[0, 0, 1].sum() == 10
    doors.end_week()
    doors.call(many, nobody, rng)                       # one week is not two
    assert doors.count[0, 0, 1].sum() == 10
    doors.end_week()
    doors.call(many, nobody, rng)
    assert doors.count[0, 0, 2].sum() == 10             # the cap: they stay open and are called no more
    for _ in range(3):
        doors.end_week()
        doors.call(many, np.ones((1, 1)), rng)
    assert doors.open().tolist() == [[10]]


def test_a_call_that_is_forgotten_is_made_again_and_never_more_than_the_cap_among_those_kept() -> None:
    campaign = a_campaign(a_group(n=10, chance=0.5), rule=CallRule(n_calls=2))
    doors, rng = OpenDoors(campaign, 1, kept_weeks=4), np.random.default_rng(1)
    made = []
    for _ in range(12):
        before = doors.count[0, 0, :, 0].copy()
        doors.call(np.array([[10.0]]), np.zeros((1, 1)), rng)
        made.append(int((before - doors.count[0, 0, :, 0]).sum()))
        doors.end_week(rng)
    assert made == [10, 10, 0, 0, 0, 10, 10, 0, 0, 0, 10, 10]


def test_a_call_that_is_forgotten_makes_no_door_easier() -> None:
    campaign = a_campaign(a_group(n=100, chance=0.5), rule=CallRule(n_calls=2, likeness=2.0))
    doors = OpenDoors(campaign, 1, kept_weeks=1)
    doors.call(np.array([[100.0]]), np.zeros((1, 1)), None)
    doors.end_week()
    doors.end_week()                                     # the call of the first week is no longer kept
    assert doors.count[0, 0, 0, 0] == pytest.approx(100)
    doors.call(np.array([[100.0]]), np.full((1, 1), 0.5), None)
    assert doors.open()[0, 0] == pytest.approx(100 * (1 - 0.5 * 2 / 3))   # as hard as after one call, not as before


def test_doors_that_had_all_calls_are_called_at_again_once_those_are_forgotten() -> None:
    group = a_group(n_open_by_calls=(0, 0), n_spent=40, chance=0.5, last_week=5, missed_ago=(0, 0, 40, 40))
    rule = CallRule(n_calls=2, kept_weeks=4)
    plan = plan_campaign(a_campaign(group, hours_s=[[[36_000]] * 6], rule=rule))
    assert plan.demand_s == 0 and plan.feasible          # the plan wants no call at them
    met = forecast(plan, seed=1, doubt=SURE).mean
    assert met[0] == 0 and met[1:3] == pytest.approx([20, 30], abs=2)


def test_a_repeat_waits_for_another_slot_and_a_group_with_one_slot_does_not() -> None:
    groups = a_group("c1", 10, chance=0.5, slots=(0, 1)), a_group("c2", 10, chance=0.5, slots=(0,))
    doors = OpenDoors(a_campaign(*groups, hours_s=[[[3600, 3600]] * 2], rule=CallRule(n_calls=3)), 1)
    all_, nobody = np.full((1, 2), 99.0), np.zeros((1, 2))

    def ready(slot: int) -> list[float]:
        return doors.ready(slot)[0].sum(axis=1).tolist()  # type: ignore[no-any-return]

    doors.call(all_, nobody, None, slot=0)
    doors.end_week()
    assert ready(0) == [0, 10] and ready(1) == [10, 10]
    doors.call(np.array([[4.0, 0.0]]), nobody, None, slot=1)
    doors.end_week()
    assert ready(0) == [4, 10] and ready(1) == [6, 10]
    doors.call(np.array([[6.0, 0.0]]), np.ones((1, 2)), None, slot=1)      # met: nobody of these is left
    assert ready(0)[0] == 4 and ready(1)[0] == 0


def test_two_calls_of_one_week_are_forgotten_one_after_the_other() -> None:
    group = a_group(n_open_by_calls=(0, 0, 100), missed_ago=(0, 0, 0, 200))
    assert _held_by_week(group, 3) == pytest.approx([200, 100, 0])


def test_doors_that_were_met_take_their_old_calls_along() -> None:
    doors, held = OpenDoors(a_campaign(a_group(n=100), rule=CallRule(n_calls=6)), 1, kept_weeks=2), []
    for n_calls, chance in ((90, 0.0), (100, 0.9), (0, 0.0)):
        doors.call(np.array([[float(n_calls)]]), np.full((1, 1), chance), None)
        held.append(_calls_held(doors))
        doors.end_week()
    assert held == pytest.approx([90, 19, 19])   # 9 doors of the first 90 have two calls, one of the other ten has one
    assert _calls_held(doors) == pytest.approx(10, abs=0.1)


def test_hours_planned_for_a_helper_go_to_no_other_community_of_the_owner() -> None:
    groups = a_group("c1", 10, chance=0.9, last_week=0), a_group("c2", 10, chance=0.9, last_week=0)
    campaign = a_campaign(*groups, hours_s=[[[0]], [[12_000]]], helpers={"c1": (1,)})
    by_the_helper = np.array([[0, 1, 0, 0, 20]])
    met, = weeks_played(campaign, by_the_helper, np.array([[0.9, 0.9]]))
    assert met[0] == pytest.approx([9, 0])


def test_a_share_of_the_free_hours_falls_out_like_that_of_the_planned_ones() -> None:
    campaign = a_campaign(a_group(n=100, chance=0.9, last_week=0), hours_s=[[[6_000]]])
    quotas = np.zeros((0, 5), dtype=np.int64)
    all_, half = (next(weeks_played(campaign, quotas, np.array([[0.9]]), kept=np.array([[kept]])))[0, 0]
                  for kept in (1.0, 0.5))
    assert (all_, half) == pytest.approx((9, 4.5))


def test_a_repeat_that_needs_another_slot_is_made_in_worse_hours() -> None:
    group = a_group(n=100, chance=0.4, slots=(0, 1), last_week=3)
    met = []
    for other_slot in (False, True):
        rule = CallRule(n_calls=4, other_slot=other_slot)
        plan = plan_campaign(a_campaign(group, hours_s=[[[60_000, 60_000]] * 4], slot_worth=(1.0, 2.0), rule=rule))
        met.append(forecast(plan, seed=1, doubt=SURE).mean[-1])
    assert met[1] < met[0] - 0.5


def test_doors_that_had_all_calls_count_among_those_not_met_and_those_who_can_be() -> None:
    group = a_group(n_open_by_calls=(100, 0), n_spent=300, chance=0.5, last_week=25, missed_ago=(300, 300))
    plan = plan_campaign(a_campaign(group, hours_s=[[[360_000]] * 26], rule=CallRule(n_calls=2, kept_weeks=4)))
    got = forecast(plan, seed=1, doubt=SURE)
    assert got.n_open == 400 and got.by_community["c1"] == pytest.approx(got.mean[-1] / 400)
    assert got.reachable == pytest.approx(got.plays[:, -1])     # more than the 75 promised of the 100
    assert got.week_of(0.95)[1] >= 4     # not before most of the 300 were called at again


def test_doors_whose_calls_are_not_forgotten_by_the_deadline_put_no_week_off() -> None:
    group = a_group(n_open_by_calls=(100, 0), n_spent=100, chance=0.5, last_week=4, missed_ago=(200,))
    plan = plan_campaign(a_campaign(group, hours_s=[[[360_000]] * 5], rule=CallRule(n_calls=2, kept_weeks=13)))
    got = forecast(plan, seed=1, doubt=SURE)
    assert got.mean[-1] == pytest.approx(75, abs=1) and got.week_of(0.95)[1] is not None


def test_of_single_doors_as_many_are_called_at_as_of_doors_in_one_group() -> None:
    met = []
    for groups in ([a_group(n=200, chance=0.4, slots=(0, 1), last_week=2)],
                   [a_group(f"c{i}", 1, chance=0.4, slots=(0, 1), last_week=2) for i in range(200)]):
        campaign = a_campaign(*groups, hours_s=[[[0, 0], [720_000, 0], [0, 720_000]]],
                              rule=CallRule(n_calls=3, other_slot=True))
        plays = weeks_played(campaign, np.zeros((0, 5), dtype=np.int64), np.full((50, len(groups)), 0.4),
                             rng=np.random.default_rng(1), other_slot=True)
        met.append([week.sum(axis=1).mean() for week in plays])
    assert met[1] == pytest.approx(met[0], abs=4)


def test_where_owners_have_no_hours_in_a_groups_slots_their_helpers_free_hours_are_played() -> None:
    group = a_group("c1", 10, chance=0.9, slots=(1,), last_week=0)
    played = []
    for helpers in ({}, {"c1": (1,)}):
        campaign = a_campaign(group, hours_s=[[[36_000, 0]], [[0, 36_000]]], helpers=helpers)
        played.append(list(weeks_played(campaign, np.zeros((0, 5), dtype=np.int64), np.array([[0.9]])))[-1][0, 0])
    assert played == pytest.approx([0, 9])


def test_few_old_calls_that_are_forgotten_take_none_of_many_new_ones_along() -> None:
    doors = OpenDoors(a_campaign(a_group(n=1000), rule=CallRule(n_calls=2)), 1, kept_weeks=2)
    held = []
    for n_calls in (10, 0, 990):
        doors.call(np.array([[float(n_calls)]]), np.zeros((1, 1)), None)
        doors.end_week()
        held.append(_calls_held(doors))
    assert held == pytest.approx([10, 10, 990])


def test_calls_of_before_the_campaign_are_forgotten_when_their_week_is_no_longer_kept() -> None:
    group = a_group(n_open_by_calls=(0, 0, 40), missed_ago=(40, 0, 40))
    assert _held_by_week(group, 5) == pytest.approx([80, 80, 40, 40, 0])


def test_calls_of_which_nobody_said_when_they_were_are_forgotten_little_by_little() -> None:
    assert _held_by_week(a_group(n_open_by_calls=(0, 0, 40)), 5) == pytest.approx([80, 60, 40, 20, 0])


def test_a_door_where_calls_are_forgotten_is_met_more_often_by_the_end() -> None:
    group = a_group(n=200, chance=0.2, last_week=25)
    plans = [plan_campaign(a_campaign(group, hours_s=[[[36_000]] * 26], rule=CallRule(n_calls=3, kept_weeks=kept)))
             for kept in (None, 13)]
    never, after_13 = (forecast(plan, seed=1).mean for plan in plans)
    assert after_13[12] == pytest.approx(never[12], rel=0.02) and after_13[25] > 1.2 * never[25]


def test_calls_that_were_learned_from_narrow_the_interval() -> None:
    plan = plan_campaign(_season())
    widths = []
    for n in (0.0, 200.0, 2_000.0):
        low, high = forecast(plan, seed=1, doubt=learned_doubt(n, {"c1": n}, kept=(190.0, 10.0))).interval(4)
        widths.append(high - low)
    assert widths[0] > 1.3 * widths[1] > 1.3 * widths[2]


def test_not_knowing_how_alike_doors_are_widens_the_interval_of_the_end_though_chances_are_sure() -> None:
    campaign = a_campaign(a_group(n=400, chance=0.4, last_week=9), hours_s=[[[72000]] * 10],
                          rule=CallRule(likeness=15.0))
    plan = plan_campaign(campaign)
    sure, unsure = (forecast(plan, seed=1, doubt=replace(SURE, likeness_sd=sd)).interval(9) for sd in (0.0, 0.7))
    assert unsure[0] < sure[0] and unsure[1] - unsure[0] > 1.3 * (sure[1] - sure[0])
