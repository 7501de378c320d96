"""Visits and patrols: the two kinds of task of a week."""

from __future__ import annotations

from dataclasses import dataclass

from planner.errors import InvalidProblem
from planner.model.identity import CellId, PlaceId, ShiftId, TaskId
from planner.model.times import TimeWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One call at one door, served at most once in the week.

    Service starts inside one of `windows` (empty: any time) and lasts `service_s`. `prize` >= 0 is what the
    week gains by it; `mandatory` visits come before any prize. `shifts` are the shifts that may serve it,
    None for any.
    """

    task_id: TaskId
    place: PlaceId
    service_s: int
    windows: tuple[TimeWindow, ...] = ()
    prize: int = 0
    mandatory: bool = False
    shifts: tuple[ShiftId, ...] | None = None

    def __post_init__(self) -> None:
        if self.service_s < 0:
            raise InvalidProblem("visit {task}: service_s {value} is negative", task=self.task_id, value=self.service_s)
        if self.prize < 0:
            raise InvalidProblem("visit {task}: prize {value} is negative", task=self.task_id, value=self.prize)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patrol:
    """Presence at a place and in its cell; every patrol is mandatory.

    The stop lasts at least `min_dwell_s`. Over the run of stops around it (visits in `cell`) the time inside
    `window` must reach `presence_s`; seconds of a visit's service count `visit_credit` of themselves.
    """

    task_id: TaskId
    place: PlaceId
    window: TimeWindow
    presence_s: int
    min_dwell_s: int
    visit_credit: float = 0.0
    cell: CellId | None = None
    shifts: tuple[ShiftId, ...] | None = None

    def __post_init__(self) -> None:
        if self.presence_s < 0 or self.min_dwell_s < 0:
            raise InvalidProblem("patrol {task}: presence_s and min_dwell_s must not be negative", task=self.task_id)
        if not 0 <= self.visit_credit <= 1:
            raise InvalidProblem(
                "patrol {task}: visit_credit {value} is not between 0 and 1", task=self.task_id, value=self.visit_credit
            )

    @property
    def full_stay_s(self) -> int:
        """Seconds of a stop that is enough by itself, whatever stands beside it, when inside the window."""
        return max(self.presence_s, self.min_dwell_s)
