"""The nine officers in three teams, the communities they own (包联), and their roster. Numbers, no names."""

from __future__ import annotations

from datetime import date, timedelta

from gisdata.sample.ground import Point, lonlat

OFFICER_COLUMNS = ("警号", "班组", "包联社区", "出行方式", "驻地经度", "驻地纬度")

SOUTH_POST: Point = (222, -470)
"""The police room south of the river, where team C starts; the others start at the station."""

_OFFICERS = (
    ("1001", "A", "学府社区", "步行"),
    ("1002", "A", "学府社区、柳林村", "电动车"),
    ("1003", "A", "西关社区、上河村", "电动车"),
    ("2001", "B", "老街社区", "步行"),
    ("2002", "B", "东风社区", "步行"),
    ("2003", "B", "东风社区、东坪村", "电动车"),
    ("3001", "C", "滨河社区、石桥村", "汽车"),
    ("3002", "C", "站前社区", "步行"),
    ("3003", "C", "滨河社区、站前社区", "电动车"),
)

SHIFT_COLUMNS = ("警号", "星期", "日期", "开始", "结束", "休息最早", "休息最晚", "休息分钟", "出行方式")

_DAY = ("07:10", "17:10", "11:00", "13:00", "90")
_LATE = ("13:00", "21:00", "17:00", "18:30", "45")
_NIGHT = ("13:30", "22:30", "17:00", "18:30", "60")
_WEEKEND = ("07:30", "15:30", "11:00", "12:30", "45")
_SHORT = ("09:00", "12:00", "", "", "")
"""Kinds of shift: start, end, earliest and latest start of the break, its minutes."""

_ROSTER = (
    ("1001", "1-4", _DAY), ("1001", "周五", _LATE),
    ("1002", "1,3,5", _DAY), ("1002", "周二", _LATE), ("1002", "周六", _WEEKEND),
    ("1003", "2,4,5", _DAY), ("1003", "周三", _LATE), ("1003", "周日", _WEEKEND),
    ("2001", "1-4", _DAY), ("2001", "周五", _NIGHT),
    ("2002", "1,3,5", _DAY), ("2002", "周末", _WEEKEND),
    ("2003", "2,4", _DAY), ("2003", "周三", _LATE), ("2003", "周六", _NIGHT),
    ("3001", "1-4", _DAY), ("3001", "周五", _LATE),
    ("3002", "1,3,5", _DAY), ("3002", "周四", _LATE), ("3002", "周六", _WEEKEND),
    ("3003", "2,4,5", _DAY), ("3003", "周一", _LATE), ("3003", "周日", _WEEKEND),
)


def officer_rows() -> list[dict[str, str]]:
    """Return the officers; only team C has a base of its own."""
    lon_deg, lat_deg = lonlat(SOUTH_POST)
    rows = []
    for number, team, communities, mode in _OFFICERS:
        base = (f"{lon_deg:.6f}", f"{lat_deg:.6f}") if team == "C" else ("", "")
        rows.append(dict(zip(OFFICER_COLUMNS, (number, team, communities, mode, *base), strict=True)))
    return rows


def shift_rows(monday: date) -> list[dict[str, str]]:
    """Return the roster of every week, and one day of the planned week on which 3002 only works the morning."""
    rows = [
        dict(zip(SHIFT_COLUMNS, (number, weekdays, "", *kind, ""), strict=True)) for number, weekdays, kind in _ROSTER
    ]
    thursday = (monday + timedelta(days=3)).isoformat()
    rows.append(dict(zip(SHIFT_COLUMNS, ("3002", "", thursday, *_SHORT, ""), strict=True)))
    return rows
