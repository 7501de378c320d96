"""CSV files: the encoding found strictly, the separator by the header, rows streamed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from gisdata.errors import BadFile
from gisdata.read.encodings import find_encoding
from gisdata.read.input_file import HEAD_BYTES, seems_to_be
from gisdata.read.raw_table import HeaderFits, RawRow, RawTable
from planner.sentence import Sentence, say

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar", "，": "full-width comma"}
"""What may stand between cells; all but the comma are taken only when the header then fits exactly."""


def open_csv(stream: BinaryIO, file: str, header_fits: HeaderFits) -> RawTable:
    """Return the table of an open CSV file; raises BadFile when it is not text, not a table or has no header."""
    stream.seek(0)
    what = seems_to_be(stream.read(HEAD_BYTES))
    if what is not None:
        raise BadFile("{file} should be a CSV table but seems to be {what}", file=file, what=what)
    encoding = find_encoding(stream, file)
    notes: list[Sentence] = []
    if encoding == "gb18030":
        notes.append(say("the file was read as GB18030"))
    separator = _find_separator(stream, encoding, file, header_fits)
    if separator != ",":
        notes.append(say("cells are separated by: {separator}", separator=SEPARATORS[separator]))
    return RawTable(
        file=file,
        header=tuple(_first_row(stream, encoding, separator, file)),
        read_rows=lambda: _data_rows(stream, encoding, separator, file),
        pads_rows=False,
        notes=tuple(notes),
    )


def _find_separator(stream: BinaryIO, encoding: str, file: str, header_fits: HeaderFits) -> str:
    by_comma = _first_row(stream, encoding, ",", file)
    if len(by_comma) > 1 or header_fits(by_comma):
        return ","
    for separator, name in SEPARATORS.items():
        header = _first_row(stream, encoding, separator, file)
        if len(header) > 1 and header_fits(header):
            return separator
        if len(header) > 2:
            raise BadFile(
                "the cells of {file} seem to be separated by {separator}, but the columns are not exactly the known "
                "ones; save it as CSV with commas", file=file, separator=name,
            )
    return ","


def _first_row(stream: BinaryIO, encoding: str, separator: str, file: str) -> list[str]:
    for _, cells in _all_rows(stream, encoding, separator, file):
        header = [cell.removeprefix("\ufeff") for cell in cells]
        if any(cell.strip() for cell in header):
            return header
        break
    raise BadFile("{file} has no column names in its first row", file=file)


def _data_rows(stream: BinaryIO, encoding: str, separator: str, file: str) -> Iterator[RawRow]:
    rows = _all_rows(stream, encoding, separator, file)
    next(rows, None)
    yield from rows


def _all_rows(stream: BinaryIO, encoding: str, separator: str, file: str) -> Iterator[RawRow]:
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding, errors="strict", newline="")
    try:
        reader = csv.reader(text, delimiter=separator, strict=True)
        try:
            yield from enumerate(reader, start=1)
        except csv.Error as error:
            raise BadFile(
                "{file} cannot be read as CSV at line {line}: a quotation mark is not closed, not doubled inside a "
                "cell, or a cell has more than {limit} characters", file=file, line=reader.line_num,
                limit=csv.field_size_limit(),
            ) from error
    finally:
        text.detach()
