"""Where a task still fits into a course: one test for each gap, by earliest and latest times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.model import Shift, TaskId
from planner.routes.clock import Timed, arrival_s, first_in
from planner.routes.course import Course
from planner.routes.ground import Ground, Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A gap of a course into which a task fits, and the travel it adds; `start_s`: its earliest start there."""

    course: Course
    gap: int
    travel_s: int
    start_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """A task asking for room: where it stays how long, and when it may start."""

    task: TaskId
    stay_s: int
    starts: Spans


def gaps_for(ground: Ground, rooms: Sequence[Timed], guest: Guest) -> list[Gap]:
    """Return the gaps into which a guest fits beside all stops of a course, the least added travel first.

    `rooms`: the timings of the course.
    """
    best: dict[int, Gap] = {}
    for room in rooms:
        for found in _gaps_in(ground, room, guest):
            if found.gap not in best or found.start_s < best[found.gap].start_s:
                best[found.gap] = found
    return sorted(best.values(), key=lambda one: (one.travel_s, one.gap))


def _gaps_in(ground: Ground, timed: Timed, guest: Guest) -> Iterator[Gap]:
    course = timed.course
    shift, problem = ground.problem.shift[course.shift], ground.problem
    here = problem.task[guest.task].place
    places = [course.place, *(problem.task[t].place for t in course.order)]
    idle_break = course.is_idle and shift.rest is not None and not course.has_rested
    for gap, before in enumerate(places):
        if not _has_time(timed, gap, guest):
            continue
        come_s = ground.leg_s(shift, before, here)
        last = gap == len(course.order)
        go_s = ground.way_back_s(shift, here, shift.end_place) if last else ground.leg_s(shift, here, places[gap + 1])
        rests = idle_break or timed.rest_gap == gap
        start_s = _start_s(shift, timed, gap, guest, (come_s, go_s), rests=rests)
        if start_s is not None:
            yield Gap(course=course, gap=gap, travel_s=come_s + go_s - timed.legs[gap], start_s=start_s)


def _has_time(timed: Timed, gap: int, guest: Guest) -> bool:
    """Tell whether a guest would fit into a gap if it were next door; most gaps of a full course fail here."""
    start_s = first_in(guest.starts, timed.ready_s[gap])
    return start_s is not None and start_s + guest.stay_s <= timed.late_s[gap]


def _start_s(
    shift: Shift, timed: Timed, gap: int, guest: Guest, ways: tuple[int, int], *, rests: bool
) -> int | None:
    """Return the earliest start of a guest in a gap from which the rest stays in time, or None."""
    for first in ((True, False) if rests else (False,)):
        arrive_s = arrival_s(shift, timed.ready_s[gap], ways[0], rests=first)
        start_s = first_in(guest.starts, arrive_s)
        if start_s is None:
            continue
        next_s = arrival_s(shift, start_s + guest.stay_s, ways[1], rests=rests and not first)
        if next_s <= timed.late_s[gap]:
            return start_s
    return None
