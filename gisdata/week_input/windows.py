"""Time windows of a visit in a week: the hours to call, the slots it may be made in, the wanted slot, its days."""

from __future__ import annotations

from gisdata.records import Slot
from gisdata.week_input.rules import VisitRules
from planner.dues import DayPart, Due, slot_of
from planner.model import DAY_S, TimeWindow

WEEKEND = (5, 6)


def call_windows(slot: Slot, *, service_s: int, due: Due, rules: VisitRules) -> tuple[TimeWindow, ...]:
    """Return the windows in which a visit may start, in seconds since Monday 00:00, in order.

    Service ends within the hours to call, and within the parts of the week that `due.slots` allows. When the wanted
    slot leaves no window from `due.first_day` to `due.last_day`, any allowed hour is taken: what is due outranks the
    wish, never the hours at which nobody is disturbed.
    """
    for wanted in (slot, Slot.ANY):
        windows = tuple(
            TimeWindow(day * DAY_S + start_s, day * DAY_S + end_s - service_s)
            for day in range(due.first_day, due.last_day + 1)
            for start_s, end_s in _spans(day, wanted, due, rules)
            if end_s - service_s >= start_s
        )
        if windows:
            return windows
    return ()


def _spans(day: int, wanted: Slot, due: Due, rules: VisitRules) -> list[tuple[int, int]]:
    """Return the spans of the hours to call that are left of a day."""
    if wanted is Slot.WEEKEND and day not in WEEKEND:
        return []
    parts = [(from_s, until_s) for part, from_s, until_s in rules.day_parts()
             if slot_of(day, part) in due.slots and _is_wanted(part, wanted)]
    joined: list[tuple[int, int]] = []
    for from_s, until_s in parts:
        follows = bool(joined) and joined[-1][1] == from_s   # one window across parts that follow each other
        joined.append((joined.pop()[0] if follows else from_s, until_s))
    cut = [(max(a, from_s), min(b, until_s)) for a, b in rules.hours_s for from_s, until_s in joined]
    return [(a, b) for a, b in cut if a < b]


def _is_wanted(part: DayPart, wanted: Slot) -> bool:
    if wanted is Slot.EVENING:
        return part is DayPart.EVENING
    return wanted is not Slot.DAYTIME or part is not DayPart.EVENING
