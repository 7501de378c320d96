"""The map of one door: it holds what can be chosen there, and nothing else leaves it."""

import json
import re

from gisdata.maps import Door, DoorPlate, draw_door_map
from gisdata.maps.door_map import build_door_map
from tests.map_scenes import a_basemap


def a_plate(plate_id: str, *, number: str = "", address: str = "人民路12号", lon: float = 110.79) -> DoorPlate:
    return DoorPlate(plate_id=plate_id, lon=lon, lat=32.61, number=number, address=address)


def data_of(page: str) -> dict:
    found = re.search(r'<script type="application/json" id="huhu-door">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_candidates_bear_letters_and_plates_their_numbers() -> None:
    door = Door(start=(110.79, 32.61), is_placed=False, candidates=(a_plate("a"), a_plate("b", lon=110.791)),
                plates=(a_plate("c", number="7"), a_plate("d", address="人民路10-1号"), a_plate("e", address="粮站")))
    data = data_of(draw_door_map(door))
    assert [(mark["id"], mark["sign"]) for mark in data["candidates"]] == [("a", "A"), ("b", "B")]
    assert [mark["sign"] for mark in data["plates"]] == ["7", "10-1", ""]
    assert (data["pin"], data["placed"]) == ([32.61, 110.79], False)


def test_the_page_is_self_contained_the_same_each_time_and_shows_hostile_text_as_text() -> None:
    hostile = "</script><script>alert(1)</script>{{7*7}}"
    door = Door(start=(110.79, 32.61), is_placed=True, candidates=(a_plate(hostile, address=hostile),))
    page = draw_door_map(door, basemap=a_basemap(), language="en")
    assert page == draw_door_map(door, basemap=a_basemap(), language="en")
    assert "<script>alert" not in page
    assert data_of(page)["candidates"][0]["text"] == hostile


def test_the_ground_is_drawn_well_beyond_the_first_view_so_that_a_door_can_be_searched_for() -> None:
    (_, west), (_, east) = build_door_map(Door(start=(110.79, 32.61), is_placed=True)).options["maxBounds"]
    assert west < 110.79 - 0.009 and east > 110.79 + 0.009   # 0.01 degrees are some 900 m here
