"""Buildings people live in, as far as the map says: floor area, flats, and which rows of the register stand in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from gisdata.coverage.frame import Frame, Ints
from gisdata.geodesy import LocalPlane
from gisdata.records import Building

Floats = npt.NDArray[np.float64]

HOUSES = frozenset({"house", "detached", "semidetached_house", "terrace", "bungalow", "farm", "cabin", "villa"})
BLOCKS = frozenset({"apartments", "residential", "dormitory"})
HOUSE, BLOCK, UNSAID = 0, 1, 2
"""Classes of buildings; UNSAID (`building=yes`) counts as lived in only where the register has somebody in it."""

LEVELS = {HOUSE: 1, BLOCK: 5, UNSAID: 2}
"""Storeys where the map does not say (own assumption; six storeys are the most without a lift in China)."""

BESIDE_M = 15.0
"""A door plate stands at the door: so near to the outline of its building a point belongs to it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stock:
    """One entry per building that may be lived in. `flats` is NaN where the map does not say.

    `n_rows`: counted rows of the register in it; `near_row`: a row in it, or the nearest one (-1: no row has a point).
    `building_of_row` has one entry per row of the register: the index of its building, -1 for none.
    """

    lon_deg: Floats
    lat_deg: Floats
    kind: Ints
    floor_m2: Floats
    flats: Floats
    n_rows: Ints
    near_row: Ints
    building_of_row: Ints


def stock_of(buildings: Sequence[Building], frame: Frame) -> Stock:
    """Return the buildings that may be lived in, each with the counted rows of the register in it.

    Floor area is footprint x storeys.
    """
    kept = [building for building in buildings if _class_of(building) is not None]
    shapes = np.array([building.shape for building in kept], dtype=object)
    kind = np.array([_class_of(building) for building in kept], dtype=np.int64)
    levels = np.array([b.levels or LEVELS[k] for b, k in zip(kept, kind.tolist(), strict=True)], dtype=np.float64)
    flats = np.array([np.nan if b.flats is None else b.flats for b in kept], dtype=np.float64)
    if not kept:
        none = np.zeros(0)
        return Stock(lon_deg=none, lat_deg=none, kind=kind, floor_m2=none, flats=none, n_rows=kind, near_row=kind,
                     building_of_row=np.full(frame.n_rows, -1, dtype=np.int64))
    middle = shapely.centroid(shapes)
    lon, lat = shapely.get_x(middle), shapely.get_y(middle)
    plane = LocalPlane(lon_deg=float(np.median(lon)), lat_deg=float(np.median(lat)))
    flat = shapely.transform(shapes, lambda points: plane.metres(points[:, 0], points[:, 1]))
    near_row, building_of_row = _rows_in(flat, frame, plane)
    n_rows = np.bincount(building_of_row[building_of_row >= 0], minlength=len(kept))
    return Stock(lon_deg=lon, lat_deg=lat, kind=kind, floor_m2=shapely.area(flat) * levels, flats=flats,
                 n_rows=n_rows, near_row=near_row, building_of_row=building_of_row)


def _class_of(building: Building) -> int | None:
    if building.kind in HOUSES:
        return HOUSE
    if building.kind in BLOCKS or building.flats:
        return BLOCK
    return UNSAID if building.kind == "yes" else None


def _rows_in(shapes: npt.NDArray[np.object_], frame: Frame, plane: LocalPlane) -> tuple[Ints, Ints]:
    """Return a row of each building (else the nearest), and the building that each counted row stands in or beside."""
    near_row = np.full(len(shapes), -1, dtype=np.int64)
    building_of_row = np.full(frame.n_rows, -1, dtype=np.int64)
    placed = np.flatnonzero(np.isfinite(frame.lon_deg) & frame.counted)
    if not placed.size:
        return near_row, building_of_row
    points = plane.metres(frame.lon_deg[placed], frame.lat_deg[placed])
    doors: npt.NDArray[np.object_] = np.asarray(shapely.points(points), dtype=object)
    door, building = shapely.STRtree(shapes).query_nearest(doors, max_distance=BESIDE_M, all_matches=False)
    building_of_row[placed[door]] = building
    at, nearest = shapely.STRtree(doors).query_nearest(shapes, all_matches=False)
    near_row[at] = placed[nearest]
    near_row[building] = placed[door]
    return near_row, building_of_row
