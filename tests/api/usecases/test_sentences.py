"""Weekdays and hours as people say them."""

from dataclasses import replace

import pytest

from api.i18n import translate
from api.usecases.sentences import when_said
from gisdata.records import PatrolOrder, PatrolScope

NOON = PatrolOrder(
    patrol_id="P1", label="站前广场", scope=PatrolScope.CELL, lon_deg=110.79, lat_deg=32.62, weekdays=(1,), day=None,
    window_start_s=11 * 3600, window_end_s=13 * 3600, presence_s=900, min_dwell_s=0, visit_credit=0.0)


@pytest.mark.parametrize(("weekdays", "english", "chinese"), [
    ((5, 6), "Friday, Saturday 11:00-13:00", "星期五, 星期六 11:00-13:00"),
    ((1, 2, 3, 4, 5, 6, 7), "every day 11:00-13:00", "每天 11:00-13:00"),
])
def test_a_patrol_of_all_seven_days_is_one_of_every_day(weekdays: tuple[int, ...], english: str, chinese: str) -> None:
    said = when_said(replace(NOON, weekdays=weekdays))
    assert str(said) == english
    assert translate(said, "zh-CN").replace("、", ", ") == chinese
