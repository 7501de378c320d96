"""Buildings, addresses and key places of an extract, and what becomes of broken ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from gisdata.errors import BadFile
from gisdata.read.osm import OsmTown, read_osm
from gisdata.records import AddressSource, PlaceKind
from tests.osm_files import OsmFile, box, lon_lat

EXTRACTS = Path(__file__).parents[3] / "../shared/data/osm"


def read(osm: OsmFile, tmp_path: Path) -> OsmTown:
    return read_osm(osm.write(tmp_path / "t.osm.pbf"))


def a_street() -> OsmFile:
    osm = OsmFile()
    osm.street((0, 0), (100, 0))
    return osm


def test_a_building_has_its_outline_kind_storeys_and_name(tmp_path: Path) -> None:
    osm = a_street()
    way = osm.way(box(10, 10, 20), building="apartments", building__levels="6", name="1号楼")
    (building,) = read(osm, tmp_path).buildings
    assert (building.building_id, building.kind) == (f"w{way}", "apartments")
    assert (building.levels, building.name) == (6, "1号楼")
    assert building.shape.geom_type == "Polygon"
    assert building.shape.bounds == pytest.approx((*lon_lat(10, 10), *lon_lat(30, 30)), abs=1e-7)


@pytest.mark.parametrize(
    ("text", "levels"), [("6", 6), ("5.5", 5), ("", None), ("6;7", None), ("0", None), ("999", None)]
)
def test_storeys_are_a_number_or_unknown(tmp_path: Path, text: str, levels: int | None) -> None:
    osm = a_street()
    osm.way(box(10, 10, 20), building="yes", building__levels=text)
    assert read(osm, tmp_path).buildings[0].levels == levels


def test_a_building_with_a_yard_and_one_of_two_parts_come_whole(tmp_path: Path) -> None:
    osm = a_street()
    yard = osm.multipolygon([osm.way(box(0, 50, 40))], [osm.way(box(10, 60, 10))], building="yes")
    osm.multipolygon([osm.way(box(100, 50, 10)), osm.way(box(150, 50, 10))], building="yes")
    one, two = read(osm, tmp_path).buildings
    assert (one.building_id, one.shape.geom_type, len(one.shape.interiors)) == (f"r{yard}", "Polygon", 1)  # type: ignore[union-attr]
    assert two.shape.geom_type == "MultiPolygon"


def test_broken_outlines_are_left_out_and_counted(tmp_path: Path) -> None:
    osm = a_street()
    osm.way([(0, 0), (10, 0), 999, (0, 10), (0, 0)], building="yes")       # a node is missing
    osm.way([(20, 0), (30, 0), (30, 10)], building="yes")                  # not closed
    osm.way([(40, 0), (50, 10), (50, 0), (40, 10), (40, 0)], building="yes")   # crosses itself
    osm.multipolygon([4242], building="yes")                               # a member is missing
    osm.way(box(60, 10, 10), building="no")                                # torn down
    osm.way(box(80, 10, 10), building="yes")
    town = read(osm, tmp_path)
    assert len(town.buildings) == 1
    assert [str(note) for note in town.notes] == [
        "1 streets, buildings and addresses are cut at the edge of the extract: 1 of their points are missing",
        "4 buildings have no whole outline in the extract and are left out",
    ]
    assert (town.n_missing_nodes, town.n_cut_ways) == (1, 1)


def test_nodes_ways_and_relations_with_a_number_are_address_points(tmp_path: Path) -> None:
    osm = a_street()
    node = osm.node((5, 5), addr__street="清河路", addr__housenumber="12号")
    way = osm.way(box(10, 10, 20), building="yes", addr__street="清河路", addr__housenumber="12;14")
    outline = osm.way(box(50, 10, 20))
    relation = osm.multipolygon([outline], building="yes", addr__place="白马山村", addr__housenumber="3-7")
    points = {p.address_id: p for p in read(osm, tmp_path).address_points}
    assert list(points) == [f"n{node}", f"w{way}", f"r{relation}"]
    assert [p.street for p in points.values()] == ["清河路", "清河路", "白马山村"]
    assert [p.number for p in points.values()] == ["12号", "12;14", "3-7"]
    assert all(p.source is AddressSource.OSM and p.community == "" for p in points.values())
    inside = points[f"w{way}"]
    assert lon_lat(10, 10)[0] < inside.lon_deg < lon_lat(30, 30)[0]
    assert lon_lat(10, 10)[1] < inside.lat_deg < lon_lat(30, 30)[1]


@pytest.mark.parametrize(("tags", "text"), [
    ({"addr__street": "清华东路", "addr__housenumber": "17"}, "清华东路17号"),
    ({"addr__street": "清华东路", "addr__housenumber": "17号院"}, "清华东路17号院"),
    ({"addr__city": "北京市", "addr__district": "海淀区", "addr__street": "成府路", "addr__housenumber": "1"},
     "北京市海淀区成府路1号"),
    ({"addr__place": "柏林镇白马山村", "addr__housenumber": "5"}, "柏林镇白马山村5号"),
    ({"addr__city": "Lauf", "addr__street": "Marktplatz", "addr__housenumber": "3a"}, "Marktplatz 3a"),
    ({"addr__housenumber": "9"}, "9"),
])
def test_an_address_reads_as_people_write_it(tmp_path: Path, tags: dict[str, str], text: str) -> None:
    osm = a_street()
    osm.node((5, 5), **tags)
    assert read(osm, tmp_path).address_points[0].address == text


def test_an_address_on_a_cut_building_keeps_the_middle_of_what_is_there(tmp_path: Path) -> None:
    osm = a_street()
    osm.way([(0, 10), (10, 10), 999, (0, 10)], building="yes", addr__street="清河路", addr__housenumber="1")
    osm.way([997, 998], building="yes", addr__street="清河路", addr__housenumber="2")
    osm.node((5, 5), addr__street="清河路", addr__housenumber=" ")
    town = read(osm, tmp_path)
    assert [p.number for p in town.address_points] == ["1"]
    assert str(town.notes[-1]) == "1 addresses have no point in the extract and are left out"


@pytest.mark.parametrize(("tags", "kind"), [
    ({"amenity": "police"}, PlaceKind.POLICE), ({"amenity": "school"}, PlaceKind.SCHOOL),
    ({"amenity": "kindergarten"}, PlaceKind.KINDERGARTEN), ({"amenity": "hospital"}, PlaceKind.HOSPITAL),
    ({"amenity": "bank"}, PlaceKind.BANK), ({"amenity": "marketplace"}, PlaceKind.MARKET),
    ({"amenity": "bus_station"}, PlaceKind.STATION), ({"railway": "station"}, PlaceKind.STATION),
    ({"public_transport": "station"}, PlaceKind.STATION), ({"shop": "mall"}, PlaceKind.MALL),
])
def test_key_places_go_by_their_tags(tmp_path: Path, tags: dict[str, str], kind: PlaceKind) -> None:
    osm = a_street()
    node = osm.node((5, 5), name="清河", **tags)
    (place,) = read(osm, tmp_path).key_places
    assert (place.place_id, place.kind, place.name, place.source) == (f"n{node}", kind, "清河", "osm")


def test_other_shops_and_stops_are_no_key_places(tmp_path: Path) -> None:
    osm = a_street()
    osm.node((5, 5), shop="bakery")
    osm.node((6, 5), railway="subway_entrance")
    osm.node((7, 5), highway="bus_stop", public_transport="platform")
    assert read(osm, tmp_path).key_places == ()


def test_a_station_drawn_as_point_and_area_stands_once_and_two_banks_of_one_name_twice(tmp_path: Path) -> None:
    osm = a_street()
    osm.node((50, 50), railway="station", name="清河站")
    osm.way(box(20, 20, 80), public_transport="station", name="清河站")
    osm.node((0, 10), amenity="bank", name="农业银行")
    osm.node((900, 10), amenity="bank", name="农业银行")
    osm.node((10, 10), amenity="school")
    osm.node((20, 10), amenity="school")
    kinds = [place.kind for place in read(osm, tmp_path).key_places]
    assert sorted(kinds) == ["bank", "bank", "school", "school", "station"]


def test_bounds_hold_the_town_and_not_a_house_that_a_whole_way_brought_along(tmp_path: Path) -> None:
    osm = a_street()
    for i in range(40):
        osm.node((i * 10, i * 5), addr__street="清河路", addr__housenumber=str(i))
    osm.node((90_000, 5), addr__street="远路", addr__housenumber="1")
    assert read(osm, tmp_path).bounds == pytest.approx((*lon_lat(0, 0), *lon_lat(390, 195)), abs=1e-7)


def test_bounds_of_a_town_without_houses_are_those_of_its_streets(tmp_path: Path) -> None:
    osm = a_street()
    osm.street((0, 0), (0, 300))
    osm.street((100, 300), (50, 0))
    assert read(osm, tmp_path).bounds == pytest.approx((*lon_lat(0, 0), *lon_lat(100, 300)), abs=1e-7)


BAD_FILES = {
    "missing": (None, "does not exist"),
    "empty": (b"", r"the file bad\.osm\.pbf is empty"),
    "text": ("户编号,地址\n1,清河路1号\n".encode(), r"bad\.osm\.pbf is not an OpenStreetMap PBF extract"),
    "xml": (b'<?xml version="1.0"?><osm version="0.6"></osm>', "is not an OpenStreetMap PBF extract"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_gets_one_sentence(tmp_path: Path, kind: str) -> None:
    content, sentence = BAD_FILES[kind]
    if content is not None:
        (tmp_path / "bad.osm.pbf").write_bytes(content)
    with pytest.raises(BadFile, match=sentence) as caught:
        read_osm(tmp_path / "bad.osm.pbf")
    assert "\n" not in str(caught.value)


def test_a_truncated_extract_and_one_without_streets_are_refused(tmp_path: Path) -> None:
    whole = a_street().write(tmp_path / "t.osm.pbf").read_bytes()
    (tmp_path / "cut.osm.pbf").write_bytes(whole[:-10])
    with pytest.raises(BadFile, match="is cut off in the middle"):
        read_osm(tmp_path / "cut.osm.pbf")
    osm = OsmFile()
    osm.node((0, 0), amenity="bank")
    with pytest.raises(BadFile, match="holds no street"):
        read(osm, tmp_path)


def test_streets_without_points_are_refused(tmp_path: Path) -> None:
    osm = OsmFile()
    osm.street(901, 902)
    with pytest.raises(BadFile, match="not the points they are made of"):
        read(osm, tmp_path)


@pytest.mark.skipif(not EXTRACTS.is_dir(), reason="the shared extracts are not beside this checkout")
@pytest.mark.parametrize(("name", "n_buildings", "n_addresses", "kinds"), [
    ("lauf", 6492, 5425, {"police": 1, "hospital": 1}),
    ("helsinki_centre", 446, 1470, {"mall": 6}),
    ("beijing_haidian", 257, 5, {"police": 2, "kindergarten": 2}),
])
def test_real_extracts_give_what_the_list_of_sources_says(
    name: str, n_buildings: int, n_addresses: int, kinds: dict[str, int],
) -> None:
    town = read_osm(EXTRACTS / f"{name}.osm.pbf")
    assert len(town.buildings) == n_buildings
    assert len(town.address_points) == n_addresses
    found = [place.kind.value for place in town.key_places]
    assert {kind: found.count(kind) for kind in kinds} == kinds
    assert all(b.shape.is_valid for b in town.buildings)


@pytest.mark.skipif(not EXTRACTS.is_dir(), reason="the shared extracts are not beside this checkout")
def test_the_bounds_of_beijing_are_the_campus_and_not_its_bus_routes() -> None:
    west, south, east, north = read_osm(EXTRACTS / "beijing_haidian.osm.pbf").bounds
    assert (west, south, east, north) == pytest.approx((116.344, 39.998, 116.360, 40.009), abs=0.002)
