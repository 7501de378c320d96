"""Events in the store: kept whole, gone whole, and by the schema never tying a sensitive kind to a door."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from gisdata.errors import Conflict, NotFound, RefusedRows
from gisdata.records.events import SENSITIVE_KINDS, Event, EventKind, EventScope
from gisdata.store import Store, open_store, upgrade_schema
from gisdata.store.dues_tables import event_visit
from gisdata.store.engine import make_engine
from gisdata.store.tables import metadata
from gisdata.store.version import downgrade_schema
from tests.gisdata.store.examples import a_household


def an_event(event_id: str = "E0001", **changes: Any) -> Event:
    return Event(**{
        "event_id": event_id, "kind": EventKind.HARDSHIP, "scope": EventScope.HOUSEHOLD, "community": "东社区",
        "officer_id": "o1", "starts_on": date(2026, 11, 20), "due_on": date(2026, 11, 27),
        "expires_on": date(2026, 12, 4), "household_ids": ("h1", "h2"), **changes})


def n_visits(url: str) -> int | None:
    engine = make_engine(url)
    with engine.connect() as connection:
        found = connection.scalar(select(func.count()).select_from(event_visit))
    engine.dispose()
    return found


def test_an_event_comes_out_as_it_went_in_and_its_number_is_taken(store: Store) -> None:
    events = [an_event(), an_event("E0002", scope=EventScope.COMMUNITY, household_ids=())]
    with store.writing() as writing:
        for event in events:
            writing.add_event(event)
        assert writing.events() == events
    with pytest.raises(Conflict, match="event E0001 already"), store.writing() as writing:
        writing.add_event(an_event())


def test_a_closed_event_leaves_nothing_behind(store: Store, store_url: str) -> None:
    with store.writing() as writing:
        writing.add_event(an_event())
    with store.writing() as writing:
        writing.close_event("E0001")
        assert writing.events() == []
    assert n_visits(store_url) == 0
    with pytest.raises(NotFound, match="there is no event E0001"), store.writing() as writing:
        writing.close_event("E0001")


@pytest.mark.parametrize(("today", "n_gone"), [(date(2026, 12, 4), 0), (date(2026, 12, 5), 1)])
def test_an_event_is_deleted_the_day_after_its_last(store: Store, store_url: str, today: date, n_gone: int) -> None:
    with store.writing() as writing:
        writing.add_event(an_event())
        assert writing.forget_events(today=today) == n_gone
    assert n_visits(store_url) == (0 if n_gone else 2)


def test_doors_that_became_one_are_called_at_once(store: Store) -> None:
    with store.writing() as writing:
        writing.save_households([a_household("h1"), a_household("h2")])
        writing.add_event(an_event())
        writing.merge_households(kept_id="h1", gone_id="h2", at=datetime(2026, 11, 20, tzinfo=UTC))
        assert writing.events()[0].household_ids == ("h1",)


@pytest.mark.parametrize("kind", sorted(SENSITIVE_KINDS))
@pytest.mark.parametrize("scope", [EventScope.HOUSEHOLD, EventScope.BUILDING])
def test_the_schema_refuses_a_sensitive_kind_at_a_door(store: Store, kind: EventKind, scope: EventScope) -> None:
    with pytest.raises(RefusedRows), store.writing() as writing:
        writing.add_event(an_event(kind=kind, scope=scope))


@pytest.mark.parametrize("changes", [{"due_on": date(2026, 11, 19)}, {"due_on": date(2026, 12, 5)}])
def test_the_schema_refuses_days_that_are_not_in_order(store: Store, changes: dict[str, Any]) -> None:
    with pytest.raises(RefusedRows), store.writing() as writing:
        writing.add_event(an_event(**changes))


def test_nothing_ties_a_door_to_an_event_but_a_row_that_goes_with_it() -> None:
    naming_doors = {table.name for table in metadata.tables.values() if "household_id" in table.columns}
    assert naming_doors == {"household", "review_item", "plan_due", "door_report", "visit_attempt", "door_rest",
                            "event_visit"}
    assert set(event_visit.columns.keys()) == {"event_id", "household_id"}
    assert metadata.tables["door_rest"].columns.keys() == ["household_id", "until"]


def test_an_earlier_workspace_gets_its_events_by_an_upgrade(store_url: str) -> None:
    upgrade_schema(store_url)
    downgrade_schema(store_url, "0003")
    upgrade_schema(store_url)
    with open_store(store_url) as store, store.writing() as writing:
        writing.add_event(an_event())
        assert len(writing.events()) == 1
