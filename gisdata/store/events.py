"""Events on which a visit is owed, and the doors they call at; both are gone when the event is over or closed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import Connection, RowMapping, delete, insert, select

from gisdata.errors import Conflict, NotFound
from gisdata.records.events import Event, EventKind, EventScope
from gisdata.store import dues_tables, merges
from gisdata.store.shelf import Row, Shelf, insert_rows, require_storable


def read_events(connection: Connection) -> list[Event]:
    """Return the events by id; doors of merged households under the one that was kept."""
    kept_of = {merge.gone.household_id: merge.kept.household_id for merge in merges.standing(connection)}
    doors: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(select(dues_tables.event_visit)):
        doors[row.event_id].add(kept_of.get(row.household_id, row.household_id))
    rows = connection.execute(select(dues_tables.event)).mappings()
    found = (_event(row, tuple(sorted(doors[row["event_id"]]))) for row in rows)
    return sorted(found, key=lambda event: event.event_id)


def add_event(connection: Connection, event: Event) -> None:
    """Keep an event with its doors. Raises Conflict for a taken id, RefusedRows for a sensitive kind at a door."""
    if EVENTS.read_some(connection, [event.event_id]):
        raise Conflict("there is an event {event} already", event=event.event_id)
    connection.execute(insert(dues_tables.event).values(require_storable(_row(event))))
    insert_rows(connection, dues_tables.event_visit, (
        {"event_id": event.event_id, "household_id": id_} for id_ in event.household_ids))


def close_event(connection: Connection, event_id: str) -> None:
    """Delete an event and its visits. Raises NotFound."""
    if not _delete(connection, [event_id]):
        raise NotFound("there is no event {event}", event=event_id)


def forget_events(connection: Connection, *, today: date) -> int:
    """Delete the events that were over before today, with their visits, and return how many."""
    table = dues_tables.event
    return _delete(connection, list(connection.scalars(select(table.c.event_id).where(table.c.expires_on < today))))


def _delete(connection: Connection, event_ids: list[str]) -> int:
    connection.execute(delete(dues_tables.event_visit).where(dues_tables.event_visit.c.event_id.in_(event_ids)))
    return connection.execute(delete(dues_tables.event).where(dues_tables.event.c.event_id.in_(event_ids))).rowcount


def _row(record: Event) -> Row:
    return {"event_id": record.event_id, "kind": record.kind.value, "scope": record.scope.value,
            "community": record.community, "officer_id": record.officer_id, "starts_on": record.starts_on,
            "due_on": record.due_on, "expires_on": record.expires_on}


def _event(row: RowMapping, household_ids: tuple[str, ...] = ()) -> Event:
    return Event(**{**row, "kind": EventKind(row["kind"]), "scope": EventScope(row["scope"]),
                    "household_ids": household_ids})


EVENTS = Shelf(table=dues_tables.event, key="event_id", to_row=_row, from_row=_event)
