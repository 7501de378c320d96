"""Weeks as they are walked without a planner: patrols as ordered, then the next door by nearness or by list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from planner.model import BREAK, LeftOut, PlaceId, Route, Shift, Stop, StopKind, TaskId, Visit, WeekPlan
from planner.routes import Ground

Choice = Callable[[int, int], tuple[int, int]]
"""The order in which a crew tries doors: (seconds of the way, number in the list) -> key, smallest first."""


def nearest_first(leg_s: int, number: int) -> tuple[int, int]:
    """Go to the nearest door."""
    return leg_s, number


def list_order(leg_s: int, number: int) -> tuple[int, int]:   # noqa: ARG001  the way does not matter
    """Go to the next door of the list."""
    return number, 0


@dataclass(slots=True)
class _Walk:
    """A crew on its way: where it is, from when it can leave, and whether it left the way of its duties."""

    shift: Shift
    place: PlaceId
    ready_s: int
    stops: list[Stop]
    strayed: bool = False


def fill_naively(ground: Ground, duties: WeekPlan, choice: Choice) -> WeekPlan:
    """Return a plan with the stops of `duties` at their times and visits in between, door by door as `choice` says.

    Shifts are walked one after the other by their start. A door that does not fit before the next duty, break or the
    end of the shift is passed over; a crew waits at a door only if no other would open without. The visits' order in
    the problem is the list.
    """
    problem = ground.problem
    fixed = {route.shift: route for route in duties.routes}
    served = {stop.task for route in duties.routes for stop in route.stops}
    open_ = {visit.task_id: (i, visit) for i, visit in enumerate(problem.visits) if visit.task_id not in served}
    routes = []
    for shift in sorted(problem.shifts, key=lambda s: (s.start_s, s.shift_id)):
        walk = _Walk(shift, shift.start_place, shift.start_s, [])
        if shift.rest is not None and shift.rest.latest_s < shift.start_s:
            continue   # its break cannot be taken, so nobody may work
        ahead = fixed[shift.shift_id].stops if shift.shift_id in fixed else _rest_alone(shift)
        for k in range(len(ahead) + 1):
            while (stop := _next_door(ground, walk, ahead[k:], open_, choice)) is not None:
                _go(ground, walk, stop)
                walk.strayed = True
                del open_[stop.task]
            if k < len(ahead):
                _do_duty(ground, walk, ahead[k])
        if walk.strayed or shift.shift_id not in fixed:
            routes += [_route(ground, walk)] if any(s.kind is not StopKind.BREAK for s in walk.stops) else []
        else:
            routes.append(replace(fixed[shift.shift_id], stops=tuple(walk.stops)))
    served = {stop.task for route in routes for stop in route.stops}
    return WeekPlan(
        week=problem.name, seed=duties.seed, cpu_s=duties.cpu_s, routes=tuple(routes), method=choice.__name__,
        left_out=tuple(LeftOut(task=t.task_id, reason="no_room") for t in problem.tasks if t.task_id not in served))


def _rest_alone(shift: Shift) -> tuple[Stop, ...]:
    """Return the break of a shift without duties, as early as it may be."""
    if shift.rest is None:
        return ()
    start_s = max(shift.rest.earliest_s, shift.start_s)
    return (Stop(task=BREAK, kind=StopKind.BREAK, arrive_s=start_s, start_s=start_s,
                 end_s=start_s + shift.rest.length_s),)


def _next_door(
    ground: Ground, walk: _Walk, ahead: tuple[Stop, ...], open_: dict[TaskId, tuple[int, Visit]], choice: Choice,
) -> Stop | None:
    """Return the first door, as chosen, that opens at once and leaves time for the duty; else the first to open."""
    waits: list[Stop] = []
    for _, visit in sorted(_in_order(ground, walk, open_, choice), key=lambda row: row[0]):
        stop = _serve(ground, walk, visit, ahead)
        if stop is not None and stop.start_s == stop.arrive_s:
            return stop
        if stop is not None:
            waits.append(stop)
    return min(waits, key=lambda stop: stop.start_s, default=None)


def _in_order(
    ground: Ground, walk: _Walk, open_: dict[TaskId, tuple[int, Visit]], choice: Choice,
) -> Iterator[tuple[tuple[int, int], Visit]]:
    for i, visit in open_.values():
        if ground.may_serve(walk.shift.shift_id, visit.task_id):
            yield choice(ground.leg_s(walk.shift, walk.place, visit.place), i), visit


def _serve(ground: Ground, walk: _Walk, visit: Visit, ahead: tuple[Stop, ...]) -> Stop | None:
    """Return the stop at a door, or None when it is too late for it or for what comes after."""
    arrive_s = walk.ready_s + ground.leg_s(walk.shift, walk.place, visit.place)
    starts = ground.starts(visit.task_id, walk.shift.shift_id, visit.service_s)
    start_s = next((max(a, arrive_s) for a, b in starts if arrive_s <= b), None)
    if start_s is None:
        return None
    stop = Stop(task=visit.task_id, kind=StopKind.VISIT, arrive_s=arrive_s, start_s=start_s,
                end_s=start_s + visit.service_s)
    return stop if _in_time(ground, walk.shift, (visit.place, stop.end_s), ahead) else None


def _in_time(ground: Ground, shift: Shift, at: tuple[PlaceId, int], ahead: tuple[Stop, ...]) -> bool:
    """Tell whether a crew at a place and second still comes in time to the breaks and the next duty, or home."""
    place, ready_s = at
    for stop in ahead:
        if stop.kind is not StopKind.BREAK:
            return ready_s + ground.leg_s(shift, place, ground.problem.task[stop.task].place) <= stop.start_s
        if ready_s > stop.start_s:
            return False
        ready_s = stop.end_s
    return ready_s + ground.way_back_s(shift, place, shift.end_place) <= shift.end_s


def _go(ground: Ground, walk: _Walk, stop: Stop) -> None:
    walk.stops.append(stop)
    walk.place, walk.ready_s = ground.problem.task[stop.task].place, stop.end_s


def _do_duty(ground: Ground, walk: _Walk, duty: Stop) -> None:
    """Do a duty at its times; after a door of one's own the way there is another."""
    if duty.kind is StopKind.BREAK:
        walk.stops.append(duty)
        walk.ready_s = duty.end_s
        return
    if walk.strayed:
        leg_s = ground.leg_s(walk.shift, walk.place, ground.problem.task[duty.task].place)
        duty = replace(duty, arrive_s=walk.ready_s + leg_s)
    _go(ground, walk, duty)
    walk.strayed = False


def _route(ground: Ground, walk: _Walk) -> Route:
    back_s = walk.ready_s + ground.way_back_s(walk.shift, walk.place, walk.shift.end_place)
    return Route(shift=walk.shift.shift_id, leave_s=walk.shift.start_s, return_s=back_s, stops=tuple(walk.stops))
