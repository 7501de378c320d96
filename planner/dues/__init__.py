"""What is due: from days and slots of the register to this week's calls, and the rests that forbid them."""

from planner.dues.answer import Due, Rest, RestWhy, Why
from planner.dues.door import Door, EventVisit
from planner.dues.due import what_is_due
from planner.dues.minimum import OfficerWeek, Shortfall, WeeklyMinimum, shortfalls
from planner.dues.rules import (
    ATTEMPTS_KEPT_DAYS,
    MOST_ATTEMPTS,
    REFUSAL_REST_DAYS,
    DueRules,
    Goal,
    rest_after_refusal,
    round_start,
)
from planner.dues.slots import ALL_SLOTS, OFFICE_SLOTS, CallSlot, DayPart, slot_of

__all__ = [
    "ALL_SLOTS",
    "ATTEMPTS_KEPT_DAYS",
    "MOST_ATTEMPTS",
    "OFFICE_SLOTS",
    "REFUSAL_REST_DAYS",
    "CallSlot",
    "DayPart",
    "Door",
    "Due",
    "DueRules",
    "EventVisit",
    "Goal",
    "OfficerWeek",
    "Rest",
    "RestWhy",
    "Shortfall",
    "WeeklyMinimum",
    "Why",
    "rest_after_refusal",
    "round_start",
    "shortfalls",
    "slot_of",
    "what_is_due",
]
