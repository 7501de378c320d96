"""Cells with many due doors of which none was visited lately: counts per cell, never a door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gisdata.cells import assign_cells
from gisdata.records import Cell, Household

DAYS_WITHOUT_VISIT = 28
"""Four weekly plans passed the cell by."""

MANY_DUE = 10
"""No cell of fewer than ten households is ever named (the rule of the house), and fewer due doors are no gap yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnvisitedCell:
    """A cell in which `n_due` households are due, at least ten, and no household was contacted lately."""

    cell_id: str
    name: str
    n_due: int


def unvisited_cells(
    due: Iterable[Household], households: Iterable[Household], cells: Sequence[Cell], *, today: date,
    days: int = DAYS_WITHOUT_VISIT,
) -> list[UnvisitedCell]:
    """Return the cells with at least ten due households and no contact in the last `days` days, most due first.

    `due`: the households that are due (see `gisdata.week_input.candidates.dues_of_week`); `households`: the register.
    A contact dated after today has not happened yet and counts as none. Ties by id.
    """
    waiting = list(due)
    cell_of_due = assign_cells(waiting, cells)
    n_due = Counter(cell_of_due[household.household_id] for household in waiting)
    since = today - timedelta(days=days)
    lately = [one for one in households if one.last_contact_on and since < one.last_contact_on <= today]
    visited = set(assign_cells(lately, cells).values())
    rows = [
        UnvisitedCell(cell_id=cell.cell_id, name=cell.name, n_due=n_due[cell.cell_id]) for cell in cells
        if n_due[cell.cell_id] >= MANY_DUE and cell.cell_id not in visited
    ]
    return sorted(rows, key=lambda row: (-row.n_due, row.cell_id))
