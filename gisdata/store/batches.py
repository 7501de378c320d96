"""Import batches: what came in, when and from which file."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from gisdata.records import ImportBatch
from gisdata.store import tables
from gisdata.store.moments import from_utc_column, to_utc_column
from gisdata.store.shelf import require_storable


def add_batch(connection: Connection, batch: ImportBatch) -> None:
    """Append the batch."""
    row = {
        "kind": batch.kind,
        "file_name": batch.file_name,
        "sha256": batch.sha256,
        "imported_at_utc": to_utc_column(batch.imported_at),
        "n_rows": batch.n_rows,
        "n_taken": batch.n_taken,
        "n_changed": batch.n_changed,
        "n_refused": batch.n_refused,
        "crs": batch.crs,
    }
    connection.execute(insert(tables.import_batch).values(require_storable(row)))


def read_batches(connection: Connection) -> list[ImportBatch]:
    """Return the batches in the order they were added."""
    table = tables.import_batch
    rows = connection.execute(select(table).order_by(table.c.batch_id)).mappings()
    return [
        ImportBatch(
            kind=row["kind"],
            file_name=row["file_name"],
            sha256=row["sha256"],
            imported_at=from_utc_column(row["imported_at_utc"]),
            n_rows=row["n_rows"],
            n_taken=row["n_taken"],
            n_changed=row["n_changed"],
            n_refused=row["n_refused"],
            crs=row["crs"],
        )
        for row in rows
    ]
