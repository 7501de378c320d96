"""Coverage by cell, by community, by officer's area and as a whole; every household once in each cell and community."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gisdata.cells import cell_of_points
from gisdata.coverage.counting import count_groups
from gisdata.coverage.figures import AreaCoverage, CellCoverage, CommunityCoverage, Coverage
from gisdata.coverage.frame import Frame, Ints
from gisdata.records import Cell, Officer


def coverage_by_cell(frame: Frame, cells: Sequence[Cell]) -> list[CellCoverage]:
    """Return one row per cell in the order of `cells`, empty cells included, so that no cell is forgotten.

    Households and reports outside every cell or without a point follow in a last row with `cell_id` None (left out
    when there are none), so the rows add up to the station.
    """
    of_rows, of_reports = cell_numbers(frame, cells)
    figures = count_groups(frame, of_rows, of_reports, len(cells) + 1)
    outside = figures.pop()
    rows = [CellCoverage(cell_id=cell.cell_id, name=cell.name, **counts)
            for cell, counts in zip(cells, figures, strict=True)]
    if outside["n_registered"] or outside["n_unlisted"]:
        rows.append(CellCoverage(cell_id=None, name="", **outside))
    return rows


def cell_numbers(frame: Frame, cells: Sequence[Cell]) -> tuple[Ints, Ints]:
    """Return the index of the cell of each household and of each report of unlisted dwellings; len(cells): in none."""
    lon = np.concatenate([frame.lon_deg, [np.nan if r.lon_deg is None else r.lon_deg for r in frame.unlisted]])
    lat = np.concatenate([frame.lat_deg, [np.nan if r.lat_deg is None else r.lat_deg for r in frame.unlisted]])
    number: dict[str | None, int] = {cell.cell_id: i for i, cell in enumerate(cells)}
    number[None] = len(cells)
    found = np.array([number[cell_id] for cell_id in cell_of_points(lon, lat, cells)], dtype=np.int64)
    return found[:frame.n_rows], found[frame.n_rows:]


def coverage_by_community(frame: Frame) -> list[CommunityCoverage]:
    """Return one row per community, in the order of its name."""
    number = {name: i for i, name in enumerate(frame.communities)}
    of_reports = np.array([number[report.community] for report in frame.unlisted], dtype=np.int64)
    figures = count_groups(frame, frame.community, of_reports, len(frame.communities))
    return [CommunityCoverage(community=name, **counts)
            for name, counts in zip(frame.communities, figures, strict=True)]


def coverage_by_officer(frame: Frame, officers: Sequence[Officer]) -> list[AreaCoverage]:
    """Return one row per officer's area in the order of `officers`: never an order by what was reached."""
    owners = {name: [i for i, o in enumerate(officers) if name in o.communities] for name in frame.communities}
    owners_of = [np.array(owners[name], dtype=np.int64) for name in frame.communities]
    number = {name: i for i, name in enumerate(frame.communities)}
    of_reports = np.array([number[report.community] for report in frame.unlisted], dtype=np.int64)
    rows, area = _once_per_owner(frame.community, owners_of)
    reports, report_area = _once_per_owner(of_reports, owners_of)
    figures = count_groups(frame.take(rows, reports), area, report_area, len(officers))
    return [AreaCoverage(officer_id=officer.officer_id, communities=officer.communities, **counts)
            for officer, counts in zip(officers, figures, strict=True)]


def _once_per_owner(community: Ints, owners_of: Sequence[Ints]) -> tuple[Ints, Ints]:
    """Return the index of each row, once for each owner of its community, and these owners."""
    if not len(community) or not owners_of:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    n_owners = np.array([len(owners) for owners in owners_of], dtype=np.int64)
    first = np.concatenate([[0], np.cumsum(n_owners)])
    times = n_owners[community]
    rows = np.repeat(np.arange(len(community)), times)
    nth = np.arange(len(rows)) - np.repeat(np.cumsum(times) - times, times)
    return rows, np.concatenate(owners_of)[first[community[rows]] + nth]


def coverage_of_station(frame: Frame) -> Coverage:
    """Return the figures of the whole register."""
    all_rows = np.zeros(frame.n_rows, dtype=np.int64)
    return Coverage(**count_groups(frame, all_rows, np.zeros(len(frame.unlisted), dtype=np.int64), 1)[0])
