"""The schema: no person in it, its migrations lead to it and back, and another version is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, inspect, text

from gisdata.errors import GisDataError, NotFound, StoreOutOfDate, StoreUnavailable
from gisdata.records import CellKind, Reached, VisitAttempt
from gisdata.store import Store, open_store, upgrade_schema
from gisdata.store.engine import make_engine
from gisdata.store.tables import metadata
from gisdata.store.version import downgrade_schema, newest_revision
from tests.gisdata.store.examples import a_building, a_cell, a_household, a_placed_household

# Huhu knows doors and dates, not people. Parts of words, so that plurals and compounds are caught too.
FORBIDDEN = (
    "name", "surname", "person", "people", "resident", "owner", "phone", "mobile", "email", "wechat", "id_card",
    "idcard", "identity", "passport", "birth", "age_", "gender", "sex", "risk", "score", "rank", "tag", "label",
    "category", "level", "grade", "religio", "ethnic", "nation", "politic", "petition", "health", "disab", "drug",
    "crim", "convict", "parole", "absent", "refus", "note", "remark", "comment", "photo", "face", "track", "check_in",
    "purpose",
)
ALLOWED = {
    "key_place.name": "the public name of a school or shop",
    "cell.name": "the name of a piece of ground",
    "building.name": "the name of a building on the map",
    "building.levels": "storeys",
    "door_report.note": "at most 100 characters about a dwelling, read for numbers and categories of people",
    "import_batch.file_name": "the name of a file",
    "import_batch.n_refused": "rows of a file that were not taken",
    "patrol_order.label": "a place in public words",
}


def test_no_column_could_hold_a_person() -> None:
    found = {f"{table.name}.{column.name}" for table in metadata.tables.values() for column in table.columns
             if any(word in column.name for word in FORBIDDEN)}
    assert found == set(ALLOWED)


def test_a_household_has_these_columns_and_no_other() -> None:
    assert metadata.tables["household"].columns.keys() == [
        "household_id", "address", "community", "dwelling", "lon_deg", "lat_deg", "located", "slot", "do_not_disturb",
        "last_contact_on", "must_visit_by", "cell_id",
    ]


def test_the_migrations_lead_to_the_tables_of_the_program(store_url: str) -> None:
    upgrade_schema(store_url)
    engine = make_engine(store_url)
    migrated = _described(engine)
    downgrade_schema(store_url, "base")
    metadata.create_all(engine)
    assert migrated == _described(engine)
    assert set(migrated) == set(metadata.tables)
    engine.dispose()


def test_points_are_found_by_an_index(store_url: str) -> None:
    upgrade_schema(store_url)
    engine = make_engine(store_url)
    for table in ("household", "address_point", "key_place", "incident", "patrol_order"):
        columns = [index["column_names"] for index in inspect(engine).get_indexes(table)]
        assert ["lon_deg", "lat_deg"] in columns
    engine.dispose()


def test_every_migration_can_be_undone_and_done_again(store_url: str) -> None:
    upgrade_schema(store_url)
    downgrade_schema(store_url, "base")
    engine = make_engine(store_url)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()
    upgrade_schema(store_url)
    with open_store(store_url) as store, store.reading() as reading:
        assert reading.households() == []


def test_a_workspace_of_the_first_schema_keeps_its_rows_when_it_is_upgraded_and_taken_back(store_url: str) -> None:
    upgrade_schema(store_url)
    with open_store(store_url) as store, store.writing() as writing:
        writing.save_households([a_household()])
        writing.replace_osm([a_building()], [], [])
    downgrade_schema(store_url, "0001")
    with pytest.raises(StoreOutOfDate, match="version 0001"):
        open_store(store_url)
    upgrade_schema(store_url)
    with open_store(store_url) as store, store.reading() as reading:
        assert reading.households() == [a_household()]
        assert reading.buildings() == [a_building()]


def test_visits_of_the_schema_before_the_dues_are_kept_without_a_part_of_the_day(store_url: str) -> None:
    upgrade_schema(store_url)
    downgrade_schema(store_url, "0003")
    engine = make_engine(store_url)
    _run(engine, "INSERT INTO visit_attempt VALUES ('h1', '2026-11-20', 'attempted')")
    engine.dispose()
    upgrade_schema(store_url)
    with open_store(store_url) as store, store.reading() as reading:
        assert reading.visits() == [
            VisitAttempt(household_id="h1", visited_on=date(2026, 11, 20), reached=Reached.ATTEMPTED)]
def test_an_older_schema_keeps_households_in_their_cells_and_takes_hexagons_as_imported(store_url: str) -> None:
    upgrade_schema(store_url)
    with open_store(store_url) as store, store.writing() as writing:
        writing.replace_cells([a_cell("c1", kind=CellKind.H3), a_cell("c2", kind=CellKind.SQUARE)])
        writing.replace_beats("东门社区", [a_cell("B1", kind=CellKind.BEAT, community="东门社区")])
        writing.save_households([a_placed_household("h1", cell_id="c1"), a_placed_household("h2")])
    downgrade_schema(store_url, "0003")
    upgrade_schema(store_url)
    with open_store(store_url) as store, store.reading() as reading:
        assert [(cell.cell_id, cell.kind) for cell in reading.cells()] == [("c1", "imported"), ("c2", "square")]
        assert [household.cell_id for household in reading.households()] == ["c1", None]
        assert reading.beats() == []


def test_upgrading_twice_changes_nothing(store: Store, store_url: str) -> None:
    with store.writing() as writing:
        writing.save_households([a_household()])
    upgrade_schema(store_url)
    with store.reading() as reading:
        assert reading.households() == [a_household()]


def test_a_migration_that_fails_half_way_leaves_nothing(store_url: str) -> None:
    engine = make_engine(store_url, create=True)
    _run(engine, "CREATE TABLE plan_due (other TEXT)")  # in the way of the last table but one
    with pytest.raises(Exception, match="already exists"):
        upgrade_schema(store_url)
    assert inspect(engine).get_table_names() == ["plan_due"]
    engine.dispose()


def test_a_database_without_a_schema_is_refused_and_not_given_one(store_url: str) -> None:
    engine = make_engine(store_url, create=True)
    _run(engine, "SELECT 1")
    with pytest.raises(StoreOutOfDate, match=f"version none, this program needs {newest_revision()}"):
        open_store(store_url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_a_database_of_a_later_program_is_refused_and_left_alone(store_url: str) -> None:
    upgrade_schema(store_url)
    engine = make_engine(store_url)
    _run(engine, "UPDATE alembic_version SET version_num = '9999'")
    for attempt in (open_store, upgrade_schema):
        with pytest.raises(StoreOutOfDate, match=rf"version 9999, which this program \({newest_revision()}\)"):
            attempt(store_url)
    assert set(inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}
    engine.dispose()


def test_a_missing_file_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"there is no database .*huhu\.db; put it back from a copy"):
        open_store(f"sqlite:///{tmp_path / 'huhu.db'}")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "huhu.db").write_text("户编号,地址\n" * 1000, encoding="utf-8")
    for attempt in (open_store, upgrade_schema):
        with pytest.raises(StoreUnavailable, match="SQLITE_NOTADB"):
            attempt(f"sqlite:///{tmp_path / 'huhu.db'}")


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="SQLITE_CANTOPEN"):
        upgrade_schema(f"sqlite:///{tmp_path / 'nowhere' / 'huhu.db'}")


@pytest.mark.parametrize("url", ["mysql://u@h/db", "nonsense", "sqlite://", "sqlite:///:memory:"])
def test_a_url_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(StoreUnavailable, match="sqlite:///FILE"):
        upgrade_schema(url)


def test_a_server_that_does_not_answer_is_refused_without_telling_the_password(tmp_path: Path) -> None:
    with pytest.raises(GisDataError, match="cannot be opened or reached") as refused:
        open_store(f"postgresql://huhu:secret@/huhu?host={tmp_path}")
    assert isinstance(refused.value, StoreUnavailable)
    assert "secret" not in str(refused.value) + str(refused.value.__cause__)


def _run(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


def _described(engine: Engine) -> dict[str, Any]:
    inspector = inspect(engine)
    described = {}
    for table in set(inspector.get_table_names()) - {"alembic_version"}:
        columns = [(c["name"], str(c["type"]), c["nullable"], str(c["default"])) for c in inspector.get_columns(table)]
        parts: list[list[Any]] = [
            inspector.get_foreign_keys(table), inspector.get_unique_constraints(table),
            inspector.get_check_constraints(table), inspector.get_indexes(table),
        ]
        sorted_parts = [sorted(repr(one) for one in part) for part in parts]
        described[table] = (columns, inspector.get_pk_constraint(table), *sorted_parts)
    return described
