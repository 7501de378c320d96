"""When a patrol last stood in each cell, as far as plans know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from gisdata.cells import cell_of_points
from gisdata.records import Cell, Walk


def last_patrol_days(walks: Iterable[Walk], cells: Sequence[Cell], *, today: date) -> dict[str, date]:
    """Return the latest day up to `today` on which a planned walk has a patrol stop in a cell, by cell id.

    Where the stop lies counts, not which cell its order named: orders may name none, and cells may be drawn anew.
    Plans are what is known: a patrol that was planned and not walked counts, one walked without a plan does not.
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


def days_since_patrol(walks: Iterable[Walk], cells: Sequence[Cell], *, today: date) -> dict[str, int]:
    """Return the days since the last patrol of `last_patrol_days`; cells without any are absent."""
    return {cell_id: (today - day).days for cell_id, day in last_patrol_days(walks, cells, today=today).items()}
