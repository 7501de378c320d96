"""The mobile rooms of huhu.toml: vehicles with their crews and the hours in which they stand somewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from api.errors import BadSettings
from gisdata.rooms import RoomVehicle
from gisdata.week_input.roster import DAY_NAMES

_EXAMPLE = '{ name = "1", crew = ["031"], sessions = ["tue 09:00-11:30"] }'


def read_room_vehicles(part: Any, *, clock: Callable[[str], int]) -> tuple[RoomVehicle, ...]:
    """Return the vehicles of the table [rooms], none without it; `clock` reads "09:00" as seconds of the day.

    Raises BadSettings when a vehicle has no name, crew or session, a session is no weekday with hours, two sessions of
    a vehicle overlap, or an officer is on two vehicles.
    """
    listed = part.get("vehicles", []) if isinstance(part, Mapping) else None
    if not isinstance(listed, list):
        raise BadSettings("huhu.toml: rooms.vehicles is no list; an example of one vehicle is {example}",
                          example=_EXAMPLE)
    vehicles = tuple(_vehicle(row, clock) for row in listed)
    _require_apart([vehicle.name for vehicle in vehicles], what="vehicle")
    _require_apart([officer for vehicle in vehicles for officer in vehicle.crew], what="officer")
    return vehicles


def _vehicle(row: Any, clock: Callable[[str], int]) -> RoomVehicle:
    is_whole = isinstance(row, Mapping) and set(row) == {"name", "crew", "sessions"} and all(
        isinstance(row[key], list) and row[key] for key in ("crew", "sessions")) and row["name"]
    if not is_whole:
        raise BadSettings("huhu.toml: a vehicle of [rooms] is {value}; it needs name, crew and sessions, such as "
                          "{example}", value=row, example=_EXAMPLE)
    sessions = tuple(sorted(_session(str(text), clock) for text in row["sessions"]))
    for before, after in pairwise(sessions):
        if before[0] == after[0] and after[1] < before[2]:
            raise BadSettings("huhu.toml: two sessions of vehicle {vehicle} overlap on {day}", vehicle=row["name"],
                              day=DAY_NAMES[after[0]])
    return RoomVehicle(name=str(row["name"]), crew=tuple(str(officer) for officer in row["crew"]), sessions=sessions)


def _session(text: str, clock: Callable[[str], int]) -> tuple[int, int, int]:
    """Return (day, start, end) of a text such as "tue 09:00-11:30"."""
    day, _, hours = text.strip().lower().partition(" ")
    start, dash, end = hours.partition("-")
    if day not in DAY_NAMES or not dash or not clock(start) < clock(end):
        raise BadSettings('huhu.toml: {value} is no session of a vehicle; an example is "tue 09:00-11:30"', value=text)
    return DAY_NAMES.index(day), clock(start), clock(end)


def _require_apart(names: list[str], *, what: str) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise BadSettings("huhu.toml: [rooms] names {what} {name} twice", what=what, name=twice[0])
