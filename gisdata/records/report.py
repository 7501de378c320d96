"""What an import did: rows taken, changed and refused, each refusal with row, column, value and reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from gisdata.coordinates import Datum
from planner.sentence import Sentence

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """A row that was not taken. `row` is the row number a person sees (header = 1; 0: not a row of a table).

    `raw` holds the row as it came, by column, so that it can be written out, corrected and sent again.
    """

    row: int
    column: str
    value: str
    reason: Sentence
    raw: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRow:
    """A row that was taken after a change (trimmed, converted, full-width digits): what it was and became."""

    row: int
    column: str
    was: str
    became: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult(Generic[Record]):
    """All that was read from one file: records in file order, and what happened to the other rows.

    `n_rows` counts the data rows of the file, so n_rows == len(records) + len(refused) for tables. `notes` are
    findings about the whole file (columns that were not stored, the encoding that was found). `datum`: what the points
    of a table were given in, None when it has none.
    """

    records: tuple[Record, ...]
    n_rows: int
    changed: tuple[ChangedRow, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    notes: tuple[Sentence, ...] = ()
    columns: tuple[str, ...] = ()
    datum: Datum | None = None
