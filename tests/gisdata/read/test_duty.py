"""Officers, shifts and patrols: what is taken and what contradicts itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gisdata.coordinates import Datum
from gisdata.errors import BadFile
from gisdata.read import read_officers, read_patrols, read_shifts
from gisdata.records import Officer, PatrolOrder, PatrolScope, ReadResult, ShiftRow, TravelMode

SHIFT_HEADER = "警号,星期,日期,开始,结束,休息最早,休息最晚,休息分钟,出行方式"
PATROL_HEADER = (
    "巡逻编号,名称,范围,经度,纬度,星期,日期,时段开始,时段结束,驻留分钟,最少停留分钟,走访折算,班组,警号"
)


def written(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "duty.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def shifts(tmp_path: Path, *rows: str) -> ReadResult[ShiftRow]:
    return read_shifts(written(tmp_path, SHIFT_HEADER, *rows))


def patrols(tmp_path: Path, *rows: str) -> ReadResult[PatrolOrder]:
    return read_patrols(written(tmp_path, PATROL_HEADER, *rows), crs=Datum.WGS84)


def refusals(result: ReadResult[Any]) -> list[tuple[int, str, str]]:
    return [(r.row, r.column, str(r.reason)) for r in result.refused]


def test_officers_own_communities_joined_in_any_way(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "警号,班组,包联社区,出行方式,驻地经度,驻地纬度",
        "P1,B,滨河社区、河东社区;滨河社区,电动车,110.78,32.63",
        "P2,,河西社区|河南社区,,,",
    )
    result = read_officers(path, crs=Datum.WGS84)
    assert result.records == (
        Officer(
            officer_id="P1",
            team="B",
            communities=("滨河社区", "河东社区"),
            mode=TravelMode.EBIKE,
            base_lon_deg=110.78,
            base_lat_deg=32.63,
        ),
        Officer(officer_id="P2", team="A", communities=("河西社区", "河南社区"), mode=TravelMode.FOOT),
    )


@pytest.mark.parametrize("communities", ["", "、"])
def test_an_officer_without_a_community_is_refused(tmp_path: Path, communities: str) -> None:
    result = read_officers(written(tmp_path, "officer_id,communities,姓名", f"P1,{communities},王某"))
    assert refusals(result) == [
        (2, "communities", "officer P1 owns no community; give at least one, such as 滨河社区")
    ]
    assert "王某" not in repr(result)


def test_bases_without_a_datum_are_not_guessed(tmp_path: Path) -> None:
    path = written(tmp_path, "officer_id,communities,base_lon,base_lat", "P1,滨河社区,110.78,32.63")
    with pytest.raises(BadFile, match="never guessed"):
        read_officers(path)


def test_a_weekly_shift_with_a_break_and_one_over_midnight(tmp_path: Path) -> None:
    result = shifts(
        tmp_path, "P1,周一至周五,,08:30,17:30,11:30,12:30,60,步行", "P1,,2026/11/28,22:00,30:00,,,,"
    )
    assert result.records == (
        ShiftRow(
            officer_id="P1",
            weekdays=(1, 2, 3, 4, 5),
            day=None,
            start_s=30_600,
            end_s=63_000,
            break_earliest_s=41_400,
            break_latest_s=45_000,
            break_s=3_600,
            mode=TravelMode.FOOT,
        ),
        ShiftRow(officer_id="P1", weekdays=(), day=date(2026, 11, 28), start_s=79_200, end_s=108_000),
    )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1", (1,)),
        ("7", (7,)),
        ('"1,2,3"', (1, 2, 3)),
        ("1-5", (1, 2, 3, 4, 5)),
        ("mon", (1,)),
        ("Mon-Fri", (1, 2, 3, 4, 5)),
        ("Sunday", (7,)),
        ("周日", (7,)),
        ("周天", (7,)),
        ("星期一、星期三", (1, 3)),
        ("周六-周一", (1, 6, 7)),
        ("工作日", (1, 2, 3, 4, 5)),
        ("周末", (6, 7)),
        ("每天", (1, 2, 3, 4, 5, 6, 7)),
        ("周一到周三", (1, 2, 3)),
        ("１－５", (1, 2, 3, 4, 5)),
        ("一 三", (1, 3)),
    ],
)
def test_weekdays_in_all_their_forms(tmp_path: Path, text: str, days: tuple[int, ...]) -> None:
    assert shifts(tmp_path, f"P1,{text},,08:00,12:00,,,,").records[0].weekdays == days


SHIFT_FAULTS = {
    "ends before it starts": (
        "P1,1,,17:30,08:30,,,,",
        "结束",
        "the shift ends at 08:30, before it starts at 17:30; write 26:00 for 2 in the next morning",
    ),
    "ends when it starts": ("P1,1,,08:00,08:00,,,,", "结束", "the shift ends at 08:00, before"),
    "neither weekday nor day": ("P1,,,08:00,12:00,,,,", "星期", "neither weekday nor day is given"),
    "both weekday and day": ("P1,1,2026-11-27,08:00,12:00,,,,", "日期", "weekday and day are both given"),
    "no weekday": ("P1,8,,08:00,12:00,,,,", "星期", "8 is not a weekday"),
    "no time": ("P1,1,,8点,12:00,,,,", "开始", "8点 is not a time of day; write it like 08:30"),
    "60 minutes": ("P1,1,,08:60,12:00,,,,", "开始", "08:60 is not a time of day"),
    "after 30:00": ("P1,1,,22:00,30:01,,,,", "结束", "30:01 is later than 30:00"),
    "break longer than the shift": (
        "P1,1,,08:00,12:00,08:00,09:00,300,",
        "休息分钟",
        "the break of 300 minutes is longer than the shift from 08:00 to 12:00",
    ),
    "break before the shift": (
        "P1,1,,08:00,12:00,07:59,09:00,30,",
        "休息最早",
        "the break between 07:59 and 09:30 is not inside the shift from 08:00 to 12:00",
    ),
    "break after the shift": (
        "P1,1,,08:00,12:00,09:00,11:31,30,",
        "休息最早",
        "the break between 09:00 and 12:01 is not inside the shift",
    ),
    "break backwards": (
        "P1,1,,08:00,12:00,10:00,09:00,30,",
        "休息最晚",
        "the break's latest start 09:00 is before",
    ),
    "half a break": ("P1,1,,08:00,12:00,10:00,,30,", "休息分钟", "a break needs its earliest start"),
    "negative break": ("P1,1,,08:00,12:00,10:00,11:00,-30,", "休息分钟", "-30 minutes is negative"),
    "break in seconds": (
        "P1,1,,08:00,12:00,10:00,11:00,1800,",
        "休息分钟",
        "1800 minutes is more than a day",
    ),
    "unknown mode": (
        "P1,1,,08:00,12:00,,,,马车",
        "出行方式",
        "马车 is not one of: foot 步行, ebike 电动车, car 汽车",
    ),
}


@pytest.mark.parametrize("case", SHIFT_FAULTS)
def test_a_wrong_shift_is_refused(tmp_path: Path, case: str) -> None:
    row, column, reason = SHIFT_FAULTS[case]
    found = refusals(shifts(tmp_path, row))
    assert len(found) == 1
    assert found[0][:2] == (2, column)
    assert found[0][2].startswith(reason)


def test_a_break_that_ends_with_the_shift_is_inside_it(tmp_path: Path) -> None:
    assert shifts(tmp_path, "P1,1,,08:00,12:00,08:00,11:30,30,").refused == ()


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        ("P1,1,,08:00,12:00,,,,", "P1,1,,11:59,16:00,,,,", True),
        ("P1,1,,08:00,12:00,,,,", "P1,1,,12:00,16:00,,,,", False),
        ("P1,1,,08:00,12:00,,,,", "P2,1,,08:00,12:00,,,,", False),
        ("P1,1,,08:00,12:00,,,,", "P1,2,,08:00,12:00,,,,", False),
        ("P1,工作日,,08:00,12:00,,,,", "P1,周三,,09:00,10:00,,,,", True),
        ("P1,1,,22:00,30:00,,,,", "P1,2,,05:00,08:00,,,,", True),  # the night reaches into Tuesday
        ("P1,7,,22:00,30:00,,,,", "P1,1,,05:59,08:00,,,,", True),  # and Sunday's into Monday
        ("P1,7,,22:00,30:00,,,,", "P1,1,,06:00,08:00,,,,", False),
        ("P1,,2026-11-27,08:00,12:00,,,,", "P1,,2026-11-27,10:00,11:00,,,,", True),
        ("P1,,2026-11-27,22:00,30:00,,,,", "P1,,2026-11-28,05:00,11:00,,,,", True),
        ("P1,5,,08:00,12:00,,,,", "P1,,2026-11-27,08:00,12:00,,,,", False),  # the day replaces the weekday
    ],
)
def test_shifts_of_one_officer_must_not_overlap(
    tmp_path: Path, first: str, second: str, overlap: bool
) -> None:
    found = refusals(shifts(tmp_path, first, second))
    assert [row for row, _, _ in found] == ([3] if overlap else [])
    assert all("two shifts that overlap" in why and "of row 2" in why for _, _, why in found)


def test_the_overlap_names_officer_day_and_times(tmp_path: Path) -> None:
    result = shifts(tmp_path, "P1,2,,08:00,12:00,,,,", "P1,2,,11:00,16:00,,,,")
    assert refusals(result)[0][2] == (
        "officer P1 has two shifts that overlap on Tuesday: this one and 08:00-12:00 of row 2"
    )


def test_a_shift_of_more_than_a_day_overlaps_itself_the_next_day(tmp_path: Path) -> None:
    assert "overlap" in refusals(shifts(tmp_path, "P1,每天,,00:00,24:01,,,,"))[0][2]
    assert shifts(tmp_path, "P1,每天,,00:00,24:00,,,,").refused == ()


def test_a_patrol_of_a_cell_and_one_at_a_point(tmp_path: Path) -> None:
    result = patrols(
        tmp_path,
        "X1,市场周边,网格,110.78,32.63,1-5,,19:00,22:00,40,10,0.5,A,",
        "X2,实验小学门口,定点,110.79,32.64,,2026-11-27,07:20,07:50,30,,,,P3",
    )
    assert result.records == (
        PatrolOrder(
            patrol_id="X1",
            label="市场周边",
            scope=PatrolScope.CELL,
            lon_deg=110.78,
            lat_deg=32.63,
            weekdays=(1, 2, 3, 4, 5),
            day=None,
            window_start_s=68_400,
            window_end_s=79_200,
            presence_s=2_400,
            min_dwell_s=600,
            visit_credit=0.5,
            team="A",
        ),
        PatrolOrder(
            patrol_id="X2",
            label="实验小学门口",
            scope=PatrolScope.POINT,
            lon_deg=110.79,
            lat_deg=32.64,
            weekdays=(),
            day=date(2026, 11, 27),
            window_start_s=26_400,
            window_end_s=28_200,
            presence_s=1_800,
            min_dwell_s=1_800,
            visit_credit=0.0,
            officer_id="P3",
        ),
    )


PATROL_FAULTS = {
    "window ends before it starts": (
        "X1,,,110.78,32.63,1,,22:00,19:00,40,,,,",
        "时段结束",
        "the window ends at 19:00, before",
    ),
    "window too short": (
        "X1,,,110.78,32.63,1,,19:00,19:39,40,,,,",
        "驻留分钟",
        "40 minutes of presence do not fit into the window of 39 minutes",
    ),
    "stop too long": (
        "X1,,,110.78,32.63,1,,19:00,19:40,40,41,,,",
        "最少停留分钟",
        "a stop of 41 minutes does not fit into the window of 40 minutes",
    ),
    "credit above 1": ("X1,,,110.78,32.63,1,,19:00,20:00,40,,1.01,,", "走访折算", "1.01 is not a share"),
    "credit below 0": ("X1,,,110.78,32.63,1,,19:00,20:00,40,,-0.1,,", "走访折算", "-0.1 is not a share"),
    "negative presence": ("X1,,,110.78,32.63,1,,19:00,20:00,-1,,,,", "驻留分钟", "-1 minutes is negative"),
    "no point": ("X1,,,,,1,,19:00,20:00,10,,,,", "经度", "the cell is empty; 经度 must be filled in"),
    "no day": ("X1,,,110.78,32.63,,,19:00,20:00,10,,,,", "星期", "neither weekday nor day is given"),
    "both days": (
        "X1,,,110.78,32.63,1,2026-11-27,19:00,20:00,10,,,,",
        "日期",
        "weekday and day are both given",
    ),
    "unknown scope": (
        "X1,,街道,110.78,32.63,1,,19:00,20:00,10,,,,",
        "范围",
        "街道 is not one of: cell 网格, point 定点",
    ),
    "label with a phone": (
        "X1,找13812345678,,110.78,32.63,1,,19:00,20:00,10,,,,",
        "名称",
        "the text holds what looks like",
    ),
    "label of people": (
        "X1,重点人员住所,,110.78,32.63,1,,19:00,20:00,10,,,,",
        "名称",
        "the text puts people",
    ),
}


@pytest.mark.parametrize("case", PATROL_FAULTS)
def test_a_wrong_patrol_is_refused(tmp_path: Path, case: str) -> None:
    row, column, reason = PATROL_FAULTS[case]
    found = refusals(patrols(tmp_path, row))
    assert len(found) == 1
    assert found[0][:2] == (2, column)
    assert found[0][2].startswith(reason)


def test_a_patrol_may_fill_its_window_to_the_last_minute(tmp_path: Path) -> None:
    assert patrols(tmp_path, "X1,,,110.78,32.63,1,,19:00,19:40,40,40,1,,").refused == ()


@pytest.mark.parametrize(
    "reader",
    [
        read_shifts,
        read_officers,
        lambda path: read_patrols(path, crs=Datum.WGS84),
    ],
)
def test_each_reader_names_the_columns_it_wants(tmp_path: Path, reader: Callable[[Path], object]) -> None:
    with pytest.raises(BadFile, match="lacks columns of a table of"):
        reader(written(tmp_path, "甲,乙", "1,2"))
