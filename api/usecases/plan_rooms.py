"""Plan the stops of the mobile rooms for a week: where due doors are many and desks are far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from api.errors import WrongUse
from api.usecases.register import Register, read_register
from api.week_name import require_not_past
from api.workspace import Workspace
from gisdata.records import RoomStand, RoomWeek, StoredPlan
from gisdata.rooms import RoomGround, RoomVehicle, build_rooms, room_sites, room_week
from gisdata.rooms.street_names import StreetNames
from gisdata.streets import Streets
from gisdata.week_input import roster_of_week, split_into_teams
from gisdata.week_input.roster import DAY_NAMES
from planner.model import DAY_S
from planner.rooms.plan import plan_rooms
from planner.sentence import Sentence, say


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomOrder:
    """Which week, how many of the vehicles in huhu.toml (None: all), as of which day, and when it is made."""

    week: str
    n_vehicles: int | None
    today: date
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRooms:
    """The stops of a week, findings that need a decision, and notes that are good to know."""

    rooms: RoomWeek
    findings: tuple[Sentence, ...]
    notes: tuple[Sentence, ...]


def plan_room_week(workspace: Workspace, order: RoomOrder) -> PlannedRooms:
    """Return the stops of a week, saved in place of earlier ones.

    Raises WrongUse when the week is over, the register lacks something, or huhu.toml has too few vehicles or a crew
    that is not among the officers; Conflict when a crew has no base.
    """
    monday = require_not_past(order.week, order.today)
    settings, register = workspace.settings, read_register(workspace)
    vehicles = _vehicles(settings.room_vehicles, order.n_vehicles, register)
    streets = workspace.streets()
    ground, n_without_point = room_ground(workspace, register, vehicles, streets=streets, monday=monday)
    plan = plan_rooms(ground.problem)
    rooms = room_week(plan.stops, ground, week=order.week, monday=monday, made_at=order.made_at,
                      zone=settings.station.time_zone, at_least_percent=plan.at_least_percent,
                      estimated=streets.estimated)
    with workspace.open_store() as store, store.writing() as writing:
        writing.save_rooms(rooms)
        plans = writing.plans(order.week)
    findings = [*_off_duty(vehicles, register, monday), *_double_booked(rooms.stands, plans)]
    if n_without_point:
        findings.append(say("{n} due households have no point on the map and count for no stop", n=n_without_point))
    return PlannedRooms(rooms=rooms, findings=tuple(findings), notes=ground.notes)


def room_ground(
    workspace: Workspace, register: Register, vehicles: Sequence[RoomVehicle], *, streets: Streets, monday: date,
) -> tuple[RoomGround, int]:
    """Return the problem of the rooms in the week of `monday`, and how many due households have no point for it."""
    dues = register.dues(monday, workspace.settings.visits)
    doors = [door for door in dues.due if door.struck is None]
    placed = [door for door in doors if door.household.has_point]
    scopes, _ = split_into_teams(register.officers, (), places=register.places,
                                 station=workspace.settings.station.lon_lat_deg)
    base_of = {officer: base for scope in scopes for officer, base in scope.bases.items()}
    sites = room_sites(register.households, cells=register.cells, places=register.places, network=streets.network(),
                       names=StreetNames(streets.basemap()))
    ground = build_rooms(sites, placed, vehicles, bases=sorted(set(base_of.values())),
                         vehicle_bases=[base_of[vehicle.crew[0]] for vehicle in vehicles], streets=streets)
    return ground, len(doors) - len(placed)


def _vehicles(known: Sequence[RoomVehicle], n: int | None, register: Register) -> tuple[RoomVehicle, ...]:
    if not known or (n or 0) > len(known):
        raise WrongUse("huhu.toml has {known} vehicles of mobile rooms; add them to [rooms], such as: {example}",
                       known=len(known),
                       example='vehicles = [{ name = "1", crew = ["031"], sessions = ["tue 09:00-11:30"] }]')
    chosen = tuple(known[:n])
    officers = {officer.officer_id for officer in register.officers}
    for vehicle in chosen:
        for officer in vehicle.crew:
            if officer not in officers:
                raise WrongUse("officer {officer} of vehicle {vehicle} is not among the officers; mend [rooms] in "
                               "huhu.toml", officer=officer, vehicle=vehicle.name)
    return chosen


def _off_duty(vehicles: Sequence[RoomVehicle], register: Register, monday: date) -> Iterator[Sentence]:
    """Yield a finding for each officer and session that no shift covers."""
    spans = roster_of_week(register.officers, register.shift_rows, monday)
    for vehicle in vehicles:
        for officer in vehicle.crew:
            mine = [span for span in spans if span.officer_id == officer]
            for day, start_s, end_s in vehicle.sessions:
                if not any(s.start_s <= day * DAY_S + start_s and day * DAY_S + end_s <= s.end_s for s in mine):
                    yield say("officer {officer} is to be with vehicle {vehicle} on {day}, {hours}, but has no shift "
                              "then", officer=officer, vehicle=vehicle.name, day=DAY_NAMES[day],
                              hours=f"{_clock(start_s)}-{_clock(end_s)}")


def _clock(second_of_day: int) -> str:
    return f"{second_of_day // 3_600:02}:{second_of_day // 60 % 60:02}"


def _double_booked(stands: Sequence[RoomStand], plans: Sequence[StoredPlan]) -> Iterator[Sentence]:
    """Yield a finding when the week was planned before and an officer would be in two places."""
    walks = [walk for plan in plans for walk in plan.walks]
    officers = {walk.officer_id for walk in walks for stand in stands
                if walk.officer_id in stand.crew and walk.leave < stand.back and stand.leave < walk.back}
    if officers:
        yield say("officers {officers} have visits at the hours of a stop; plan the week again: "
                  "huhu plan --week {week}", officers=", ".join(sorted(officers)), week=plans[0].week)
