"""A week laid out for quick questions about single routes: legs, windows, who may serve what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from planner.model import Mode, Patrol, PlaceId, Shift, ShiftId, TaskId, Visit, WeekProblem

FAR_S = 2**40
"""Seconds that stand for 'no way': far beyond any shift, and sums of them stay whole numbers."""

Spans = tuple[tuple[int, int], ...]
"""Closed intervals of seconds, sorted, none overlapping another."""


@dataclass(frozen=True, eq=False)
class Ground:
    """A week problem with its legs as plain lists and its start intervals remembered."""

    problem: WeekProblem
    _spans: dict[tuple[TaskId, ShiftId, int], Spans] = field(default_factory=dict, repr=False)

    @cached_property
    def _legs(self) -> Mapping[Mode, list[list[int]]]:
        return {mode: matrix.tolist() for mode, matrix in self.problem.travel.duration_s.items()}

    def of_same_routes(self, problem: WeekProblem) -> Ground:
        """Return the ground of a problem with the same places and travel, without reading the matrices again."""
        other = Ground(problem)
        if "_legs" in self.__dict__:
            other.__dict__["_legs"] = self._legs
        return other

    def leg_s(self, shift: Shift, start: PlaceId, end: PlaceId) -> int:
        """Return the seconds between two stops, `enter_s` included; 0 within a place, FAR_S for no way."""
        return 0 if start == end else self.way_back_s(shift, start, end) + self.problem.enter_s

    def way_back_s(self, shift: Shift, start: PlaceId, end: PlaceId) -> int:
        """Return the seconds to the end place, without `enter_s`; FAR_S for no way."""
        if start == end:
            return 0
        index = self.problem.place_index
        time_s = self._legs[shift.mode][index[start]][index[end]]
        return FAR_S if time_s < 0 else time_s

    def may_serve(self, shift_id: ShiftId, task_id: TaskId) -> bool:
        """Tell whether a task names the shift, or names none."""
        shifts = self.problem.task[task_id].shifts
        return shifts is None or shift_id in shifts

    def starts(self, task_id: TaskId, shift_id: ShiftId, stay_s: int) -> Spans:
        """Return when a task may start so that its stay lies within the shift; sorted, empty for never.

        A patrol that stays as long as its presence is held to its window; a shorter one is not, since the stops
        around it must then give the rest, which only the whole route can tell.
        """
        key = (task_id, shift_id, stay_s)
        found = self._spans.get(key)
        if found is None:
            shift, task = self.problem.shift[shift_id], self.problem.task[task_id]
            low, high = shift.start_s, shift.end_s - stay_s
            rows = [(max(a, low), min(b, high)) for a, b in _own_starts(task, stay_s)]
            found = self._spans[key] = merged(rows)
        return found

    def is_must(self, task_id: TaskId) -> bool:
        """Tell whether a task is a patrol or a mandatory visit."""
        task = self.problem.task[task_id]
        return isinstance(task, Patrol) or task.mandatory

    def prize(self, task_id: TaskId) -> int:
        """Return the prize of a visit; 0 for a patrol."""
        task = self.problem.task[task_id]
        return task.prize if isinstance(task, Visit) else 0


def merged(rows: Iterable[tuple[int, int]]) -> Spans:
    """Return the same seconds as sorted intervals that do not overlap; those that end before they start are none."""
    found: list[tuple[int, int]] = []
    for a, b in sorted((a, b) for a, b in rows if a <= b):
        if found and a <= found[-1][1]:
            found[-1] = (found[-1][0], max(b, found[-1][1]))
        else:
            found.append((a, b))
    return tuple(found)


def both(own: Spans, asked: Spans | None) -> Spans:
    """Return the intervals that lie in both lists; None asks for nothing."""
    if asked is None:
        return own
    if len(own) == len(asked) == 1:   # nearly always, and asked for millions of times
        low, high = max(own[0][0], asked[0][0]), min(own[0][1], asked[0][1])
        return ((low, high),) if low <= high else ()
    return merged((max(a, c), min(b, d)) for a, b in own for c, d in asked)


def full_stay_of_s(task: Visit | Patrol) -> int:
    """Return the seconds of a stop that is enough by itself: the service, or the full stay of a patrol."""
    return task.full_stay_s if isinstance(task, Patrol) else task.service_s


def least_stay_of_s(task: Visit | Patrol) -> int:
    """Return the seconds a stop lasts at the least, when what stands beside a patrol gives the rest."""
    return task.min_dwell_s if isinstance(task, Patrol) else task.service_s


def _own_starts(task: Visit | Patrol, stay_s: int) -> list[tuple[int, int]]:
    if isinstance(task, Visit):
        return [(w.start_s, w.end_s) for w in task.windows] or [(-FAR_S, FAR_S)]
    if task.presence_s == 0:
        return [(-FAR_S, FAR_S)]   # nothing need lie in its window
    if task.window.end_s - task.window.start_s < task.presence_s:
        return []
    if stay_s < task.presence_s:
        return [(-FAR_S, FAR_S)]
    return [(task.window.start_s - (stay_s - task.presence_s), task.window.end_s - task.presence_s)]
