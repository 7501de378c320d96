"""Slots: the four parts of a week at which people are found at home or not."""

from __future__ import annotations

from enum import StrEnum

FIRST_WEEKEND_DAY = 5
"""Saturday, as days since Monday."""


class CallSlot(StrEnum):
    """A part of the week. Evenings begin at the hour the station sets."""

    WEEKDAY_DAY = "weekday_day"
    WEEKDAY_EVENING = "weekday_evening"
    WEEKEND_DAY = "weekend_day"
    WEEKEND_EVENING = "weekend_evening"


ALL_SLOTS = frozenset(CallSlot)

OFFICE_SLOTS = frozenset({CallSlot.WEEKDAY_DAY})

OTHER_SLOTS = {slot: ALL_SLOTS - {slot} for slot in CallSlot}
"""Where to try again after nobody was met in a slot."""


def slot_of(day: int, *, evening: bool) -> CallSlot:
    """Return the slot of a call on a day, counted from any Monday (0), in its evening or before it.

    >>> slot_of(-2, evening=True)
    <CallSlot.WEEKEND_EVENING: 'weekend_evening'>
    """
    if day % 7 >= FIRST_WEEKEND_DAY:
        return CallSlot.WEEKEND_EVENING if evening else CallSlot.WEEKEND_DAY
    return CallSlot.WEEKDAY_EVENING if evening else CallSlot.WEEKDAY_DAY
