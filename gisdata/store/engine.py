"""The engine of a URL, and the two kinds of transaction: one that reads a snapshot, one that writes alone.

There is one writer at a time on both databases: SQLite by BEGIN IMMEDIATE, PostgreSQL by an advisory lock of the
database. So a rule that reads before it writes (keep the point of an unchanged address, the next version of a plan)
holds without retries, and two writers cannot lock each other out. Readers never wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from gisdata.errors import NotFound, StoreUnavailable
from gisdata.store.failures import told_plainly

# A writer waits this long for the writer before it; an import of 1 M households takes about 10 s (measured).
BUSY_TIMEOUT_MS = 30_000

# The number of the advisory lock that makes PostgreSQL writers wait for each other: "huhu" in ASCII.
WRITER_LOCK = 0x68756875

# Python's sqlite3 would open transactions by itself, and only DEFERRED ones: a writer that reads first could then
# fail with SQLITE_BUSY in spite of the timeout. So it is told to keep out, and `begin` below says what we want.
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # NORMAL may lose acknowledged commits when the power fails
    "PRAGMA foreign_keys=ON",
)


def make_engine(url: str, *, create: bool = False) -> Engine:
    """Return an engine for `sqlite:///FILE` or `postgresql://...` (driver psycopg); it has not connected yet.

    Its errors do not show the values of a statement: addresses do not belong into a log.
    `create`: the file of SQLite may be missing. Raises NotFound when it is missing and may not, StoreUnavailable
    when the URL is not one of these two kinds.
    """
    parsed = _parse(url)
    if parsed.get_backend_name() == "postgresql":
        return create_engine(parsed.set(drivername="postgresql+psycopg"), hide_parameters=True)
    if not create and not Path(parsed.database or "").exists():
        raise NotFound("there is no database {file}; put it back from a copy, or make another workspace with huhu init",
                       file=parsed.database)
    engine = create_engine(parsed.set(drivername="sqlite+pysqlite"), hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def read_transaction(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one unchanging snapshot and waits for no writer; nothing can be kept."""
    with told_plainly(), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin() as transaction:
            yield connection
            transaction.rollback()


@contextmanager
def write_transaction(engine: Engine) -> Iterator[Connection]:
    """Give the only writing connection; kept at the end of the block, undone on any exception, Ctrl-C included.

    Not to be nested: the inner one would wait for the outer one. Raises StoreUnavailable when another writer holds
    the database for more than 30 s, DiskFull, Conflict, RefusedRows.
    """
    with told_plainly(), engine.connect() as connection:
        connection.execution_options(huhu_begin="IMMEDIATE")
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"SET LOCAL lock_timeout = {BUSY_TIMEOUT_MS}"))
                connection.execute(text(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})"))
            yield connection


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreUnavailable("the database URL cannot be read; write sqlite:///FILE or postgresql://...") from error
    backend = parsed.get_backend_name()
    if backend not in ("sqlite", "postgresql"):
        raise StoreUnavailable("{backend} is not a database Huhu knows; write sqlite:///FILE or postgresql://...",
                               backend=backend)
    if backend == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise StoreUnavailable("a database in memory cannot be kept; write sqlite:///FILE")
    return parsed


def _set_up_sqlite(dbapi_connection: Any, _record: object) -> None:
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")  # first, so that the switch to WAL waits as well
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("huhu_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
