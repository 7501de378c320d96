"""The one reader of all tables: rows to records, and every row that cannot be taken told with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from gisdata.coordinates import Datum
from gisdata.errors import BadFile
from gisdata.read.columns import MatchedHeader, TableKind, header_fits, match_header
from gisdata.read.csv_table import open_csv
from gisdata.read.faults import CellFault, ToldFault
from gisdata.read.input_file import HEAD_BYTES, MAX_TABLE_BYTES, opened, seems_to_be
from gisdata.read.points import Bounds, Points, check_points
from gisdata.read.raw_table import RawRow, RawTable
from gisdata.read.refusals import Refusals
from gisdata.read.refused_cells import without_guard
from gisdata.read.row_reader import MAX_CHANGED, RowReader
from gisdata.read.told_datum import DATUM, datum_of_file
from gisdata.read.xlsx_table import open_xlsx
from gisdata.records import ReadResult
from planner.sentence import Sentence, say

Row = TypeVar("Row")

Check = Callable[[Any], tuple[str, Sentence] | None]
"""Returns the English name of the column of a record that is wrong, and why; None when nothing is."""

Drafts = list[tuple[int, tuple[Any, ...]]]
"""Row numbers and values, in file order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOrder:
    """What to read: the file, its datum (None: it has no coordinates), where the town is, and a check of each record.

    `check` knows what a file alone cannot: the other tables, and which day it is.
    """

    path: Path
    crs: Datum | None = None
    near: Bounds | None = None
    check: Check | None = None


def read_table(kind: TableKind[Row], order: TableOrder) -> ReadResult[Row]:
    """Return the records of a CSV or XLSX table in file order, with all rows that were changed or refused.

    A row is refused for the first fault found in it. Blank rows are passed over. Raises BadFile when the file as a
    whole cannot be taken.
    """
    with _opened_table(kind, order.path) as table:
        header = match_header(kind, table.header, table.file)
        rows = RowReader(kind, table, header)
        refusals = Refusals(rows, table.file)
        drafts, n_blank = _read_drafts(kind, rows, refusals, _rows(table, header))
        points = _points_of(kind, rows, drafts, order)
        records = _build_records(kind, refusals, drafts=drafts, points=points, check=order.check)
        refusals.fetch(_rows(table, header))
    refused = refusals.in_file_order()
    refused_rows = {row.row for row in refused}
    return ReadResult(
        records=tuple(records),
        n_rows=len(records) + len(refused),
        changed=tuple(change for change in rows.changed if change.row not in refused_rows),
        refused=refused,
        notes=(*table.notes, *header.notes, *(points.notes if points else ()), *_notes(n_blank, rows.n_changed)),
        columns=header.names,
        datum=points.datum if points else None,
    )


@contextmanager
def _opened_table(kind: TableKind[Any], path: Path) -> Iterator[RawTable]:
    """Open a table by what it is called; that it is what it is called is checked."""
    with opened(path, max_bytes=MAX_TABLE_BYTES) as stream:
        if path.suffix.lower() in (".xlsx", ".xlsm"):
            yield open_xlsx(stream, path.name)
        elif path.suffix.lower() == ".xls":
            what = seems_to_be(stream.read(HEAD_BYTES)) or "text"
            raise BadFile("{file} is called XLS and seems to be {what}; save it as XLSX or CSV", file=path.name,
                          what=what)
        else:
            yield open_csv(stream, path.name, lambda header: header_fits(kind, header))


def _rows(table: RawTable, header: MatchedHeader) -> Iterator[RawRow]:
    """Yield the rows; in a file of refused rows that comes back, without the guard Huhu put before formulas."""
    if not header.is_sent_again:
        return table.read_rows()
    return ((number, [without_guard(cell) for cell in cells]) for number, cells in table.read_rows())


def _read_drafts(
    kind: TableKind[Any], rows: RowReader, refusals: Refusals, raw_rows: Iterator[RawRow]
) -> tuple[Drafts, int]:
    """Return the rows whose cells could be read, and how many blank rows stood between them."""
    drafts: Drafts = []
    seen: dict[str, int] = {}
    n_blank = n_rows = 0
    last_row = 1
    id_at = rows.columns.index(kind.id_column) if kind.id_column else None
    for number, cells in raw_rows:
        if not any(cells) or not any(cell.strip() for cell in cells):
            continue
        n_rows, last_row = n_rows + 1, number
        try:
            values = rows.values(number, cells)
            if id_at is not None:
                _require_new(seen, values[id_at], number, kind.id_column)
        except CellFault as fault:
            refusals.add(number, cells, fault)
        else:
            drafts.append((number, values))
    n_blank = last_row - 1 - n_rows
    if not n_rows:
        raise BadFile("{file} has column names but no rows", file=refusals.file)
    return drafts, n_blank


def _require_new(seen: dict[str, int], code: str, number: int, column: str) -> None:
    first = seen.setdefault(code, number)
    if first != number:
        raise CellFault("{value} stands in row {first} already; each may stand once", column=column, first=first)


def _points_of(kind: TableKind[Any], rows: RowReader, drafts: Drafts, order: TableOrder) -> Points | None:
    """Return the checked points, or None when the table has no columns of points."""
    if kind.point is None or not set(kind.point) & set(rows.columns):
        return None
    lon_at, lat_at = (rows.columns.index(name) if name in rows.columns else None for name in kind.point)
    given = [
        (None if lon_at is None else values[lon_at], None if lat_at is None else values[lat_at]) for _, values in drafts
    ]
    datum_at = rows.columns.index(DATUM.english) if DATUM.english in rows.columns else None
    named = ((number, None if datum_at is None else values[datum_at])
             for (number, values), point in zip(drafts, given, strict=True) if None not in point)
    crs, notes = datum_of_file(order.crs, named, order.path.name)
    points = check_points(given, crs=crs, near=order.near, file=order.path.name)
    return replace(points, notes=(*notes, *points.notes))


def _build_records(
    kind: TableKind[Row], refusals: Refusals, *, drafts: Drafts, points: Points | None, check: Check | None
) -> list[Row]:
    columns = refusals.rows.columns
    defaults = {column.english: column.default for column in kind.columns}
    guard = kind.new_guard() if kind.new_guard is not None else None
    records: list[Row] = []
    for i, (number, cells) in enumerate(drafts):
        values = defaults | dict(zip(columns, cells, strict=True))
        try:
            if points is not None and kind.point is not None:
                _place(values, kind.point, points, i)
            record = kind.build(values)
            if guard is not None:
                guard(record, number)
            if check is not None:
                _require_checked(check, record)
        except CellFault as fault:
            refusals.add_late(number, fault)
        else:
            records.append(record)
    return records


def _place(values: dict[str, Any], columns: tuple[str, str], points: Points, i: int) -> None:
    """Put the WGS-84 point into the values of row `i`; raises the fault of the point."""
    lon_column, lat_column = columns
    fault = points.faults.get(i)
    if fault is not None:
        fault.column = lat_column if values[lon_column] is not None and values[lat_column] is None else lon_column
        raise fault
    if values[lon_column] is not None:
        values[lon_column], values[lat_column] = float(points.lon[i]), float(points.lat[i])


def _require_checked(check: Check, record: object) -> None:
    fault = check(record)
    if fault is not None:
        column, why = fault
        raise ToldFault(why, column=column)


def _notes(n_blank: int, n_changed: int) -> Iterator[Sentence]:
    if n_blank:
        yield say("{n} blank rows were passed over", n=n_blank)
    if n_changed > MAX_CHANGED:
        yield say("{n} cells were changed; the first {limit} are listed", n=n_changed, limit=MAX_CHANGED)
