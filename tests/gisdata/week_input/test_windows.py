"""Hours to call: 9-12 and 14-20:30, evening from 17:30."""

from datetime import date

import pytest

from gisdata.records import Dwelling, Slot
from gisdata.week_input import VisitRules
from gisdata.week_input.windows import call_windows
from planner.model import DAY_S, HOUR_S, TimeWindow

RULES = VisitRules(
    service_s=dict.fromkeys(Dwelling, 900), enter_s=60, hours_s=((9 * HOUR_S, 12 * HOUR_S), (14 * HOUR_S, 73_800)),
    evening_from_s=63_000, candidates_per_place=2, campaign_start=date(2026, 9, 28), interval_days=180)


def windows(slot, last_day=6, service_s=900):
    return call_windows(slot, service_s=service_s, last_day=last_day, rules=RULES)


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
