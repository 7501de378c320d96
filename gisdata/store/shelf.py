"""A shelf: one table and the two functions between its rows and the records; reading and saving of any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, RowMapping, Table, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from gisdata.errors import Conflict, RefusedRows

Record = TypeVar("Record")
Row = dict[str, Any]

# Rows sent, or ids asked for, at once: bounds the memory and stays far below the values a statement may hold
# (32,766 in SQLite, 65,535 in PostgreSQL); 1,000 and 10,000 take the same time for 100,000 households.
CHUNK = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveCounts:
    """What a save did: rows that were not there, rows that now differ, rows that were there just so."""

    n_new: int
    n_changed: int
    n_same: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf(Generic[Record]):
    """A table whose rows are records; `key` is both its primary key and the record's field that holds it."""

    table: Table
    key: str
    to_row: Callable[[Record], Row]
    from_row: Callable[[RowMapping], Record]

    def id_of(self, record: Record) -> str:
        """Return the id of a record."""
        return str(getattr(record, self.key))

    def read_all(self, connection: Connection) -> list[Record]:
        """Return all records by id; sorted by code point here, because the databases sort by different rules."""
        rows = connection.execute(select(self.table)).mappings()
        return sorted((self.from_row(row) for row in rows), key=self.id_of)

    def read_some(self, connection: Connection, ids: Iterable[str]) -> dict[str, Record]:
        """Return the records of those `ids` that are there, by id."""
        found: dict[str, Record] = {}
        for chunk in chunks(ids):
            rows = connection.execute(select(self.table).where(self.table.c[self.key].in_(chunk))).mappings()
            found.update((str(row[self.key]), self.from_row(row)) for row in rows)
        return found

    def add(self, connection: Connection, records: Iterable[Record]) -> None:
        """Insert records that are not there yet. Raises Conflict when an id is there or comes twice."""
        ordered = self.by_id(records)
        insert_rows(connection, self.table, (self.to_row(record) for record in ordered.values()))

    def put(self, connection: Connection, records: Iterable[Record]) -> None:
        """Insert the records, or overwrite those that are there, in order of id."""
        statement: Any = _INSERT[connection.dialect.name](self.table)
        written = {c.name: statement.excluded[c.name] for c in self.table.columns if c.name != self.key}
        statement = statement.on_conflict_do_update(index_elements=[self.key], set_=written)
        for chunk in chunks(self.by_id(records).values()):
            connection.execute(statement, [require_storable(self.to_row(record)) for record in chunk])

    def save(self, connection: Connection, records: Iterable[Record]) -> SaveCounts:
        """Put the records that are new or differ, and return how many were new, changed and the same."""
        wanted = self.by_id(records)
        different, counts = sort_out(self.read_some(connection, wanted), wanted)
        self.put(connection, different)
        return counts

    def by_id(self, records: Iterable[Record]) -> dict[str, Record]:
        """Return the records by id, in order of id. Raises Conflict when an id comes twice."""
        ordered: dict[str, Record] = {}
        for record in sorted(records, key=self.id_of):
            if ordered.setdefault(self.id_of(record), record) is not record:
                raise Conflict("id {id} comes twice in {table}", id=self.id_of(record), table=self.table.name)
        return ordered


_INSERT: Mapping[str, Callable[[Table], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def sort_out(existing: Mapping[str, Record], wanted: Mapping[str, Record]) -> tuple[list[Record], SaveCounts]:
    """Return the wanted records that are not there just so, and the counts of new, changed and same."""
    different = [record for id_, record in wanted.items() if existing.get(id_) != record]
    n_new = sum(1 for id_ in wanted if id_ not in existing)
    n_changed = len(different) - n_new
    return different, SaveCounts(n_new=n_new, n_changed=n_changed, n_same=len(wanted) - len(different))


def insert_rows(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Insert rows in the order given; no rows is fine."""
    for chunk in chunks(rows):
        connection.execute(insert(table), [require_storable(row) for row in chunk])


Item = TypeVar("Item")


def chunks(items: Iterable[Item]) -> Iterator[Sequence[Item]]:
    """Give the items in lists of at most `CHUNK`."""
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def require_storable(row: Row) -> Row:
    """Return the row; raise RefusedRows when a text holds a NUL or half a character, which PostgreSQL cannot store.

    SQLite could, but a workspace must be able to move from one to the other.
    """
    for column, value in row.items():
        if isinstance(value, str) and not _is_storable(value):
            raise RefusedRows("{column} holds a character that cannot be stored: {value}",
                              column=column, value=ascii(value))
    return row


def _is_storable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in value
