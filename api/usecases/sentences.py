"""Sentences of what was stored, ready to be said in any language."""

from __future__ import annotations

import json

from gisdata.hotspots import Trend
from gisdata.records import DueRow, PatrolOrder
from planner.sentence import Sentence, say

REASON_TITLES: dict[str, Sentence] = {
    "later": say("Turn comes in a later week"),
    "no_time": say("Does not fit into this week's hours"),
    "clash": say("Times contradict each other"),
    "no_window": say("No shift at the hours wanted"),
    "no_shift": say("No shift may serve it"),
    "no_way": say("Out of reach of the streets"),
    "no_gain": say("Nothing gained this week"),
    "no_point": say("Address not on the map yet"),
    "demolished": say("Reported demolished"),
    "duplicate": say("Reported to be another row"),
    "no_owner": say("No officer owns the community"),
}
"""What a group of left-out households is called, by reason code; the sentence of each household says more."""


def reason_title(reason: str) -> Sentence:
    """Return what a reason is called; a code without a title is shown as it is."""
    return REASON_TITLES.get(reason) or say("{reason}", reason=reason.replace("_", " "))


def stored_sentence(row: DueRow) -> Sentence:
    """Return why a due household was left out; a row without a template says its stored English text."""
    if not row.template:
        return say("{text}", text=row.sentence or row.reason)
    return Sentence(row.template, json.loads(row.values_json or "{}"))


TREND_TITLES: dict[Trend, Sentence] = {
    Trend.NEW: say("new"),
    Trend.RISING: say("rising"),
    Trend.STEADY: say("no clear change"),
    Trend.FALLING: say("falling"),
    Trend.GONE: say("gone"),
    Trend.TOO_FEW: say("too few to tell"),
}
"""What a cell's trend is called. "Steady" would promise what the test cannot show."""

DAY_TITLES = (
    say("Monday"), say("Tuesday"), say("Wednesday"), say("Thursday"), say("Friday"), say("Saturday"), say("Sunday"),
)
"""Monday is 0."""


def when_said(order: PatrolOrder) -> Sentence:
    """Return weekdays and window of a weekly patrol, "Friday, Saturday 21:00-23:00" or "every day 11:00-13:00"."""
    days = {f"day{n}": DAY_TITLES[day - 1] for n, day in enumerate(order.weekdays)}
    hours = {"start": _clock(order.window_start_s), "end": _clock(order.window_end_s)}
    if len(days) == len(DAY_TITLES):
        return say("every day {start}-{end}", **hours)
    return Sentence(", ".join(f"{{{name}}}" for name in days) + " {start}-{end}", {**days, **hours})


def _clock(second: int) -> str:
    return f"{second // 3600 % 24:02d}:{second % 3600 // 60:02d}"
