"""Incidents per grid cell, as a count and per square kilometre."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gisdata.geodesy import ELLIPSOID
from gisdata.records import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class CellIncidents:
    """Incidents of one cell; `per_km2` is None when the cell has no area."""

    cell_id: str
    name: str
    n_incidents: int
    area_km2: float
    per_km2: float | None


def count_by_cell(counts: Iterable[int], cells: Sequence[Cell]) -> list[CellIncidents]:
    """Return one row per cell in the order of `cells`, empty ones included; areas on the WGS-84 ellipsoid in km²."""
    return [_of_cell(cell, int(n)) for n, cell in zip(counts, cells, strict=True)]


def _of_cell(cell: Cell, n_incidents: int) -> CellIncidents:
    area_m2, _ = ELLIPSOID.geometry_area_perimeter(cell.shape)
    area_km2 = abs(area_m2) / 1e6  # the sign only tells which way round the ring runs
    return CellIncidents(
        cell_id=cell.cell_id, name=cell.name, n_incidents=n_incidents, area_km2=area_km2,
        per_km2=n_incidents / area_km2 if area_km2 else None,
    )
