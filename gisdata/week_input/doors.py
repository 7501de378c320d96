"""Doors as the rules of being due see them: days out of the register, its visits, rests and events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gisdata.records import DoorRest, Household, Reached, ReportKind, VisitAttempt
from planner.dues import ATTEMPTS_KEPT_DAYS, Door, EventVisit, slot_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOfDoors:
    """What is known of doors beside the register: visits, rests, and by door what events ask for and reports say."""

    visits: Sequence[VisitAttempt] = ()
    rests: Sequence[DoorRest] = ()
    event_visits: Mapping[str, tuple[EventVisit, ...]] = field(default_factory=dict)
    reported: Mapping[str, ReportKind] = field(default_factory=dict)


class DoorFacts:
    """What visits and rests say of each door, ready to be asked door by door; days count from `monday`."""

    def __init__(self, told: ToldOfDoors, *, monday: date, round_start_day: int) -> None:
        self._monday = monday
        self._round_start_day = round_start_day
        self._visits: dict[str, list[VisitAttempt]] = {}
        for visit in sorted(told.visits, key=lambda visit: visit.visited_on):
            self._visits.setdefault(visit.household_id, []).append(visit)
        self._rests = {rest.household_id: self._day(rest.until) for rest in told.rests}
        self._events = told.event_visits

    def door(self, household: Household, kind: str, *, is_routine: bool = True) -> Door:
        """Return the door of a household; attempts of more than 90 days ago are not looked at, deleted or not yet."""
        id_, contact = household.household_id, self._last_contact(household)
        missed = self._missed(household, contact)
        last = missed[-1] if missed else None
        return Door(
            kind=kind, last_contact_day=contact, do_not_disturb=household.do_not_disturb,
            last_attempt_day=None if last is None else self._day(last.visited_on),
            last_attempt_slot=None if last is None or last.day_part is None else slot_of(
                last.visited_on.weekday(), last.day_part),
            attempts_this_round=len(self._days_of_round(missed)),
            rest_until_day=self._rests.get(id_),
            promised_day=None if household.must_visit_by is None else self._day(household.must_visit_by),
            event_visits=self._events.get(id_, ()), is_routine=is_routine,
        )

    def missed_days(self, household: Household) -> tuple[int, ...]:
        """Return the days of the attempts of this round since somebody was met, as far as they are kept."""
        return self._days_of_round(self._missed(household, self._last_contact(household)))

    def _days_of_round(self, missed: Sequence[VisitAttempt]) -> tuple[int, ...]:
        return tuple(day for visit in missed if (day := self._day(visit.visited_on)) >= self._round_start_day)

    def _missed(self, household: Household, contact: int | None) -> list[VisitAttempt]:
        return [v for v in self._visits.get(household.household_id, ()) if v.reached is Reached.ATTEMPTED
                and self._day(v.visited_on) >= -ATTEMPTS_KEPT_DAYS
                and (contact is None or self._day(v.visited_on) > contact)]

    def _last_contact(self, household: Household) -> int | None:
        """Return the day on which somebody was last met, by the register or a visit."""
        visits = self._visits.get(household.household_id, ())
        days = [self._day(v.visited_on) for v in visits if v.reached is not Reached.ATTEMPTED]
        if household.last_contact_on is not None:
            days.append(self._day(household.last_contact_on))
        return max(days, default=None)

    def _day(self, when: date) -> int:
        return (when - self._monday).days
