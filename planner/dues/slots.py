"""Slots: the six parts of a week at which people are found at home or not."""

from __future__ import annotations

from enum import StrEnum

FIRST_WEEKEND_DAY = 5
"""Saturday, as days since Monday."""


class DayPart(StrEnum):
    """When on its day a call is made. Afternoons begin at 13:00, evenings at the hour the station sets."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class CallSlot(StrEnum):
    """A part of the week.

    Morning and afternoon are two slots, so that a door where nobody was met on a weekday morning can be tried again
    in an afternoon: with one slot for all of the day, the retries of a station that works by day had only its few
    evenings, and most of its hours stood idle (a simulated week made 450 calls of 1,100).
    """

    WEEKDAY_MORNING = "weekday_morning"
    WEEKDAY_AFTERNOON = "weekday_afternoon"
    WEEKDAY_EVENING = "weekday_evening"
    WEEKEND_MORNING = "weekend_morning"
    WEEKEND_AFTERNOON = "weekend_afternoon"
    WEEKEND_EVENING = "weekend_evening"


ALL_SLOTS = frozenset(CallSlot)

OFFICE_SLOTS = frozenset({CallSlot.WEEKDAY_MORNING, CallSlot.WEEKDAY_AFTERNOON})

OTHER_SLOTS = {slot: ALL_SLOTS - {slot} for slot in CallSlot}
"""Where to try again after nobody was met in a slot."""

_SLOT = {(slot.value.startswith("weekend"), part): slot
         for slot in CallSlot for part in DayPart if slot.value.endswith(part.value)}


def slot_of(day: int, part: DayPart) -> CallSlot:
    """Return the slot of a call on a day, counted from any Monday (0), in a part of it.

    >>> slot_of(-2, DayPart.EVENING)
    <CallSlot.WEEKEND_EVENING: 'weekend_evening'>
    """
    return _SLOT[day % 7 >= FIRST_WEEKEND_DAY, part]
