"""Time inside planner: integer seconds since the horizon's start."""

from __future__ import annotations

from dataclasses import dataclass

from planner.errors import InvalidProblem

DAY_S = 86_400
HOUR_S = 3_600
MINUTE_S = 60
WEEK_S = 7 * DAY_S


@dataclass(frozen=True, slots=True, order=True)
class TimeWindow:
    """A closed interval [start_s, end_s] in which service must *start*; a single second is a window too."""

    start_s: int
    end_s: int

    def __post_init__(self) -> None:
        if self.start_s > self.end_s:
            raise InvalidProblem("window {start}..{end} ends before it starts", start=self.start_s, end=self.end_s)

    def holds(self, time_s: int) -> bool:
        """Tell whether `time_s` lies inside, both ends included."""
        return self.start_s <= time_s <= self.end_s


def overlap_s(start_s: int, end_s: int, window: TimeWindow) -> int:
    """Return the seconds of [start_s, end_s] that lie inside `window`; 0 when they do not meet."""
    return max(0, min(end_s, window.end_s) - max(start_s, window.start_s))


def clock(time_s: int) -> str:
    """Return weekday number and time of day of seconds since Monday 00:00, for sentences.

    >>> clock(DAY_S + 8 * HOUR_S + 90)
    'day 2 08:01'
    """
    day, rest = divmod(time_s, DAY_S)
    return f"day {day + 1} {rest // HOUR_S:02d}:{rest % HOUR_S // MINUTE_S:02d}"
