"""Duty: officers with the communities they own, the roster, patrol orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, RowMapping, delete, select

from gisdata.errors import Conflict, NotFound
from gisdata.records import Officer, PatrolOrder, PatrolScope, ShiftRow, TravelMode
from gisdata.store import tables
from gisdata.store.shelf import Row, SaveCounts, Shelf, chunks, insert_rows, sort_out


def read_officers(connection: Connection) -> list[Officer]:
    """Return the officers by id, each with its communities in the order they were given."""
    table = tables.officer_community
    owned: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(table).order_by(table.c.position)).mappings():
        owned[row["officer_id"]].append(row["community"])
    officers = _OFFICERS.read_all(connection)
    return [replace(officer, communities=tuple(owned[officer.officer_id])) for officer in officers]


def save_officers(connection: Connection, records: Iterable[Officer]) -> SaveCounts:
    """Upsert by id, the communities replaced by those of the record; return the counts."""
    wanted = _OFFICERS.by_id(records)
    existing = {officer.officer_id: officer for officer in read_officers(connection)}
    different, counts = sort_out(existing, wanted)
    _OFFICERS.put(connection, different)
    table = tables.officer_community
    for chunk in chunks(officer.officer_id for officer in different):
        connection.execute(delete(table).where(table.c.officer_id.in_(chunk)))
    insert_rows(connection, table, (row for officer in different for row in _community_rows(officer)))
    return counts


def read_shift_rows(connection: Connection) -> list[ShiftRow]:
    """Return the roster by officer, the rows of one officer in the order they were given."""
    table = tables.shift_row
    rows = connection.execute(select(table).order_by(table.c.shift_row_id)).mappings()
    return sorted((_shift_row(row) for row in rows), key=lambda shift: shift.officer_id)


def replace_shift_rows(connection: Connection, officer_ids: Iterable[str], rows: Iterable[ShiftRow]) -> None:
    """Make `rows` the roster of these officers; the rosters of others stay.

    Raises Conflict when a row belongs to another officer, NotFound when one is not in the store.
    """
    wanted, roster = sorted(set(officer_ids)), list(rows)
    for row in roster:
        if row.officer_id not in wanted:
            raise Conflict("a shift of officer {officer} is not of the officers whose roster is replaced",
                           officer=row.officer_id)
    known = set(connection.scalars(select(tables.officer.c.officer_id)))
    for officer_id in wanted:
        if officer_id not in known:
            raise NotFound("officer {officer} is not in the store; import the officers first", officer=officer_id)
    for chunk in chunks(wanted):
        connection.execute(delete(tables.shift_row).where(tables.shift_row.c.officer_id.in_(chunk)))
    insert_rows(connection, tables.shift_row, (_shift_values(row) for row in roster))


def _community_rows(officer: Officer) -> Iterable[Row]:
    for position, community in enumerate(officer.communities):
        yield {"officer_id": officer.officer_id, "position": position, "community": community}


def _officer_row(record: Officer) -> Row:
    return {
        "officer_id": record.officer_id,
        "team": record.team,
        "mode": record.mode.value,
        "base_lon_deg": record.base_lon_deg,
        "base_lat_deg": record.base_lat_deg,
    }


def _officer(row: RowMapping) -> Officer:
    return Officer(**{**row, "mode": TravelMode(row["mode"]), "communities": ()})


def _listed(weekdays: tuple[int, ...]) -> str:
    return ",".join(str(weekday) for weekday in weekdays)


def _weekdays(listed: str) -> tuple[int, ...]:
    return tuple(int(weekday) for weekday in listed.split(",") if weekday)


def _shift_values(record: ShiftRow) -> Row:
    return {
        "officer_id": record.officer_id,
        "weekdays": _listed(record.weekdays),
        "day": record.day,
        "start_s": record.start_s,
        "end_s": record.end_s,
        "break_earliest_s": record.break_earliest_s,
        "break_latest_s": record.break_latest_s,
        "break_s": record.break_s,
        "mode": record.mode.value if record.mode else None,
    }


def _shift_row(row: RowMapping) -> ShiftRow:
    return ShiftRow(
        officer_id=row["officer_id"],
        weekdays=_weekdays(row["weekdays"]),
        day=row["day"],
        start_s=row["start_s"],
        end_s=row["end_s"],
        break_earliest_s=row["break_earliest_s"],
        break_latest_s=row["break_latest_s"],
        break_s=row["break_s"],
        mode=TravelMode(row["mode"]) if row["mode"] else None,
    )


def _patrol_row(record: PatrolOrder) -> Row:
    return {
        "patrol_id": record.patrol_id,
        "label": record.label,
        "scope": record.scope.value,
        "lon_deg": record.lon_deg,
        "lat_deg": record.lat_deg,
        "weekdays": _listed(record.weekdays),
        "day": record.day,
        "window_start_s": record.window_start_s,
        "window_end_s": record.window_end_s,
        "presence_s": record.presence_s,
        "min_dwell_s": record.min_dwell_s,
        "visit_credit": record.visit_credit,
        "team": record.team,
        "officer_id": record.officer_id,
    }


def _patrol_order(row: RowMapping) -> PatrolOrder:
    return PatrolOrder(**{**row, "scope": PatrolScope(row["scope"]), "weekdays": _weekdays(row["weekdays"])})


_OFFICERS = Shelf(table=tables.officer, key="officer_id", to_row=_officer_row, from_row=_officer)
PATROL_ORDERS = Shelf(table=tables.patrol_order, key="patrol_id", to_row=_patrol_row, from_row=_patrol_order)
