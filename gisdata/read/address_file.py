"""Files of addresses: a table with a column of addresses, lines of text, or tokens with labels. No row is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gisdata.errors import BadFile
from gisdata.read.csv_table import open_csv
from gisdata.read.encodings import find_encoding
from gisdata.read.input_file import MAX_TABLE_BYTES, opened
from gisdata.read.raw_table import RawTable
from gisdata.read.xlsx_table import open_xlsx

ADDRESS = ("address", "地址", "住址", "详细地址")
COMMUNITY = ("community", "社区", "村居")

MAX_ADDRESS_SIGNS = 500
"""The longest of 16,923 addresses of firms has 129; cutting takes a time that grows with the square of the length."""

MAX_TEXT_BYTES = 20_000_000
"""Lines are held in memory as they are read: 500,000 addresses of a dozen signs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressTable:
    """All rows of a table as they stand, each as wide as the header; `communities` are "" without such a column."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    addresses: tuple[str, ...]
    communities: tuple[str, ...]


def read_address_table(path: Path) -> AddressTable:
    """Return every row of a CSV or XLSX table that has a column of addresses, blank addresses too.

    Raises BadFile when the file is no table or no column is called address, 地址, 住址 or 详细地址.
    """
    with opened(path, max_bytes=MAX_TABLE_BYTES) as stream:
        is_workbook = path.suffix.lower() in (".xlsx", ".xlsm")
        table = open_xlsx(stream, path.name) if is_workbook else open_csv(stream, path.name, _has_addresses)
        return _whole(table)


def _whole(table: RawTable) -> AddressTable:
    at = _place_of(table.header, ADDRESS)
    if at is None:
        raise BadFile("{file} has no column of addresses; call one of its columns: address", file=table.file)
    community_at = _place_of(table.header, COMMUNITY)
    width = len(table.header)
    rows = []
    for number, cells in table.read_rows():
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            raise BadFile("{file}: row {row} has more cells than there are columns; put the address in quotation marks",
                          file=table.file, row=number)
        rows.append(tuple([*cells, *[""] * width][:width]))
        require_address_length(rows[-1][at], table.file, number)
    return AddressTable(
        header=table.header, rows=tuple(rows), addresses=tuple(row[at] for row in rows),
        communities=tuple("" if community_at is None else row[community_at] for row in rows))


def read_text_lines(path: Path) -> list[str]:
    """Return the lines of a text file in UTF-8 or GB18030.

    Raises BadFile when it is no text, too large, or a line is longer than any address.
    """
    with opened(path, max_bytes=MAX_TEXT_BYTES) as stream:
        encoding = find_encoding(stream, path.name)
        lines = stream.read().decode(encoding).splitlines()
    for number, line in enumerate(lines, start=1):
        require_address_length(line, path.name, number)
    return lines


def require_address_length(address: Sequence[str], file: str, row: int) -> None:
    """Raise BadFile when an address, as a text or as its tokens, is longer than any address."""
    if len(address) > MAX_ADDRESS_SIGNS:
        raise BadFile("{file}: row {row} has an address of {n} signs, at most {limit} fit; is a quotation mark or a "
                      "line break missing?", file=file, row=row, n=len(address), limit=MAX_ADDRESS_SIGNS)


def _has_addresses(header: Sequence[str]) -> bool:
    return _place_of(header, ADDRESS) is not None


def _place_of(header: Sequence[str], names: tuple[str, ...]) -> int | None:
    plain = [name.strip().lower() for name in header]
    return next((plain.index(name) for name in names if name in plain), None)
