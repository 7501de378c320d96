"""The account of the week: what became of each due household."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from gisdata.records import DueRow
from gisdata.write.csv_file import write_csv
from gisdata.write.words import CHINESE, word

COLUMNS = ("household_id", "address", "community", "state", "reason", "sentence")


def _english(row: DueRow) -> str:
    return row.sentence


def write_due_csv(
    rows: Iterable[DueRow], path: Path, *, language: str = CHINESE, say_in: Callable[[DueRow], str] = _english
) -> None:
    """Write one row per due household, in the order given; `say_in` says its sentence in the reader's language.

    Raises DiskFull.
    """
    lines = [
        [row.household_id, row.address, row.community, word(row.state, language), row.reason, say_in(row)]
        for row in rows
    ]
    write_csv([word(column, language) for column in COLUMNS], lines, path)
