"""What has happened in a simulated campaign so far; it can be written to a file and read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gisdata.records import DayPart, Reached, VisitAttempt


@dataclass(slots=True, kw_only=True)
class WeekRow:
    """One week as it came: doors met so far, calls made and lost, seconds of routes, and what was believed."""

    week: int
    n_met: int
    n_calls: int
    n_lost: int
    used_s: int
    n_mandatory_missed: int
    believed: tuple[float, float, float] | None = None


@dataclass(slots=True)
class State:
    """Calls by door in order, the days doors were met, dates of new duties, and the weeks so far."""

    attempts: list[VisitAttempt] = field(default_factory=list)
    met_on: dict[str, date] = field(default_factory=dict)
    must_by: dict[str, date] = field(default_factory=dict)
    dealt: dict[str, int] = field(default_factory=dict)
    weeks: list[WeekRow] = field(default_factory=list)

    def calls(self) -> Counter[str]:
        """Return calls made at each door, met or not."""
        return Counter(attempt.household_id for attempt in self.attempts)

    def record(self, attempt: VisitAttempt) -> None:
        """Note a call; a door once met stays met."""
        self.attempts.append(attempt)
        if attempt.reached is not Reached.ATTEMPTED:
            self.met_on.setdefault(attempt.household_id, attempt.visited_on)
            self.must_by.pop(attempt.household_id, None)

    def to_dict(self, doors: Sequence[str]) -> dict[str, Any]:
        """Return the state as data, with each door as its place in `doors`: what is invented bears no real number."""
        at = {door: i for i, door in enumerate(doors)}
        return {
            "attempts": [(at[a.household_id], a.visited_on.isoformat(), a.reached.value,
                          a.day_part.value if a.day_part else None) for a in self.attempts],
            "met_on": [(at[door], day.isoformat()) for door, day in self.met_on.items()],
            "must_by": [(at[door], day.isoformat()) for door, day in self.must_by.items()],
            "dealt": [(at[door], week) for door, week in self.dealt.items()],
            "weeks": [[row.week, row.n_met, row.n_calls, row.n_lost, row.used_s, row.n_mandatory_missed,
                       row.believed] for row in self.weeks],
        }


def state_of(raw: dict[str, Any], doors: Sequence[str]) -> State:
    """Return the state that `to_dict` wrote of the same doors."""
    state = State()
    for door, day, reached, part in raw["attempts"]:
        state.attempts.append(VisitAttempt(household_id=doors[door], visited_on=date.fromisoformat(day),
                                           reached=Reached(reached), day_part=DayPart(part) if part else None))
    state.met_on = {doors[door]: date.fromisoformat(day) for door, day in raw["met_on"]}
    state.must_by = {doors[door]: date.fromisoformat(day) for door, day in raw["must_by"]}
    state.dealt = {doors[door]: int(week) for door, week in raw["dealt"]}
    for week, n_met, n_calls, n_lost, used_s, n_missed, believed in raw["weeks"]:
        state.weeks.append(WeekRow(week=week, n_met=n_met, n_calls=n_calls, n_lost=n_lost, used_s=used_s,
                                   n_mandatory_missed=n_missed, believed=tuple(believed) if believed else None))
    return state
