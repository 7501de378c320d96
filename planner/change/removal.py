"""Takes out of a draft what the changes make impossible, and no more."""

from __future__ import annotations

from dataclasses import replace

from planner.change.changed_week import starts_in_a_window
from planner.change.draft import Draft
from planner.model import ShiftId, StopKind, TaskId
from planner.routes import Course


def take_out_the_impossible(draft: Draft) -> frozenset[ShiftId]:
    """Take out stops that may not stay where they are; return the shifts whose routes changed by it."""
    touched = []
    for shift in list(draft.courses):
        course = draft.courses[shift]
        planned = {s.task for s in draft.routes[shift].stops} if shift in draft.routes else set()
        wrong = frozenset(t for t in course.order if not _may_stay(draft, shift, t))
        tasks = {s.task for s in course.done if s.kind is not StopKind.BREAK} | set(course.order)
        left = {s for s in planned if s in draft.week.before} - tasks
        if wrong or left:
            _shed(draft, course.without(wrong))
            touched.append(shift)
    return frozenset(touched)


def _may_stay(draft: Draft, shift: ShiftId, task_id: TaskId) -> bool:
    """Tell whether the changed week lets a stop stay in its shift at its time."""
    if not draft.ground.may_serve(shift, task_id):
        return False
    hold, before = draft.week.held.get(task_id), draft.before_in(shift, task_id)
    if hold and (hold[0] != shift or hold[1] not in (None, before)):
        return False
    return before is None or starts_in_a_window(draft.ground.problem.task[task_id], before)


def _shed(draft: Draft, course: Course) -> None:
    """Settle a course that lost stops; where ways are missing, the cheapest stops around the holes go as well."""
    while True:
        if course.is_idle:
            draft.take(course, None)
            return
        settled = draft.settled(course, strict=True) or draft.settled(course, strict=False)
        if settled or not course.order:
            break
        held = draft.week.held
        cheapest = min(course.order, key=lambda t: (t in held, t in draft.musts, draft.ground.prize(t), t))
        course = course.without(frozenset({cheapest}))
    if settled is None:
        _keep_done(draft, course)
        return
    draft.take(course, settled)


def _keep_done(draft: Draft, course: Course) -> None:
    """Keep what is done although all the rest fell away: the crew goes home from its last stop.

    Where there is no way home from there, or a patrol would fall short of its presence, the last stop does not
    count as served.
    """
    while not course.is_idle:
        ended_s = max([course.leave_s, *(stop.end_s for stop in course.done)])
        course = replace(course, ready_s=ended_s, order=())
        settled = draft.settled(course, strict=False)
        if settled:
            draft.take(course, settled)
            return
        course = replace(course, done=course.done[:-1])
        working = [stop for stop in course.done if stop.kind is not StopKind.BREAK]
        shift = draft.ground.problem.shift[course.shift]
        place = draft.ground.problem.task[working[-1].task].place if working else shift.start_place
        course = replace(course, place=place)
    draft.take(course, None)
