"""The map of the sample town: buildings stand beside streets, the river has three bridges, one is broken."""

from __future__ import annotations

import json

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely import LineString, STRtree

from gisdata.sample import SampleTown
from gisdata.sample.ground import CENTRE_LAT_DEG, CENTRE_LON_DEG, lonlat, smooth
from gisdata.sample.river import BRIDGES
from gisdata.sample.town_map import TownMap, town_map


@pytest.fixture(scope="module")
def drawn() -> TownMap:
    return town_map(np.random.default_rng(7))


def test_no_building_stands_on_a_street_or_in_the_river(drawn: TownMap) -> None:
    streets = STRtree([LineString(street.line) for street in drawn.streets])
    for building in drawn.buildings:
        on = streets.query(building.shape, predicate="intersects")
        assert len(on) == 0, (building.address, [drawn.streets[i].name for i in on])
        assert not building.shape.intersects(drawn.water), building.address


def test_no_two_buildings_overlap(drawn: TownMap) -> None:
    shapes = [building.shape for building in drawn.buildings]
    first, second = STRtree(shapes).query(shapes, predicate="intersects")
    assert np.array_equal(first, second)


def test_no_two_buildings_have_the_same_address(drawn: TownMap) -> None:
    addresses = [building.address for building in drawn.buildings if building.address]
    assert len(addresses) == len(set(addresses))


def test_every_footprint_is_valid(drawn: TownMap) -> None:
    assert all(building.shape.is_valid for building in drawn.buildings)
    assert drawn.water.is_valid


def test_only_bridges_cross_the_river_and_one_is_closed(drawn: TownMap) -> None:
    over = [street for street in drawn.streets if LineString(street.line).intersects(drawn.water)]
    assert {street.tags["bridge:name"] for street in over} == set(BRIDGES)
    assert [street.tags["bridge:name"] for street in over if street.road_class == "construction"] == ["西河桥"]


def test_streets_that_cross_share_a_point(drawn: TownMap) -> None:
    lines = [LineString(street.line) for street in drawn.streets]
    for a, b in STRtree(lines).query(lines, predicate="crosses").T:
        meeting = shapely.get_coordinates(lines[a].intersection(lines[b])).round(2)
        for x, y in meeting:
            assert (x, y) in drawn.streets[a].line, (drawn.streets[a].name, drawn.streets[b].name)


def test_the_roundabout_and_one_way_streets_are_there(drawn: TownMap) -> None:
    assert [s.name for s in drawn.streets if s.tags.get("junction") == "roundabout"] == ["中心环岛"]
    assert {s.name for s in drawn.streets if s.tags.get("oneway") == "yes"} == {"商业街", "新华街", "城隍巷"}


def test_a_kilometre_east_is_a_kilometre_on_the_ellipsoid() -> None:
    geod = Geod(ellps="WGS84")
    for point in ((1_000, 0), (0, 1_000)):
        length_m = geod.line_length(*zip((CENTRE_LON_DEG, CENTRE_LAT_DEG), lonlat(point), strict=True))
        assert length_m == pytest.approx(1_000, rel=0.003)


def test_a_smoothed_line_keeps_its_ends() -> None:
    assert smooth(((0, 0), (8, 0), (8, 8)), rounds=1) == ((0, 0), (6, 0), (8, 2), (8, 8))


def test_cells_do_not_overlap_and_are_numbered_within_their_community(town: SampleTown) -> None:
    features = json.loads(town.files["cells"].read_text(encoding="utf-8"))["features"]
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in features]
    assert all(shape.is_valid for shape in shapes)
    whole = shapely.union_all(shapes).area
    assert sum(shape.area for shape in shapes) == pytest.approx(whole, rel=1e-3)
    codes = [feature["properties"]["网格编码"] for feature in features]
    assert len(set(codes)) == len(codes) == town.n_cells
    assert codes[:4] == ["QH-01-01", "QH-01-02", "QH-01-03", "QH-01-04"]
