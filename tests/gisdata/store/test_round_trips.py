"""What goes into the store comes out equal: every kind of record, on both databases."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gisdata.errors import Conflict, NotFound, RefusedRows
from gisdata.records import Dwelling, Household, Located, PatrolScope, Slot, TravelMode
from gisdata.store import SaveCounts, Store
from gisdata.store.moments import from_text, to_text
from gisdata.store.walks_json import walks_from_json, walks_to_json
from planner.sentence import say
from tests.gisdata.store.examples import (
    ISLANDS,
    SHANGHAI,
    a_batch,
    a_building,
    a_cell,
    a_full_household,
    a_household,
    a_key_place,
    a_patrol,
    a_plan,
    a_review_item,
    a_shift,
    a_stop,
    a_walk,
    an_address_point,
    an_incident,
    an_officer,
)

# What no database may stumble over, and NUL and half characters, which PostgreSQL cannot hold, left out.
texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40) | st.sampled_from(
    ["清河路12号", "O'Brien's \"flat\"", "🏠👨‍👩‍👧", "%s %(x)s {x} \\", "; DROP TABLE household; --", "𠮷野家", "", " "]
)


@st.composite
def households(draw: st.DrawFn) -> Household:
    located = draw(st.sampled_from(Located))
    placed = located is not Located.NOWHERE
    return Household(
        household_id=draw(texts), address=draw(texts), community=draw(texts),
        dwelling=draw(st.sampled_from(Dwelling)),
        lon_deg=draw(st.floats(-180, 180)) if placed else None,
        lat_deg=draw(st.floats(-90, 90)) if placed else None,
        located=located, slot=draw(st.sampled_from(Slot)), do_not_disturb=draw(st.booleans()),
        last_contact_on=draw(st.none() | st.dates()), must_visit_by=draw(st.none() | st.dates()),
    )


class _Undo(Exception):
    """Ends a block so that the next example finds an empty store."""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(households(), max_size=5, unique_by=lambda household: household.household_id))
def test_any_household_comes_out_as_it_went_in(store: Store, records: list[Household]) -> None:
    with suppress(_Undo), store.writing() as writing:
        assert writing.save_households(records) == SaveCounts(n_new=len(records), n_changed=0, n_same=0)
        assert writing.households() == sorted(records, key=lambda household: household.household_id)
        assert writing.save_households(records) == SaveCounts(n_new=0, n_changed=0, n_same=len(records))
        raise _Undo


def test_households_are_kept_with_all_their_fields(store: Store) -> None:
    with store.writing() as writing:
        writing.replace_cells([a_cell()])
        writing.save_households([a_full_household(cell_id="c1"), a_household("h1")])
    with store.reading() as reading:
        assert reading.households() == [a_household("h1"), a_full_household("h9", cell_id="c1")]
        assert reading.household("h9") == a_full_household("h9", cell_id="c1")


def test_an_unknown_household_is_named(store: Store) -> None:
    with store.reading() as reading, pytest.raises(NotFound, match="household h7 is not in the register"):
        reading.household("h7")


def test_address_points_are_kept(store: Store) -> None:
    records = [an_address_point("d1"), an_address_point("d2", community="东社区", street="", number="")]
    with store.writing() as writing:
        assert writing.save_address_points(records) == SaveCounts(n_new=2, n_changed=0, n_same=0)
    with store.reading() as reading:
        assert reading.address_points() == records


def test_key_places_are_kept(store: Store) -> None:
    records = [a_key_place("p1"), a_key_place("p2", name="")]
    with store.writing() as writing:
        assert writing.save_key_places(reversed(records)) == SaveCounts(n_new=2, n_changed=0, n_same=0)
    with store.reading() as reading:
        assert reading.key_places() == records


def test_buildings_and_cells_keep_holes_and_several_parts(store: Store) -> None:
    buildings = [a_building("w1"), a_building("w2", shape=ISLANDS, levels=None, name="百货楼")]
    cells = [a_cell("c1"), a_cell("c2", shape=ISLANDS, kind="square")]
    with store.writing() as writing:
        writing.replace_osm(buildings, [], [])
        writing.replace_cells(cells)
    with store.reading() as reading:
        assert reading.buildings() == buildings
        assert reading.cells() == cells


def test_incidents_keep_their_wall_clock_times(store: Store) -> None:
    records = [an_incident("i1"), an_incident("i2", until=datetime.fromisoformat("2026-05-01T22:00:00"))]
    with store.writing() as writing:
        assert writing.save_incidents(records) == SaveCounts(n_new=2, n_changed=0, n_same=0)
    with store.reading() as reading:
        assert reading.incidents() == records


def test_an_incident_with_a_time_zone_is_refused(store: Store) -> None:
    zoned = an_incident(since=datetime(2026, 5, 1, 22, tzinfo=UTC), until=datetime(2026, 5, 1, 23, tzinfo=UTC))
    with pytest.raises(RefusedRows, match="incident i1: 2026-05-01T22:00:00"), store.writing() as writing:
        writing.save_incidents([zoned])


def test_officers_keep_their_communities_in_order(store: Store) -> None:
    records = [an_officer("o1"), an_officer("o2", communities=(), base_lon_deg=116.1, base_lat_deg=40.1)]
    with store.writing() as writing:
        assert writing.save_officers(records) == SaveCounts(n_new=2, n_changed=0, n_same=0)
        assert writing.save_officers(records) == SaveCounts(n_new=0, n_changed=0, n_same=2)
    with store.reading() as reading:
        assert reading.officers() == records


def test_an_officer_can_lose_a_community(store: Store) -> None:
    with store.writing() as writing:
        writing.save_officers([an_officer("o1"), an_officer("o2")])
        assert writing.save_officers([an_officer("o1", communities=("东社区",))]).n_changed == 1
    with store.reading() as reading:
        assert reading.officers() == [an_officer("o1", communities=("东社区",)), an_officer("o2")]


def test_the_roster_is_kept_in_the_order_given(store: Store) -> None:
    late = a_shift("o1", weekdays=(), day=date(2026, 11, 24), start_s=79_200, end_s=108_000, mode=TravelMode.CAR)
    with store.writing() as writing:
        writing.save_officers([an_officer("o1"), an_officer("o2")])
        writing.replace_shift_rows(["o1", "o2"], [a_shift("o2"), late, a_shift("o1")])
    with store.reading() as reading:
        assert reading.shift_rows() == [late, a_shift("o1"), a_shift("o2")]


def test_patrol_orders_are_kept(store: Store) -> None:
    records = [a_patrol("x1"), a_patrol("x2", weekdays=(), day=date(2026, 11, 24), scope=PatrolScope.CELL, team="")]
    with store.writing() as writing:
        assert writing.save_patrol_orders(records) == SaveCounts(n_new=2, n_changed=0, n_same=0)
    with store.reading() as reading:
        assert reading.patrol_orders() == records


def test_review_items_are_kept_with_their_candidates(store: Store) -> None:
    items = [a_review_item("h1"), a_review_item("h2", candidates=())]
    with store.writing() as writing:
        writing.save_households([a_household("h1"), a_household("h2")])
        writing.replace_review_items(items)
    with store.reading() as reading:
        assert reading.review_items() == items


def test_batches_are_kept_in_the_order_of_import(store: Store) -> None:
    batches = [a_batch(), a_batch(kind="officers", imported_at=datetime(2025, 1, 1, tzinfo=UTC)), a_batch()]
    for batch in batches:
        with store.writing() as writing:
            writing.add_batch(batch)
    with store.reading() as reading:
        assert reading.batches() == batches


def test_a_batch_imported_at_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(RefusedRows, match="has no time zone"), store.writing() as writing:
        writing.add_batch(a_batch(imported_at=datetime.fromisoformat("2026-11-20")))


def test_a_plan_is_kept_with_walks_due_rows_and_findings(store: Store) -> None:
    with store.writing() as writing:
        writing.save_plan(a_plan())
    with store.reading() as reading:
        assert reading.plan("2026-W48", "A") == a_plan()


def test_a_finding_can_be_said_again_with_dates_as_text(store: Store) -> None:
    with store.writing() as writing:
        writing.save_plan(a_plan(findings=(say("nobody works on {day}", day=date(2026, 11, 24)),)))
    with store.reading() as reading:
        assert reading.plan("2026-W48", "A").findings == (say("nobody works on {day}", day="2026-11-24"),)


def test_walks_come_back_from_json_in_their_own_time_zone() -> None:
    walks = (a_walk(), a_walk(stops=(), line=()))
    again = walks_from_json(walks_to_json(walks))
    assert again == walks
    assert again[0].leave.tzinfo is SHANGHAI
    assert again[0].stops[0].arrive.isoformat() == "2026-11-23T08:10:00+08:00"


@pytest.mark.parametrize("moment", [
    datetime(2026, 11, 23, 8, 30, 5, 7, tzinfo=SHANGHAI),
    datetime(1988, 9, 11, 1, 30, tzinfo=SHANGHAI, fold=1),  # the hour that Shanghai had twice
    datetime(2026, 11, 23, tzinfo=UTC),
    datetime(2026, 11, 23, tzinfo=timezone(timedelta(hours=5, minutes=45))),
    datetime.fromisoformat("2026-11-23T08:00:00"),
])
def test_a_moment_in_text_keeps_instant_wall_clock_and_fold(moment: datetime) -> None:
    again = from_text(to_text(moment))
    assert (again.replace(tzinfo=None), again.utcoffset(), again.fold) == (
        moment.replace(tzinfo=None), moment.utcoffset(), moment.fold)


def test_a_stop_may_hold_any_text() -> None:
    walk = a_walk(stops=(a_stop(what="后门 \u2028 \\ \" 🚪"),))
    assert walks_from_json(walks_to_json([walk])) == (walk,)


def test_counts_say_how_long_each_list_is(store: Store) -> None:
    with store.writing() as writing:
        writing.save_households([a_household("h1"), a_household("h2")])
        writing.save_officers([an_officer()])
        writing.replace_shift_rows(["o1"], [a_shift(), a_shift(), a_shift()])
        for team in "AAB":
            writing.save_plan(a_plan(team=team))
    with store.reading() as reading:
        counts = reading.counts()
        assert counts == {name: len(getattr(reading, name)()) for name in counts}
        assert {name: count for name, count in counts.items() if count} == {
            "households": 2, "officers": 1, "shift_rows": 3, "plans": 2}


def test_every_list_is_empty_in_a_new_store_and_saving_nothing_is_fine(store: Store) -> None:
    with store.writing() as writing:
        assert writing.save_households([]) == SaveCounts(n_new=0, n_changed=0, n_same=0)
        writing.save_officers([])
        writing.replace_osm([], [], [])
        writing.replace_cells([])
        writing.replace_review_items([])
        writing.replace_shift_rows([], [])
    with store.reading() as reading:
        assert set(reading.counts().values()) == {0}
        assert reading.weeks() == []


def test_ids_are_ordered_alike_on_both_databases(store: Store) -> None:
    ids = ["B", "a", "户10", "户2", "é", "_", "Z", "10", "9", "𠮷"]
    with store.writing() as writing:
        writing.save_households(a_household(id_) for id_ in ids)
    with store.reading() as reading:
        assert [household.household_id for household in reading.households()] == sorted(ids)


@pytest.mark.parametrize("text", ["before\x00after", "half \ud83d"])
def test_a_character_that_postgresql_cannot_hold_is_refused_on_both(store: Store, text: str) -> None:
    refused = pytest.raises(RefusedRows, match="address holds a character that cannot be stored")
    with refused, store.writing() as writing:
        writing.save_households([a_household(address=text)])


def test_an_id_that_comes_twice_in_one_call_is_a_conflict(store: Store) -> None:
    with pytest.raises(Conflict, match="id h1 comes twice in household"), store.writing() as writing:
        writing.save_households([a_household("h1"), a_household("h1", address="其他")])
