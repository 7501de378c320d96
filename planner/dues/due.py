"""Which household is due in a week, how urgent it is, and by which day. Dates only: nothing about people."""

from __future__ import annotations

from dataclasses import dataclass

LAST_DAY = 6
"""Sunday, as days since the week's Monday."""

BASE_PRIZE = 10
"""What any due visit is worth, so that a plan with more doors beats one with fewer."""

MOST_EXTRA = 40
"""Cap of the extra for waiting: one visit that waited for years must not outweigh five doors."""

WEEKS_PER_POINT = 2
"""Weeks since the last contact that add one point; never contacted counts as the cap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRule:
    """When a visit is due. Days count from the week's Monday (0), so days before it are negative.

    A household not contacted since `campaign_start_day` is due; a contacted one is due again after `interval_days`.
    """

    campaign_start_day: int
    interval_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A visit that is due: its prize (integer points), and, if it must be made, by which day of the week (0..6)."""

    prize: int
    mandatory: bool
    last_day: int


def due_this_week(*, last_contact_day: int | None, must_by_day: int | None, rule: DueRule) -> Due | None:
    """Return what is due of one household by the week's Sunday, or None.

    A promised day (`must_by_day`) up to Sunday makes the visit mandatory by that day, or on any day of the week if
    it has passed; it counts as kept when the last contact is on or after it. A promise in a later week leaves the
    household an ordinary one.

    >>> due_this_week(last_contact_day=None, must_by_day=None, rule=DueRule(campaign_start_day=-56, interval_days=180))
    Due(prize=50, mandatory=False, last_day=6)
    """
    prize = BASE_PRIZE + _extra(last_contact_day)
    kept = must_by_day is None or (last_contact_day is not None and last_contact_day >= must_by_day)
    if must_by_day is not None and must_by_day <= LAST_DAY and not kept:
        return Due(prize=prize, mandatory=True, last_day=must_by_day if must_by_day >= 0 else LAST_DAY)
    if last_contact_day is None or last_contact_day < rule.campaign_start_day:
        waiting = rule.campaign_start_day <= LAST_DAY
    else:
        waiting = last_contact_day + rule.interval_days <= LAST_DAY
    return Due(prize=prize, mandatory=False, last_day=LAST_DAY) if waiting else None


def _extra(last_contact_day: int | None) -> int:
    if last_contact_day is None:
        return MOST_EXTRA
    weeks = max(0, -last_contact_day) // 7
    return min(MOST_EXTRA, weeks // WEEKS_PER_POINT)
