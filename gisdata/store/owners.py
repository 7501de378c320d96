"""Hand-overs of communities, who stands in for whom, and leaders' contact points."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from gisdata.records.owners import ContactPoint, HandOver, StandIn
from gisdata.store import dues_tables
from gisdata.store.shelf import Row, Shelf, require_storable


def read_hand_overs(connection: Connection) -> list[HandOver]:
    """Return the hand-overs by day, those of one day in the order they were made."""
    table = dues_tables.hand_over
    rows = connection.execute(select(table).order_by(table.c.on_day, table.c.hand_over_id)).mappings()
    return [HandOver(community=row["community"], from_officer=row["from_officer_id"], to_officer=row["to_officer_id"],
                     on=row["on_day"]) for row in rows]


def add_hand_over(connection: Connection, record: HandOver) -> int:
    """Keep a hand-over, give the new owner the events of the community that are due from its day on; return how many.

    Without a new owner (an end) the events stay with whom they were.
    """
    connection.execute(insert(dues_tables.hand_over).values(require_storable(
        {"community": record.community, "from_officer_id": record.from_officer, "to_officer_id": record.to_officer,
         "on_day": record.on})))
    if not record.to_officer:
        return 0
    table = dues_tables.event
    moved = update(table).where(
        table.c.community == record.community, table.c.officer_id == record.from_officer, table.c.due_on >= record.on)
    return connection.execute(moved.values(officer_id=record.to_officer)).rowcount


def read_stand_ins(connection: Connection) -> list[StandIn]:
    """Return the stand-ins by officer and first day."""
    rows = connection.execute(select(dues_tables.stand_in)).mappings()
    return sorted((StandIn(**row) for row in rows), key=lambda one: (one.officer_id, one.first_on, one.last_on))


def add_stand_in(connection: Connection, record: StandIn) -> None:
    """Keep a stand-in. Raises RefusedRows when it ends before it begins."""
    connection.execute(insert(dues_tables.stand_in).values(require_storable(
        {"officer_id": record.officer_id, "first_on": record.first_on, "last_on": record.last_on,
         "substitute_id": record.substitute_id})))


def forget_stand_ins(connection: Connection, *, today: date) -> int:
    """Delete the stand-ins that were over before today, and return how many: when an officer was away is not kept."""
    return connection.execute(delete(dues_tables.stand_in).where(dues_tables.stand_in.c.last_on < today)).rowcount


def _row(record: ContactPoint) -> Row:
    return {"community": record.community, "officer_id": record.officer_id}


def _point(row: RowMapping) -> ContactPoint:
    return ContactPoint(**row)


CONTACT_POINTS = Shelf(table=dues_tables.contact_point, key="community", to_row=_row, from_row=_point)
