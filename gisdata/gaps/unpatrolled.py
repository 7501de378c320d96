"""Hot cells that no planned patrol stood in for some time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gisdata.cells import cell_of_points
from gisdata.hotspots import HotCell, HotSpots
from gisdata.records import Cell, Walk

DAYS_WITHOUT_PATROL = 14
"""Two weekly plans: a place left out of both is no longer an accident of one week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpatrolledCell:
    """A hot cell, and the day of the last planned patrol there or beside it; None: none is known."""

    cell: HotCell
    last_patrol: date | None


def last_patrol_days(walks: Iterable[Walk], cells: Sequence[Cell], *, today: date) -> dict[str, date]:
    """Return the latest day up to `today` on which a planned walk has a patrol stop in a cell, by cell id.

    Where the stop lies counts, not which cell its order named. Plans are what is known: a patrol that was planned
    and not walked counts, one that was walked without a plan does not.
    """
    stops = [
        (stop.lon_deg, stop.lat_deg, walk.day)
        for walk in walks if walk.day <= today for stop in walk.stops if stop.kind == "patrol"
    ]
    last: dict[str, date] = {}
    found = cell_of_points([stop[0] for stop in stops], [stop[1] for stop in stops], cells)
    for cell_id, (_, _, day) in zip(found, stops, strict=True):
        if cell_id is not None:
            last[cell_id] = max(day, last.get(cell_id, day))
    return last


def unpatrolled_cells(
    found: HotSpots, last: Mapping[str, date], *, today: date, days: int = DAYS_WITHOUT_PATROL
) -> list[UnpatrolledCell]:
    """Return the hot cells whose last patrol lies `days` days back or more, or is not known; most incidents first.

    A patrol in a cell that touches counts too: from there a crew sees the hot one. Cells that are hot only because of
    those around them, without an incident of their own, are passed over.
    """
    position = {cell.cell_id: i for i, cell in enumerate(found.cells)}
    rows = []
    for cell in found.hot:
        beside = found.neighbours[[position[cell.cell_id]]].indices.tolist()
        ids = [cell.cell_id, *(found.cells[i].cell_id for i in beside)]
        seen = max((last[cell_id] for cell_id in ids if cell_id in last), default=None)
        if cell.n_incidents and (seen is None or (today - seen).days >= days):
            rows.append(UnpatrolledCell(cell=cell, last_patrol=seen))
    return rows
