"""The routes of a week as marks: who, when, which numbers, which shape."""

from dataclasses import replace
from datetime import date

import pytest

from gisdata.errors import WrongArgument
from gisdata.maps import draw_routes_map
from gisdata.maps.palette import OFFICER_COLORS, ink_on
from gisdata.maps.routes_map import build_routes_map
from gisdata.maps.walks import day_mark, number_label, routes_data
from gisdata.maps.words import words_in
from tests.map_scenes import a_basemap, a_walk, a_week, data_of


def test_every_walk_of_the_week_is_drawn_with_its_officer_and_day() -> None:
    data = data_of(build_routes_map(a_week(3, 5)), "routes")

    assert [officer.name for officer in data.officers] == ["警号 o01", "警号 o02", "警号 o03"]
    assert [day.short for day in data.days] == ["周一", "周二", "周三", "周四", "周五"]
    assert sorted((walk.officer, walk.day) for walk in data.walks) == [(o, d) for o in range(3) for d in range(5)]
    assert len({officer.color for officer in data.officers}) == 3


def test_stops_of_a_walk_at_one_point_share_a_mark_and_no_number_is_lost() -> None:
    walk = a_walk()                                  # its stops 3 and 4 are at one point
    (drawn,) = routes_data([walk], words_in("zh-CN")).walks

    assert "3–4" in {stop.label for stop in drawn.stops}
    numbers = sorted(int(row.number) for stop in drawn.stops for row in stop.rows if row.number)
    assert numbers == [stop.number for stop in walk.stops if stop.number]
    assert drawn.n_stops == 12


def test_a_patrol_keeps_its_own_shape_even_at_the_door_of_a_visit() -> None:
    walk = a_walk()
    here = walk.stops[0]
    patrol = replace(here, kind="patrol", number=2, what="校门")
    (drawn,) = routes_data([replace(walk, stops=(here, patrol))], words_in("zh-CN")).walks

    assert [(stop.kind, stop.label) for stop in drawn.stops] == [("visit", "1"), ("patrol", "2")]


def test_a_break_has_no_mark_and_is_told_at_the_stop_before_it() -> None:
    (drawn,) = routes_data([a_walk()], words_in("zh-CN")).walks

    assert {stop.kind for stop in drawn.stops} == {"visit", "patrol"}
    with_break = [stop for stop in drawn.stops if any(row.kind == "休息" for row in stop.rows)]
    assert len(with_break) == 1
    assert [row.number for row in with_break[0].rows][:2] == ["6", ""]   # the break follows stop 6


def test_a_break_before_the_first_stop_is_left_away() -> None:
    walk = a_walk()
    pause = next(stop for stop in walk.stops if stop.kind == "break")
    (drawn,) = routes_data([replace(walk, stops=(pause, walk.stops[0]))], words_in("en")).walks

    assert [stop.label for stop in drawn.stops] == ["1"]


def test_a_popup_tells_time_kind_and_address_in_the_language_asked() -> None:
    (drawn,) = routes_data([a_walk(what="人民路7号")], words_in("en")).walks
    row = drawn.stops[0].rows[0]

    assert (row.number, row.time, row.kind, row.what) == ("1", "08:44–08:56", "Visit", "人民路7号")
    assert drawn.summary[0].startswith("Leaves 08:29, back ")
    assert drawn.summary[1:] == ("12 stops, 71 min on the way", "Travels on foot")


def test_an_estimate_is_told_above_everything_and_on_its_line() -> None:
    drawn = build_routes_map([a_walk(1), a_walk(2, estimated=True)])

    assert data_of(drawn, "paper").banner.startswith("估算：直线×1.2")
    assert [walk.estimated for walk in data_of(drawn, "routes").walks] == [False, True]


def test_a_week_along_streets_has_no_banner() -> None:
    assert data_of(build_routes_map(a_week(2, 2)), "paper").banner == ""


def test_a_walk_without_a_line_shows_its_stops_and_no_base() -> None:
    (drawn,) = routes_data([replace(a_walk(), line=())], words_in("en")).walks

    assert (drawn.line, drawn.base) == ("", None)
    assert drawn.stops


def test_the_thirteenth_officer_takes_the_first_colour_again() -> None:
    data = routes_data([a_walk(officer) for officer in range(1, 14)], words_in("en"))

    assert data.officers[12].color == data.officers[0].color
    assert len({officer.color for officer in data.officers}) == len(OFFICER_COLORS) == 12


def test_an_officer_keeps_the_colour_of_the_roster_on_a_map_of_one() -> None:
    everyone = routes_data(a_week(4, 1), words_in("en"))
    alone = routes_data([a_walk(3)], words_in("en"), roster=["o01", "o02", "o03", "o04"])

    assert alone.officers[0].color == everyone.officers[2].color
    assert routes_data([a_walk(3)], words_in("en"), roster=["o07"]).officers[0].color == OFFICER_COLORS[1]


@pytest.mark.parametrize("color", OFFICER_COLORS)
def test_numbers_are_readable_on_every_colour(color: str) -> None:
    def light(text: str) -> float:
        parts = [int(text[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(color), light(ink_on(color))))
    assert (bright + 0.05) / (dark + 0.05) >= 4.5                        # WCAG 2.1 AA for text


@pytest.mark.parametrize(
    ("numbers", "label"),
    [([1], "1"), ([3, 4], "3–4"), ([3, 4, 5, 9], "3–5,9"), ([1, 8], "1,8"), ([10, 11, 12], "10–12"),
     ([2, 4, 6, 8], "2+"), ([], "")],
)
def test_numbers_on_a_mark_are_runs_and_stay_short(numbers: list[int], label: str) -> None:
    assert number_label(numbers) == label


def test_days_are_named_in_both_languages() -> None:
    sunday = date(2026, 11, 29)

    assert day_mark(sunday, words_in("zh-CN")).short == "周日"
    assert day_mark(sunday, words_in("en")).long == "Sun 2026-11-29"


def test_a_map_of_no_walk_is_refused_with_a_sentence() -> None:
    with pytest.raises(WrongArgument, match="nothing to draw"):
        draw_routes_map([])


def test_the_same_week_gives_the_same_page_byte_for_byte() -> None:
    options = {"basemap": a_basemap()}

    assert draw_routes_map(a_week(2, 2), **options) == draw_routes_map(a_week(2, 2), **options)


def test_the_order_of_the_walks_given_does_not_matter() -> None:
    week = a_week(3, 2)

    assert draw_routes_map(week) == draw_routes_map(week[::-1])
