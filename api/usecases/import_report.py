"""What a person is told of an import: rows taken, changed and refused, and where the refused ones are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gisdata.records import ChangedRow, RefusedRow
from planner.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """The outcome of one import. `taken` is False when refused rows kept the whole file out.

    `n_new + n_changed_in_store + n_same == n_taken` for tables that are updated by id. `refused_file` is None when
    no row was refused.
    """

    kind: str
    file_name: str
    n_rows: int
    n_taken: int
    taken: bool
    n_new: int = 0
    n_updated: int = 0
    n_same: int = 0
    changed: tuple[ChangedRow, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    refused_file: Path | None = None
    notes: tuple[Sentence, ...] = ()
