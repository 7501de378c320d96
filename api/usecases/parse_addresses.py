"""Cut the addresses of a file into their parts: a table of parts, or tokens with labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from api.errors import WrongUse
from gisdata.addresses.spans import (
    Gazetteer,
    Part,
    gazetteer_of,
    labels_of,
    read_spans,
    read_token_blocks,
    tokens_of_line,
)
from gisdata.addresses.spans.several import second_address
from gisdata.addresses.spans.tokens import are_tokens
from gisdata.read.address_file import read_address_table, read_text_lines, require_address_length
from gisdata.read.division_names import read_division_names
from gisdata.write.csv_file import write_csv

TABLES = (".csv", ".xlsx", ".xlsm")
PART_OF_LEVEL = {"city": Part.CITY, "county": Part.DISTRICT, "town": Part.TOWN, "village": Part.COMMUNITY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """How many addresses were cut, and how many of them were two in one field."""

    n_addresses: int
    n_double: int = 0


def station_gazetteer(divisions: Path | None) -> Gazetteer:
    """Return the gazetteer of a table of divisions, over the built-in names; of these alone without a table."""
    if divisions is None:
        return gazetteer_of()
    return gazetteer_of((name, PART_OF_LEVEL[level]) for name, level in read_division_names(divisions)
                        if level in PART_OF_LEVEL)


def labelled_lines(file: Path, *, divisions: Path | None) -> Iterator[str]:
    """Yield `token B-label` lines with a blank line behind each address.

    A file of tokens keeps its tokens in their order; of a table or of plain lines each address is cut into tokens.
    """
    gazetteer = station_gazetteer(divisions)
    for tokens in _token_blocks(file):
        yield from (f"{token} {label}" for token, label in zip(tokens, labels_of(tokens, gazetteer), strict=True))
        yield ""


def write_parts(file: Path, out: Path, *, divisions: Path | None) -> Parsed:
    """Write one row for each address: the row as it came, a column for each part, and a second address if any.

    Parts that occur twice are joined by a blank. Raises WrongUse when OUT would overwrite FILE.
    """
    if file.resolve() == out.resolve():
        raise WrongUse("{file} would be overwritten; give another name with -o", file=file.name)
    gazetteer = station_gazetteer(divisions)
    table = read_address_table(file)
    shown = [part for part in Part if part not in (Part.NOISE, Part.OTHER)]
    rows, n_double = [], 0
    for cells, address in zip(table.rows, table.addresses, strict=True):
        spans = read_spans(address, gazetteer)
        second = second_address(address, spans)
        n_double += second is not None
        end = len(address) if second is None else second
        words = [[address[s.start:s.end] for s in spans if s.part is part and s.start < end] for part in shown]
        rows.append((*cells, *map(" ".join, words), address[end:]))
    write_csv((*table.header, *(part.value for part in shown), "second_address"), rows, out)
    return Parsed(n_addresses=len(rows), n_double=n_double)


def _token_blocks(file: Path) -> Iterator[list[str]]:
    if file.suffix.lower() in TABLES:
        yield from (tokens_of_line(address) for address in read_address_table(file).addresses if address.strip())
        return
    lines = read_text_lines(file)
    if are_tokens(lines):
        for number, tokens in enumerate(read_token_blocks(lines), start=1):
            require_address_length(tokens, file.name, number)
            yield tokens
    else:
        yield from (tokens_of_line(line) for line in lines if line.strip())
