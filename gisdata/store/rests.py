"""Doors that are left in peace until a day: a household number and that day, nothing of why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import Connection, RowMapping, delete

from gisdata.records import DoorRest, VisitAttempt
from gisdata.store import dues_tables, merges
from gisdata.store.shelf import Row, Shelf, chunks
from planner.dues import REFUSAL_REST_DAYS


def move_rests(connection: Connection, visits: Iterable[VisitAttempt]) -> None:
    """Begin or end the rests that households asked for at these visits; the latest wish of each counts."""
    wishes = {v.household_id: v for v in sorted(visits, key=lambda v: v.visited_on) if v.wants_rest is not None}
    begun = {id_: DoorRest(household_id=id_, until=visit.visited_on + timedelta(days=REFUSAL_REST_DAYS))
             for id_, visit in wishes.items() if visit.wants_rest}
    before = RESTS.read_some(connection, begun)
    RESTS.put(connection, [rest for id_, rest in begun.items() if id_ not in before or before[id_].until < rest.until])
    for chunk in chunks(sorted(wishes.keys() - begun.keys())):
        connection.execute(delete(dues_tables.door_rest).where(dues_tables.door_rest.c.household_id.in_(chunk)))


def read_rests(connection: Connection) -> list[DoorRest]:
    """Return the rests by household, of merged households the longest under the one that was kept."""
    kept_of = {merge.gone.household_id: merge.kept.household_id for merge in merges.standing(connection)}
    longest: dict[str, date] = {}
    for rest in RESTS.read_all(connection):
        door = kept_of.get(rest.household_id, rest.household_id)
        longest[door] = max(rest.until, longest.get(door, rest.until))
    return [DoorRest(household_id=id_, until=until) for id_, until in sorted(longest.items())]


def forget_rests(connection: Connection, *, today: date) -> int:
    """Delete the rests that are over, and return how many."""
    return connection.execute(delete(dues_tables.door_rest).where(dues_tables.door_rest.c.until <= today)).rowcount


def _row(record: DoorRest) -> Row:
    return {"household_id": record.household_id, "until": record.until}


def _rest(row: RowMapping) -> DoorRest:
    return DoorRest(**row)


RESTS = Shelf(table=dues_tables.door_rest, key="household_id", to_row=_row, from_row=_rest)
