"""Incidents per grid cell, as a count and per square kilometre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyproj

from gisdata.cells import cell_of_points
from gisdata.records import Cell, Incident

ELLIPSOID = pyproj.Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellIncidents:
    """Incidents of one cell; `cell_id` None: outside every cell, with no area and so no density (0 and None)."""

    cell_id: str | None
    name: str
    n_incidents: int
    area_km2: float
    per_km2: float | None


def incidents_by_cell(incidents: Iterable[Incident], cells: Sequence[Cell]) -> list[CellIncidents]:
    """Return one row per cell in the order of `cells`, empty ones included; areas on the WGS-84 ellipsoid in km².

    Incidents outside every cell follow in a last row with `cell_id` None (left out when there are none), so the
    counts add up to the incidents given. On a border the smallest cell id wins.
    """
    rows = list(incidents)
    found = Counter(cell_of_points([row.lon_deg for row in rows], [row.lat_deg for row in rows], cells))
    counted = count_by_cell([found[cell.cell_id] for cell in cells], cells)
    if found[None]:
        counted.append(
            CellIncidents(cell_id=None, name="", n_incidents=found[None], area_km2=0.0, per_km2=None)
        )
    return counted


def count_by_cell(counts: Iterable[int], cells: Sequence[Cell]) -> list[CellIncidents]:
    """Return the rows of cells whose incidents are counted already, in the order of both."""
    return [_of_cell(cell, int(n)) for n, cell in zip(counts, cells, strict=True)]


def _of_cell(cell: Cell, n_incidents: int) -> CellIncidents:
    area_m2, _ = ELLIPSOID.geometry_area_perimeter(cell.shape)
    area_km2 = abs(area_m2) / 1e6  # the sign only tells which way round the ring runs
    return CellIncidents(
        cell_id=cell.cell_id, name=cell.name, n_incidents=n_incidents, area_km2=area_km2,
        per_km2=n_incidents / area_km2 if area_km2 else None,
    )
