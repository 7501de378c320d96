"""A block of changes is kept as a whole or not at all, whatever ends it; writers wait, readers do not."""

from __future__ import annotations

import errno
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from gisdata.errors import DiskFull, StoreUnavailable
from gisdata.store import Store, engine, open_store, upgrade_schema
from gisdata.store.engine import write_transaction
from tests.gisdata.store.examples import a_batch, a_household, a_placed_household, a_plan

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit, GeneratorExit])
def test_whatever_ends_a_block_early_undoes_all_of_it(store: Store, error: type[BaseException]) -> None:
    with store.writing() as writing:
        writing.save_households([a_household("h1")])
    with pytest.raises(error), store.writing() as writing:
        writing.save_households([a_household("h1", address="其他"), a_household("h2")])
        writing.save_plan(a_plan())
        raise error
    with store.reading() as reading:
        assert reading.households() == [a_household("h1")]
        assert reading.weeks() == []


def test_the_store_goes_on_after_a_block_was_undone(store: Store) -> None:
    for _ in range(20):  # more often than the pool has connections
        with pytest.raises(KeyboardInterrupt), store.writing():
            raise KeyboardInterrupt
    with store.writing() as writing:
        assert writing.save_households([a_household()]).n_new == 1


def test_a_reader_sees_one_moment_while_another_writes(store: Store) -> None:
    with store.reading() as reading:
        assert reading.households() == []
        with store.writing() as writing:
            writing.save_households([a_household()])
        assert reading.households() == []
        assert reading.counts()["households"] == 0
    with store.reading() as reading:
        assert reading.households() == [a_household()]


def test_a_reader_cannot_change_anything(store: Store) -> None:
    with store.writing() as writing:
        writing.save_households([a_household()])
    with suppress(DBAPIError), store.reading() as reading:  # PostgreSQL refuses, SQLite forgets it
        reading._connection.execute(text("DELETE FROM household"))
    with store.reading() as reading:
        assert reading.households() == [a_household()]


def test_sqlite_syncs_every_commit_and_keeps_its_references(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'huhu.db'}"
    upgrade_schema(url)
    with open_store(url) as store, store.reading() as reading:
        told = [reading._connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")]
    assert told == ["wal", 2, 1, 30_000]


def test_a_full_disk_keeps_what_was_acknowledged_and_nothing_of_the_rest(store: Store, store_url: str) -> None:
    with store.writing() as writing:
        writing.save_households([a_household("h0")])
        writing.add_batch(a_batch())
    fill, free = _fill_sqlite, _free_sqlite
    if store_url.startswith("postgresql"):
        fill, free = _fill_postgresql, _free_postgresql
    fill(store)
    with pytest.raises(DiskFull, match="the disk is full: nothing of this change was kept"), store.writing() as writing:
        writing.add_batch(a_batch())
        writing.save_households(a_household(f"h{number}", address="清河路" * 50) for number in range(1, 3_000))
    with store.reading() as reading:
        assert reading.households() == [a_household("h0")]
        assert len(reading.batches()) == 1
    free(store)
    with store.writing() as writing:
        assert writing.save_households([a_household("h1")]).n_new == 1


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_file_that_finds_no_room_inside_a_block_is_a_full_disk_too(store: Store, number: int) -> None:
    with pytest.raises(DiskFull), store.writing() as writing:
        writing.save_households([a_household()])
        raise OSError(number, "No space left on device")
    with store.reading() as reading:
        assert reading.households() == []


def test_another_error_of_the_operating_system_stays_what_it_is(store: Store) -> None:
    with pytest.raises(PermissionError), store.writing():
        raise PermissionError(errno.EACCES, "no")


def _cap(dbapi_connection: Any, _record: object) -> None:
    dbapi_connection.execute("PRAGMA max_page_count = 1")  # SQLite takes the present size instead: not one page more


def _fill_sqlite(store: Store) -> None:
    store.close()  # the limit is one of a connection
    event.listen(store._engine, "connect", _cap)


def _free_sqlite(store: Store) -> None:
    event.remove(store._engine, "connect", _cap)
    store.close()


def _fill_postgresql(store: Store) -> None:
    with write_transaction(store._engine) as connection:
        connection.execute(text(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$"))
        connection.execute(text(
            "CREATE TRIGGER full_disk BEFORE INSERT ON household FOR EACH ROW EXECUTE FUNCTION full_disk()"))


def _free_postgresql(store: Store) -> None:
    with write_transaction(store._engine) as connection:
        connection.execute(text("DROP TRIGGER full_disk ON household"))


HOLD = """
import sys, time
from gisdata.store import open_store
from tests.gisdata.store.examples import a_household
with open_store(sys.argv[1]) as store, store.writing() as writing:
    assert writing.households() == []  # reads before it writes, like every import
    writing.save_households([a_household("theirs")])
    print("holding", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def test_a_second_process_waits_for_the_first_and_sees_its_work(store: Store, store_url: str) -> None:
    with _holding(store_url, hold_s=0.7) as other:
        with store.reading() as reading:
            assert reading.households() == []  # readers need not wait
        began_s = time.monotonic()
        with store.writing() as writing:
            waited_s = time.monotonic() - began_s
            assert [household.household_id for household in writing.households()] == ["theirs"]
            writing.save_households([a_placed_household("ours")])
        assert other.wait(10) == 0
    assert waited_s > 0.3
    with store.reading() as reading:
        assert [household.household_id for household in reading.households()] == ["ours", "theirs"]


def test_a_writer_that_waits_too_long_is_told_that_the_database_is_busy(
    store: Store, store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 200)
    with _holding(store_url, hold_s=30) as other, open_store(store_url) as impatient:
        with pytest.raises(StoreUnavailable, match="the database is busy"), impatient.writing():
            pytest.fail("two writers at once")
        other.kill()
    with store.writing() as writing:  # the killed writer left nothing behind, no lock either
        assert writing.households() == []


def _holding(store_url: str, *, hold_s: float) -> subprocess.Popen[str]:
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, store_url, str(hold_s)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "holding\n"
    return other
