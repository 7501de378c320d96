"""The clock of a course: earliest and latest times with the break in one gap, then times near to a wish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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

    `legs[k]`: seconds of the way of gap k; `ready_s[k]`: from when the crew can set out on gap k, all earliest;
    `late_s[k]`: by when it must be at the far side of gap k; gap k leads to stop k, the last one to the end place.
    `starts` are the intervals of each stop.
    """

    course: Course
    legs: tuple[int, ...]
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


def timings(
    ground: Ground, course: Course, terms: Terms, stays: Mapping[TaskId, int],
    *, gaps: tuple[int | None, ...] | None = None,
) -> Iterator[Timed]:
    """Yield the slack of a course for each gap that can hold the break, in their order; nothing when it is too late.

    `stays`: seconds of the stops that do not last their full stay; `gaps`: only with the break there. Exact: being
    earlier never hurts, so that a break fits into a gap if, set out as early as can be, it leaves the far side in time.
    """
    tasks = [ground.problem.task[t] for t in course.order]
    stay_s = tuple(stays.get(t.task_id, full_stay_of_s(t)) for t in tasks)
    starts = tuple(
        both(ground.starts(t.task_id, course.shift, stay), terms.spans.get(t.task_id))
        for t, stay in zip(tasks, stay_s, strict=True)
    )
    shift = ground.problem.shift[course.shift]
    laid = _Laid(shift, tuple(legs_of(ground, course)), stay_s, starts)
    ready = laid.ready_s([course.ready_s], None)
    late = laid.late_s([shift.end_s], None) if ready else None
    if ready is None or late is None:
        return
    for gap in rest_gaps(ground, course) if gaps is None else gaps:
        if gap is not None and arrival_s(shift, ready[gap], laid.legs[gap], rests=True) > late[gap]:
            continue
        from_s = ready if gap is None else laid.ready_s(ready[:gap + 1], gap)
        until_s = late if gap is None else laid.late_s(late[gap:], gap)
        if from_s and until_s:
            yield Timed(course=course, legs=laid.legs, rest_gap=gap, ready_s=tuple(from_s), late_s=tuple(until_s),
                        stay_s=stay_s, starts=starts)


@dataclass(frozen=True, slots=True)
class _Laid:
    """What the clock of a course reads, whichever gap holds the break."""

    shift: Shift
    legs: tuple[int, ...]
    stay_s: tuple[int, ...]
    starts: tuple[Spans, ...]

    def ready_s(self, known: list[int], rest_gap: int | None) -> list[int] | None:
        """Return from when the crew can set out on each gap, all earliest; the first ones are known. None: too late."""
        ready = list(known)
        for k in range(len(known) - 1, len(self.stay_s)):
            start_s = first_in(self.starts[k], arrival_s(self.shift, ready[-1], self.legs[k], rests=k == rest_gap))
            if start_s is None:
                return None
            ready.append(start_s + self.stay_s[k])
        back_s = arrival_s(self.shift, ready[-1], self.legs[-1], rests=rest_gap == len(self.stay_s))
        return ready if back_s <= self.shift.end_s else None

    def late_s(self, known: list[int], rest_gap: int | None) -> list[int] | None:
        """Return by when the crew must be at the far side of each gap; the last ones are known. None: too early."""
        late, rest = known[::-1], self.shift.rest
        for k in range(len(self.stay_s) - len(known), -1, -1):
            leave_s = late[-1] - self.legs[k + 1]
            if k + 1 == rest_gap and rest is not None:
                leave_s = min(leave_s - rest.length_s, rest.latest_s)
            last_s = last_in(self.starts[k], leave_s - self.stay_s[k])
            if last_s is None:
                return None
            late.append(last_s)
        return late[::-1]


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
    for k, leg_s in enumerate(timed.legs):
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
