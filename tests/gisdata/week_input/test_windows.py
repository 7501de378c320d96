"""Hours to call: 9-12 and 14-20:30, evening from 17:30."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisdata.records import Dwelling, Slot
from gisdata.week_input import VisitRules
from gisdata.week_input.windows import call_windows
from planner.dues import ALL_SLOTS, CallSlot, Due, slot_of
from planner.model import DAY_S, HOUR_S, TimeWindow

RULES = VisitRules(
    service_s=dict.fromkeys(Dwelling, 900), enter_s=60, hours_s=((9 * HOUR_S, 12 * HOUR_S), (14 * HOUR_S, 73_800)),
    evening_from_s=63_000, candidates_per_place=2, campaign_start=date(2026, 9, 28))


def windows(slot, last_day=6, service_s=900, first_day=0, slots=ALL_SLOTS):
    due = Due(prize=10, mandatory=False, first_day=first_day, last_day=last_day, slots=slots)
    return call_windows(slot, service_s=service_s, due=due, rules=RULES)


def test_any_time_means_morning_and_afternoon_of_all_seven_days():
    found = windows(Slot.ANY)
    assert len(found) == 14
    assert found[0] == TimeWindow(9 * HOUR_S, 12 * HOUR_S - 900)      # the call ends by noon
    assert found[-1] == TimeWindow(6 * DAY_S + 14 * HOUR_S, 6 * DAY_S + 73_800 - 900)


def test_evening_means_from_half_past_five_until_the_call_ends_at_half_past_eight():
    assert windows(Slot.EVENING, last_day=0) == (TimeWindow(63_000, 73_800 - 900),)


def test_daytime_ends_at_half_past_five():
    assert windows(Slot.DAYTIME, last_day=0) == (
        TimeWindow(9 * HOUR_S, 12 * HOUR_S - 900), TimeWindow(14 * HOUR_S, 63_000 - 900))


def test_weekend_means_saturday_and_sunday_only():
    assert {w.start_s // DAY_S for w in windows(Slot.WEEKEND)} == {5, 6}


def test_a_promise_for_wednesday_outranks_the_wish_for_the_weekend():
    assert {w.start_s // DAY_S for w in windows(Slot.WEEKEND, last_day=2)} == {0, 1, 2}


@pytest.mark.parametrize(("service_s", "n"), [(3 * HOUR_S, 2), (3 * HOUR_S + 1, 1)])
def test_a_call_as_long_as_the_span_fits_and_one_second_more_does_not(service_s, n):
    assert len(windows(Slot.ANY, last_day=0, service_s=service_s)) == n


def test_a_call_that_is_due_from_thursday_on_has_no_window_before_it():
    assert {w.start_s // DAY_S for w in windows(Slot.ANY, first_day=3)} == {3, 4, 5, 6}


def test_after_an_absence_on_a_weekday_morning_afternoons_evenings_and_the_weekend_are_left():
    found = windows(Slot.ANY, slots=ALL_SLOTS - {CallSlot.WEEKDAY_MORNING})
    assert [w for w in found if w.start_s < 5 * DAY_S] == [
        TimeWindow(day * DAY_S + 14 * HOUR_S, day * DAY_S + 73_800 - 900) for day in range(5)]
    assert [w for w in found if w.start_s >= 5 * DAY_S] == list(windows(Slot.WEEKEND))


def test_after_an_absence_on_a_weekday_afternoon_its_morning_and_evening_are_two_windows():
    found = windows(Slot.ANY, last_day=0, slots=ALL_SLOTS - {CallSlot.WEEKDAY_AFTERNOON})
    assert found == (TimeWindow(9 * HOUR_S, 12 * HOUR_S - 900), TimeWindow(63_000, 73_800 - 900))


def test_a_wish_for_evenings_after_an_absence_on_a_weekday_evening_means_the_weekends_evenings():
    found = windows(Slot.EVENING, slots=ALL_SLOTS - {CallSlot.WEEKDAY_EVENING})
    assert [divmod(w.start_s, DAY_S) for w in found] == [(5, 63_000), (6, 63_000)]


def test_a_wish_gives_way_to_the_other_slot_and_the_other_slot_gives_way_to_nothing():
    weekend_only = windows(Slot.WEEKEND, last_day=4, slots=frozenset({CallSlot.WEEKDAY_EVENING}))
    assert {w.start_s % DAY_S for w in weekend_only} == {63_000}
    assert windows(Slot.ANY, last_day=4, slots=frozenset({CallSlot.WEEKEND_MORNING})) == ()


@given(
    st.sampled_from(Slot), st.frozensets(st.sampled_from(CallSlot), min_size=1), st.integers(0, 6), st.integers(0, 6),
    st.integers(60, 7_200))
def test_no_window_lies_outside_the_hours_to_call_the_days_or_the_slots(wish, slots, one, other, service_s):
    first, last = sorted((one, other))
    for window in windows(wish, last, service_s, first, slots):
        for start_s in (window.start_s, window.end_s):
            day, second = divmod(start_s, DAY_S)
            assert first <= day <= last
            assert any(a <= second and second + service_s <= b for a, b in RULES.hours_s)
            assert slot_of(day, RULES.day_part_at(second)) in slots
