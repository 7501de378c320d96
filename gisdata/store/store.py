"""The store: one database of one workspace, opened once, read and written in blocks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, update

from gisdata.store import tables
from gisdata.store.engine import make_engine, read_transaction, write_transaction
from gisdata.store.reading import Reading
from gisdata.store.version import require_newest
from gisdata.store.writing import Writing


class Store:
    """An open database; may be shared by threads, each with its own blocks. Close it, or use it in a `with`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Give a snapshot: nothing that others write meanwhile shows. Raises StoreUnavailable."""
        with read_transaction(self._engine) as connection:
            yield Reading(connection)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Give the pen: all changes are kept at the end of the block, or none after any exception, Ctrl-C included.

        Waits for another writer up to 30 s; not to be nested. Raises StoreUnavailable, DiskFull, Conflict and
        RefusedRows, at a change or at the end of the block.
        """
        with write_transaction(self._engine) as connection:
            yield Writing(connection)
            connection.execute(update(tables.write_count).values(n=tables.write_count.c.n + 1))

    def close(self) -> None:
        """Close all connections that are not in use."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def open_store(url: str) -> Store:
    """Open the database of `sqlite:///FILE` or `postgresql://...`; never makes or changes its schema.

    Raises NotFound when the file is missing, StoreOutOfDate when the schema is not the newest (naming both
    versions), StoreUnavailable when there is no such database.
    """
    engine = make_engine(url)
    try:
        require_newest(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)
