"""A course: what of a shift's route is done for good, and the order of the tasks still ahead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from planner.model import PlaceId, Route, ShiftId, Stop, StopKind, TaskId, WeekProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The stops of one shift: `done` stay to the second, `order` may be timed anew, not before `ready_s`.

    `ready_s`: from when the crew can leave `place`, the last place done or the start of the shift.
    """

    shift: ShiftId
    done: tuple[Stop, ...]
    leave_s: int
    ready_s: int
    place: PlaceId
    order: tuple[TaskId, ...]

    @property
    def is_idle(self) -> bool:
        """Tell whether no task is on it."""
        return not self.order and all(stop.kind is StopKind.BREAK for stop in self.done)

    @property
    def has_rested(self) -> bool:
        """Tell whether the break is among what is done."""
        return any(stop.kind is StopKind.BREAK for stop in self.done)

    def with_task(self, gap: int, task: TaskId) -> Course:
        """Return the course with a task put in ahead of stop `gap` of its order."""
        return replace(self, order=(*self.order[:gap], task, *self.order[gap:]))

    def without(self, tasks: frozenset[TaskId]) -> Course:
        """Return the course without some tasks of its order."""
        return replace(self, order=tuple(t for t in self.order if t not in tasks))


def course_of(problem: WeekProblem, shift_id: ShiftId, route: Route | None, *, now_s: int | None = None) -> Course:
    """Return the course of a shift with this route (None: no work planned).

    `now_s`: stops and breaks that started before it are done, and the crew can leave for others from then on only.
    """
    shift = problem.shift[shift_id]
    stops = route.stops if route else ()
    n_done = 0
    while now_s is not None and n_done < len(stops) and stops[n_done].start_s < now_s:
        n_done += 1
    done = stops[:n_done]
    leave_s = route.leave_s if route and done else shift.start_s
    ready_s = max([leave_s, *([now_s] if now_s is not None else []), *(stop.end_s for stop in done)])
    places = [problem.task[stop.task].place for stop in done if stop.kind is not StopKind.BREAK]
    return Course(
        shift=shift_id, done=done, leave_s=leave_s if done else ready_s, ready_s=ready_s,
        place=places[-1] if places else shift.start_place,
        order=tuple(stop.task for stop in stops[n_done:] if stop.kind is not StopKind.BREAK),
    )


def stays_of(routes: tuple[Route, ...]) -> Mapping[TaskId, int]:
    """Return the seconds that each stop of some routes lasts."""
    return {
        stop.task: stop.end_s - stop.start_s
        for route in routes for stop in route.stops if stop.kind is not StopKind.BREAK
    }
