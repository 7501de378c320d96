"""Shifts: one crew, one span of work, one route."""

from __future__ import annotations

from dataclasses import dataclass

from planner.errors import InvalidProblem
from planner.model.identity import CrewId, Mode, PlaceId, ShiftId


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A rest of `length_s` that starts in [earliest_s, latest_s], between two stops or along a leg."""

    earliest_s: int
    latest_s: int
    length_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One crew's span of work: leaves `start_place` at or after `start_s`, back at `end_place` by `end_s`."""

    shift_id: ShiftId
    crew: CrewId
    mode: Mode
    start_s: int
    end_s: int
    start_place: PlaceId
    end_place: PlaceId
    rest: Break | None = None

    def __post_init__(self) -> None:
        if self.start_s > self.end_s:
            raise InvalidProblem("shift {shift} ends before it starts", shift=self.shift_id)
        if self.rest is None:
            return
        if self.rest.length_s < 0:
            raise InvalidProblem(
                "shift {shift}: the length {value} s of its break is negative", shift=self.shift_id,
                value=self.rest.length_s,
            )
        if self.rest.earliest_s > self.rest.latest_s:
            raise InvalidProblem(
                "shift {shift}: its break may start from {earliest} to {latest}, which ends before it starts",
                shift=self.shift_id, earliest=self.rest.earliest_s, latest=self.rest.latest_s,
            )
