"""The basemap of an extract: what is drawn, and that it survives the file."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from gisdata.records import TravelMode
from gisdata.streets import build_streets, open_streets
from tests.osm_files import OsmFile, box, lon_lat


def a_town() -> OsmFile:
    osm = OsmFile()
    osm.street((0, 0), (100, 0), (100, 100), name="清河路")
    osm.street((0, 0), (0, 50), access="private")
    osm.way([(0, 200), (100, 210), 999, (300, 200), (400, 200)], waterway="river", name="清河")
    shore = osm.way(box(0, 300, 100))
    island = osm.way(box(40, 340, 20))
    osm.multipolygon([shore], [island], natural="water", name="湖")
    osm.way(box(200, 0, 50), leisure="park", name="人民公园")
    osm.way(box(10, 10, 10), building="yes", name="不画名")
    osm.node((50, 60), place="neighbourhood", name="清河社区")
    osm.node((70, 60), place="locality", name="大槐树")
    osm.node((80, 60), place="village")
    osm.way([(300, 0), (310, 0), 998, (300, 10), (300, 0)], building="yes")
    return osm


def test_the_basemap_holds_roads_water_green_and_buildings(tmp_path: Path) -> None:
    build_streets(a_town().write(tmp_path / "t.osm.pbf"), tmp_path / "s")
    basemap = open_streets(tmp_path / "s", {TravelMode.FOOT: 4.8}).basemap()
    assert basemap is not None
    assert [(road.kind, road.name, len(road.coords)) for road in basemap.roads] == [
        ("residential", "清河路", 3), ("residential", "", 2),
    ]
    assert [(area.kind, area.name, [len(r) for r in area.rings]) for area in basemap.water_areas] == [
        ("water", "湖", [5, 5]),
    ]
    # the missing point leaves two pieces of river
    assert [(line.kind, line.name, len(line.coords)) for line in basemap.water_lines] == [("river", "清河", 2)] * 2
    assert [(area.kind, area.name) for area in basemap.green] == [("park", "人民公园")]
    # a mere locality and a village without a name are not written
    ((kind, name, *at),) = [(p.kind, p.name, p.lon_deg, p.lat_deg) for p in basemap.places]
    assert (kind, name) == ("neighbourhood", "清河社区")
    np.testing.assert_allclose(at, lon_lat(50, 60), atol=1e-7, rtol=0)
    # the building that was cut is not drawn, and buildings carry no names
    assert [(area.kind, area.name, len(area.rings[0])) for area in basemap.buildings] == [("building", "", 5)]
    np.testing.assert_allclose(
        basemap.roads[0].coords, [lon_lat(0, 0), lon_lat(100, 0), lon_lat(100, 100)], atol=1e-7, rtol=0
    )


def test_a_town_of_streets_only_has_an_otherwise_empty_basemap(tmp_path: Path) -> None:
    osm = OsmFile()
    osm.street((0, 0), (100, 0))
    build_streets(osm.write(tmp_path / "t.osm.pbf"), tmp_path / "s")
    basemap = open_streets(tmp_path / "s", {TravelMode.FOOT: 4.8}).basemap()
    assert basemap is not None
    assert len(basemap.roads) == 1
    assert basemap.water_areas == basemap.water_lines == basemap.green == basemap.buildings == basemap.places == ()
