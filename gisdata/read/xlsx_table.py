"""XLSX workbooks: the first sheet, values only, rows streamed."""

from __future__ import annotations

import datetime as dt
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook
from openpyxl.xml import DEFUSEDXML

from gisdata.errors import BadFile
from gisdata.read.encodings import MAX_LINES
from gisdata.read.input_file import HEAD_BYTES, seems_to_be
from gisdata.read.raw_table import RawRow, RawTable
from gisdata.read.xml_limits import require_small_xml
from gisdata.read.zip_limits import damaged, require_harmless_zip
from planner.sentence import Sentence, say

MAX_COLUMNS = 200
"""Far more than any of our tables; a cell in column XFD would make each row 16,384 cells wide."""

_NO_PARSER = "openpyxl found no defusedxml: entities of workbooks would be expanded"

_WORKBOOK_FAULTS = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError, OverflowError, RuntimeError,
    EOFError, OSError, zipfile.BadZipFile, zlib.error, struct.error, ParseError, InvalidFileException,
)
"""What openpyxl and the standard library were seen to raise on damaged workbooks. RuntimeError: encrypted parts and
unknown packing; KeyError: a part that is missing; the others: attributes that make no sense."""

Cell = object


def open_xlsx(stream: BinaryIO, file: str) -> RawTable:
    """Return the first sheet of an open workbook; raises BadFile when it is no harmless, whole, unlocked XLSX.

    Formulas give the value that the spreadsheet saved with them; they are never computed here.
    """
    if not DEFUSEDXML:
        raise ImportError(_NO_PARSER)
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    if not head.startswith(b"PK\x03\x04"):
        what = seems_to_be(head) or "another format"
        raise BadFile("{file} should be an XLSX workbook but seems to be {what}", file=file, what=what)
    require_harmless_zip(stream, file)
    with _faults_told(file):
        require_small_xml(stream, file)
        book = _workbook(stream)
        other_sheets = tuple(str(sheet.title) for sheet in book.worksheets[1:])
        header = _header(book, file)
    notes: list[Sentence] = []
    if other_sheets:
        notes.append(say("only the first sheet was read, not: {sheets}", sheets=", ".join(other_sheets)))
    return RawTable(file=file, header=header, read_rows=lambda: _data_rows(book, file), pads_rows=True,
                    notes=tuple(notes))


def _header(book: Workbook, file: str) -> tuple[str, ...]:
    header = _texts(next(_sheet_rows(book), ()))
    if not header:
        raise BadFile("{file} has no column names in its first row", file=file)
    if len(header) > MAX_COLUMNS:
        raise BadFile("{file} has more than {limit} columns", file=file, limit=MAX_COLUMNS)
    return tuple(header)


def _data_rows(book: Workbook, file: str) -> Iterator[RawRow]:
    with _faults_told(file):
        rows = _sheet_rows(book)
        next(rows, None)
        for number, cells in enumerate(rows, start=2):
            if number > MAX_LINES + 1:
                raise BadFile("{file} has more than {limit} lines; split it, by community for example", file=file,
                              limit=MAX_LINES)
            yield number, _texts(cells)


def _texts(cells: Sequence[Cell]) -> list[str]:
    """Return the texts of a row up to the last cell that is not blank."""
    n = len(cells)
    while n and (cells[n - 1] is None or not cell_text(cells[n - 1]).strip()):
        n -= 1
    return [cell_text(cell) for cell in cells[:n]]


def _sheet_rows(book: Workbook) -> Iterator[tuple[Cell, ...]]:
    """Yield rows by their own numbers; what the sheet says of its size is often wrong, so it is not asked."""
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True)
    while True:
        with _quiet():
            cells = next(rows, None)
        if cells is None:
            return
        yield cells


def _workbook(stream: BinaryIO) -> Workbook:
    """Open the workbook once for all readings of its rows; it reads from the stream, whose owner closes it."""
    with _quiet():
        return openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)


@contextmanager
def _quiet() -> Iterator[None]:
    """Drop openpyxl's warnings of styles and extensions, which say nothing of the values."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def _faults_told(file: str) -> Iterator[None]:
    try:
        yield
    except BadFile:
        raise
    except _WORKBOOK_FAULTS as error:
        raise damaged(file) from error


def cell_text(value: Cell) -> str:
    """Return a cell as a person would have typed it into a CSV file.

    >>> cell_text(1.0), cell_text(None), cell_text(dt.datetime(2026, 11, 20)), cell_text(dt.time(8, 30))
    ('1', '', '2026-11-20', '08:30')
    >>> cell_text(dt.timedelta(hours=26))
    '26:00'
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return _moment_text(value)


def _moment_text(value: Cell) -> str:
    if isinstance(value, dt.datetime):
        if value.time() == dt.time(0):
            return value.date().isoformat()
        return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")
    if isinstance(value, dt.time):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return str(value)
