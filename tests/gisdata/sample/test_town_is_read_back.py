"""The files of the sample town as the readers, the geocoder and the street graph find them."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from gisdata.addresses import Geocoded, geocode
from gisdata.cells import assign_cells
from gisdata.coordinates import Datum
from gisdata.read import (
    read_doorplates,
    read_households,
    read_incidents,
    read_officers,
    read_patrols,
    read_places,
    read_shifts,
)
from gisdata.read.cells import read_cells
from gisdata.read.osm import read_osm
from gisdata.records import Household, Located, Officer, PatrolOrder, PlaceKind, ShiftRow, TravelMode
from gisdata.sample import SampleTown
from gisdata.streets import build_streets, open_streets

WGS84 = Datum.WGS84


@pytest.fixture(scope="module")
def households(town: SampleTown) -> list[Household]:
    near = read_osm(town.files["streets"]).bounds
    files = (("households", WGS84), ("households_old_town", WGS84), ("households_villages", Datum.GCJ02))
    return [h for file, crs in files for h in read_households(town.files[file], crs=crs, near=near).records]


@pytest.fixture(scope="module")
def placed(town: SampleTown, households: list[Household]) -> Geocoded:
    near = read_osm(town.files["streets"])
    plates = read_doorplates(town.files["doorplates"], crs=WGS84, near=near.bounds).records
    return geocode(households, [*plates, *near.address_points])


def test_exactly_the_spoiled_rows_are_refused(town: SampleTown) -> None:
    near = read_osm(town.files["streets"]).bounds
    result = read_households(town.files["households"], crs=WGS84, near=near)
    assert len(result.refused) == town.n_refused == 6
    assert [row.row for row in result.refused] == list(range(result.n_rows - 4, result.n_rows + 2))
    assert Counter(row.column for row in result.refused) == {"户编号": 3, "地址": 1, "经度": 2}


@pytest.mark.parametrize("file", ["households_old_town", "households_villages"])
def test_the_other_registers_are_taken_whole(town: SampleTown, file: str) -> None:
    result = read_households(town.files[file], crs=Datum.GCJ02)
    assert result.refused == ()
    assert len(result.records) == town.n_rows[file]


def test_ids_are_unique_over_the_three_registers(town: SampleTown, households: list[Household]) -> None:
    assert len({h.household_id for h in households}) == len(households) == town.n_households


def test_everything_else_is_taken_whole(town: SampleTown) -> None:
    near = read_osm(town.files["streets"]).bounds
    results = [
        read_doorplates(town.files["doorplates"], crs=WGS84, near=near),
        read_places(town.files["places"], crs=WGS84, near=near),
        read_incidents(town.files["incidents"], crs=WGS84, near=near),
        read_patrols(town.files["patrols"], crs=WGS84, near=near),
        read_officers(town.files["officers"], crs=WGS84, near=near),
        read_shifts(town.files["shifts"]),
        read_cells(town.files["cells"], crs=WGS84),
    ]
    assert [(len(result.refused), bool(result.records)) for result in results] == [(0, True)] * len(results)


def test_the_extract_tells_buildings_and_key_places(town: SampleTown) -> None:
    osm = read_osm(town.files["streets"])
    assert len(osm.buildings) == town.n_buildings
    kinds = Counter(place.kind for place in osm.key_places)
    assert kinds[PlaceKind.POLICE] == kinds[PlaceKind.STATION] == kinds[PlaceKind.MALL] == 1
    assert kinds[PlaceKind.SCHOOL] == 3 and kinds[PlaceKind.BANK] == 4 and kinds[PlaceKind.MARKET] == 1
    assert (osm.n_missing_nodes, osm.n_cut_ways) == (0, 0)


def test_unclear_addresses_stay_nowhere_and_clean_ones_are_placed(town: SampleTown, placed: Geocoded) -> None:
    nowhere = {h.household_id for h in placed.households if not h.has_point}
    between = {h.household_id for h in placed.households if h.located is Located.INTERPOLATED}
    assert town.unclear <= nowhere | between  # a house without a plate may lie between two that have one
    assert len(town.unclear & between) <= 2
    clean_but_lost = nowhere - town.unclear - town.typos
    assert len(clean_but_lost) <= 0.001 * town.n_households, clean_but_lost


def test_every_placed_household_lies_in_a_cell_of_its_community(town: SampleTown, placed: Geocoded) -> None:
    cells = read_cells(town.files["cells"], crs=WGS84).records
    community = {cell.cell_id: cell.community for cell in cells}
    found = assign_cells(placed.households, cells)
    here = [h for h in placed.households if h.has_point]
    astray = [h.address for h in here if community.get(found[h.household_id] or "") != h.community]
    assert len(astray) <= 0.01 * len(here), astray[:10]


def test_only_the_households_beyond_the_broken_bridge_cannot_be_reached(
    town: SampleTown, placed: Geocoded, tmp_path: Path
) -> None:
    build_streets(town.files["streets"], tmp_path)
    speeds = {TravelMode.FOOT: 4.8, TravelMode.EBIKE: 16.0, TravelMode.CAR: 30.0}
    streets = open_streets(tmp_path, speeds)
    points = [h for h in placed.households if h.has_point]
    lon, lat = np.array([h.lon_deg for h in points]), np.array([h.lat_deg for h in points])
    for mode in TravelMode:
        faults = streets.travel_times(mode, lon, lat).faults
        cut_off = {h.household_id for h, fault in zip(points, faults, strict=True) if fault is not None}
        assert cut_off == town.across_bridge, mode
    assert len(town.across_bridge) >= 5


def test_every_community_is_owned_by_officers_of_one_team(town: SampleTown, households: list[Household]) -> None:
    officers = read_officers(town.files["officers"], crs=WGS84).records
    for community in {h.community for h in households}:
        assert len({o.team for o in officers if community in o.communities}) == 1, community
    assert all(1 <= len(o.communities) <= 2 for o in officers)
    assert len({o.team for o in officers}) == 3


def test_every_patrol_fits_into_a_shift_of_its_team_on_each_of_its_days(town: SampleTown) -> None:
    officers = read_officers(town.files["officers"], crs=WGS84).records
    shifts = read_shifts(town.files["shifts"]).records
    for patrol in read_patrols(town.files["patrols"], crs=WGS84).records:
        for weekday in patrol.weekdays:
            assert _on_duty(patrol, weekday, officers, shifts), (patrol.label, weekday)


def _on_duty(
    patrol: PatrolOrder, weekday: int, officers: tuple[Officer, ...], shifts: tuple[ShiftRow, ...]
) -> list[str]:
    team = {officer.officer_id for officer in officers if officer.team == patrol.team}
    return [
        shift.officer_id for shift in shifts
        if shift.officer_id in team and weekday in shift.weekdays
        and shift.start_s <= patrol.window_start_s and patrol.window_end_s <= shift.end_s
    ]


def test_incidents_gather_at_three_places_at_their_hours(town: SampleTown) -> None:
    incidents = read_incidents(town.files["incidents"], crs=WGS84).records
    patrols = {p.label: p for p in read_patrols(town.files["patrols"], crs=WGS84).records}
    for label, kind, hours in (("清河农贸市场", "扒窃", range(7, 12)), ("商业街", "打架", range(19, 24)),
                               ("站前广场", "电动车被盗", range(7, 10))):
        spot = patrols[label]
        # 0.002 degrees are about 190 m east and 220 m north: three standard deviations of each cluster
        near = [i for i in incidents if i.kind == kind and abs(i.lon_deg - spot.lon_deg) < 0.002
                and abs(i.lat_deg - spot.lat_deg) < 0.002]
        assert len(near) >= 160, label
        assert sum(i.since.hour in hours for i in near) > 0.95 * len(near), label
    assert all(a.since <= b.since for a, b in pairwise(incidents))
    assert any(i.until > i.since for i in incidents)
