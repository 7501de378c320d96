"""How many calls an hour holds is read off weeks that were full."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from gisdata.campaign_input import OffDuty, measured_pace
from gisdata.records import DueRow, StoredPlan, Walk, WalkStop
from gisdata.rooms import Absence
from planner.model import HOUR_S
from tests.gisdata.campaign_input.test_hours import ANNA, MONDAY, RULES, a_row


def a_plan(n_visits: int, *, reason: str = "no_time") -> StoredPlan:
    start = datetime(2026, 11, 30, 9, tzinfo=UTC)
    stops = tuple(WalkStop(number=i + 1, task=f"h{i}", kind="visit", what="a", lon_deg=0, lat_deg=0, cell_id="",
                           arrive=start, start=start, end=start + timedelta(seconds=108)) for i in range(n_visits))
    walk = Walk(week="2026-W49", team="A", officer_id="1", shift_id="1-mon", mode="foot", day=date(2026, 11, 30),
                leave=start, back=start, travel_s=0, stops=stops, line=())
    left_out = DueRow(household_id="x", address="a", community="c1", state="left_out", reason=reason, sentence="",
                      template="", values_json="{}")
    return StoredPlan(week="2026-W49", team="A", version=1, status="draft", made_at=start, engine="search", seed=1,
                      seconds=1, work=1, prize=1, travel_s=1, estimated=False, problem_gz=b"", plan_gz=b"",
                      walks=(walk,), due=(left_out,))


def test_six_hours_on_duty_with_three_at_doors_are_a_pace_of_two():
    assert measured_pace([a_plan(100)], [ANNA], [a_row()], rules=RULES) == pytest.approx(2.0)   # 100 x 108 s


def test_a_week_that_was_not_full_or_had_few_visits_tells_nothing():
    assert measured_pace([a_plan(100, reason="later")], [ANNA], [a_row()], rules=RULES) is None
    assert measured_pace([a_plan(99)], [ANNA], [a_row()], rules=RULES) is None
    assert measured_pace([], [ANNA], [a_row()], rules=RULES) is None


def test_days_away_and_hours_with_a_mobile_room_do_not_slow_the_pace_of_the_others():
    ben = replace(ANNA, officer_id="2")
    rows = [a_row(), a_row(officer_id="2")]
    away = OffDuty(is_away=lambda officer_id, _: officer_id == "2")
    assert measured_pace([a_plan(100)], [ANNA, ben], rows, rules=RULES) == pytest.approx(4.0)
    assert measured_pace([a_plan(100)], [ANNA, ben], rows, rules=RULES, off=away) == pytest.approx(2.0)
    room = OffDuty(with_rooms={MONDAY: [Absence(officer_id="1", start_s=9 * HOUR_S, end_s=12 * HOUR_S)]})
    assert measured_pace([a_plan(100)], [ANNA], [a_row()], rules=RULES, off=room) == pytest.approx(1.0)
