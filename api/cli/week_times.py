"""Times of a week as they are typed: a day and a time of day."""

from __future__ import annotations

import re

from api.errors import WrongUse
from planner.change import ChangeBudget
from planner.errors import InvalidProblem
from planner.model import DAY_S, HOUR_S, MINUTE_S, TimeWindow

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CHINESE = ("一", "二", "三", "四", "五", "六", "日")
_TIME = re.compile(
    r"\s*(?P<day>[a-z]{3}|[1-7]|(?:周|星期)[一二三四五六日天])[ @t]"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})\s*"
)
_LAST_HOUR = 30
"""Hours of a day run to 30:00, since shifts may end the next morning."""


def week_time_s(text: str) -> int:
    """Return the seconds since Monday 00:00 of "thu 14:30", "4 14:30" or "周四 14:30".

    Raises WrongUse for anything else.

    >>> week_time_s("tue 08:01") - DAY_S
    28860
    """
    found = _TIME.fullmatch(text.lower())
    if not found:
        raise WrongUse("{text} is no time of the week: write a day and a time, such as \"thu 14:30\"", text=text)
    day, hour, minute = _day(found["day"]), int(found["hour"]), int(found["minute"])
    if day is None or hour > _LAST_HOUR or minute * MINUTE_S >= HOUR_S:
        raise WrongUse("{text} is no time of the week: write a day and a time, such as \"thu 14:30\"", text=text)
    return day * DAY_S + hour * HOUR_S + minute * MINUTE_S


def week_window(text: str) -> TimeWindow:
    """Return the window of "thu 18:00-20:30"; raises WrongUse for anything else."""
    start, dash, end = text.rpartition("-")
    if not dash:
        raise WrongUse("{text} is no window: write a day, a start and an end, such as \"thu 18:00-20:30\"", text=text)
    start_s = week_time_s(start)
    days = start_s // DAY_S
    end_s = week_time_s(end if _TIME.fullmatch(end.lower()) else f"{days % len(_DAYS) + 1} {end}")
    if end_s < start_s:
        raise WrongUse("the window {text} ends before it starts", text=text)
    return TimeWindow(start_s, end_s)


def change_budget(text: str) -> ChangeBudget:
    """Return the budget of "5%" or "12" (visits); raises WrongUse for anything else."""
    number = text.strip().removesuffix("%")
    try:
        if text.strip().endswith("%"):
            return ChangeBudget(share=float(number) / 100)
        return ChangeBudget(count=int(number))
    except (ValueError, InvalidProblem) as fault:
        raise WrongUse(
            "--max-changed {text} is neither a share such as 5% nor a number of visits", text=text) from fault


def _day(text: str) -> int | None:
    if text.isdigit():
        return int(text) - 1
    if text in _DAYS:
        return _DAYS.index(text)
    last = text[-1].replace("天", "日")
    return _CHINESE.index(last) if last in _CHINESE else None
