"""Gaps in the numbers of rooms."""

import pytest

from gisdata.addresses import parse
from gisdata.audit.rooms import rooms_of_units
from gisdata.records import Household


def gaps(*addresses: str) -> list[tuple[int, int]]:
    rows = [Household(household_id=str(n), address=text, community="东社区") for n, text in enumerate(addresses)]
    found = rooms_of_units(rows, [parse(text) for text in addresses])
    return [(unit.row, unit.n_empty) for unit in found if unit.n_empty]


def unit(*rooms: int, number: int = 1) -> list[str]:
    return [f"幸福路12号3栋{number}单元{room}室" for room in rooms]


def test_a_unit_with_every_room_has_no_gap():
    assert gaps(*unit(201, 202, 301, 302)) == []


def test_a_missing_room_between_others_is_a_gap():
    assert gaps(*unit(201, 202, 301, 401, 402)) == [(0, 1)]


def test_shops_below_the_lowest_flat_and_floors_above_the_highest_are_no_gap():
    assert gaps(*unit(501, 502, 601, 602)) == []


def test_a_floor_seen_in_one_unit_is_missing_in_the_other():
    assert gaps(*unit(101, 102, 201, 202), *unit(101, 102, number=2)) == [(4, 2)]


def test_the_same_room_twice_fills_one_place():
    assert gaps(*unit(101, 101, 102, 201)) == [(0, 1)]


def test_other_spellings_of_a_door_are_the_same_building():
    assert gaps("清河县幸福路12号3号楼1单元101室", "幸福路12号3栋1单元102", "幸福路１２号3幢1单元201室") == [(0, 1)]


@pytest.mark.parametrize("rooms", [(101, 202, 303, 404), (101,), (101, 102)])
def test_a_unit_without_a_pattern_says_nothing(rooms):
    assert gaps(*unit(*rooms)) == []


def test_a_third_of_the_grid_is_a_pattern_and_less_is_not():
    assert gaps(*unit(101, 202, 303)) == [(0, 6)]
    assert gaps(*unit(101, 202, 303, 404)) == []


def test_rooms_without_a_door_and_other_communities_are_not_mixed():
    assert gaps("幸福路101室", "幸福路202室") == []
    rows = [Household(household_id=str(n), address=f"幸福路12号{room}室", community=place)
            for n, (room, place) in enumerate(((101, "东"), (102, "东"), (201, "西")))]
    assert not any(unit.n_empty for unit in rooms_of_units(rows, [parse(row.address) for row in rows]))
