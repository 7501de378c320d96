"""How many calls an hour holds is read off weeks that were full."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from gisdata.campaign_input import measured_pace
from gisdata.records import DueRow, StoredPlan, Walk, WalkStop
from tests.gisdata.campaign_input.test_hours import ANNA, RULES, a_row


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
