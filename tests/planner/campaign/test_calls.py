"""How many calls a campaign expects, and when each of them must be made."""

from __future__ import annotations

import pytest

from planner.campaign import CallRule
from planner.campaign.calls import expected_met, layers_of
from tests.campaigns import a_group

SIX = CallRule(n_calls=6, pause_weeks=1)


def test_half_of_the_doors_that_a_call_met_nobody_at_are_called_at_again() -> None:
    group = a_group(n=96, chance=0.5, last_week=25)
    assert [layer.n_calls for layer in layers_of(group, SIX)] == [96, 48, 24, 12, 6, 3]
    assert expected_met(group, SIX) == pytest.approx(96 * (1 - 0.5**6))   # 94.5


def test_every_call_leaves_time_for_those_behind_it_and_before_it() -> None:
    weeks = [(layer.first_week, layer.last_week) for layer in layers_of(a_group(chance=0.5, last_week=25), SIX)]
    assert weeks == [(0, 20), (1, 21), (2, 22), (3, 23), (4, 24), (5, 25)]


def test_a_short_campaign_wants_a_call_for_every_second_pause_so_that_first_calls_need_not_all_be_at_once() -> None:
    weeks = [[(layer.first_week, layer.last_week) for layer in layers_of(a_group(chance=0.5, last_week=last), SIX)]
             for last in (0, 1, 2, 4)]
    assert weeks == [[(0, 0)], [(0, 1)], [(0, 1), (1, 2)], [(0, 2), (1, 3), (2, 4)]]
    slow = layers_of(a_group(chance=0.5, last_week=4), CallRule(n_calls=6, pause_weeks=2))
    assert [(layer.first_week, layer.last_week) for layer in slow] == [(0, 2), (2, 4)]


def test_a_door_with_one_staffed_slot_is_called_once() -> None:
    group = a_group(n_open_by_calls=(10, 5), chance=0.5, last_week=25, most_calls=1)
    assert [(layer.n_calls, layer.last_week) for layer in layers_of(group, SIX)] == [(10, 25)]
    assert expected_met(group, SIX) == 5


def test_homes_with_one_call_take_one_each_though_evenings_are_worth_more() -> None:
    group = a_group(n=10, chance=0.5, last_week=25, most_calls=1, least_worth=1.5)
    assert [layer.n_calls for layer in layers_of(group, SIX)] == [15]    # ten calls, each of worth 1.5
    assert expected_met(group, SIX) == pytest.approx(10 * 0.75)


def test_repeats_in_better_hours_are_fewer() -> None:
    group = a_group(n=10, chance=0.4, last_week=25, least_worth=1.5)
    assert [layer.n_calls / 1.5 for layer in layers_of(group, CallRule(n_calls=3))] == pytest.approx([10, 4, 1.6])


def test_calls_made_already_count_against_the_cap() -> None:
    group = a_group(n_open_by_calls=(0, 0, 0, 0, 10, 20), chance=0.5, last_week=25)
    assert [layer.n_calls for layer in layers_of(group, SIX)] == [30, 5]   # 10 and 20 once, then half of the 10 again
    assert expected_met(group, SIX) == pytest.approx(10 * 0.75 + 20 * 0.5)


def test_a_door_called_at_keeps_what_its_round_began_with_though_few_weeks_are_left() -> None:
    called = a_group(n_open_by_calls=(0, 0, 0, 10), chance=0.5, last_week=2, round_week=-23)
    assert [(layer.n_calls, layer.first_week, layer.last_week) for layer in layers_of(called, SIX)] == [
        (10, 0, 0), (5, 1, 1), (2.5, 2, 2)]                          # six were promised, three are left
    late = a_group(n_open_by_calls=(0, 0, 0, 10), chance=0.5, last_week=1, round_week=-24)
    assert len(list(layers_of(late, SIX))) == 2                      # two weeks hold no three calls
    never = a_group(n_open_by_calls=(10,), chance=0.5, last_week=2, round_week=-23)
    assert len(list(layers_of(never, SIX))) == 2                     # as in a campaign of three weeks
    short = a_group(n_open_by_calls=(0, 10), chance=0.5, last_week=2, round_week=-1)
    assert len(list(layers_of(short, SIX))) == 1                     # a round of four weeks promised two


def test_a_promise_kept_at_doors_called_at_hurries_no_first_call_at_the_others() -> None:
    mixed = a_group(n_open_by_calls=(10, 4), chance=0.5, last_week=2, round_week=-23)
    assert [(layer.n_calls, layer.n_called, layer.first_week, layer.last_week) for layer in layers_of(mixed, SIX)] == [
        (10, 0, 0, 1), (5, 1, 1, 2),                                 # two calls in three weeks
        (4, 1, 0, 0), (2, 2, 1, 1), (1, 3, 2, 2)]                    # five are left of six, in three weeks three
    early = a_group(n_open_by_calls=(10, 4), chance=0.5, last_week=20, round_week=-5)
    assert [layer.number for layer in layers_of(early, SIX)] == [1, 2, 3, 4, 5, 6]


def test_doors_that_differ_leave_the_harder_ones_for_later_calls() -> None:
    # likeness 4: chances 0.5, 0.5 * 4/5 = 0.4, 0.5 * 4/6 = 0.333...
    rule = CallRule(n_calls=3, likeness=4.0)
    group = a_group(n=100, chance=0.5, last_week=25)
    assert [layer.n_calls for layer in layers_of(group, rule)] == pytest.approx([100, 50, 30])
    assert expected_met(group, rule) == pytest.approx(80)
    late = a_group(n_open_by_calls=(0, 0, 30), chance=0.5, last_week=25)
    assert expected_met(late, rule) == pytest.approx(10)


def test_a_door_that_always_opens_is_called_at_once() -> None:
    assert [layer.n_calls for layer in layers_of(a_group(n=10, chance=1.0, last_week=25), SIX)] == [10]
