"""Two officers' walks with every kind of stop, and texts that would do harm in a spreadsheet."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gisdata.records import Walk, WalkStop

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)


def a_moment(hhmm: str, *, day: int = 0) -> datetime:
    hour, minute = map(int, hhmm.split(":"))
    return datetime(2026, 11, 23, tzinfo=SHANGHAI) + timedelta(days=day, hours=hour, minutes=minute)


def a_stop(number: int, kind: str, what: str, start: str, end: str, **changes: object) -> WalkStop:
    day = int(str(changes.pop("day", 0)))
    values = {
        "number": number, "task": f"t{number}-{start}", "kind": kind, "what": what, "lon_deg": 110.79, "lat_deg": 32.62,
        "cell_id": "QH-01-03", "arrive": a_moment(start, day=day), "start": a_moment(start, day=day),
        "end": a_moment(end, day=day), "must": False, **changes,
    }
    return WalkStop(**values)


def a_walk(officer_id: str, *stops: WalkStop, day: int = 0, **changes: object) -> Walk:
    values = {
        "week": "2026-W48", "team": "A", "officer_id": officer_id, "shift_id": f"{officer_id}-{day}", "mode": "foot",
        "day": MONDAY + timedelta(days=day), "leave": a_moment("08:00", day=day), "back": a_moment("17:00", day=day),
        "travel_s": 1_830, "stops": tuple(stops), "line": ((110.79, 32.62), (110.80, 32.63), (110.79, 32.62)),
        **changes,
    }
    return Walk(**values)


@pytest.fixture
def walks() -> tuple[Walk, ...]:
    return (
        a_walk(
            "1002", a_stop(1, "visit", "水井巷12-2号", "09:00", "09:12", day=1), day=1, mode="ebike",
        ),
        a_walk(
            "1001",
            a_stop(1, "patrol", "清河中学上学", "08:10", "08:30", must=True, task="P05-mon"),
            a_stop(2, "visit", "学府路58号锦绣小区3栋2单元501室", "08:40", "08:52"),
            a_stop(0, "break", "", "11:30", "12:30", task="break"),
            a_stop(3, "visit", '=HYPERLINK("http://x","y")', "13:00", "13:12", must=True),
            a_stop(4, "visit", "@SUM(A1)", "13:20", "13:32"),
        ),
    )
