"""What can happen to a week that is planned already: one frozen type for each kind of change."""

from __future__ import annotations

from dataclasses import dataclass

from planner.errors import InvalidProblem
from planner.model import CrewId, ShiftId, TaskId, TimeWindow, Visit


@dataclass(frozen=True, slots=True)
class ShiftLost:
    """A shift falls away whole."""

    shift: ShiftId


@dataclass(frozen=True, slots=True)
class CrewLost:
    """A crew is sick from `from_s` on: its later shifts fall away, and of a running one what has not started."""

    crew: CrewId
    from_s: int = 0


@dataclass(frozen=True, slots=True)
class VisitAdded:
    """An urgent visit, new to the week; it goes before optional visits, mandatory or not."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class VisitDropped:
    """A visit or patrol is no longer wanted; it leaves the week."""

    task: TaskId


@dataclass(frozen=True, slots=True)
class Appointment:
    """A resident is promised that a visit starts within `window`, which becomes its only one; it is mandatory.

    A visit that starts there already stays to the second, in its shift.
    """

    task: TaskId
    window: TimeWindow


@dataclass(frozen=True, slots=True)
class Pin:
    """A hand edit: the task is served in this shift and, with `start_s`, starts at that second."""

    task: TaskId
    shift: ShiftId
    start_s: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """All that has started before `now_s` stays as it was planned; nothing else can start before it.

    `shifts`: only in these, None for all.
    """

    now_s: int
    shifts: tuple[ShiftId, ...] | None = None


Change = ShiftLost | CrewLost | VisitAdded | VisitDropped | Appointment | Pin | Done
"""One thing that happened to a planned week."""

USUAL_SHARE = 0.05
"""Share of the visits that a re-plan may change when nothing else is asked for: one urgent visit in twenty stops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeBudget:
    """How many visits may change: a share of the visits of the old plan, or a number.

    Raises InvalidProblem when both or neither are given, or one is negative.
    """

    share: float | None = None
    count: int | None = None

    def __post_init__(self) -> None:
        if (self.share is None) == (self.count is None):
            raise InvalidProblem("give the budget of changes as a share or as a number of visits")
        if (self.share is not None and not 0 <= self.share <= 1) or (self.count is not None and self.count < 0):
            raise InvalidProblem("the budget of changes must lie between 0 and all visits")

    def visits_of(self, n_planned: int) -> int:
        """Return the number of visits that may change in a plan of `n_planned` visits, rounded down."""
        return self.count if self.count is not None else int((self.share or 0.0) * n_planned + 1e-9)
