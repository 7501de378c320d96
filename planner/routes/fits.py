"""All ways to put one task into one course, settled: times and presence hold, the cheapest way first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.model import Patrol, TaskId, Visit
from planner.routes.clock import Terms, Timed, timings
from planner.routes.course import Course
from planner.routes.gaps import Guest, gaps_for
from planner.routes.ground import Ground, Spans, both, full_stay_of_s, least_stay_of_s
from planner.routes.settle import Settled, settle, settle_with


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A course with one more task and the route that comes of it."""

    course: Course
    settled: Settled
    travel_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a course: room for `task`, with the terms of all its stops and the stays of its patrols.

    `spans`: intervals the task's start must keep beside its own windows; None for none.
    """

    task: TaskId
    terms: Terms
    stays: Mapping[TaskId, int]
    spans: Spans | None = None


def fits_in(ground: Ground, course: Course, asked: Asked, rooms: tuple[Timed, ...] | None = None) -> Iterator[Fit]:
    """Yield the ways to serve a task in a course beside all its stops, the least added travel first.

    Where a patrol and visits of its cell meet, each gap is tried with the patrol as short as may be, since a visit
    beside it is paid for in part. `rooms`: the timings of the course under the same terms save their making.
    """
    if not ground.may_serve(course.shift, asked.task):
        return
    terms, stays = asked.terms, dict(asked.stays)
    if asked.spans is not None:
        terms = Terms(spans={**terms.spans, asked.task: asked.spans}, wish_s=terms.wish_s)
    meets = _meets_a_patrol(ground, course, asked.task)
    least = _least_stays(ground, course) if meets else {}
    guest = _guest(ground, course, asked, is_least=meets)
    if not meets:
        stays[asked.task] = guest.stay_s
    if meets or rooms is None:
        # no stop can be shorter: a gap with no room beside the least stays has none at all
        rooms = tuple(timings(ground, course, terms, {**stays, **least}))
    for gap in gaps_for(ground, rooms, guest):
        longer = course.with_task(gap.gap, asked.task)
        settled = settle(ground, longer, terms, stays)
        if settled is None and meets:
            settled = settle_with(ground, longer, terms, ({**stays, **_least_stays(ground, longer)},))
        if settled:
            yield Fit(course=longer, settled=settled, travel_s=gap.travel_s)


def _guest(ground: Ground, course: Course, asked: Asked, *, is_least: bool) -> Guest:
    """Return what a task asks of a gap: its full stay, or the least it can be."""
    task = ground.problem.task[asked.task]
    stay_s = least_stay_of_s(task) if is_least else full_stay_of_s(task)
    starts = both(ground.starts(asked.task, course.shift, stay_s), asked.spans)
    return Guest(task=asked.task, stay_s=stay_s, starts=starts)


def _least_stays(ground: Ground, course: Course) -> dict[TaskId, int]:
    """Return the least stays of the patrols of a course."""
    tasks = map(ground.problem.task.__getitem__, course.order)
    return {t.task_id: least_stay_of_s(t) for t in tasks if isinstance(t, Patrol)}


def _meets_a_patrol(ground: Ground, course: Course, task_id: TaskId) -> bool:
    """Tell whether the task is a visit in the cell of a patrol of the course, or the other way round."""
    problem, one = ground.problem, ground.problem.task[task_id]
    others = [problem.task[t] for t in course.order]
    if isinstance(one, Patrol):
        return one.cell is not None and any(
            isinstance(o, Visit) and ground.problem.cell[o.place] == one.cell for o in others)
    cell = ground.problem.cell[one.place]
    return cell is not None and any(isinstance(o, Patrol) and o.cell == cell for o in others)
