"""Counts the register by cell, by community and as a whole; every household once in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median
from typing import Any

from gisdata.cells import assign_cells
from gisdata.coverage.figures import CellCoverage, CommunityCoverage, Coverage
from gisdata.records import Cell, Household


def coverage_by_cell(
    households: Iterable[Household], cells: Sequence[Cell], *, today: date, since: date
) -> list[CellCoverage]:
    """Return one row per cell in the order of `cells`, empty cells included, so that no cell is forgotten.

    A household is reached when its last contact lies in [since, today], both ends included. A contact dated
    after `today` has not happened yet and counts as none. Households outside every cell or without a point
    follow in a last row with `cell_id` None (left out when there are none), so the rows add up to the register.
    """
    rows = list(households)
    cell_of = assign_cells(rows, cells)
    members: dict[str | None, list[Household]] = {cell.cell_id: [] for cell in cells}
    for row in rows:
        members.setdefault(cell_of[row.household_id], []).append(row)
    name_of: dict[str | None, str] = {cell.cell_id: cell.name for cell in cells}
    return [
        CellCoverage(cell_id=cell_id, name=name_of.get(cell_id, ""), **_figures(inside, today=today, since=since))
        for cell_id, inside in members.items()
    ]


def coverage_by_community(
    households: Iterable[Household], *, today: date, since: date
) -> list[CommunityCoverage]:
    """Return one row per community, in the order of its name; counted as in `coverage_by_cell`."""
    members: dict[str, list[Household]] = {}
    for row in households:
        members.setdefault(row.community, []).append(row)
    return [
        CommunityCoverage(community=community, **_figures(members[community], today=today, since=since))
        for community in sorted(members)
    ]


def coverage_of_station(households: Iterable[Household], *, today: date, since: date) -> Coverage:
    """Return the figures of the whole register; counted as in `coverage_by_cell`."""
    return Coverage(**_figures(list(households), today=today, since=since))


def _figures(members: Sequence[Household], *, today: date, since: date) -> dict[str, Any]:
    contacts = [row.last_contact_on for row in members if row.last_contact_on and row.last_contact_on <= today]
    days = [(today - contact).days for contact in contacts]
    return {
        "n_registered": len(members),
        "n_reached": sum(contact >= since for contact in contacts),
        "n_never": len(members) - len(contacts),
        "median_days": float(median(days)) if days else None,
        "oldest_days": max(days, default=None),
    }
