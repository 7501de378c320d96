"""Which cell does a point lie in: at most one, whatever the cells look like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import shapely

from gisdata.records import Cell, Household


def cell_of_points(
    lon: npt.ArrayLike, lat: npt.ArrayLike, cells: Sequence[Cell]
) -> list[str | None]:
    """Return the id of the cell of each point (WGS-84 degrees), in the order of the points; None: in no cell.

    A point on a border, or in cells that overlap, belongs to the cell with the smallest id (compared as text),
    so that no point is ever counted twice. A point that is not a number lies in no cell.
    """
    lon_deg, lat_deg = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    by_id = sorted(cells, key=lambda cell: cell.cell_id)
    ids = [cell.cell_id for cell in by_id]
    no_cell = len(ids)
    first = np.full(lon_deg.shape, no_cell)
    known = np.flatnonzero(np.isfinite(lon_deg) & np.isfinite(lat_deg))
    if no_cell and known.size:
        tree = shapely.STRtree([cell.shape for cell in by_id])
        point, cell = tree.query(shapely.points(lon_deg[known], lat_deg[known]), predicate="intersects")
        np.minimum.at(first, known[point], cell)  # the tree keeps the order of by_id, so the least index wins
    return [None if index == no_cell else ids[index] for index in first.tolist()]


def assign_cells(households: Iterable[Household], cells: Sequence[Cell]) -> dict[str, str | None]:
    """Return the cell id of each household by household id; None: it has no point, or lies outside every cell.

    Borders and overlaps are settled as in `cell_of_points`. A household id that comes twice keeps its last row.
    """
    rows = list(households)
    lon = [np.nan if row.lon_deg is None else row.lon_deg for row in rows]
    lat = [np.nan if row.lat_deg is None else row.lat_deg for row in rows]
    found = cell_of_points(lon, lat, cells)
    return {row.household_id: cell_id for row, cell_id in zip(rows, found, strict=True)}
