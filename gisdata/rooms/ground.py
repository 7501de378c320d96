"""The problem of the rooms: sites, due doors and bases on the street network, on foot and by car."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from gisdata.geodesy import Floats
from gisdata.records import TravelMode
from gisdata.rooms.sites import LonLat, RoomSite
from gisdata.streets import Streets
from gisdata.week_input import DueDoor
from planner.model import DAY_S
from planner.rooms import RoomProblem, RoomSession
from planner.rooms.model import Ints
from planner.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomVehicle:
    """A vehicle by name, its crew by officer number, its sessions as (day 0 = Monday, start, end in seconds of it)."""

    name: str
    crew: tuple[str, ...]
    sessions: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RoomGround:
    """The problem of a week, and what its indices stand for.

    `sites` are those a vehicle reaches. `out_s`, `home_s`: by car from the base of each vehicle to each site and back,
    int64, shape (n_vehicles, n_sites). `desk_of_site_s`: on foot from the next base to a site, -1 without a way.
    `n_due`: all due doors, those on no street included.
    """

    problem: RoomProblem
    sites: tuple[RoomSite, ...]
    vehicles: tuple[RoomVehicle, ...]
    out_s: Ints
    home_s: Ints
    desk_of_site_s: Ints
    n_due: int
    notes: tuple[Sentence, ...]


def build_rooms(
    sites: Sequence[RoomSite], doors: Iterable[DueDoor], vehicles: Sequence[RoomVehicle], *,
    bases: Sequence[LonLat], vehicle_bases: Sequence[LonLat], streets: Streets,
) -> RoomGround:
    """Return the problem of the rooms for the due doors of a week; doors without a point are the caller's to count.

    `bases`: desks that stand anyway. `vehicle_bases`: where each vehicle starts. Sites that a vehicle cannot reach, or
    people cannot walk to, are left away. Ways on foot are taken from the site to the door: on foot no street is
    one-way.
    """
    n_due_at = Counter(_point(door) for door in doors)
    groups = sorted(n_due_at)
    drive_s = _table(streets, TravelMode.CAR, [*vehicle_bases, *map(_site_point, sites)])
    n_cars = len(vehicle_bases)
    reached = (drive_s[:n_cars, n_cars:] >= 0).all(axis=0) & (drive_s[n_cars:, :n_cars] >= 0).all(axis=1)
    kept = np.flatnonzero(reached)
    chosen = [sites[i] for i in kept.tolist()]
    places = [*map(_site_point, chosen), *bases]
    walks = streets.travel_times(TravelMode.FOOT, *_arrays([*places, *groups]), n_origins=len(places))
    walk_s = walks.duration_s.astype(np.int64)
    n = len(chosen)
    on_cars = np.ix_(kept + n_cars, kept + n_cars)
    problem = RoomProblem(
        n_due=np.array([n_due_at[point] for point in groups], dtype=np.int64),
        walk_s=walk_s[:n, len(places):].copy(),
        desk_s=_nearest_s(walk_s[n:, len(places):]), drive_s=drive_s[on_cars],
        cells=tuple(site.cell_id or f"site {i}" for i, site in enumerate(chosen)),
        sessions=_sessions(vehicles),
    )
    return RoomGround(
        problem=problem, sites=tuple(chosen), vehicles=tuple(vehicles), out_s=drive_s[:n_cars, kept + n_cars],
        home_s=drive_s[kept + n_cars, :n_cars].T, desk_of_site_s=_nearest_s(walk_s[n:, :n]),
        n_due=sum(n_due_at.values()), notes=walks.notes)


def _sessions(vehicles: Sequence[RoomVehicle]) -> tuple[RoomSession, ...]:
    return tuple(RoomSession(vehicle=v, start_s=day * DAY_S + start_s, end_s=day * DAY_S + end_s)
                 for v, vehicle in enumerate(vehicles) for day, start_s, end_s in vehicle.sessions)


def _point(door: DueDoor) -> LonLat:
    lon_deg, lat_deg = door.household.lon_deg, door.household.lat_deg
    if lon_deg is None or lat_deg is None:
        raise ValueError(f"household {door.household.household_id} has no point")   # the use case keeps these out
    return round(lon_deg, 6), round(lat_deg, 6)


def _site_point(site: RoomSite) -> LonLat:
    return site.lon_deg, site.lat_deg


def _arrays(points: Sequence[LonLat]) -> tuple[Floats, Floats]:
    rows = np.array(points, dtype=np.float64).reshape(-1, 2)
    return rows[:, 0].copy(), rows[:, 1].copy()


def _table(streets: Streets, mode: TravelMode, points: Sequence[LonLat]) -> Ints:
    return streets.travel_times(mode, *_arrays(points)).duration_s.astype(np.int64)


def _nearest_s(ways_s: Ints) -> Ints:
    """Return the least of the ways in each column, -1 where there is none."""
    never = np.iinfo(np.int64).max
    least = np.where(ways_s < 0, never, ways_s).min(axis=0, initial=never)
    return np.asarray(np.where(least == never, -1, least), dtype=np.int64)
