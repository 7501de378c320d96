"""Time windows of a visit in a week: the hours to call, the wanted slot, the day it is promised for."""

from __future__ import annotations

from gisdata.records import Slot
from gisdata.week_input.rules import VisitRules
from planner.model import DAY_S, TimeWindow

WEEKEND = (5, 6)


def call_windows(slot: Slot, *, service_s: int, last_day: int, rules: VisitRules) -> tuple[TimeWindow, ...]:
    """Return the windows in which a visit may start, in seconds since Monday 00:00, in order.

    Service ends within the hours to call. When the wanted slot leaves no window up to `last_day` (a promised visit),
    any hour to call is taken: the promise outranks the wish.
    """
    for wanted in (slot, Slot.ANY):
        windows = tuple(
            TimeWindow(day * DAY_S + start_s, day * DAY_S + end_s - service_s)
            for day in range(last_day + 1)
            if wanted is not Slot.WEEKEND or day in WEEKEND
            for start_s, end_s in _spans(wanted, rules)
            if end_s - service_s >= start_s
        )
        if windows:
            return windows
    return ()


def _spans(slot: Slot, rules: VisitRules) -> list[tuple[int, int]]:
    if slot is Slot.EVENING:
        spans = [(max(a, rules.evening_from_s), b) for a, b in rules.hours_s]
    elif slot is Slot.DAYTIME:
        spans = [(a, min(b, rules.evening_from_s)) for a, b in rules.hours_s]
    else:
        spans = list(rules.hours_s)
    return [(a, b) for a, b in spans if a < b]
