"""ISO weeks by name: "2026-W48" and the Monday it starts on."""

from __future__ import annotations

import re
from datetime import date, timedelta

from api.errors import WrongUse

FIRST_YEAR, LAST_YEAR = 1970, 2200
"""Years a week may lie in: wide enough for any station, narrow enough that no sum of days leaves the calendar."""


def monday_of(week: str) -> date:
    """Return the Monday of an ISO week such as "2026-W48".

    >>> monday_of("2026-W48")
    datetime.date(2026, 11, 23)
    """
    found = re.fullmatch(r"(\d{4})-?W(\d{2})", week.strip())
    if found:
        try:
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        except ValueError:
            monday = date.max   # week 53 of a year with 52
        if FIRST_YEAR <= monday.year <= LAST_YEAR:
            return monday
    raise WrongUse("{week} is no ISO week; an example is 2026-W48", week=week)


def require_plausible(day: date) -> date:
    """Return the day; raises WrongUse when it lies so far out that its week would leave the calendar."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise WrongUse("{day} lies outside the calendar of Huhu ({first} to {last})", day=day, first=FIRST_YEAR,
                       last=LAST_YEAR)
    return day


def week_of(day: date) -> str:
    """Return the name of the ISO week that holds `day`.

    >>> week_of(date(2026, 11, 27))
    '2026-W48'
    """
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def next_week(day: date) -> str:
    """Return the name of the week after the one that holds `day`."""
    return week_of(day + timedelta(days=7))


def named_week(text: str, today: date) -> str:
    """Return the name of a week that a person asks for: "this", "next", or an ISO week such as "2026-W48"."""
    relative = {"this": week_of(today), "next": next_week(today)}
    return relative.get(text.strip().lower()) or week_of(monday_of(text))


def require_not_past(week: str, today: date) -> date:
    """Return the Monday of `week`; raises WrongUse when the week is over."""
    monday = monday_of(week)
    if monday + timedelta(days=6) < today:
        raise WrongUse("week {week} is over (it ended on {end}); plan a week from {first} on",
                       week=week, end=monday + timedelta(days=6), first=week_of(today))
    return monday
