"""All ways to put one task into one course, settled: times and presence hold, the cheapest way first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.model import Patrol, TaskId, Visit
from planner.routes.clock import Terms
from planner.routes.course import Course
from planner.routes.gaps import Guest, Room, gaps_for, rooms_of
from planner.routes.ground import Ground, Spans, both, full_stay_of_s, least_stay_of_s
from planner.routes.settle import Settled, settle


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


def fits_in(ground: Ground, course: Course, asked: Asked, rooms: tuple[Room, ...] | None = None) -> Iterator[Fit]:
    """Yield the ways to serve a task in a course beside all its stops, the least added travel first.

    Where a patrol and visits of its cell meet, each gap is tried with the patrol as short as may be, since a visit
    beside it is paid for in part. `rooms` of the course under the same terms save their making.
    """
    if not ground.may_serve(course.shift, asked.task):
        return
    terms = asked.terms
    if asked.spans is not None:
        terms = Terms(spans={**terms.spans, asked.task: asked.spans}, wish_s=terms.wish_s)
    stays = dict(asked.stays)
    if _meets_a_patrol(ground, course, asked.task):
        yield from _all_gaps(ground, course, asked.task, terms, stays)
        return
    stay_s = full_stay_of_s(ground.problem.task[asked.task])
    stays[asked.task] = stay_s
    guest = Guest(task=asked.task, stay_s=stay_s, starts=both(
        ground.starts(asked.task, course.shift, stay_s), asked.spans))
    for gap in gaps_for(ground, rooms if rooms is not None else rooms_of(ground, course, terms, stays), guest):
        longer = course.with_task(gap.gap, asked.task)
        settled = settle(ground, longer, terms, stays)
        if settled:
            yield Fit(course=longer, settled=settled, travel_s=gap.travel_s)


def _all_gaps(
    ground: Ground, course: Course, task: TaskId, terms: Terms, stays: Mapping[TaskId, int]
) -> Iterator[Fit]:
    problem = ground.problem
    least = {t: least_stay_of_s(problem.task[t]) for t in (*course.order, task)
             if isinstance(problem.task[t], Patrol) and problem.task[t].place}
    shift, fits = problem.shift[course.shift], []
    for gap in range(len(course.order) + 1):
        longer = course.with_task(gap, task)
        settled = settle(ground, longer, terms, stays) or settle(ground, longer, terms, {**stays, **least})
        if settled:
            before = problem.task[course.order[gap - 1]].place if gap else course.place
            here = problem.task[task].place
            after = problem.task[course.order[gap]].place if gap < len(course.order) else shift.end_place
            travel_s = (ground.leg_s(shift, before, here) + ground.leg_s(shift, here, after)
                        - ground.leg_s(shift, before, after))
            fits.append(Fit(course=longer, settled=settled, travel_s=travel_s))
    yield from sorted(fits, key=lambda one: one.travel_s)


def _meets_a_patrol(ground: Ground, course: Course, task_id: TaskId) -> bool:
    """Tell whether the task is a visit in the cell of a patrol of the course, or the other way round."""
    problem, one = ground.problem, ground.problem.task[task_id]
    others = [problem.task[t] for t in course.order]
    if isinstance(one, Patrol):
        return one.cell is not None and any(
            isinstance(o, Visit) and ground.cell[o.place] == one.cell for o in others)
    cell = ground.cell[one.place]
    return cell is not None and any(isinstance(o, Patrol) and o.cell == cell for o in others)
