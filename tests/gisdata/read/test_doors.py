"""Field reports about doors, and what visits reached."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gisdata.coordinates import Datum
from gisdata.errors import BadFile
from gisdata.read import read_reports, read_visits
from gisdata.records import DayPart, DoorReport, Reached, ReadResult, ReportKind, VisitAttempt

HEAD = "上报编号,上报日期,情况,户编号,重复户编号,地址,社区,经度,纬度,户数,备注"


def reports(tmp_path: Path, *rows: str) -> ReadResult[DoorReport]:
    path = tmp_path / "reports.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return read_reports(path, crs=Datum.WGS84)


def why_refused(tmp_path: Path, row: str) -> str:
    (refused,) = reports(tmp_path, row).refused
    return f"{refused.column}: {refused.reason}"


def test_unlisted_dwellings_are_reported_by_address_or_by_point(tmp_path: Path) -> None:
    by_address, by_point = reports(
        tmp_path, "R1,2026-11-01,漏登,,,柳林村2组7号,柳林村,,,,",
        "R2,2026/11/2,unlisted,,,,,110.78,32.63,3,院内加盖两层",
    ).records
    assert by_address == DoorReport(report_id="R1", reported_on=date(2026, 11, 1), kind=ReportKind.UNLISTED,
                                    address="柳林村2组7号", community="柳林村")
    assert (by_point.lon_deg, by_point.lat_deg, by_point.dwellings) == (110.78, 32.63, 3)


def test_other_reports_name_the_household_they_are_about(tmp_path: Path) -> None:
    (gone, twice) = reports(tmp_path, "R1,2026-11-01,拆除,H1,,,,,,,", "R2,2026-11-01,重复,H2,H1,,,,,,").records
    assert (gone.kind, gone.household_id) == (ReportKind.DEMOLISHED, "H1")
    assert (twice.kind, twice.household_id, twice.same_as) == (ReportKind.DUPLICATE, "H2", "H1")


@pytest.mark.parametrize(("row", "why"), [
    ("R1,2026-11-01,漏登,,,,柳林村,,,,", "地址: an unlisted dwelling needs an address or a point"),
    ("R1,2026-11-01,空置,,,柳林村2组7号,,,,,", "户编号: the report says nothing of which household"),
    ("R1,2026-11-01,重复,H2,,,,,,,", "重复户编号: a duplicate needs the number of the other row"),
    ("R1,2026-11-01,重复,H2,H2,,,,,,", "重复户编号: a duplicate needs the number of the other row"),
    ("R1,2026-11-01,拆除,H2,,,,,,2,", "户数: only a report of unlisted dwellings may count several"),
    ("R1,2026-11-01,漏登,,,柳林村2组7号,,,,0,", "户数: 0 is not a number of dwellings"),
    ("R1,2026-11-01,搬走,H2,,,,,,,", "情况: 搬走 is not one of: unlisted 漏登, vacant 空置"),
    ("R1,2026-11-01,空置,H2,,,,,,," + "空" * 101, "备注: the note has 101 characters, at most 100 fit"),
    ("R1,2026-11-01,空置,H2,,,,,,,户主电话13812345678", "备注: the text holds what looks like a phone or ID number"),
    ("R1,2026-11-01,空置,H2,,,,,,,住着刑满释放人员", "备注: the text puts people into a category"),
])
def test_a_report_that_cannot_be_taken_says_why(tmp_path: Path, row: str, why: str) -> None:
    assert why_refused(tmp_path, row).startswith(why)


def test_a_note_of_a_hundred_characters_fits(tmp_path: Path) -> None:
    assert reports(tmp_path, "R1,2026-11-01,空置,H2,,,,,,," + "空" * 100).records[0].note == "空" * 100


def visits(tmp_path: Path, text: str) -> ReadResult[VisitAttempt]:
    path = tmp_path / "visits.csv"
    path.write_text(text, encoding="utf-8")
    return read_visits(path)


def test_a_visit_is_a_door_a_day_and_a_level(tmp_path: Path) -> None:
    rows = ("户编号,走访日期,走访结果", "H1,2026-11-03,上门", "H1,2026-11-03,见面", "H2,2026-11-04,verified")
    result = visits(tmp_path, "\n".join(rows))
    assert [(v.household_id, v.visited_on.day, v.reached) for v in result.records] == [
        ("H1", 3, Reached.ATTEMPTED), ("H1", 3, Reached.CONTACTED), ("H2", 4, Reached.VERIFIED)]


def test_a_visit_may_say_its_part_of_the_day_and_whether_the_household_wants_peace(tmp_path: Path) -> None:
    rows = ("户编号,走访日期,走访结果,走访时段,半年内免访", "H1,2026-11-03,见面,晚间,是", "H2,2026-11-03,上门,上午,",
            "H3,2026-11-03,见面,,否")
    assert [(v.day_part, v.wants_rest) for v in visits(tmp_path, "\n".join(rows)).records] == [
        (DayPart.EVENING, True), (DayPart.MORNING, None), (None, False)]


@pytest.mark.parametrize("word", ["refused", "absent", "拒访", "无人"])
def test_why_nobody_was_met_is_no_value(tmp_path: Path, word: str) -> None:
    (refused,) = visits(tmp_path, f"household_id,visited_on,reached\nH1,2026-11-03,{word}\n").refused
    assert f"{word} is not one of: attempted 上门" in str(refused.reason)


def test_a_column_that_grades_people_keeps_the_whole_file_of_visits_out(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="风险等级"):
        visits(tmp_path, "household_id,visited_on,reached,风险等级\nH1,2026-11-03,attempted,高\n")
