"""Time windows of a visit in a week: the hours to call, the slots it may be made in, the wanted slot, its days."""

from __future__ import annotations

from gisdata.records import Slot
from gisdata.week_input.rules import VisitRules
from planner.dues import Due, slot_of
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
    by_day = wanted is not Slot.EVENING and slot_of(day, evening=False) in due.slots
    in_evening = wanted is not Slot.DAYTIME and slot_of(day, evening=True) in due.slots
    evening_s = rules.evening_from_s
    spans = [(a if by_day else max(a, evening_s), b if in_evening else min(b, evening_s)) for a, b in rules.hours_s]
    return [(a, b) for a, b in spans if a < b]
