"""An officer sees the own route and plain dots: nobody else's walks, nothing about a household."""

import re

import pytest

from gisdata.errors import WrongArgument
from gisdata.maps import draw_officer_map
from gisdata.maps.homes import HomeMark, home_marks
from gisdata.maps.officer_map import build_officer_map
from tests.map_scenes import MONDAY, a_week, data_of, some_households


def test_only_the_own_walk_of_the_day_enters_the_page() -> None:
    page = draw_officer_map("o03", a_week(4, 3), some_households(), day=MONDAY)
    data = data_of(build_officer_map("o03", a_week(4, 3), some_households(), day=MONDAY), "routes")

    assert [(officer.name, len(data.walks)) for officer in data.officers] == [("警号 o03", 1)]
    assert not re.search("o01|o02|o04|2026-11-24", page)


def test_all_days_are_shown_when_none_is_chosen() -> None:
    data = data_of(build_officer_map("o03", a_week(4, 3), ()), "routes")

    assert len(data.walks) == len(data.days) == 3


def test_a_dot_tells_how_many_households_and_nothing_else() -> None:
    page = draw_officer_map("o03", a_week(4, 1), some_households(), assets="linked")
    homes = data_of(build_officer_map("o03", a_week(4, 1), some_households()), "routes").homes

    assert homes.counts == (6,) * 50
    assert set(HomeMark.__slots__) == {"lat", "lon", "n"}
    assert not re.search(r'人民路\d+号"|"h\d+"|清河社区|given|flat', page)


def test_households_without_a_point_are_counted_not_dropped() -> None:
    notes = data_of(build_officer_map("o03", a_week(4, 1), some_households()), "paper").notes

    assert notes == ("包联 300 户，50 处", "另有 3 户暂无坐标，未画出")


def test_a_day_off_still_shows_the_assigned_households() -> None:
    drawn = build_officer_map("o09", a_week(2, 1), some_households())

    assert data_of(drawn, "paper").notes[-1] == "所选日期没有路线"
    assert len(data_of(drawn, "routes").homes.counts) == 50


def test_neither_walk_nor_point_is_refused() -> None:
    with pytest.raises(WrongArgument):
        draw_officer_map("o09", a_week(2, 1), [])


def test_homes_without_points_give_no_dot() -> None:
    assert home_marks(some_households(0)) == ()
