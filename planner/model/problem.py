"""The week problem: all inputs of one team's week, cross-checked once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from planner.errors import InvalidProblem
from planner.model.identity import BREAK, CellId, PlaceId, ShiftId, TaskId
from planner.model.places import Place
from planner.model.shifts import Shift
from planner.model.tasks import Patrol, Visit
from planner.model.travel import TravelTimes


@dataclass(frozen=True, kw_only=True, eq=False)
class WeekProblem:
    """One team's week: places, travel, shifts, visits, patrols; `enter_s` is added to every leg between places.

    Raises InvalidProblem when an id is used twice or a reference leads nowhere.
    """

    name: str
    places: tuple[Place, ...]
    travel: TravelTimes
    shifts: tuple[Shift, ...]
    visits: tuple[Visit, ...]
    patrols: tuple[Patrol, ...]
    enter_s: int = 0

    def __post_init__(self) -> None:
        _require_unique("place", (p.place_id for p in self.places))
        _require_unique("shift", (s.shift_id for s in self.shifts))
        _require_unique("task", (t.task_id for t in self.tasks))
        if BREAK in self.task:
            raise InvalidProblem("no task may be called 'break'")
        if self.enter_s < 0:
            raise InvalidProblem("enter_s {value} is negative", value=self.enter_s)
        for mode, matrix in self.travel.duration_s.items():
            if matrix.shape[0] != len(self.places):
                raise InvalidProblem(
                    "the travel matrix of mode {mode} has {rows} rows for {places} places",
                    mode=mode, rows=matrix.shape[0], places=len(self.places),
                )
        self._require_references()

    def _require_references(self) -> None:
        for shift in self.shifts:
            if shift.mode not in self.travel.duration_s:
                raise InvalidProblem("shift {shift}: there is no travel matrix of mode {mode}",
                                     shift=shift.shift_id, mode=shift.mode)
            for place in {shift.start_place, shift.end_place} - self.place_index.keys():
                raise InvalidProblem("shift {shift}: unknown place {place}", shift=shift.shift_id, place=place)
        for task in self.tasks:
            if task.place not in self.place_index:
                raise InvalidProblem("task {task}: unknown place {place}", task=task.task_id, place=task.place)
            for shift_id in set(task.shifts or ()) - self.shift.keys():
                raise InvalidProblem("task {task}: unknown shift {shift}", task=task.task_id, shift=shift_id)

    @property
    def tasks(self) -> tuple[Visit | Patrol, ...]:
        """Visits, then patrols, each in their own order."""
        return (*self.visits, *self.patrols)

    @cached_property
    def place_index(self) -> Mapping[PlaceId, int]:
        """Row of each place in the travel matrices."""
        return {p.place_id: i for i, p in enumerate(self.places)}

    @cached_property
    def cell(self) -> Mapping[PlaceId, CellId | None]:
        """The cell of each place."""
        return {p.place_id: p.cell for p in self.places}

    @cached_property
    def shift(self) -> Mapping[ShiftId, Shift]:
        """Shifts by id."""
        return {s.shift_id: s for s in self.shifts}

    @cached_property
    def task(self) -> Mapping[TaskId, Visit | Patrol]:
        """Visits and patrols by id."""
        return {t.task_id: t for t in self.tasks}

    def leg_s(self, shift: Shift, start: PlaceId, end: PlaceId) -> int | None:
        """Return the seconds from a place to the place of the next stop, `enter_s` included; None: no way.

        0 between tasks at the same place.
        """
        if start == end:
            return 0
        time_s = self.way_back_s(shift, start, end)
        return None if time_s is None else time_s + self.enter_s

    def way_back_s(self, shift: Shift, start: PlaceId, end: PlaceId) -> int | None:
        """Return the seconds of the leg to the end place, without `enter_s`; None: no way."""
        if start == end:
            return 0
        row, column = self.place_index[start], self.place_index[end]
        time_s = int(self.travel.duration_s[shift.mode][row, column])
        return None if time_s < 0 else time_s


def _require_unique(kind: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise InvalidProblem("{kind} id {id} is used twice", kind=kind, id=one)
        seen.add(one)
