"""Pairs of rows that a person has found to be two households, so that they are not told as duplicates again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from gisdata.errors import Conflict, NotFound
from gisdata.store import tables
from gisdata.store.households import HOUSEHOLDS, require_known
from gisdata.store.moments import to_utc_column


def read_pairs(connection: Connection) -> list[tuple[str, str]]:
    """Return the pairs, the smaller id first, in order."""
    table = tables.household_pair
    return sorted((row.one_id, row.other_id) for row in connection.execute(select(table)))


def keep_apart(connection: Connection, one_id: str, other_id: str, *, at: datetime) -> None:
    """Remember that two rows are two households; saying it twice is the same as once.

    Raises NotFound when one is not in the register, Conflict for a row with itself.
    """
    if one_id == other_id:
        raise Conflict("household {household} cannot be another than itself", household=one_id)
    require_known([one_id, other_id], HOUSEHOLDS.read_some(connection, [one_id, other_id]))
    _forget(connection, one_id, other_id)
    one_id, other_id = sorted((one_id, other_id))
    connection.execute(insert(tables.household_pair).values(
        one_id=one_id, other_id=other_id, decided_at_utc=to_utc_column(at)))


def forget_apart(connection: Connection, one_id: str, other_id: str) -> None:
    """Take that back. Raises NotFound when it was not said of these two."""
    if not _forget(connection, one_id, other_id):
        raise NotFound("households {one} and {other} have not been found to be two", one=one_id, other=other_id)


def _forget(connection: Connection, one_id: str, other_id: str) -> int:
    table, (first, second) = tables.household_pair, sorted((one_id, other_id))
    done = connection.execute(delete(table).where(table.c.one_id == first, table.c.other_id == second))
    return int(done.rowcount)
