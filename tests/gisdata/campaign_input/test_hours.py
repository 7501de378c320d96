"""Hours for visits are those of the roster within the hours to call, part by part of the week."""

from datetime import date

import numpy as np
import pytest

from gisdata.campaign_input import SLOTS, OffDuty, hours_by_slot, slot_seconds
from gisdata.owners import Ownership
from gisdata.records import Dwelling, Officer, ShiftRow, TravelMode
from gisdata.records.owners import StandIn
from gisdata.rooms import Absence
from gisdata.week_input import VisitRules, roster_of_week
from planner.model import HOUR_S

MONDAY = date(2026, 11, 30)
RULES = VisitRules(
    service_s=dict.fromkeys(Dwelling, 900), enter_s=60, hours_s=((9 * HOUR_S, 12 * HOUR_S), (14 * HOUR_S, 73_800)),
    evening_from_s=63_000, candidates_per_place=2, campaign_start=date(2026, 9, 28))
ANNA = Officer(officer_id="1", team="A", communities=("c1",), mode=TravelMode.FOOT)


def a_row(weekdays: tuple[int, ...] = (1,), start_h: float = 8, end_h: float = 17, **other: object) -> ShiftRow:
    fields: dict[str, object] = {"officer_id": "1", "weekdays": weekdays, "day": None,
                                 "start_s": round(start_h * HOUR_S), "end_s": round(end_h * HOUR_S)}
    return ShiftRow(**{**fields, **other})  # type: ignore[arg-type]


def hours_of(row: ShiftRow) -> dict[str, float]:
    span, = roster_of_week([ANNA], [row], MONDAY)
    return {slot.value: s / HOUR_S for slot, s in zip(SLOTS, slot_seconds(span, RULES).tolist(), strict=True) if s}


def test_a_day_from_eight_to_five_has_three_hours_of_morning_and_three_of_afternoon():
    assert hours_of(a_row()) == {"weekday_morning": 3, "weekday_afternoon": 3}


def test_a_late_saturday_has_afternoon_and_evening():
    assert hours_of(a_row((6,), 15, 22)) == {"weekend_afternoon": 2.5, "weekend_evening": 3}


@pytest.mark.parametrize(("earliest_h", "latest_h", "morning_h", "afternoon_h"), [
    (11, 12, 3, 3),        # it may wait for noon, when nobody calls
    (11, 11, 2, 3),        # it must be at eleven
    (11, 11.5, 2.5, 3),    # at half past eleven it costs half an hour
    (14, 15, 3, 2),
])
def test_the_break_is_taken_where_it_costs_least(earliest_h, latest_h, morning_h, afternoon_h):
    row = a_row(break_earliest_s=round(earliest_h * HOUR_S), break_latest_s=round(latest_h * HOUR_S), break_s=HOUR_S)
    assert hours_of(row) == {"weekday_morning": morning_h, "weekday_afternoon": afternoon_h}


def test_days_after_the_deadline_do_not_count():
    rows = [a_row((1, 2, 3, 4, 5))]
    hours_s = hours_by_slot([ANNA], rows, monday=MONDAY, last_day=date(2026, 12, 8), rules=RULES)
    assert hours_s.shape == (1, 2, 6)
    assert (hours_s[0, :, 0] / HOUR_S).tolist() == [15, 6]       # five mornings, then Monday and Tuesday


def test_a_dated_row_replaces_the_usual_one_in_its_week_only():
    rows = [a_row(), a_row((), 9, 10, day=date(2026, 12, 7))]
    hours_s = hours_by_slot([ANNA], rows, monday=MONDAY, last_day=date(2026, 12, 20), rules=RULES)
    assert np.array_equal(hours_s[0, :, 0] / HOUR_S, [3, 1, 3])


def test_days_away_have_no_hours():
    ownership = Ownership([ANNA], stand_ins=[StandIn(officer_id=ANNA.officer_id, substitute_id="", first_on=MONDAY,
                                                     last_on=date(2026, 12, 6))])
    hours_s = hours_by_slot([ANNA], [a_row()], monday=MONDAY, last_day=date(2026, 12, 20), rules=RULES,
                            off=OffDuty(is_away=ownership.is_away))
    assert np.array_equal(hours_s[0, :, 0] / HOUR_S, [0, 3, 3])


def test_hours_with_a_mobile_room_are_no_hours_for_visits():
    room = Absence(officer_id=ANNA.officer_id, start_s=10 * HOUR_S, end_s=11 * HOUR_S)
    other = Absence(officer_id="another", start_s=0, end_s=24 * HOUR_S)
    hours_s = hours_by_slot([ANNA], [a_row()], monday=MONDAY, last_day=date(2026, 12, 20), rules=RULES,
                            off=OffDuty(with_rooms={date(2026, 12, 7): [room, other]}))
    assert np.array_equal(hours_s[0, :, 0] / HOUR_S, [3, 2, 3])
