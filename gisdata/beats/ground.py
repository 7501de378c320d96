"""The ground of each block: the part of the community that lies nearest to it, and which blocks are neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from shapely.geometry.base import BaseGeometry

from gisdata.beats.blocks import Blocks, Longs
from gisdata.geodesy import Floats

AROUND_M = 60.0
"""Without a polygon of the community its ground is what lies within this of the hull of its buildings."""

FURTHEST_M = 20_000.0
"""No community reaches further from its homes."""

COMMON_M = 1.0
"""Blocks are neighbours when their ground shares a border of more than a metre."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BlockGround:
    """`shapes` (metres) of the blocks, their `neighbours` as a list for each; every block reaches every other."""

    shapes: npt.NDArray[np.object_]
    neighbours: tuple[tuple[int, ...], ...]


def block_ground(blocks: Blocks, community: BaseGeometry | None) -> BlockGround:
    """Return the ground of the blocks within the community's polygon (WGS-84 degrees; None: around its buildings).

    A block outside the polygon gets the ground around its own building, so that no door is without. Where the
    ground itself falls apart (a river, a far hamlet), the parts are joined at their nearest blocks.
    """
    homes = shapely.points(blocks.homes_m)
    nearest = _nearest_ground(blocks.homes_m)
    area = _area(blocks, community)
    own = np.asarray(shapely.intersection(nearest, shapely.buffer(homes, AROUND_M)))
    inside = np.asarray(shapely.intersection(nearest, area))
    of_home = np.where(shapely.intersects(area, homes), inside, shapely.union(inside, own))
    ground = np.array([shapely.union_all(of_home[blocks.home_block == block]) for block in range(len(blocks.xy_m))],
                      dtype=object)
    return BlockGround(shapes=ground, neighbours=_neighbours(ground, blocks.xy_m))


def _nearest_ground(xy_m: Floats) -> npt.NDArray[np.object_]:
    """Return the Voronoi cell of each point, large enough for any community."""
    around = shapely.box(*(xy_m.min(axis=0) - FURTHEST_M), *(xy_m.max(axis=0) + FURTHEST_M))
    if len(xy_m) == 1:
        return np.array([around], dtype=object)
    cells = shapely.voronoi_polygons(shapely.MultiPoint(xy_m), extend_to=around, ordered=True)
    return np.asarray(shapely.get_parts(cells), dtype=object)


def _area(blocks: Blocks, community: BaseGeometry | None) -> BaseGeometry:
    if community is None:
        return shapely.buffer(shapely.convex_hull(shapely.MultiPoint(blocks.xy_m)), AROUND_M)
    flat: BaseGeometry = shapely.transform(community, lambda at: blocks.plane.metres(at[:, 0], at[:, 1]))
    return flat


def _neighbours(ground: npt.NDArray[np.object_], xy_m: Floats) -> tuple[tuple[int, ...], ...]:
    first, second = shapely.STRtree(ground).query(ground, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    beside = shapely.length(shapely.intersection(ground[first], ground[second])) > COMMON_M
    pairs = list(zip(first[beside].tolist(), second[beside].tolist(), strict=True))
    pairs += _bridges(pairs, xy_m)
    found: list[list[int]] = [[] for _ in range(len(ground))]
    for one, other in pairs:
        found[one].append(other)
        found[other].append(one)
    return tuple(tuple(sorted(mine)) for mine in found)


def _bridges(pairs: list[tuple[int, int]], xy_m: Floats) -> list[tuple[int, int]]:
    """Return the pairs of nearest blocks that join parts of the ground, until all hang together."""
    added: list[tuple[int, int]] = []
    while True:
        part = parts_of(len(xy_m), [*pairs, *added])
        mine, others = np.flatnonzero(part == part[0]), np.flatnonzero(part != part[0])
        if not others.size:
            return added
        away_m = np.hypot(*np.moveaxis(xy_m[mine][:, None] - xy_m[others][None], 2, 0))
        at = np.unravel_index(int(np.argmin(away_m)), away_m.shape)
        added.append((int(mine[at[0]]), int(others[at[1]])))


def parts_of(n: int, pairs: list[tuple[int, int]]) -> Longs:
    """Return the number of the connected part of each of `n` blocks."""
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    graph = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(n, n))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)
