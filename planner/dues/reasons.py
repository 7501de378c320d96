"""Reasons to call at a door: the campaign, the interval, a promise, an event; each with its days and its extra."""

from __future__ import annotations

from typing import NamedTuple

from planner.dues.answer import Why
from planner.dues.door import Door, EventVisit
from planner.dues.rules import DueRules

MOST_EXTRA = 40
"""Cap of the extra for waiting: one visit that waited for years must not outweigh five doors."""

WEEKS_PER_POINT = 2
"""Weeks since the last contact that add one point; never contacted counts as the cap."""

EVENT_EXTRA = 45
"""More than any waiting adds: a visit of an event has a day after which it is of no use."""

NEVER_ENDS = 1 << 40
"""The end of a reason that stays until somebody was met; beyond every day of a calendar."""


class Reason(NamedTuple):
    """One reason to call: from `first_day` to `end_day`; one with a `due_day` must be served by then.

    `extra`: points beside the base prize.
    """

    why: str
    first_day: int
    extra: int
    due_day: int | None = None
    end_day: int = NEVER_ENDS

    def is_mandatory(self, last_day: int) -> bool:
        """Tell whether the call must be made by the week's last day."""
        return self.due_day is not None and self.due_day <= last_day

    def by_day(self, last_day: int) -> int:
        """Return the last day of the week that serves the reason: its due day if it must be served and is not late."""
        is_in_time = self.due_day is not None and 0 <= self.due_day <= last_day
        return min(self.due_day if is_in_time and self.due_day is not None else last_day, self.end_day, last_day)


def routine_reason(door: Door, rules: DueRules, round_start_day: int) -> Reason:
    """Return the campaign's reason while nobody was met in the round, else that of the interval."""
    contact, extra = door.last_contact_day, waiting_extra(door.last_contact_day)
    if contact is None:
        return Reason(why=Why.CAMPAIGN, first_day=round_start_day, extra=extra)
    if contact < round_start_day:
        return Reason(why=Why.CAMPAIGN, first_day=max(round_start_day, contact + rules.floor_days), extra=extra)
    return Reason(why=Why.INTERVAL, first_day=contact + rules.interval_of(door.kind), extra=extra)


def promise_reason(door: Door) -> Reason:
    """Return the reason of a promised visit; one for a later week does not count yet."""
    day = 0 if door.promised_day is None else door.promised_day
    return Reason(why=Why.PROMISE, first_day=day // 7 * 7, due_day=day, extra=waiting_extra(door.last_contact_day))


def event_reason(visit: EventVisit, door: Door, rules: DueRules) -> Reason:
    """Return the reason of an event's visit; one that is not mandatory keeps the shortest interval of the station."""
    if visit.mandatory:
        return Reason(why=visit.purpose, first_day=visit.first_day, extra=EVENT_EXTRA, due_day=visit.due_day,
                      end_day=visit.last_day)
    first = visit.first_day
    if door.last_contact_day is not None:
        first = max(first, door.last_contact_day + rules.floor_days)
    return Reason(why=visit.purpose, first_day=first, extra=EVENT_EXTRA, end_day=visit.last_day)


def waiting_extra(last_contact_day: int | None) -> int:
    """Return the points that waiting since the last contact adds, 0 to 40.

    >>> waiting_extra(None), waiting_extra(-57), waiting_extra(2)
    (40, 4, 0)
    """
    if last_contact_day is None:
        return MOST_EXTRA
    weeks = max(0, -last_contact_day) // 7
    return min(MOST_EXTRA, weeks // WEEKS_PER_POINT)
