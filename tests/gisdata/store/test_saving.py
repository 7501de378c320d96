"""What a second save does to the first one."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from gisdata.errors import Conflict, NotFound, RefusedRows
from gisdata.records import AddressSource, Cell, CellKind, Located
from gisdata.store import SaveCounts, Store
from tests.gisdata.store.examples import (
    a_building,
    a_cell,
    a_household,
    a_key_place,
    a_placed_household,
    a_review_item,
    a_shift,
    an_address_point,
    an_officer,
)


def test_a_save_tells_new_changed_and_same_apart(store: Store) -> None:
    with store.writing() as writing:
        writing.save_households([a_household("h1"), a_household("h2")])
    with store.writing() as writing:
        counts = writing.save_households(
            [a_household("h1"), a_household("h2", community="西社区"), a_household("h3")])
    assert counts == SaveCounts(n_new=1, n_changed=1, n_same=1)


def test_a_household_sent_again_without_coordinates_keeps_the_point_that_was_found(store: Store) -> None:
    with store.writing() as writing:
        writing.save_households([a_placed_household(located=Located.SAME_NUMBER)])
    with store.writing() as writing:
        assert writing.save_households([a_household()]).n_same == 1
        assert writing.save_households([a_household(community="西社区")]).n_changed == 1
    with store.reading() as reading:
        assert reading.household("h1") == a_placed_household(located=Located.SAME_NUMBER, community="西社区")


def test_a_household_with_another_address_loses_the_point_of_the_old_one(store: Store) -> None:
    with store.writing() as writing:
        writing.replace_cells([a_cell()])
        writing.save_households([a_placed_household(cell_id="c1")])
        assert writing.save_households([a_household(address="清河路14号")]).n_changed == 1
    with store.reading() as reading:
        assert reading.household("h1") == a_household(address="清河路14号")


def test_a_point_in_the_file_wins_over_the_point_that_was_found(store: Store) -> None:
    given = a_placed_household(lon_deg=116.5, located=Located.GIVEN)
    with store.writing() as writing:
        writing.save_households([a_placed_household()])
        writing.save_households([given])
    with store.reading() as reading:
        assert reading.household("h1") == given


def test_a_cell_stays_with_the_point_and_goes_when_the_household_moves(store: Store) -> None:
    with store.writing() as writing:
        writing.replace_cells([a_cell()])
        writing.save_households([a_placed_household("h1", cell_id="c1"), a_placed_household("h2", cell_id="c1")])
        writing.save_households([a_placed_household("h1"), a_placed_household("h2", lat_deg=40.2)])
    with store.reading() as reading:
        assert [household.cell_id for household in reading.households()] == ["c1", None]


def test_placing_writes_only_the_point(store: Store) -> None:
    placed = a_placed_household("h1", address="should not be written", community="nor this")
    with store.writing() as writing:
        writing.save_households([a_household("h1"), a_household("h2")])
        writing.place_households([placed])
    with store.reading() as reading:
        assert reading.households() == [a_placed_household("h1"), a_household("h2")]


def test_a_household_that_is_placed_elsewhere_loses_its_cell(store: Store) -> None:
    with store.writing() as writing:
        writing.replace_cells([a_cell()])
        writing.save_households([a_placed_household("h1", cell_id="c1"), a_placed_household("h2", cell_id="c1")])
        writing.place_households([a_placed_household("h1"), a_household("h2")])
    with store.reading() as reading:
        assert reading.households() == [a_placed_household("h1", cell_id="c1"), a_household("h2")]


def test_placing_an_unknown_household_is_refused_and_undoes_the_block(store: Store) -> None:
    with pytest.raises(NotFound, match="household h2 is not in the register"), store.writing() as writing:
        writing.save_households([a_household("h1")])
        writing.place_households([a_placed_household("h2")])
    with store.reading() as reading:
        assert reading.households() == []


def test_cells_are_set_and_unset(store: Store) -> None:
    with store.writing() as writing:
        writing.replace_cells([a_cell("c1"), a_cell("c2")])
        writing.save_households([a_placed_household("h1", cell_id="c1"), a_placed_household("h2"), a_household("h3")])
        writing.set_cells({"h1": None, "h2": "c2"})
    with store.reading() as reading:
        assert [household.cell_id for household in reading.households()] == [None, "c2", None]


@pytest.mark.parametrize(("cell_of", "sentence"), [
    ({"h7": "c1"}, "household h7 is not in the register"),
    ({"h1": "c7"}, "household h1: there is no cell c7"),
])
def test_setting_a_cell_names_what_is_not_there(store: Store, cell_of: dict[str, str], sentence: str) -> None:
    with pytest.raises(NotFound, match=sentence), store.writing() as writing:
        writing.replace_cells([a_cell("c1")])
        writing.save_households([a_placed_household("h1")])
        writing.set_cells(cell_of)


def beats_of(community: str, *codes: str) -> list[Cell]:
    return [a_cell(code, kind=CellKind.BEAT, community=community) for code in codes]


def test_beats_lie_beside_the_cells_and_are_replaced_community_by_community(store: Store) -> None:
    with store.writing() as writing:
        writing.save_households([a_household("h1")])
        writing.replace_cells([a_cell("c1")])
        writing.set_cells({"h1": "c1"})
        writing.replace_beats("东门社区", beats_of("东门社区", "东-B1", "东-B2"))
        writing.replace_beats("西门社区", beats_of("西门社区", "西-B1"))
        writing.replace_beats("东门社区", beats_of("东门社区", "东-B1"))
    with store.reading() as reading:
        assert [cell.cell_id for cell in reading.cells()] == ["c1"]
        assert [beat.cell_id for beat in reading.beats()] == ["东-B1", "西-B1"]
        assert reading.household("h1").cell_id == "c1"
        assert (reading.counts()["cells"], reading.counts()["beats"]) == (1, 2)


def test_beats_outlive_new_cells_unless_those_take_their_codes(store: Store) -> None:
    with store.writing() as writing:
        writing.replace_beats("东门社区", beats_of("东门社区", "B1", "B2"))
        writing.replace_cells([a_cell("c1"), a_cell("B1")])
    with store.reading() as reading:
        assert [cell.cell_id for cell in reading.cells()] == ["B1", "c1"]
        assert [beat.cell_id for beat in reading.beats()] == ["B2"]


@pytest.mark.parametrize(("beats", "told"), [
    (beats_of("西门社区", "B1"), "B1 is no beat of 东门社区"), ([a_cell("c9")], "c9 is no beat of 东门社区"),
    (beats_of("东门社区", "c1"), "code c1 is taken by a cell")])
def test_what_is_no_beat_of_the_community_is_refused(store: Store, beats: list[Cell], told: str) -> None:
    with store.writing() as writing:
        writing.replace_cells([a_cell("c1")])
    with pytest.raises(Conflict, match=told), store.writing() as writing:
        writing.replace_beats("东门社区", beats)
    with pytest.raises(Conflict, match="B1 is a beat and no cell"), store.writing() as writing:
        writing.replace_cells(beats_of("东门社区", "B1"))
    with store.reading() as reading:
        assert (reading.cells(), reading.beats()) == ([a_cell("c1")], [])


def test_new_cells_leave_no_household_in_an_old_one(store: Store) -> None:
    with store.writing() as writing:
        writing.replace_cells([a_cell("c1"), a_cell("c2")])
        writing.save_households([a_placed_household("h1", cell_id="c1")])
    with store.writing() as writing:
        writing.replace_cells([a_cell("c1", name="新")])
    with store.reading() as reading:
        assert reading.cells() == [a_cell("c1", name="新")]
        assert reading.household("h1").cell_id is None


def test_a_new_extract_replaces_what_came_from_the_map_and_nothing_else(store: Store) -> None:
    osm_point, osm_place = an_address_point("n1", source=AddressSource.OSM), a_key_place("n2", source="osm")
    with store.writing() as writing:
        writing.save_address_points([an_address_point("d1")])
        writing.save_key_places([a_key_place("p1")])
        writing.replace_osm([a_building("w1")], [osm_point], [osm_place])
    with store.writing() as writing:
        writing.replace_osm([a_building("w2")], [replace(osm_point, address_id="n9")], [])
    with store.reading() as reading:
        assert reading.buildings() == [a_building("w2")]
        assert reading.address_points() == [an_address_point("d1"), replace(osm_point, address_id="n9")]
        assert reading.key_places() == [a_key_place("p1")]


def test_the_map_never_overwrites_a_row_of_a_file(store: Store) -> None:
    with store.writing() as writing:
        writing.save_address_points([an_address_point("d1")])
    taken = pytest.raises(Conflict, match="id d1 in address_point is taken by a row from doorplate")
    with taken, store.writing() as writing:
        writing.replace_osm([], [an_address_point("d1", source=AddressSource.OSM)], [])


def test_a_file_never_overwrites_a_row_of_the_map(store: Store) -> None:
    with store.writing() as writing:
        writing.replace_osm([], [], [a_key_place("p1", source="osm")])
    with pytest.raises(Conflict, match="id p1 in key_place is taken by a row from osm"), store.writing() as writing:
        writing.save_key_places([a_key_place("p1")])


def test_a_doorplate_is_not_taken_for_a_part_of_the_map(store: Store) -> None:
    with pytest.raises(Conflict, match="id d1 in address_point comes from doorplate"), store.writing() as writing:
        writing.replace_osm([], [an_address_point("d1")], [])


def test_a_new_roster_replaces_the_rows_of_its_officers_only(store: Store) -> None:
    with store.writing() as writing:
        writing.save_officers([an_officer("o1"), an_officer("o2"), an_officer("o3")])
        writing.replace_shift_rows(["o1", "o2", "o3"], [a_shift("o1"), a_shift("o2"), a_shift("o3")])
    with store.writing() as writing:
        writing.replace_shift_rows(["o1", "o2"], [a_shift("o1", weekdays=(6,))])
    with store.reading() as reading:
        assert reading.shift_rows() == [a_shift("o1", weekdays=(6,)), a_shift("o3")]


def test_a_shift_of_an_officer_who_is_not_named_is_a_conflict(store: Store) -> None:
    with pytest.raises(Conflict, match="officer o2"), store.writing() as writing:
        writing.save_officers([an_officer("o1"), an_officer("o2")])
        writing.replace_shift_rows(["o1"], [a_shift("o2")])


def test_a_shift_of_an_unknown_officer_is_refused(store: Store) -> None:
    unknown = pytest.raises(NotFound, match="officer o7 is not in the store; import the officers first")
    with unknown, store.writing() as writing:
        writing.replace_shift_rows(["o7"], [a_shift("o7")])


def test_officers_sent_again_keep_their_roster(store: Store) -> None:
    with store.writing() as writing:
        writing.save_officers([an_officer("o1")])
        writing.replace_shift_rows(["o1"], [a_shift("o1")])
        writing.save_officers([an_officer("o1", team="B")])
    with store.reading() as reading:
        assert reading.shift_rows() == [a_shift("o1")]


def test_the_review_list_is_replaced_as_a_whole(store: Store) -> None:
    with store.writing() as writing:
        writing.save_households([a_household("h1"), a_household("h2")])
        writing.replace_review_items([a_review_item("h1"), a_review_item("h2")])
        writing.replace_review_items([a_review_item("h2", why="no such street")])
    with store.reading() as reading:
        assert reading.review_items() == [a_review_item("h2", why="no such street")]


def test_the_review_list_holds_households_of_the_register_only(store: Store) -> None:
    with pytest.raises(NotFound, match="household h7"), store.writing() as writing:
        writing.replace_review_items([a_review_item("h7")])


@pytest.mark.parametrize(("wrong", "rule"), [
    ({"lon_deg": 181.0, "lat_deg": 40.0, "located": Located.GIVEN}, "on_earth"),
    ({"lon_deg": 116.0, "lat_deg": -90.1, "located": Located.GIVEN}, "on_earth"),
    ({"lon_deg": 116.0, "lat_deg": 40.0, "located": Located.NOWHERE}, "located_has_point"),
    ({"located": Located.GIVEN}, "located_has_point"),
    ({"lon_deg": 116.0, "located": Located.GIVEN}, "whole_point"),
    ({"lon_deg": math.nan, "lat_deg": math.nan, "located": Located.GIVEN}, ""),
    ({"lon_deg": math.inf, "lat_deg": 40.0, "located": Located.GIVEN}, "on_earth"),
])
def test_a_household_with_an_impossible_point_is_refused(store: Store, wrong: dict[str, Any], rule: str) -> None:
    with pytest.raises(RefusedRows, match=f"breaks the rule ck_household_.*{rule}"), store.writing() as writing:
        writing.save_households([a_household(**wrong)])


def test_a_household_in_a_cell_that_is_not_there_is_a_conflict(store: Store) -> None:
    with pytest.raises(Conflict, match="points at something that is not there"), store.writing() as writing:
        writing.save_households([a_placed_household(cell_id="c7")])


def test_a_shift_without_weekdays_and_without_a_day_is_refused(store: Store) -> None:
    with pytest.raises(RefusedRows, match="ck_shift_row_weekdays_or_day"), store.writing() as writing:
        writing.save_officers([an_officer()])
        writing.replace_shift_rows(["o1"], [a_shift(weekdays=())])


def test_more_records_than_go_into_one_statement_are_saved(store: Store) -> None:
    records = [a_household(f"h{number:05}") for number in range(2_345)]
    with store.writing() as writing:
        assert writing.save_households(reversed(records)).n_new == 2_345
        assert writing.save_households(records).n_same == 2_345
        assert writing.households() == records
