"""Tables from the street: field reports about doors, and what visits reached."""

from __future__ import annotations

from pathlib import Path

from gisdata.coordinates import Datum
from gisdata.read.cell_values import choice_of, clean_text, parse_code, parse_number, parse_text, parse_yes_no
from gisdata.read.columns import Column, TableKind, Values, required
from gisdata.read.faults import CellFault
from gisdata.read.points import Bounds
from gisdata.read.table_reader import Check, TableOrder, read_table
from gisdata.read.times_and_days import parse_date
from gisdata.records import DayPart, DoorReport, Reached, ReadResult, ReportKind, VisitAttempt

REPORT_KINDS = {
    ReportKind.UNLISTED: "漏登", ReportKind.VACANT: "空置", ReportKind.DEMOLISHED: "拆除", ReportKind.DUPLICATE: "重复",
    ReportKind.STANDING: "在用",
}
LEVELS = {
    Reached.ATTEMPTED: "上门", Reached.CONTACTED: "见面", Reached.COMPLETED: "完成", Reached.VERIFIED: "复核",
}
"""Why a visit came no further (nobody there, no wish to talk) is not a value: it is not asked."""

DAY_PARTS = {DayPart.MORNING: "上午", DayPart.AFTERNOON: "下午", DayPart.EVENING: "晚间"}

MAX_NOTE_CHARS = 100
"""Enough to say which door of a yard; too short for a story about anybody."""

MAX_DWELLINGS = 500
"""More dwellings behind one report are a whole estate, which is a file of the register, not a report."""


def read_reports(
    path: Path, *, crs: Datum | None, near: Bounds | None = None, check: Check | None = None
) -> ReadResult[DoorReport]:
    """Return the field reports of a table, points in WGS-84; raises BadFile."""
    return read_table(REPORTS, TableOrder(path=path, crs=crs, near=near, check=check))


def read_visits(path: Path, *, check: Check | None = None) -> ReadResult[VisitAttempt]:
    """Return what the visits of a table reached; a household may stand there often. Raises BadFile."""
    return read_table(VISITS, TableOrder(path=path, check=check))


def parse_note(text: str) -> str:
    """Return a note on a place: at most 100 characters, no number of a person, no category of people."""
    if len(text) > MAX_NOTE_CHARS:
        raise CellFault("the note has {n} characters, at most {limit} fit; describe the door only", n=len(text),
                        limit=MAX_NOTE_CHARS)
    return parse_text(text)


def parse_dwellings(text: str) -> int:
    """Return a number of dwellings, 1 to 500."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MAX_DWELLINGS):
        raise CellFault("{value} is not a number of dwellings; write a whole number between 1 and {most}",
                        most=MAX_DWELLINGS)
    return int(text)


def _report(values: Values) -> DoorReport:
    report = DoorReport(
        report_id=values["report_id"], reported_on=values["reported_on"], kind=values["kind"],
        household_id=values["household_id"], same_as=values["same_as"], address=values["address"],
        community=values["community"], lon_deg=values["lon"], lat_deg=values["lat"], dwellings=values["dwellings"],
        note=values["note"],
    )
    _require_whole(report)
    return report


def _require_whole(report: DoorReport) -> None:
    if report.kind is ReportKind.UNLISTED:
        if not report.address and report.lon_deg is None:
            raise CellFault("an unlisted dwelling needs an address or a point; say where it is", column="address")
    elif not report.household_id:
        raise CellFault("the report says nothing of which household; fill in its number", column="household_id")
    if report.kind is ReportKind.DUPLICATE and report.same_as in ("", report.household_id):
        raise CellFault("a duplicate needs the number of the other row that it repeats", column="same_as")
    if report.dwellings != 1 and report.kind is not ReportKind.UNLISTED:
        raise CellFault("only a report of unlisted dwellings may count several; write one row per household",
                        column="dwellings")


def _visit(values: Values) -> VisitAttempt:
    return VisitAttempt(household_id=values["household_id"], visited_on=values["visited_on"],
                        reached=values["reached"], day_part=values["day_part"], wants_rest=values["rest"])


REPORTS: TableKind[DoorReport] = TableKind(
    name="reports",
    id_column="report_id",
    point=("lon", "lat"),
    build=_report,
    columns=(
        required("report_id", "上报编号", parse=parse_code),
        required("reported_on", "上报日期", parse=parse_date, few=True),
        required("kind", "情况", parse=choice_of(REPORT_KINDS), few=True),
        Column(english="household_id", chinese="户编号", parse=parse_code, default=""),
        Column(english="same_as", chinese="重复户编号", parse=parse_code, default=""),
        Column(english="address", chinese="地址", parse=parse_text, default="", clean=clean_text),
        Column(english="community", chinese="社区", parse=parse_text, default="", few=True),
        Column(english="lon", chinese="经度", parse=parse_number),
        Column(english="lat", chinese="纬度", parse=parse_number),
        Column(english="dwellings", chinese="户数", parse=parse_dwellings, default=1),
        Column(english="note", chinese="备注", parse=parse_note, default="", clean=clean_text),
    ),
)

VISITS: TableKind[VisitAttempt] = TableKind(
    name="visits",
    build=_visit,
    columns=(
        required("household_id", "户编号", parse=parse_code),
        required("visited_on", "走访日期", parse=parse_date, few=True),
        required("reached", "走访结果", parse=choice_of(LEVELS), few=True),
        Column(english="day_part", chinese="走访时段", parse=choice_of(DAY_PARTS), few=True),
        Column(english="rest", chinese="半年内免访", parse=parse_yes_no, few=True),
    ),
)
