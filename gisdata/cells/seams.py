"""Where cells do not fit together: ground that two of them claim, and ground between them that none does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely import MultiPolygon, Polygon
from shapely.errors import GEOSException
from shapely.geometry.base import BaseGeometry

from gisdata.geodesy import Floats, LocalPlane
from gisdata.records import Cell

SLIVER_M2 = 20.0
"""Less ground than a room holds no door; two hands drawing one border leave as much in each bend."""

SLIVER_WIDTH_M = 1.0
"""Nor does ground that is narrower than this on average (twice the area over the perimeter)."""

SLIT_M = 10.0
"""Ground open to the outside is a gap between cells where it is narrower than twice this, the width of a main street;
wider ground may be no part of any community."""

NEAR_M = 0.5
"""Cells so near to a gap lie beside it; borders that were cut out of one another agree within far less."""

Shapes = npt.NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seam:
    """Ground where cells do not fit: the ids of the cells concerned in order, its area in square metres, and its shape.

    The shape is in WGS-84 degrees.
    """

    cell_ids: tuple[str, ...]
    area_m2: float
    shape: Polygon | MultiPolygon


def overlaps(cells: Sequence[Cell]) -> list[Seam]:
    """Return the pairs of cells that claim the same ground, largest first; slivers are left out."""
    if len(cells) < 2:
        return []
    plane = _plane_of(cells)
    shapes = _in_metres(cells, plane)
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    shared = _intersections(shapes[first], shapes[second])
    seams = [
        _seam((cells[i].cell_id, cells[j].cell_id), ground, plane)
        for i, j, ground in zip(first.tolist(), second.tolist(), shared, strict=True) if not _is_sliver(ground)
    ]
    return _largest_first(seams)


def gaps(cells: Sequence[Cell]) -> list[Seam]:
    """Return the holes in and among the cells and the slits between them, largest first; slivers are left out.

    A slit is ground up to 20 m wide between cells that is open to the outside; a hole may be of any width, and of one
    cell alone: whoever lives in it is in no cell. The ids are those of the cells around it.
    """
    if not cells:
        return []
    plane = _plane_of(cells)
    shapes = _in_metres(cells, plane)
    # to the millimetre: borders that nearly meet do meet, and a cell of no width is nothing that could be widened
    covered = shapely.set_precision(shapely.union_all(shapes, grid_size=0.001), 0.001)
    holes = [shapely.Polygon(ring) for part in _parts(covered) for ring in part.interiors]
    filled = shapely.union_all([covered, *holes])
    closed = shapely.buffer(shapely.buffer(filled, SLIT_M, join_style="mitre"), -SLIT_M, join_style="mitre")
    slits = shapely.difference(closed, filled)
    tree = shapely.STRtree(shapes)
    seams = []
    for ground, least in (*((hole, 1) for hole in holes), *((slit, 2) for slit in _parts(slits))):
        if _is_sliver(ground):
            continue
        beside = tree.query(ground, predicate="dwithin", distance=NEAR_M).tolist()
        if len(beside) >= least:   # a bay in the border of one cell is its own affair
            seams.append(_seam((cells[i].cell_id for i in beside), ground, plane))
    return _largest_first(seams)


def _seam(cell_ids: Iterable[str], ground: BaseGeometry, plane: LocalPlane) -> Seam:
    parts = _parts(ground)
    areas = shapely.transform(
        parts[0] if len(parts) == 1 else MultiPolygon(parts), lambda at: plane.degrees(at[:, 0], at[:, 1]))
    return Seam(cell_ids=tuple(sorted(cell_ids)), area_m2=float(ground.area), shape=areas)


def _plane_of(cells: Sequence[Cell]) -> LocalPlane:
    west, south, east, north = shapely.total_bounds(np.array([cell.shape for cell in cells], dtype=object))
    return LocalPlane(lon_deg=float(west + east) / 2, lat_deg=float(south + north) / 2)


def _in_metres(cells: Sequence[Cell], plane: LocalPlane) -> Shapes:
    shapes = np.array([cell.shape for cell in cells], dtype=object)

    def flat(at: Floats) -> Floats:
        return plane.metres(at[:, 0], at[:, 1])

    return np.asarray(shapely.transform(shapes, flat))


def _intersections(first: Shapes, second: Shapes) -> Shapes:
    try:
        return np.asarray(shapely.intersection(first, second))
    except GEOSException:
        # Edges of two valid shapes that nearly coincide can defeat exact arithmetic; on a grid of a millimetre not.
        return np.asarray(shapely.intersection(first, second, grid_size=0.001))


def _is_sliver(ground: BaseGeometry) -> bool:
    area_m2, around_m = float(ground.area), float(ground.length)
    return area_m2 < SLIVER_M2 or 2 * area_m2 < SLIVER_WIDTH_M * around_m


def _parts(ground: BaseGeometry) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts(ground).tolist() if isinstance(part, shapely.Polygon)]


def _largest_first(seams: list[Seam]) -> list[Seam]:
    return sorted(seams, key=lambda seam: (-seam.area_m2, seam.cell_ids))
