"""Rows of coverage for tests: a register nobody has reported anything of, unless a test says so."""

from __future__ import annotations

from typing import Any

from gisdata.coverage import CellCoverage


def coverage_row(cell_id: str | None, n_registered: int, n_reached: int = 0, **other: Any) -> CellCoverage:
    """Return the row of a cell; without audit the audited households are the registered ones."""
    return CellCoverage(**{
        "cell_id": cell_id, "name": "", "n_registered": n_registered, "n_audited": n_registered, "n_unlisted": 0,
        "n_demolished": 0, "n_duplicate": 0, "n_vacant": 0, "n_attempted": n_reached, "n_contacted": n_reached,
        "n_reached": n_reached, "n_verified": 0, "n_never": 0, "median_days": None, "oldest_days": None, **other,
    })
