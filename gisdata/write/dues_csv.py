"""The doors that are due in a week, for the station itself: where, by which day, what must be made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gisdata.write.csv_file import write_csv
from gisdata.write.words import CHINESE, word

COLUMNS = ("household_id", "address", "community", "must", "last_day")
"""Why a door is due is not told, nor from which day on: an occasion would mark the household, an absence too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One due door with the day by which its call is to be made."""

    household_id: str
    address: str
    community: str
    must: bool
    last_day: date


def write_dues_csv(lines: Iterable[DueLine], path: Path, *, language: str = CHINESE) -> None:
    """Write one row per due door, in the order given. Raises DiskFull."""
    rows = [
        [line.household_id, line.address, line.community, word("yes" if line.must else "no", language),
         line.last_day.isoformat()]
        for line in lines
    ]
    write_csv([word(column, language) for column in COLUMNS], rows, path)
