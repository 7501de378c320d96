"""Days and parts of the day in words, for sentences that any language can say."""

from __future__ import annotations

from planner.model import DAY_S, HOUR_S, MINUTE_S
from planner.sentence import Sentence, say

_DAYS = (
    say("Monday"), say("Tuesday"), say("Wednesday"), say("Thursday"), say("Friday"), say("Saturday"), say("Sunday"),
)
_NOON_S, _EVENING_S = 12 * HOUR_S, 18 * HOUR_S


def day_of(time_s: int) -> Sentence:
    """Return the weekday of seconds since Monday 00:00."""
    return _DAYS[time_s // DAY_S % len(_DAYS)]


def part_of_day(time_s: int) -> Sentence:
    """Return morning (until noon), afternoon (until 18:00) or evening."""
    of_day_s = time_s % DAY_S
    if of_day_s < _NOON_S:
        return say("morning")
    return say("afternoon") if of_day_s < _EVENING_S else say("evening")


def time_of_day(time_s: int) -> str:
    """Return the time of day as HH:MM.

    >>> time_of_day(20 * HOUR_S + 30 * MINUTE_S)
    '20:30'
    """
    return f"{time_s % DAY_S // HOUR_S:02d}:{time_s % HOUR_S // MINUTE_S:02d}"
