"""From a plan back to people's words: walks with addresses, clock times and lines along the streets."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from gisdata.records import TravelMode, Walk, WalkStop
from gisdata.streets import Streets
from gisdata.week_input.team_week import TeamWeek
from planner.model import Place, PlaceId, Route, Stop, StopKind, Visit, WeekPlan

LonLat = tuple[float, float]


def walks_of(plan: WeekPlan, team_week: TeamWeek, *, streets: Streets, zone: ZoneInfo) -> list[Walk]:
    """Return the walks of a team's plan by shift, in the problem's order of shifts.

    Clock times are wall-clock times: seconds since Monday 00:00 read as hours and minutes of their day.
    """
    places = {p.place_id: p for p in team_week.problem.places}
    order = {s.shift_id: i for i, s in enumerate(team_week.problem.shifts)}
    routes = sorted((r for r in plan.routes if r.stops), key=lambda r: order[r.shift])
    return [_walk(route, team_week, places, streets, zone) for route in routes]


def _walk(
    route: Route, team_week: TeamWeek, places: dict[PlaceId, Place], streets: Streets, zone: ZoneInfo,
) -> Walk:
    problem, span = team_week.problem, team_week.spans[route.shift]
    shift = problem.shift[route.shift]
    here = shift.start_place
    points = [here]
    stops, number, travel_s = [], 0, 0
    for stop in route.stops:
        if stop.kind is not StopKind.BREAK:
            target = problem.task[stop.task].place
            travel_s += problem.leg_s(shift, here, target) or 0
            here = target
            points.append(here)
            number += 1
        stops.append(_stop(stop, number, places[here], team_week, zone))
    travel_s += problem.way_back_s(shift, here, shift.end_place) or 0
    points.append(shift.end_place)
    return Walk(
        week=team_week.week, team=team_week.team, officer_id=span.officer_id, shift_id=span.shift_id,
        mode=span.mode.value, day=team_week.monday + timedelta(days=span.day),
        leave=_moment(route.leave_s, team_week, zone), back=_moment(route.return_s, team_week, zone),
        travel_s=travel_s, stops=tuple(stops), line=_line(points, places, streets, span.mode),
        estimated=streets.estimated,
    )


def _stop(stop: Stop, number: int, place: Place, team_week: TeamWeek, zone: ZoneInfo) -> WalkStop:
    what, must = "", False
    if stop.kind is StopKind.VISIT:
        what = team_week.households[stop.task].address
        task = team_week.problem.task[stop.task]
        must = isinstance(task, Visit) and task.mandatory
    elif stop.kind is StopKind.PATROL:
        what, must = team_week.patrols[stop.task].label, True
    return WalkStop(
        number=0 if stop.kind is StopKind.BREAK else number, task=stop.task, kind=stop.kind.value, what=what,
        lon_deg=place.lon_deg, lat_deg=place.lat_deg, cell_id=place.cell or "",
        arrive=_moment(stop.arrive_s, team_week, zone), start=_moment(stop.start_s, team_week, zone),
        end=_moment(stop.end_s, team_week, zone), must=must,
    )


def _line(
    points: list[PlaceId], places: dict[PlaceId, Place], streets: Streets, mode: TravelMode,
) -> tuple[LonLat, ...]:
    line: list[LonLat] = []
    for start, end in pairwise(points):
        if start == end:
            continue
        a, b = places[start], places[end]
        leg = streets.line(mode, (a.lon_deg, a.lat_deg), (b.lon_deg, b.lat_deg))
        line += leg[1:] if line and line[-1] == leg[0] else leg
    return tuple(line)


def _moment(time_s: int, team_week: TeamWeek, zone: ZoneInfo) -> datetime:
    return datetime.combine(team_week.monday, time(), tzinfo=zone) + timedelta(seconds=time_s)
