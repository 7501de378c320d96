"""Dates, times of day, moments and weekdays out of cells."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from gisdata.read.faults import CellFault

LATEST_TIME_S = 30 * 3600
"""30:00 is 06:00 of the next morning, the end of the longest night shift."""

YEARS = range(1990, 2101)
"""What lies outside is a typing error, or 1900-01-00 of a spreadsheet."""

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?(?:[ T]0?0:00(?::00)?)?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_MOMENT = re.compile(r"([\d年月./-]+日?)(?:[ T]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")

_DAY_NAMES = {
    1: ("1", "mon", "monday", "一"), 2: ("2", "tue", "tuesday", "二"), 3: ("3", "wed", "wednesday", "三"),
    4: ("4", "thu", "thursday", "四"), 5: ("5", "fri", "friday", "五"), 6: ("6", "sat", "saturday", "六"),
    7: ("7", "sun", "sunday", "日", "天", "七"),
}
_WEEKDAY = {name: number for number, names in _DAY_NAMES.items() for name in names}
_DAY_GROUPS = {
    "工作日": (1, 2, 3, 4, 5), "周末": (6, 7), "每天": (1, 2, 3, 4, 5, 6, 7), "每日": (1, 2, 3, 4, 5, 6, 7),
    "weekdays": (1, 2, 3, 4, 5), "weekend": (6, 7), "daily": (1, 2, 3, 4, 5, 6, 7),
}


def parse_date(text: str) -> date:
    """Return the day of 2026-11-20, 2026/11/20, 2026.11.20 or 2026年11月20日.

    >>> parse_date("2026年11月3日")
    datetime.date(2026, 11, 3)
    """
    match = _DATE.fullmatch(text)
    if match is None:
        if _SERIAL.fullmatch(text):
            raise CellFault("{value} is a spreadsheet's own number of a day; format the column as a date")
        raise CellFault("{value} is not a date; write it like 2026-11-20")
    year, *months, day = match.groups()
    month = next(part for part in months if part is not None)
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        raise CellFault("{value} is a day that does not exist; write it like 2026-11-20") from None
    if found.year not in YEARS:
        raise CellFault("{value} is not in the years 1990 to 2100; correct the year")
    return found


def parse_time(text: str) -> int:
    """Return seconds since 00:00 of HH:MM, up to 30:00 for the next morning.

    >>> parse_time("26:30")
    95400
    """
    match = _TIME.fullmatch(text)
    if match is None or int(match[2]) > 59 or int(match[3] or 0) > 59:
        raise CellFault("{value} is not a time of day; write it like 08:30")
    time_s = int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0)
    if time_s > LATEST_TIME_S:
        raise CellFault("{value} is later than 30:00 (06:00 of the next morning); correct it")
    return time_s


def parse_moment(text: str) -> tuple[datetime, bool]:
    """Return a local wall-clock moment, and whether the cell gives a time of day (else it is 00:00 of the day)."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise CellFault("{value} is not a date and time; write it like 2026-11-20 08:30, in local time")
    day, hour, minute, second = match.groups()
    if hour is None:
        return datetime.combine(parse_date(day), time(0)), False
    try:
        at = time(int(hour), int(minute), int(second or 0))
    except ValueError:
        raise CellFault("{value} is not a date and time; write it like 2026-11-20 08:30, in local time") from None
    return datetime.combine(parse_date(day), at), True


def parse_weekdays(text: str) -> tuple[int, ...]:
    """Return weekdays in order, 1 = Monday, of lists and ranges: "1,3", "mon-fri", "周一至周五", 工作日, 周末, 每天.

    >>> parse_weekdays("周六-周一"), parse_weekdays("1-3、5")
    ((1, 6, 7), (1, 2, 3, 5))
    """
    found: set[int] = set()
    for part in re.split("[、,;|/ ]+", text.lower().strip("、,;|/ ")):
        found.update(_DAY_GROUPS.get(part) or _day_range(part))
    return tuple(sorted(found))


def _day_range(part: str) -> tuple[int, ...]:
    ends = [_weekday(name) for name in re.split("[-~—–至到]", part)]
    if None in ends or len(ends) > 2:
        raise CellFault("{value} is not a weekday; write 1-7, mon..sun, 周一..周日, 工作日, 周末 or 每天")
    first, last = ends[0] or 0, ends[-1] or 0
    return tuple((first - 1 + step) % 7 + 1 for step in range((last - first) % 7 + 1))


def _weekday(name: str) -> int | None:
    return _WEEKDAY.get(re.sub("^(?:星期|礼拜|周)", "", name.strip()))
