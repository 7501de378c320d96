"""Mobile rooms on a real town: share of due doors with a desk within 10 minutes, solve time, proof; against list order.

    python -m tests.benchmarks.rooms --shared ../shared

Every address of Lauf (OpenStreetMap) is one due door, its cells are squares of 250 m, its desk is the police station of
the map, else the middle of the town. Two vehicles with five sessions of 2.5 h a week each. List order: the cells with
most doors first, one stop each. CPU seconds of one thread.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from gisdata.cells import cell_of_points, square_cells
from gisdata.read.osm import read_osm
from gisdata.records import Household, Located, PlaceKind, TravelMode
from gisdata.rooms import RoomGround, RoomVehicle, build_rooms, room_sites
from gisdata.rooms.street_names import StreetNames
from gisdata.streets import build_streets, open_streets
from gisdata.week_input import DueDoor
from planner.dues import Due
from planner.rooms.plan import plan_rooms
from planner.rooms.reach import gain_of, n_due_within
from tests.benchmarks.machine import ROOT

SPEEDS_KMH = {TravelMode.FOOT: 4.8, TravelMode.EBIKE: 16.0, TravelMode.CAR: 50.0}
SESSIONS = tuple((day, 9 * 3_600, 23 * 1_800) for day in range(5))
HEAD = "| vehicles | stops | within 10 min | list order | gain of list order | proven | CPU s |\n" + "|---" * 7 + "|"


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    given.add_argument("--town", default="data/osm/lauf.osm.pbf")
    order = given.parse_args()
    file = order.shared / order.town
    if not file.exists():
        raise SystemExit(f"{file}: no town here; name the folder that holds data by --shared")
    print(HEAD)
    for n_vehicles in (1, 2):
        start = time.process_time()
        ground = ground_of(file, n_vehicles)
        made_s, start = time.process_time() - start, time.process_time()
        plan = plan_rooms(ground.problem)
        took_s = time.process_time() - start
        sites, listed = [stop.site for stop in plan.stops], list_order(ground, len(ground.problem.sessions))
        print(f"| {n_vehicles} | {len(sites)} of {len(ground.sites)} | {share(ground, sites)} | "
              f"{share(ground, listed)} | {gain_of(ground.problem, listed) / plan.gain:.1%} | "
              f"{plan.at_least_percent} % | {took_s:.1f} |")
    print(f"without: {share(ground, [])} of {ground.n_due} doors; streets and ways took {made_s:.1f} CPU s")


def share(ground: RoomGround, sites: Sequence[int]) -> str:
    return f"{n_due_within(ground.problem, sites, 600) / ground.n_due:.1%}"


def ground_of(file: Path, n_vehicles: int) -> RoomGround:
    found = read_osm(file)
    lon, lat = (np.array([getattr(a, f) for a in found.address_points]) for f in ("lon_deg", "lat_deg"))
    cells = square_cells(lon, lat, 250)
    homes = [Household(household_id=a.address_id, address=a.address, community="", lon_deg=a.lon_deg, cell_id=cell,
                       lat_deg=a.lat_deg, located=Located.GIVEN)
             for a, cell in zip(found.address_points, cell_of_points(lon, lat, cells), strict=True)]
    police = [(p.lon_deg, p.lat_deg) for p in found.key_places if p.kind is PlaceKind.POLICE]
    base = police[0] if police else (float(np.median(lon)), float(np.median(lat)))
    with tempfile.TemporaryDirectory() as folder:
        build_streets(file, Path(folder))
        streets = open_streets(Path(folder), SPEEDS_KMH)
        sites = room_sites(homes, cells=cells, places=found.key_places, network=streets.network(),
                           names=StreetNames(streets.basemap()))
        doors = [DueDoor(household=home, due=Due(prize=1, mandatory=False, last_day=6)) for home in homes]
        vehicles = [RoomVehicle(name=str(v), crew=("1",), sessions=SESSIONS) for v in range(n_vehicles)]
        return build_rooms(sites, doors, vehicles, bases=[base], vehicle_bases=[base] * n_vehicles, streets=streets)


def list_order(ground: RoomGround, n_stops: int) -> list[int]:
    """The cells with most doors within 5 minutes of a site, one stop each."""
    doors: Counter[str] = Counter()
    site_of: dict[str, int] = {}
    for i, site in enumerate(ground.sites):
        n = n_due_within(ground.problem, [i], 300, with_desks=False)
        if site.cell_id and n > doors[site.cell_id]:
            doors[site.cell_id], site_of[site.cell_id] = n, i
    return [site_of[cell] for cell, _ in doors.most_common(n_stops)]


if __name__ == "__main__":
    main()
