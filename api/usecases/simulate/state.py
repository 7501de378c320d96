"""What has happened in a simulated campaign so far; it can be written to a file and read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from gisdata.records import DayPart, Reached, VisitAttempt
from planner.campaign.doubt import START_KEPT


@dataclass(slots=True, kw_only=True)
class WeekRow:
    """One week as it came: doors met so far, calls made and lost, seconds of routes, and what was believed.

    `n_walked`, `n_fell_out`: shifts with visits. `feasible`: whether the plan of that Monday said that hours suffice.
    """

    week: int
    n_met: int
    n_calls: int
    n_lost: int
    used_s: int
    n_mandatory_missed: int
    n_walked: int = 0
    n_fell_out: int = 0
    believed: tuple[float, float, float] | None = None
    feasible: bool | None = None


@dataclass(slots=True)
class State:
    """Calls by door in order, the days doors were met, dates of new duties, and the weeks so far."""

    attempts: list[VisitAttempt] = field(default_factory=list)
    met_on: dict[str, date] = field(default_factory=dict)
    must_by: dict[str, date] = field(default_factory=dict)
    dealt: dict[str, int] = field(default_factory=dict)
    weeks: list[WeekRow] = field(default_factory=list)

    def kept(self) -> tuple[float, float]:
        """Return shifts walked and fallen out so far, the start value among them."""
        return (START_KEPT[0] + sum(row.n_walked for row in self.weeks),
                START_KEPT[1] + sum(row.n_fell_out for row in self.weeks))

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
            "weeks": [asdict(row) for row in self.weeks],
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
    for row in raw["weeks"]:
        believed = row.pop("believed")
        state.weeks.append(WeekRow(**row, believed=tuple(believed) if believed else None))
    return state
