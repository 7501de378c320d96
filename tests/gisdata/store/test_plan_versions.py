"""Plans are never overwritten: each save is the next version, and the newest one is the plan."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import insert, select

from gisdata.errors import Conflict, NotFound
from gisdata.store import Store, open_store, tables, upgrade_schema
from tests.gisdata.store.examples import a_due_row, a_plan


def test_the_store_gives_the_version_whatever_the_record_says(store: Store) -> None:
    with store.writing() as writing:
        assert writing.save_plan(a_plan(version=7)) == 1
        assert writing.save_plan(a_plan(version=7, seed=2)) == 2
        assert writing.save_plan(a_plan(team="B")) == 1
        assert writing.save_plan(a_plan(week="2026-W49")) == 1


def test_the_newest_version_is_the_plan(store: Store) -> None:
    with store.writing() as writing:
        writing.save_plan(a_plan(due=(a_due_row("h1"), a_due_row("h2"))))
        writing.save_plan(a_plan(seed=2, due=(a_due_row("h1", state="planned"),)))
    with store.reading() as reading:
        newest = a_plan(version=2, seed=2, due=(a_due_row("h1", state="planned"),))
        assert reading.plan("2026-W48", "A") == newest
        assert reading.plans() == [newest]


def test_plans_come_by_week_and_team(store: Store) -> None:
    with store.writing() as writing:
        for week, team in [("2026-W49", "A"), ("2026-W48", "B"), ("2026-W48", "A"), ("2026-W48", "B")]:
            writing.save_plan(a_plan(week, team))
    with store.reading() as reading:
        assert [(plan.week, plan.team, plan.version) for plan in reading.plans()] == [
            ("2026-W48", "A", 1), ("2026-W48", "B", 2), ("2026-W49", "A", 1)]
        assert [plan.team for plan in reading.plans("2026-W49")] == ["A"]
        assert reading.plans("2026-W01") == []
        assert reading.weeks() == ["2026-W48", "2026-W49"]


def test_a_week_without_a_plan_is_named(store: Store) -> None:
    with store.reading() as reading, pytest.raises(NotFound, match="no plan of team A for week 2026-W48"):
        reading.plan("2026-W48", "A")


def test_a_household_is_accounted_for_once(store: Store) -> None:
    with pytest.raises(Conflict, match="is there already"), store.writing() as writing:
        writing.save_plan(a_plan(due=(a_due_row("h1"), a_due_row("h1", state="planned"))))
    with store.reading() as reading:
        assert reading.weeks() == []


def test_savers_at_the_same_time_get_a_version_each(store_url: str) -> None:
    upgrade_schema(store_url)
    together = Barrier(3)

    def save_five(_: int) -> list[int]:
        with open_store(store_url) as store:
            together.wait()
            return [_save(store) for _ in range(5)]

    with ThreadPoolExecutor(3) as threads:
        versions = [version for five in threads.map(save_five, range(3)) for version in five]
    assert sorted(versions) == list(range(1, 16))


def test_a_version_cannot_be_there_twice_even_for_one_who_does_not_wait(store: Store) -> None:
    _save(store)
    with pytest.raises(Conflict, match="is there already"), store.writing() as writing:
        connection = writing._connection
        row = dict(connection.execute(select(tables.plan)).mappings().one())
        connection.execute(insert(tables.plan).values({**row, "plan_id": 99}))


def _save(store: Store) -> int:
    with store.writing() as writing:
        return writing.save_plan(a_plan())
