"""Whether a call is due at a door in a week: one call with all its reasons, or a rest with its reason and end."""

from __future__ import annotations

from functools import lru_cache

from planner.dues.answer import Due, Rest, RestWhy
from planner.dues.door import Door
from planner.dues.reasons import Reason, event_reason, promise_reason, routine_reason
from planner.dues.rules import DueRules
from planner.dues.slots import ALL_SLOTS, OFFICE_SLOTS, OTHER_SLOTS, CallSlot

LAST_DAY = 6
"""Sunday, as days since the week's Monday."""

BASE_PRIZE = 10
"""What any due visit is worth, so that a plan with more doors beats one with fewer."""

PRIZE_OF_A_FURTHER_REASON = 5
"""What each further reason adds: one call for two reasons beats one for one, and two doors beat it."""

_FOR_GOOD = Rest(why=RestWhy.ASKED_FOR_QUIET, until_day=None)


def what_is_due(door: Door, rules: DueRules, *, round_start_day: int) -> Due | Rest:
    """Return the one call that is due at a door from the week's Monday (day 0) to its Sunday (6), or why there is none.

    A wish for quiet, a rest after a refusal, the pause after an attempt and the cap on attempts outrank every reason
    to call, a promise too. `round_start_day`: see `round_start`. After a call that met nobody the next one is due in
    another slot only, unless it is promised for a later day than that call.

    >>> what_is_due(Door(kind="flat"), DueRules(), round_start_day=-56).prize
    50
    """
    if door.do_not_disturb:
        return _FOR_GOOD
    held = _held(door, rules)
    if isinstance(held, Rest):
        return held
    reasons = _reasons(door, rules, round_start_day)
    open_ones = [reason for reason in reasons if max(held, reason.first_day) <= min(reason.end_day, LAST_DAY)]
    if not open_ones:
        start_day = min((r.first_day for r in reasons if r.first_day > LAST_DAY), default=None)
        return Rest(why=RestWhy.NOT_YET, until_day=start_day)
    return _one_call(tuple(open_ones), held, _slots(door, rules))


def _held(door: Door, rules: DueRules) -> int | Rest:
    """Return the first day of the week on which the door may be called at at all, or the rest that holds it."""
    day, is_owed = 0, not _is_kept(door) and (door.promised_day or 0) <= LAST_DAY
    if door.rest_until_day is not None and door.rest_until_day > day:
        day = door.rest_until_day
        if day > LAST_DAY:
            return Rest(why=RestWhy.ASKED_FOR_REST, until_day=day, is_owed=is_owed)
    if door.attempts_this_round >= rules.most_attempts:
        return Rest(why=RestWhy.ENOUGH_ATTEMPTS, until_day=None, is_owed=is_owed)
    if door.last_attempt_day is not None and door.last_attempt_day + rules.pause_days > day:
        day = door.last_attempt_day + rules.pause_days
        if day > LAST_DAY:
            return Rest(why=RestWhy.PAUSE, until_day=day, is_owed=is_owed)
    return day


def _is_kept(door: Door) -> bool:
    return door.promised_day is None or (
        door.last_contact_day is not None and door.last_contact_day >= door.promised_day)


def _reasons(door: Door, rules: DueRules, round_start_day: int) -> list[Reason]:
    """Return all reasons to call, those whose day is still to come too."""
    reasons = [routine_reason(door, rules, round_start_day)] if door.is_routine else []
    if not _is_kept(door):
        reasons.append(promise_reason(door))
    for visit in door.event_visits:
        if door.last_contact_day is None or door.last_contact_day < visit.first_day:
            reasons.append(event_reason(visit, door, rules))
    return reasons


@lru_cache(maxsize=100_000)   # a simulation asks for the same few calls over and over
def _one_call(reasons: tuple[Reason, ...], held: int, slots: frozenset[CallSlot]) -> Due:
    """Return one call that serves all reasons that have a day in common, those that must be served first."""
    first_day, last_day = held, LAST_DAY
    served = []
    for reason in sorted(reasons, key=lambda r: (not r.is_mandatory(LAST_DAY), r.by_day(LAST_DAY))):
        first, last = max(first_day, reason.first_day), min(last_day, max(held, reason.by_day(LAST_DAY)))
        if first <= last:
            first_day, last_day = first, last
            served.append(reason)
    prize = BASE_PRIZE + max(r.extra for r in served) + PRIZE_OF_A_FURTHER_REASON * (len(served) - 1)
    return Due(prize=prize, mandatory=any(r.is_mandatory(LAST_DAY) for r in served), first_day=first_day,
               last_day=last_day, slots=slots, reasons=tuple(r.why for r in reasons if r in served))


def _slots(door: Door, rules: DueRules) -> frozenset[CallSlot]:
    if door.kind in rules.office_kinds:
        return OFFICE_SLOTS
    if door.last_attempt_slot is None or not door.is_retry:
        return ALL_SLOTS
    promised = door.promised_day
    if promised is not None and door.last_attempt_day is not None and promised > door.last_attempt_day:
        return ALL_SLOTS
    return OTHER_SLOTS[door.last_attempt_slot]

