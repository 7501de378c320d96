"""Tables of duty: officers and what they own, the roster of shifts, the patrols."""

from __future__ import annotations

from pathlib import Path

from gisdata.coordinates import Datum
from gisdata.read.cell_values import (
    choice_of,
    clean_text,
    parse_code,
    parse_minutes,
    parse_names,
    parse_number,
    parse_share,
    parse_text,
)
from gisdata.read.columns import Column, TableKind, Values, required
from gisdata.read.duty_checks import RosterGuard, require_break_inside, require_patrol_fits, require_when
from gisdata.read.faults import CellFault
from gisdata.read.points import Bounds
from gisdata.read.table_reader import Check, TableOrder, read_table
from gisdata.read.times_and_days import parse_date, parse_time, parse_weekdays
from gisdata.read.told_datum import DATUM
from gisdata.records import Officer, PatrolOrder, PatrolScope, ReadResult, ShiftRow, TravelMode

MODES = {TravelMode.FOOT: "步行", TravelMode.EBIKE: "电动车", TravelMode.CAR: "汽车"}
SCOPES = {PatrolScope.CELL: "网格", PatrolScope.POINT: "定点"}

DEFAULT_TEAM = "A"
"""A station with one team need not name it."""


def read_officers(
    path: Path, *, crs: Datum | None = None, near: Bounds | None = None, check: Check | None = None
) -> ReadResult[Officer]:
    """Return the officers of a table, bases in WGS-84; `crs` may be None when no base is given. Raises BadFile."""
    return read_table(OFFICERS, TableOrder(path=path, crs=crs, near=near, check=check))


def read_shifts(path: Path, *, check: Check | None = None) -> ReadResult[ShiftRow]:
    """Return the rows of a roster; shifts of one officer may touch but not overlap. Raises BadFile."""
    return read_table(SHIFTS, TableOrder(path=path, check=check))


def read_patrols(
    path: Path, *, crs: Datum | None, near: Bounds | None = None, check: Check | None = None
) -> ReadResult[PatrolOrder]:
    """Return the patrols of a table, in WGS-84; raises BadFile.

    An empty `min_dwell_min` asks for no stop of its own at a cell and for the whole presence at a point.
    """
    return read_table(PATROLS, TableOrder(path=path, crs=crs, near=near, check=check))


def _officer(values: Values) -> Officer:
    if not values["communities"]:
        raise CellFault("officer {officer} owns no community; give at least one, such as 滨河社区",
                        column="communities", officer=values["officer_id"])
    return Officer(
        officer_id=values["officer_id"], team=values["team"], communities=values["communities"], mode=values["mode"],
        base_lon_deg=values["base_lon"], base_lat_deg=values["base_lat"],
    )


def _shift(values: Values) -> ShiftRow:
    require_when(values)
    require_break_inside(values)
    return ShiftRow(
        officer_id=values["officer_id"], weekdays=values["weekday"], day=values["day"], start_s=values["start"],
        end_s=values["end"], break_earliest_s=values["break_earliest"] or 0, break_latest_s=values["break_latest"] or 0,
        break_s=values["break_min"], mode=values["mode"],
    )


def _patrol(values: Values) -> PatrolOrder:
    require_when(values)
    min_dwell_s = values["min_dwell_min"]
    if min_dwell_s is None:
        min_dwell_s = values["presence_min"] if values["scope"] is PatrolScope.POINT else 0
    require_patrol_fits(values, min_dwell_s)
    return PatrolOrder(
        patrol_id=values["patrol_id"], label=values["label"], scope=values["scope"], lon_deg=values["lon"],
        lat_deg=values["lat"], weekdays=values["weekday"], day=values["day"], window_start_s=values["window_start"],
        window_end_s=values["window_end"], presence_s=values["presence_min"], min_dwell_s=min_dwell_s,
        visit_credit=values["visit_credit"], team=values["team"], officer_id=values["officer_id"],
    )


OFFICERS: TableKind[Officer] = TableKind(
    name="officers",
    id_column="officer_id",
    point=("base_lon", "base_lat"),
    build=_officer,
    columns=(
        required("officer_id", "警号", parse=parse_code),
        Column(english="team", chinese="班组", parse=parse_code, default=DEFAULT_TEAM, few=True),
        Column(english="communities", chinese="包联社区", parse=parse_names, default=(), in_header=True),
        Column(english="mode", chinese="出行方式", parse=choice_of(MODES), default=TravelMode.FOOT, few=True),
        Column(english="base_lon", chinese="驻地经度", parse=parse_number),
        Column(english="base_lat", chinese="驻地纬度", parse=parse_number),
        DATUM,
    ),
)

SHIFTS: TableKind[ShiftRow] = TableKind(
    name="shifts",
    build=_shift,
    new_guard=RosterGuard,
    columns=(
        required("officer_id", "警号", parse=parse_code),
        Column(english="weekday", chinese="星期", parse=parse_weekdays, default=(), few=True),
        Column(english="day", chinese="日期", parse=parse_date, few=True),
        required("start", "开始", parse=parse_time, few=True),
        required("end", "结束", parse=parse_time, few=True),
        Column(english="break_earliest", chinese="休息最早", parse=parse_time, few=True),
        Column(english="break_latest", chinese="休息最晚", parse=parse_time, few=True),
        Column(english="break_min", chinese="休息分钟", parse=parse_minutes, default=0, few=True),
        Column(english="mode", chinese="出行方式", parse=choice_of(MODES), few=True),
    ),
)

PATROLS: TableKind[PatrolOrder] = TableKind(
    name="patrols",
    id_column="patrol_id",
    point=("lon", "lat"),
    build=_patrol,
    columns=(
        required("patrol_id", "巡逻编号", parse=parse_code),
        Column(english="label", chinese="名称", parse=parse_text, default="", clean=clean_text),
        Column(english="scope", chinese="范围", parse=choice_of(SCOPES), default=PatrolScope.CELL, few=True),
        required("lon", "经度", parse=parse_number),
        required("lat", "纬度", parse=parse_number),
        DATUM,
        Column(english="weekday", chinese="星期", parse=parse_weekdays, default=(), few=True),
        Column(english="day", chinese="日期", parse=parse_date, few=True),
        required("window_start", "时段开始", parse=parse_time, few=True),
        required("window_end", "时段结束", parse=parse_time, few=True),
        required("presence_min", "驻留分钟", parse=parse_minutes, few=True),
        Column(english="min_dwell_min", chinese="最少停留分钟", parse=parse_minutes, few=True),
        Column(english="visit_credit", chinese="走访折算", parse=parse_share, default=0.0, few=True),
        Column(english="team", chinese="班组", parse=parse_code, default="", few=True),
        Column(english="officer_id", chinese="警号", parse=parse_code, default="", few=True),
    ),
)
