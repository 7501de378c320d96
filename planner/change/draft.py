"""A plan under repair: courses, their routes, and what they are worth against the budget of changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from planner.change.changed_week import ChangedWeek, starts_in_a_window
from planner.change.diff import TOLERANCE_S, Spot
from planner.model import DAY_S, Route, ShiftId, StopKind, TaskId, WeekPlan
from planner.routes import Course, Ground, Settled, Terms, Timed, course_of, settle, timings
from planner.routes.course import stays_of
from planner.routes.fits import Asked, Fit, fits_in
from planner.routes.ground import Spans, both

Worth = tuple[int, int, int, int, int]
"""Less is better: musts missing, changes beyond the budget, changes, minus the prize, seconds of travel."""


@dataclass(slots=True, eq=False)
class Draft:
    """Courses and routes by shift; a course that is not touched keeps its route to the second."""

    week: ChangedWeek
    ground: Ground
    n_allowed: int
    musts: frozenset[TaskId]
    courses: dict[ShiftId, Course]
    routes: dict[ShiftId, Route]
    stays: dict[TaskId, int]
    travel_s: dict[ShiftId, int]
    rooms: dict[tuple[ShiftId, bool], tuple[Terms, tuple[Timed, ...]]]

    @classmethod
    def of(cls, week: ChangedWeek, plan: WeekPlan, *, n_allowed: int) -> Draft:
        """Return the old plan as it stands; what the changes forbid is not yet taken out."""
        problem = week.problem
        old = {route.shift: route for route in plan.routes}
        ground = Ground(problem)
        draft = cls(
            week=week, ground=ground, n_allowed=n_allowed, stays=dict(stays_of(plan.routes)), courses={}, routes={},
            musts=frozenset(t.task_id for t in problem.tasks if ground.is_must(t.task_id)) | week.wanted,
            travel_s={}, rooms={},
        )
        for shift in problem.shift:
            draft.courses[shift] = _course(week, ground, shift, old.get(shift))
            if shift in old:
                draft.routes[shift] = old[shift]
            draft.travel_s[shift] = draft._travel_of_s(shift)
        return draft

    def copy(self) -> Draft:
        """Return a draft that can be changed without this one."""
        return replace(
            self, courses=dict(self.courses), routes=dict(self.routes), stays=dict(self.stays),
            travel_s=dict(self.travel_s), rooms=dict(self.rooms),
        )

    def terms(self, shift: ShiftId, *, strict: bool) -> Terms:
        """Return what the stops of a course must keep: held ones their second, with `strict` all their half hour.

        A stop that has changed already is free: it counts once, however far it goes.
        """
        spans: dict[TaskId, Spans] = {}
        wish: dict[TaskId, int] = {}
        now = {stop.task: stop.start_s for stop in self.routes[shift].stops} if shift in self.routes else {}
        for task in self.courses[shift].order:
            at_s, before = self.held_at_s(task), self.before_in(shift, task)
            if at_s is not None:
                spans[task], wish[task] = ((at_s, at_s),), at_s
            elif before is not None:
                wish[task] = before
                if strict and abs(now.get(task, before) - before) <= TOLERANCE_S:
                    spans[task] = ((before - TOLERANCE_S, before + TOLERANCE_S),)
        return Terms(spans=spans, wish_s=wish)

    def held_at_s(self, task: TaskId) -> int | None:
        """Return the second a task is held at, or None."""
        return self.week.held.get(task, (None, None))[1]

    def before_in(self, shift: ShiftId, task: TaskId) -> int | None:
        """Return when a task started before, if this shift has the officer and the day it had."""
        spot, one = self.week.before.get(task), self.ground.problem.shift[shift]
        if spot is None or (spot.crew, spot.day) != (one.crew, one.start_s // DAY_S):
            return None
        return spot.start_s

    def fits(self, shift: ShiftId, task: TaskId, *, strict: bool, within: Spans | None = None) -> Iterator[Fit]:
        """Yield the ways to serve a task in a shift beside all its stops, the least added travel first.

        `within`: intervals its start must keep, None for any; a held task keeps its second.
        """
        hold = self.week.held.get(task)
        if hold and hold[0] != shift:
            return
        if (shift, strict) not in self.rooms:
            kept = self.terms(shift, strict=strict)
            self.rooms[shift, strict] = kept, tuple(timings(self.ground, self.courses[shift], kept, self.stays))
        terms, rooms = self.rooms[shift, strict]
        if hold and hold[1] is not None:
            within = both(((hold[1], hold[1]),), within)
        wish = self.before_in(shift, task)
        if wish is not None:
            terms = Terms(spans=terms.spans, wish_s={**terms.wish_s, task: wish})
        asked = Asked(task=task, terms=terms, stays=self.stays, spans=within)
        yield from fits_in(self.ground, self.courses[shift], asked, rooms)

    def settled(self, course: Course, *, strict: bool) -> Settled | None:
        """Return the route of a course under the terms of the stops it keeps."""
        return settle(self.ground, course, self.terms(course.shift, strict=strict), self.stays)

    def take(self, course: Course, settled: Settled | None) -> None:
        """Make a course and its route part of the draft; None: it has no work any more."""
        shift = course.shift
        self.courses[shift] = course
        if settled is None or course.is_idle:
            self.routes.pop(shift, None)
        else:
            self.routes[shift] = settled.route
            self.stays.update(settled.stays)
        self.travel_s[shift] = self._travel_of_s(shift)
        for strict in (True, False):
            self.rooms.pop((shift, strict), None)

    def _travel_of_s(self, shift: ShiftId) -> int:
        """Return the travel of what is ahead in a shift; what is done is the same in all drafts."""
        span, course = self.ground.problem.shift[shift], self.courses[shift]
        places = [course.place, *(self.ground.problem.task[t].place for t in course.order)]
        legs = sum(self.ground.leg_s(span, a, b) for a, b in pairwise(places))
        return legs + (0 if course.is_idle else self.ground.way_back_s(span, places[-1], span.end_place))

    def spots(self) -> Mapping[TaskId, Spot]:
        """Return where and when each task is served."""
        return {
            stop.task: Spot(shift=shift, crew=one.crew, day=one.start_s // DAY_S, start_s=stop.start_s)
            for shift, route in self.routes.items() if (one := self.ground.problem.shift[shift])
            for stop in route.stops if stop.kind is not StopKind.BREAK
        }

    def n_changed(self, spots: Mapping[TaskId, Spot]) -> int:
        """Return how many tasks changed that the changes do not name."""
        before, named = self.week.before, self.week.named
        n = sum(task not in named and (task not in spots or not spot.is_as(spots[task]))
                for task, spot in before.items())
        return n + sum(task not in named and task not in before for task in spots)

    def n_beyond(self) -> int:
        """Return how many tasks changed beyond the budget."""
        return max(0, self.n_changed(self.spots()) - self.n_allowed)

    def worth(self) -> Worth:
        """Return what the draft is worth; less is better."""
        spots = self.spots()
        n_changed = self.n_changed(spots)
        prize = sum(self.ground.prize(task) for task in spots)
        return (
            sum(task not in spots for task in self.musts), max(0, n_changed - self.n_allowed), n_changed, -prize,
            sum(self.travel_s.values()),
        )


def _course(week: ChangedWeek, ground: Ground, shift: ShiftId, route: Route | None) -> Course:
    """Return the course of a shift; a stop that the crew is on its way to already counts as done."""
    problem, now_s = week.problem, week.now_s.get(shift)
    route = _known(week, route)
    course = course_of(problem, shift, route, now_s=now_s)
    if route is None or now_s is None or not course.order:
        return course
    following = next(stop for stop in route.stops if stop.task == course.order[0])
    task = problem.task[following.task]
    leg_s = ground.leg_s(problem.shift[shift], course.place, task.place)
    must_be_under_way = course.ready_s + leg_s > following.arrive_s
    may_stay = ground.may_serve(shift, following.task) and starts_in_a_window(task, following.start_s)
    if must_be_under_way and following.task not in week.held and may_stay:
        return course_of(problem, shift, route, now_s=following.start_s + 1)
    return course


def _known(week: ChangedWeek, route: Route | None) -> Route | None:
    """Return a route without the stops whose tasks have left the week."""
    if route is None:
        return None
    stops = tuple(s for s in route.stops if s.kind is StopKind.BREAK or s.task in week.problem.task)
    return replace(route, stops=stops)
