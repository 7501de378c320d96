"""The rules of being due: intervals, rounds of a campaign, pauses and caps. A station may be gentler, never harsher."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MOST_ATTEMPTS = 6
"""Calls that met nobody before a door is left in peace for the rest of the round (red line; UKHLS and the US census
of 2010 stop there too)."""

REFUSAL_REST_DAYS = 182
"""Half a year: visits are voluntary, and a household that wants none is not asked again sooner, nor asked why."""

HALF_YEAR_DAYS = 182
"""26 weeks, so that every round begins on the same day of the week."""

SHORTEST_PAUSE_DAYS = 1
"""Two calls that meet nobody on one day are one too many."""

ATTEMPTS_KEPT_DAYS = 90
"""So long a call that met nobody may choose the next hour to call at; then only counts are left (red line 2)."""


class Goal(StrEnum):
    """How often each household is to be contacted: once in the campaign, or twice in each half-year of it."""

    ONCE = "once"
    TWICE_A_HALF_YEAR = "twice_a_half_year"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRules:
    """When a call is due and when it is not allowed, in days.

    `interval_days`: from a contact to the next visit, by kind of door; `usual_interval_days` for the other kinds. No
    interval is shorter than `floor_days` or longer than `ceiling_days`, whatever its kind: no quarter is called at
    again and again, none forgotten. `pause_days`: from an attempt that met nobody to the next one. `office_kinds`:
    kinds of door that are open on weekdays by day only, such as firms; they are called at then, a second time too.
    """

    goal: Goal = Goal.ONCE
    interval_days: Mapping[str, int] = field(default_factory=dict)
    usual_interval_days: int = 180
    floor_days: int = 28
    ceiling_days: int = 365
    pause_days: int = 3
    most_attempts: int = MOST_ATTEMPTS
    office_kinds: frozenset[str] = frozenset()

    @property
    def round_days(self) -> int | None:
        """Days of a round, in which one contact reaches the goal; None: the whole campaign is one round."""
        return HALF_YEAR_DAYS // 2 if self.goal is Goal.TWICE_A_HALF_YEAR else None

    def interval_of(self, kind: str) -> int:
        """Return the days from a contact to the next visit at a door of a kind."""
        wanted = self.interval_days.get(kind, self.usual_interval_days)
        return min(max(wanted, self.floor_days), self.ceiling_days)


def round_start(campaign_start_day: int, rules: DueRules) -> int:
    """Return the first day of the round that Monday (0) lies in, or of the first one when it is still to come.

    Rounds after the first begin on the Monday of the week that 91, 182, ... days after the campaign's start lie in,
    so that no week has two rounds.

    >>> twice = DueRules(goal=Goal.TWICE_A_HALF_YEAR)
    >>> round_start(-2, twice), round_start(-93, twice), round_start(-93, DueRules())
    (-2, -7, -93)
    """
    if rules.round_days is None or campaign_start_day > 0:
        return campaign_start_day
    first_monday = campaign_start_day // 7 * 7
    number = -first_monday // rules.round_days
    return first_monday + number * rules.round_days if number else campaign_start_day


def rest_after_refusal(refusal_day: int, rest_days: int = REFUSAL_REST_DAYS) -> int:
    """Return the first day on which a door may be called at again after a refusal.

    >>> rest_after_refusal(3)
    185
    """
    return refusal_day + rest_days
