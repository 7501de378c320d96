"""The clock of a course: earliest and latest times with the break in one gap, then times near to a wish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.model import BREAK, Patrol, Route, Shift, Stop, StopKind, TaskId
from planner.routes.course import Course
from planner.routes.ground import FAR_S, Ground, Spans, both, full_stay_of_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What stops must keep beside their own windows: `spans`, closed intervals of their start; and their wish.

    `wish_s[task]`: the second it should start at, as near as the rest allows; others start as early as they can.
    """

    spans: Mapping[TaskId, Spans] = field(default_factory=dict)
    wish_s: Mapping[TaskId, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Times of the order of a course, with the break in `rest_gap` (None: none due).

    `ready_s[k]`: from when the crew can set out on gap k, all earliest; `late_s[k]`: by when it must be at the far
    side of gap k; gap k leads to stop k, the last one to the end place. `starts` are the intervals of each stop.
    """

    course: Course
    rest_gap: int | None
    ready_s: tuple[int, ...]
    late_s: tuple[int, ...]
    stay_s: tuple[int, ...]
    starts: tuple[Spans, ...]


def rest_gaps(ground: Ground, course: Course) -> tuple[int | None, ...]:
    """Return the gaps of an order that may hold the break; (None,) when none is due."""
    if ground.problem.shift[course.shift].rest is None or course.is_idle or course.has_rested:
        return (None,)
    return tuple(range(len(course.order) + 1))


def time_course(
    ground: Ground, course: Course, terms: Terms, stays: Mapping[TaskId, int], *, rest_gap: int | None
) -> Timed | None:
    """Return the slack of a course with the break in one gap, or None when it is not in time.

    `stays`: seconds of the stops that do not last their full stay. Exact: being earlier never hurts.
    """
    shift, tasks = ground.problem.shift[course.shift], [ground.problem.task[t] for t in course.order]
    stay_s = tuple(stays.get(t.task_id, full_stay_of_s(t)) for t in tasks)
    starts = tuple(
        both(ground.starts(t.task_id, course.shift, stay), terms.spans.get(t.task_id))
        for t, stay in zip(tasks, stay_s, strict=True)
    )
    legs = legs_of(ground, course)
    ready = [course.ready_s]
    for k, leg_s in enumerate(legs):
        arrive_s = arrival_s(shift, ready[-1], leg_s, rests=k == rest_gap)
        if k == len(tasks):
            if arrive_s > shift.end_s:
                return None
            break
        start_s = first_in(starts[k], arrive_s)
        if start_s is None:
            return None
        ready.append(start_s + stay_s[k])
    late = [shift.end_s]
    for k in range(len(tasks) - 1, -1, -1):
        leave_s = late[-1] - legs[k + 1]
        if k + 1 == rest_gap and shift.rest is not None:
            leave_s = min(leave_s - shift.rest.length_s, shift.rest.latest_s)
        last_s = last_in(starts[k], leave_s - stay_s[k])
        if last_s is None:
            return None
        late.append(last_s)
    return Timed(
        course=course, rest_gap=rest_gap, ready_s=tuple(ready), late_s=tuple(late[::-1]), stay_s=stay_s, starts=starts
    )


def legs_of(ground: Ground, course: Course) -> list[int]:
    """Return the seconds of each gap of an order, the way back last; a course without work has no way back."""
    shift, place, legs = ground.problem.shift[course.shift], course.place, []
    for task_id in course.order:
        target = ground.problem.task[task_id].place
        legs.append(ground.leg_s(shift, place, target))
        place = target
    legs.append(0 if course.is_idle else ground.way_back_s(shift, place, shift.end_place))
    return legs


def arrival_s(shift: Shift, ready_s: int, leg_s: int, *, rests: bool) -> int:
    """Return the arrival after a leg, with the break on the way if the crew `rests`; FAR_S: too late for it."""
    if not rests or shift.rest is None:
        return ready_s + leg_s
    if ready_s > shift.rest.latest_s:
        return FAR_S
    return max(ready_s + leg_s, shift.rest.earliest_s) + shift.rest.length_s


def route_of(ground: Ground, timed: Timed, terms: Terms) -> Route:
    """Return the route of a course, each stop as near to its wish as the slack of the rest allows."""
    course, shift = timed.course, ground.problem.shift[timed.course.shift]
    stops, ready_s = list(course.done), course.ready_s
    for k, leg_s in enumerate(legs_of(ground, course)):
        arrive_s = arrival_s(shift, ready_s, leg_s, rests=k == timed.rest_gap)
        if k == timed.rest_gap and shift.rest is not None:
            start_s = max(ready_s, shift.rest.earliest_s)
            stops.append(Stop(task=BREAK, kind=StopKind.BREAK, arrive_s=start_s, start_s=start_s,
                              end_s=start_s + shift.rest.length_s))
        if k == len(course.order):
            return Route(shift=course.shift, leave_s=course.leave_s, return_s=arrive_s, stops=tuple(stops))
        task = ground.problem.task[course.order[k]]
        start_s = _near(timed.starts[k], arrive_s, timed.late_s[k], terms.wish_s.get(task.task_id, arrive_s))
        ready_s = start_s + timed.stay_s[k]
        stops.append(Stop(
            task=task.task_id, kind=StopKind.PATROL if isinstance(task, Patrol) else StopKind.VISIT,
            arrive_s=arrive_s, start_s=start_s, end_s=ready_s,
        ))
    raise AssertionError("the way back ends the loop")


def first_in(spans: Spans, time_s: int) -> int | None:
    """Return the first second at or after a time inside one of the intervals."""
    for a, b in spans:
        if time_s <= b:
            return max(a, time_s)
    return None


def last_in(spans: Spans, time_s: int) -> int | None:
    """Return the last second at or before a time inside one of the intervals."""
    for a, b in reversed(spans):
        if a <= time_s:
            return min(b, time_s)
    return None


def _near(starts: Spans, arrive_s: int, late_s: int, wish_s: int) -> int:
    """Return the start in [arrive_s, late_s] that lies nearest to a wish, the earlier one on a tie."""
    asked_s = min(max(wish_s, arrive_s), late_s)
    after, before = first_in(starts, asked_s), last_in(starts, asked_s)
    found = [s for s in (before, after) if s is not None and arrive_s <= s <= late_s]
    return min(found, key=lambda s: abs(s - wish_s))
