"""Hot cells that no planned patrol stood in for some time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gisdata.hotspots import HotCell, HotSpots

DAYS_WITHOUT_PATROL = 14
"""Two weekly plans: a place left out of both is no longer an accident of one week."""

LEAST_INCIDENTS = 3
"""A cell with fewer is hot by those around it, and the gap is told there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpatrolledCell:
    """A hot cell, and the day of the last planned patrol there or beside it; None: none is known."""

    cell: HotCell
    last_patrol: date | None


def unpatrolled_cells(
    found: HotSpots, last: Mapping[str, date], *, today: date, days: int = DAYS_WITHOUT_PATROL
) -> list[UnpatrolledCell]:
    """Return the hot cells whose last patrol lies `days` days back or more, or is not known; most incidents first.

    `last`: the day of the last patrol by cell (see `gisdata.coverage.last_patrol_days`).

    A patrol in a cell that touches counts too: from there a crew sees the hot one. Cells with fewer than three
    incidents of their own are passed over.
    """
    position = {cell.cell_id: i for i, cell in enumerate(found.cells)}
    rows = []
    for cell in found.hot:
        beside = found.neighbours[[position[cell.cell_id]]].indices.tolist()
        ids = [cell.cell_id, *(found.cells[i].cell_id for i in beside)]
        seen = max((last[cell_id] for cell_id in ids if cell_id in last), default=None)
        if cell.n_incidents >= LEAST_INCIDENTS and (seen is None or (today - seen).days >= days):
            rows.append(UnpatrolledCell(cell=cell, last_patrol=seen))
    return rows
