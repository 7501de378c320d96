"""Squares of hot spots with names that tell a person where they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from gisdata.cells import cell_of_points
from gisdata.geodesy import LocalPlane
from gisdata.hotspots import hot_squares
from gisdata.records import Cell, Incident, KeyPlace, PlaceKind

NAMED_WITHIN_M = 150.0
"""From the middle of a square of 200 m: a place in it, or right at its border."""


def named_squares(incidents: Sequence[Incident], cells: Sequence[Cell], places: Sequence[KeyPlace]) -> list[Cell]:
    """Return the squares of hot spots, named so that a person knows where they are.

    The name is that of the nearest named public place (no firm) up to 150 m from the middle; else of the cell that
    holds the middle; the id of the square stands after it, because two squares may lie at one place.
    """
    squares = hot_squares(incidents)
    if not squares:
        return []
    middles = np.array([(cell.shape.centroid.x, cell.shape.centroid.y) for cell in squares])
    cell_names = {cell.cell_id: cell.name or cell.cell_id for cell in cells}
    around = [cell_names.get(cell_id or "", "") for cell_id in cell_of_points(middles[:, 0], middles[:, 1], cells)]
    public = [place for place in places if place.name and place.kind is not PlaceKind.FIRM]
    beside = _nearest_names(middles, public)
    return [
        replace(cell, name=f"{place or around_it} {cell.cell_id}".strip())
        for cell, place, around_it in zip(squares, beside, around, strict=True)
    ]


def _nearest_names(lonlat: npt.NDArray[np.float64], places: Sequence[KeyPlace]) -> list[str]:
    """Return the name of the nearest place of each point, "" when none lies within 150 m."""
    if not places:
        return [""] * len(lonlat)
    plane = LocalPlane(lon_deg=float(np.median(lonlat[:, 0])), lat_deg=float(np.median(lonlat[:, 1])))
    tree = cKDTree(plane.metres(np.array([p.lon_deg for p in places]), np.array([p.lat_deg for p in places])))
    _, nearest = tree.query(plane.metres(lonlat[:, 0], lonlat[:, 1]), distance_upper_bound=NAMED_WITHIN_M)
    return [places[i].name if i < len(places) else "" for i in np.asarray(nearest).tolist()]
