"""The column contract of each kind of table, as data, and how the columns of a file are matched to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from gisdata.errors import BadFile
from gisdata.read.cell_values import clean_code
from gisdata.read.red_lines import is_of_a_person, is_red_line, plain_name
from planner.sentence import Sentence, say

Row = TypeVar("Row")
Values = Mapping[str, Any]
"""Parsed cells of one row by English column name."""

OWN_COLUMNS: Final = ("huhu_row", "huhu_reason")
"""What Huhu adds to a file of refused rows; passed over when the file is sent again."""

MUST_BE_FILLED: Final = object()
"""The default of a column whose cells may not be empty."""

_SHOWN_COLUMNS, _SHOWN_CHARS = 20, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its names, the parser of a filled cell, and the value of an empty or missing one.

    `in_header`: every file must have the column. `few`: it holds few different values, so each is parsed once. `clean`
    makes the plain form of a cell; a cell that it changes is reported as changed.
    """

    english: str
    chinese: str
    parse: Callable[[str], Any]
    default: Any = None
    in_header: bool = False
    few: bool = False
    clean: Callable[[str], str] = clean_code

    @property
    def both_names(self) -> str:
        """The English and the Chinese name, as sentences show them."""
        return f"{self.english} {self.chinese}"


def required(
    english: str, chinese: str, *, parse: Callable[[str], Any], few: bool = False,
    clean: Callable[[str], str] = clean_code,
) -> Column:
    """Return a column that every file must have and every row must fill."""
    return Column(english=english, chinese=chinese, parse=parse, default=MUST_BE_FILLED, in_header=True, few=few,
                  clean=clean)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableKind(Generic[Row]):
    """One kind of table: its columns, and how a row of values becomes a record.

    `build` raises CellFault when the cells of a row contradict each other. `id_column` is unique in a file ("": none).
    `point` names the columns of longitude and latitude, already in WGS-84 when `build` sees them. `new_guard` makes a
    check of each record against those before it.
    """

    name: str
    columns: tuple[Column, ...]
    build: Callable[[Values], Row]
    id_column: str = ""
    point: tuple[str, str] | None = None
    new_guard: Callable[[], Callable[[Row, int], None]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedHeader:
    """Where each known column stands in a file. `names`: as the file calls them, in the file's order."""

    position: Mapping[str, int]
    names: tuple[str, ...]
    is_sent_again: bool
    notes: tuple[Sentence, ...]


def header_fits(kind: TableKind[Any], header: Sequence[str]) -> bool:
    """Tell whether a header is exactly this kind's: every column known (or Huhu's own), no required one missing."""
    known = _known_names(kind)
    found = [known.get(plain_name(name)) for name in header if plain_name(name) not in OWN_COLUMNS]
    return None not in found and all(c.english in found for c in kind.columns if c.in_header)


def match_header(kind: TableKind[Any], header: Sequence[str], file: str) -> MatchedHeader:
    """Return where the kind's columns stand; columns of persons and unknown ones are left unread, with a note.

    Raises BadFile for a column that grades or sorts people, a column given twice (also in two languages) and a missing
    required column.
    """
    known = _known_names(kind)
    position: dict[str, int] = {}
    unknown: list[str] = []
    for at, name in enumerate(header):
        english = known.get(plain_name(name))
        if english is None:
            unknown.append(name)
        elif english in position:
            raise BadFile(
                "{file} has the column {column} twice, as {first} and {second}; keep one", file=file, column=english,
                first=header[position[english]].strip(), second=name.strip(),
            )
        else:
            position[english] = at
    require_no_red_line(unknown, file)
    _require_columns(kind, position, header, file)
    return MatchedHeader(
        position=position,
        names=tuple(_file_name(header[at]) for at in sorted(position.values())),
        is_sent_again=any(plain_name(name) in OWN_COLUMNS for name in unknown),
        notes=tuple(notes_of_unknown(unknown)),
    )


def require_no_red_line(columns: Sequence[str], file: str) -> None:
    """Raise BadFile when a column grades or sorts people."""
    for name in columns:
        if is_red_line(name):
            raise BadFile(
                "{file} has the column {column}, which grades or sorts people; Huhu plans by doors and dates and does "
                "not take such a file: remove the column", file=file, column=_shown(name),
            )


def notes_of_unknown(columns: Sequence[str]) -> list[Sentence]:
    """Return a note on columns of persons and one on other columns that are not stored."""
    named = [name for name in columns if plain_name(name) and plain_name(name) not in OWN_COLUMNS]
    of_persons = [name for name in named if is_of_a_person(name)]
    others = [name for name in named if not is_of_a_person(name)]
    notes = []
    if of_persons:
        notes.append(say("columns about persons were not read: {columns}", columns=shown_names(of_persons)))
    if others:
        notes.append(say("unknown columns are not stored: {columns}", columns=shown_names(others)))
    return notes


def shown_names(names: Sequence[str]) -> str:
    """Return names for a sentence: the first twenty, each cut to thirty characters."""
    shown = ", ".join(_shown(name) for name in names[:_SHOWN_COLUMNS])
    return shown + (" ..." if len(names) > _SHOWN_COLUMNS else "")


def _shown(name: str) -> str:
    text = " ".join(name.split())
    return text if len(text) <= _SHOWN_CHARS else text[:_SHOWN_CHARS] + "..."


def _file_name(name: str) -> str:
    return name.replace("\ufeff", "").strip()


def _known_names(kind: TableKind[Any]) -> dict[str, str]:
    return {plain_name(name): c.english for c in kind.columns for name in (c.english, c.chinese)}


def _require_columns(kind: TableKind[Any], position: Mapping[str, int], header: Sequence[str], file: str) -> None:
    missing = [c.both_names for c in kind.columns if c.in_header and c.english not in position]
    if missing:
        raise BadFile(
            "{file} lacks columns of a table of {kind}: {missing}; row 1 has: {found}", file=file, kind=kind.name,
            missing=", ".join(missing), found=shown_names(header),
        )
