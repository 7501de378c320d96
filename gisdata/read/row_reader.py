"""Rows of cells to values by the column contract, noting which cells were changed on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gisdata.read.cell_values import MAX_CELL_CHARS
from gisdata.read.columns import MUST_BE_FILLED, Column, MatchedHeader, TableKind
from gisdata.read.faults import CellFault
from gisdata.read.raw_table import RawTable
from gisdata.read.red_lines import without_numbers_of_persons
from gisdata.records import ChangedRow

MAX_CHANGED = 100_000
"""Changed cells that are listed one by one; more are only counted, to keep memory bounded."""

MAX_KEPT_VALUES = 10_000
"""Different cells of one column whose values are kept; a column of a closed list has a dozen."""


class CellReader:
    """Reads the cells of one column; equal cells of a column with few values are parsed once."""

    __slots__ = ("clean", "column", "kept", "name", "parse", "position")

    def __init__(self, column: Column, position: int, name: str) -> None:
        self.column = column
        self.position = position
        self.name = name
        self.clean = column.clean
        self.parse = column.parse
        self.kept: dict[str, tuple[Any, str]] = {}

    def read(self, cell: str) -> tuple[Any, str]:
        """Return the value and the plain form of a cell; raises CellFault."""
        known = self.kept.get(cell)
        if known is not None:
            return known
        if len(cell) > MAX_CELL_CHARS:
            raise CellFault("the cell has {n} characters, at most {limit} fit; perhaps a quotation mark is not closed",
                            n=len(cell), limit=MAX_CELL_CHARS)
        text = self.clean(cell)
        if text:
            value = self.parse(text)
        elif self.column.default is MUST_BE_FILLED:
            raise CellFault("the cell is empty; {column} must be filled in")
        else:
            value = self.column.default
        if self.column.few and len(self.kept) < MAX_KEPT_VALUES:
            self.kept[cell] = (value, text)
        return value, text


class RowReader:
    """Reads the rows of one table; `columns` are the English names of the values, in the order of each row."""

    def __init__(self, kind: TableKind[Any], table: RawTable, header: MatchedHeader) -> None:
        self.cells = tuple(
            CellReader(column, at, table.header[at].replace("\ufeff", "").strip())
            for column in kind.columns
            if (at := header.position.get(column.english)) is not None
        )
        self.columns = tuple(reader.column.english for reader in self.cells)
        self.n_changed = 0
        self.changed: list[ChangedRow] = []
        self._n_columns = len(table.header)
        self._pads_rows = table.pads_rows

    def values(self, number: int, cells: list[str]) -> tuple[Any, ...]:
        """Return the values of a row; raises CellFault with the column at fault."""
        if len(cells) != self._n_columns:
            cells = self._whole(cells)
        values = []
        changes: list[tuple[str, str, str]] = []
        for reader in self.cells:
            cell = cells[reader.position]
            try:
                value, text = reader.read(cell)
            except CellFault as fault:
                fault.column = reader.column.english
                raise
            if text != cell:
                changes.append((reader.name, cell, text))
            values.append(value)
        for change in changes:
            self._note(number, *change)
        return tuple(values)

    def raw(self, cells: Sequence[str]) -> dict[str, str]:
        """Return the known columns of a row as it came, but without numbers of persons; surplus cells join the last."""
        raw = {}
        for reader in self.cells:
            cell = cells[reader.position] if reader.position < len(cells) else ""
            if reader.position == self._n_columns - 1:
                cell = ",".join([cell, *cells[self._n_columns :]])
            raw[reader.name] = without_numbers_of_persons(cell)
        return raw

    def name_of(self, english: str) -> str:
        """Return what the file calls a column; the English name when the file does not have it."""
        return next((reader.name for reader in self.cells if reader.column.english == english), english)

    def _whole(self, cells: list[str]) -> list[str]:
        """Return as many cells as there are columns, or say why the row is ragged; blank surplus cells are no fault."""
        missing = self._n_columns - len(cells)
        if any(cell.strip() for cell in cells[self._n_columns :]):
            raise CellFault("the row has {n} cells for {columns} columns; put a text with a separator in quotation "
                            "marks", column=self.columns[-1], n=len(cells), columns=self._n_columns)
        if missing > 0 and not self._pads_rows:
            raise CellFault("the row has only {n} cells for {columns} columns; fill in the missing ones",
                            column=self.columns[-1], n=len(cells), columns=self._n_columns)
        return [*cells[: self._n_columns], *[""] * max(0, missing)]

    def _note(self, number: int, column: str, was: str, became: str) -> None:
        self.n_changed += 1
        if self.n_changed <= MAX_CHANGED:
            self.changed.append(ChangedRow(row=number, column=column, was=was, became=became))
