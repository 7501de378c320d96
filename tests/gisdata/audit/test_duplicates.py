"""Rows that may be one household are told, each group once, and nothing is decided."""

from typing import Any

from gisdata.addresses import parse
from gisdata.audit import find_duplicates
from gisdata.records import Household, Located


def a_row(household_id: str, address: str, **other: Any) -> Household:
    return Household(**{"household_id": household_id, "address": address, "community": "东社区", **other})


def found(*rows: Household, apart: tuple[tuple[str, str], ...] = ()) -> list[tuple[tuple[str, ...], str]]:
    groups = find_duplicates(rows, [parse(row.address) for row in rows], apart)
    return [(group.household_ids, str(group.why)) for group in groups]


def test_two_spellings_of_one_address_are_told():
    assert found(a_row("2", "幸福路12号"), a_row("1", "幸福路１２号 "), a_row("3", "幸福路14号")) == [
        (("1", "2"), "the same address")]


def test_the_same_door_with_and_without_the_county_and_the_word_for_room_is_told():
    rows = (a_row("1", "清河县幸福路12号3号楼1单元501室"), a_row("2", "幸福路12号3栋1单元501"))
    assert found(*rows) == [(("1", "2"), "the same door, written differently")]


def test_two_rooms_two_units_and_two_communities_are_not():
    assert found(a_row("1", "幸福路12号3栋1单元501室"), a_row("2", "幸福路12号3栋1单元502室"),
                 a_row("3", "幸福路12号3栋2单元501室")) == []
    assert found(a_row("1", "幸福路12号"), a_row("2", "幸福路12号", community="西社区")) == []


def test_rows_of_a_street_without_a_number_are_no_evidence():
    assert found(a_row("1", "幸福路"), a_row("2", "幸福路")) == []


def test_one_room_at_one_point_under_two_names_is_told():
    here = {"lon_deg": 110.1, "lat_deg": 32.1, "located": Located.DOORPLATE}
    rows = (a_row("1", "幸福路12号3栋501室", **here), a_row("2", "翰林苑3栋501室", **here))
    assert [why for _, why in found(*rows)] == [
        "the same place on the map and the same room, under two addresses"]
    assert found(rows[0], a_row("2", "翰林苑3栋501室", **{**here, "lon_deg": 110.2})) == []


def test_two_rows_found_to_be_two_households_are_not_told_again_but_a_third_is():
    rows = [a_row(id_, "幸福路12号3栋501室") for id_ in "123"]
    assert found(*rows[:2], apart=(("1", "2"),)) == []
    assert found(*rows, apart=(("1", "2"),)) == [(("1", "2", "3"), "the same address")]
    assert found(*rows, apart=(("1", "2"), ("1", "3"))) == [(("2", "3"), "the same address")]


def test_a_pair_that_is_apart_by_its_text_is_apart_by_its_door_too():
    rows = (a_row("1", "清河县幸福路12号3号楼1单元501室"), a_row("2", "幸福路12号3栋1单元501"),
            a_row("3", "幸福路12号3栋1单元501"))
    assert [ids for ids, _ in found(*rows)] == [("2", "3"), ("1", "2", "3")]
    assert [ids for ids, _ in found(*rows, apart=(("1", "2"), ("1", "3")))] == [("2", "3")]
