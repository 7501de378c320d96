"""Where a vehicle may stand, and how far the doors are from there on the streets."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from shapely import box

from gisdata.records import Cell, Household, KeyPlace, Located, PlaceKind, TravelMode
from gisdata.rooms import RoomVehicle, build_rooms, room_sites, room_week
from gisdata.rooms.street_names import StreetNames
from gisdata.streets import build_streets, corners_for_cars, open_streets
from gisdata.week_input import DueDoor
from planner.dues import Due
from planner.rooms import RoomStop
from tests.osm_files import OsmFile, lon_lat

SPEEDS_KMH = {TravelMode.FOOT: 3.6, TravelMode.EBIKE: 18.0, TravelMode.CAR: 50.0}
H = 3_600
CAR = RoomVehicle(name="1", crew=("o1",), sessions=((1, 9 * H, 11 * H), (1, 14 * H, 16 * H)))


@pytest.fixture
def streets(tmp_path: Path):
    """A street of 2 km from west to east, a footpath on from its end, a motorway beside it."""
    osm = OsmFile()
    osm.street((0, 0), (500, 0), name="朝阳路")
    osm.street((500, 0), (1_000, 0), name="朝阳路")
    osm.street((1_000, 0), (2_000, 0))
    osm.street((2_000, 0), (2_400, 0), highway="footway")
    osm.street((0, 50), (2_000, 50), highway="motorway")
    build_streets(osm.write(tmp_path / "t.osm.pbf"), tmp_path / "s")
    return open_streets(tmp_path / "s", SPEEDS_KMH)


def a_home(n, x_m, y_m=5, *, cell="c1", community="河东社区"):
    lon, lat = lon_lat(x_m, y_m)
    return Household(household_id=f"h{n:03}", address=f"朝阳路{n}号", community=community, lon_deg=lon, lat_deg=lat,
                     located=Located.GIVEN, cell_id=cell)


def a_place(place_id, x_m, kind=PlaceKind.SCHOOL, name="清河小学"):
    lon, lat = lon_lat(x_m, 0)
    return KeyPlace(place_id=place_id, kind=kind, name=name, lon_deg=lon, lat_deg=lat, source="osm")


def a_cell(cell_id, west_m, east_m):
    (west, south), (east, north) = lon_lat(west_m, -200), lon_lat(east_m, 200)
    shape = box(west, south, east, north)
    return Cell(cell_id=cell_id, name=f"{cell_id}网格", kind="square", community="", shape=shape)


def sites_of(streets, homes, places=()):
    return room_sites(homes, cells=[a_cell("c1", -100, 750), a_cell("c2", 750, 3_000)], places=places,
                      network=streets.network(), names=StreetNames(streets.basemap()))


def due(*homes):
    return [DueDoor(household=home, kind="flat", due=Due(prize=10, mandatory=False, last_day=6)) for home in homes]


def test_a_middle_of_a_quarter_is_a_corner_that_cars_reach_and_never_a_door(streets) -> None:
    homes = [a_home(n, 400 + 20 * n) for n in range(10)]
    sites = sites_of(streets, homes)
    assert all(np.allclose((s.lon_deg, s.lat_deg), lon_lat(500, 0), atol=2e-6) for s in sites)
    assert len(sites) == 1
    assert sites[0].place == "朝阳路 · c1网格"
    assert sites[0].cell_id == "c1"
    doors = {(round(h.lon_deg, 6), round(h.lat_deg, 6)) for h in homes}
    assert not doors & {(s.lon_deg, s.lat_deg) for s in sites}


def test_a_quarter_of_fewer_than_ten_doors_has_no_middle(streets) -> None:
    assert sites_of(streets, [a_home(n, 400) for n in range(9)]) == []


def test_public_places_are_sites_and_police_banks_and_nameless_ones_are_not(streets) -> None:
    places = [a_place("p1", 100), a_place("p2", 1_500, PlaceKind.MARKET, "农贸市场"),
              a_place("p3", 200, PlaceKind.POLICE), a_place("p4", 300, PlaceKind.BANK), a_place("p5", 600, name="")]
    assert [(s.place, s.cell_id) for s in sites_of(streets, [], places)] == [("农贸市场", "c2"), ("清河小学", "c1")]


def test_nobody_stands_on_a_motorway_or_a_footpath(streets) -> None:
    lon, lat = corners_for_cars(streets.network())
    assert sorted(np.round(lon, 6).tolist()) == sorted(round(lon_lat(x, 0)[0], 6) for x in (0, 500, 1_000, 2_000))
    assert np.ptp(lat) < 1e-5


def ground_of(streets, *homes, places=(), base_m=0):
    return build_rooms(sites_of(streets, [], places), due(*homes), [CAR], bases=[lon_lat(base_m, 0)],
                       vehicle_bases=[lon_lat(base_m, 0)], streets=streets)


def test_doors_at_one_point_are_one_group_and_ways_are_those_of_the_streets(streets) -> None:
    homes = [a_home(1, 700, 0), a_home(2, 700, 0), a_home(3, 2_300, 0)]
    ground = ground_of(streets, *homes, places=[a_place("p1", 1_000)])
    problem = ground.problem
    assert problem.n_due.tolist() == [2, 1]
    assert np.abs(problem.walk_s[0] - [300, 1_300]).max() <= 2
    assert np.abs(problem.desk_s - [700, 2_300]).max() <= 2
    assert abs(int(ground.desk_of_site_s[0]) - 1_000) <= 2
    assert abs(int(ground.out_s[0, 0]) - 180) <= 2   # 1 km by car at 20 km/h


def test_a_place_that_no_car_reaches_is_no_site(streets) -> None:
    ground = ground_of(streets, a_home(1, 700), places=[a_place("p1", 1_000), a_place("p2", 2_390, name="湖心亭")])
    assert [site.place for site in ground.sites] == ["清河小学"]


def test_a_stop_tells_clock_times_ways_and_counts(streets) -> None:
    homes = [a_home(n, 700, 0) for n in range(12)] + [a_home(20, 1_600, 0), a_home(21, 100, 0)]
    ground = ground_of(streets, *homes, places=[a_place("p1", 1_000)])
    zone = ZoneInfo("Asia/Shanghai")
    week = room_week([RoomStop(site=0, session=1)], ground, week="2026-W48", monday=date(2026, 11, 23),
                     made_at=datetime(2026, 11, 20, tzinfo=UTC), zone=zone, at_least_percent=100, estimated=False)
    [stand] = week.stands
    assert stand.start == datetime(2026, 11, 24, 14, tzinfo=zone)
    assert stand.end == datetime(2026, 11, 24, 16, tzinfo=zone)
    assert abs((stand.start - stand.leave).total_seconds() - 180) <= 2
    assert abs((stand.back - stand.end).total_seconds() - 180) <= 2
    assert (stand.near.within_5_min, stand.near.within_10_min, stand.near.shown) == (12, 13, ("12", "13", "14"))
    assert (week.n_due, week.near_before.within_10_min, week.near_after.within_10_min) == (14, 1, 14)
    assert stand.desk_min == 17


def test_without_a_map_quarters_keep_their_middle_and_ways_are_straight(tmp_path: Path) -> None:
    lines = open_streets(tmp_path, SPEEDS_KMH)
    homes = [a_home(n, 20 * n) for n in range(10)]
    sites = room_sites(homes, cells=[], places=[], network=lines.network(), names=StreetNames(lines.basemap()))
    assert [(s.place, s.cell_id) for s in sites] == [("河东社区", "")]
    assert abs(sites[0].lon_deg - lon_lat(90, 5)[0]) < 1e-6
