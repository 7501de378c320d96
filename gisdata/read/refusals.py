"""The rows of one table that are not taken, each as it came and with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gisdata.errors import BadFile
from gisdata.read.faults import CellFault
from gisdata.read.raw_table import RawRow
from gisdata.read.row_reader import RowReader
from gisdata.records import RefusedRow

MAX_REFUSED = 50_000
"""When so many rows are wrong the file is, and nobody corrects them by hand."""

SHOWN_VALUE_CHARS = 80


class Refusals:
    """Collects refused rows; those found out late are fetched from the file again, so that not all must be kept."""

    def __init__(self, rows: RowReader, file: str) -> None:
        self.rows = rows
        self.file = file
        self._refused: list[RefusedRow] = []
        self._late: dict[int, CellFault] = {}

    def add(self, number: int, cells: Sequence[str], fault: CellFault) -> None:
        """Refuse a row whose cells are at hand; raises BadFile when too many are wrong."""
        raw = self.rows.raw(cells)
        column = self.rows.name_of(fault.column or self.rows.columns[0])
        value = raw.get(column, "")
        if len(value) > SHOWN_VALUE_CHARS:
            value = value[:SHOWN_VALUE_CHARS] + "..."
        reason = fault.sentence(column, value)
        self._refused.append(RefusedRow(row=number, column=column, value=value, reason=reason, raw=raw))
        self._require_few(len(self._refused))

    def add_late(self, number: int, fault: CellFault) -> None:
        """Refuse a row whose cells are gone; `fetch` must follow."""
        self._late[number] = fault
        self._require_few(len(self._refused) + len(self._late))

    def fetch(self, rows: Iterable[RawRow]) -> None:
        """Take the cells of the rows that were refused late out of the rows of the file, read from its start."""
        if not self._late:
            return
        for number, cells in rows:
            fault = self._late.pop(number, None)
            if fault is not None:
                self.add(number, cells, fault)
            if not self._late:
                break

    def in_file_order(self) -> tuple[RefusedRow, ...]:
        """Return the refused rows by row number."""
        return tuple(sorted(self._refused, key=lambda row: row.row))

    def _require_few(self, n_refused: int) -> None:
        if n_refused <= MAX_REFUSED:
            return
        if not self._refused:
            raise BadFile("{file}: more than {limit} rows are refused; check the file", file=self.file,
                          limit=MAX_REFUSED)
        first = min(self._refused, key=lambda row: row.row)
        raise BadFile(
            "{file}: more than {limit} rows are refused, such as row {row}, {column}: {reason}; check the file",
            file=self.file, limit=MAX_REFUSED, row=first.row, column=first.column, reason=first.reason,
        )
