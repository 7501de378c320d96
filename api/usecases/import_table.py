"""Import one file of rows: read, check, save in one transaction, write out what was refused."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from api.i18n import translate
from api.usecases.datum_notes import notes_on_rows
from api.usecases.forget_attempts import forget_what_is_over
from api.usecases.import_checks import check_of
from api.usecases.import_report import ImportReport
from api.usecases.locate import notes_on_outside, put_into_cells
from api.usecases.register import ownership_of
from api.workspace import Workspace
from gisdata.coordinates import Datum
from gisdata.errors import BadFile
from gisdata.owners import require_owned
from gisdata.read import (
    read_cells,
    read_doorplates,
    read_households,
    read_incidents,
    read_officers,
    read_patrols,
    read_places,
    read_reports,
    read_shifts,
    read_visits,
    write_refused,
)
from gisdata.records import ImportBatch, ReadResult
from gisdata.store import Reading, SaveCounts, Store, Writing
from planner.sentence import Sentence, say

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOrder:
    """What to import: the kind, the file, its datum (None: the file holds no coordinates); the day and moment."""

    kind: str
    path: Path
    crs: Datum | None
    skip_bad: bool
    today: date
    now: datetime


def import_table(workspace: Workspace, order: ImportOrder) -> ImportReport:
    """Return the report of one import; all rows are taken or none, unless `skip_bad` takes the good ones.

    Raises BadFile when the file as a whole cannot be read. Refused rows are written to rejected/KIND-NAME.csv, to be
    corrected and imported again.
    """
    digest = _sha256(order.path)
    with workspace.open_store() as store:
        with store.reading() as reading:
            result = _read(order, reading)
            doubts = notes_on_rows(workspace, reading, order.path.name, result)
        taken = order.skip_bad or not result.refused
        refused_file = _write_refused(workspace, order, result)   # first: a folder that cannot be written stops all
        counts = SaveCounts(n_new=0, n_changed=0, n_same=0)
        outside: tuple[str, ...] = ()
        if taken:
            with store.writing() as writing:
                owned = ownership_of(writing)
                counts = _SAVE[order.kind](writing, result.records)
                if order.kind == "officers":   # a file may not leave a community to nobody
                    require_owned(owned, ownership_of(writing), {h.community for h in writing.households()},
                                  since=order.today)
                outside = put_into_cells(writing) if order.kind in ("households", "cells") else ()
                writing.add_batch(_batch(order, result, digest))
                forget_what_is_over(writing, today=order.today)
        notes = (*result.notes, *doubts, *notes_on_outside(outside), *_next_step(order, store))
    return ImportReport(
        kind=order.kind, file_name=order.path.name, n_rows=result.n_rows, n_taken=len(result.records) if taken else 0,
        taken=taken, n_new=counts.n_new, n_updated=counts.n_changed, n_same=counts.n_same, changed=result.changed,
        refused=result.refused, refused_file=refused_file, notes=notes,
    )


def _next_step(order: ImportOrder, store: Store) -> tuple[Sentence, ...]:
    """Return what to do next: households without a point are placed by a command of its own."""
    if order.kind not in ("households", "doorplates"):
        return ()
    with store.reading() as reading:
        n = sum(not household.has_point for household in reading.households())
    if not n:
        return ()
    return (say("{n} households have no point on the map yet; place them by address with: huhu locate", n=n),)


def _read(order: ImportOrder, reading: Reading) -> ReadResult[Any]:
    near = known_bounds(reading, by_cells=order.kind != "cells")   # wrong cells shall not keep right ones out
    check = check_of(order.kind, reading, today=order.today)
    readers: dict[str, Callable[[], ReadResult[Any]]] = {
        "households": lambda: read_households(order.path, crs=order.crs, near=near, check=check),
        "doorplates": lambda: read_doorplates(order.path, crs=order.crs, near=near, check=check),
        "places": lambda: read_places(order.path, crs=order.crs, near=near, check=check),
        "incidents": lambda: read_incidents(order.path, crs=order.crs, near=near, check=check),
        "patrols": lambda: read_patrols(order.path, crs=order.crs, near=near, check=check),
        "officers": lambda: read_officers(order.path, crs=order.crs, near=near, check=check),
        "shifts": lambda: read_shifts(order.path, check=check),
        "reports": lambda: read_reports(order.path, crs=order.crs, near=near, check=check),
        "visits": lambda: read_visits(order.path, check=check),
        "cells": lambda: read_cells(order.path, crs=order.crs, near=near),
    }
    return readers[order.kind]()


def known_bounds(reading: Reading, *, by_cells: bool) -> Bounds | None:
    """Return (west, south, east, north) of what the extract and doorplates brought, else of the cells if `by_cells`.

    None before anything was brought.
    """
    lon = [p.lon_deg for p in reading.address_points()] + [b.shape.centroid.x for b in reading.buildings()]
    lat = [p.lat_deg for p in reading.address_points()] + [b.shape.centroid.y for b in reading.buildings()]
    if lon:
        return min(lon), min(lat), max(lon), max(lat)
    boxes = [cell.shape.bounds for cell in reading.cells()] if by_cells else []
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _save_shifts(writing: Writing, rows: Sequence[Any]) -> SaveCounts:
    writing.replace_shift_rows(sorted({row.officer_id for row in rows}), rows)
    return SaveCounts(n_new=len(rows), n_changed=0, n_same=0)


def _save_cells(writing: Writing, rows: Sequence[Any]) -> SaveCounts:
    before = {cell.cell_id: cell for cell in writing.cells()}
    writing.replace_cells(rows)
    n_same = sum(before.get(cell.cell_id) == cell for cell in rows)
    n_changed = sum(cell.cell_id in before for cell in rows) - n_same
    return SaveCounts(n_new=len(rows) - n_changed - n_same, n_changed=n_changed, n_same=n_same)


_SAVE: dict[str, Callable[[Writing, Sequence[Any]], SaveCounts]] = {
    "households": lambda w, rows: w.save_households(rows),
    "doorplates": lambda w, rows: w.save_address_points(rows),
    "places": lambda w, rows: w.save_key_places(rows),
    "incidents": lambda w, rows: w.save_incidents(rows),
    "patrols": lambda w, rows: w.save_patrol_orders(rows),
    "officers": lambda w, rows: w.save_officers(rows),
    "shifts": _save_shifts,
    "cells": _save_cells,
    "reports": lambda w, rows: w.save_door_reports(rows),
    "visits": lambda w, rows: w.save_visits(rows),
}


def _batch(order: ImportOrder, result: ReadResult[Any], digest: str) -> ImportBatch:
    return ImportBatch(
        kind=order.kind, file_name=order.path.name, sha256=digest, imported_at=order.now, n_rows=result.n_rows,
        n_taken=len(result.records), n_changed=len(result.changed), n_refused=len(result.refused),
        crs=(result.datum or order.crs or ""))


def _write_refused(workspace: Workspace, order: ImportOrder, result: ReadResult[Any]) -> Path | None:
    path = workspace.rejected_folder / f"{order.kind}-{order.path.stem}.csv"
    if not result.refused:
        return None
    path.parent.mkdir(exist_ok=True)
    language = workspace.settings.station.language
    write_refused(result, path, tell=lambda sentence: translate(sentence, language))
    return path


def _sha256(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():   # a pipe or a device would be read for ever
            raise BadFile("{file} is not a file", file=path.name)
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BadFile("{file} cannot be read: {error}", file=path.name, error=error.strerror or error) from error
