"""Blocks: the buildings of a community with the seconds that a round of visits takes in each; they are never split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from gisdata.errors import WrongArgument
from gisdata.geodesy import Floats, LocalPlane
from gisdata.records import Building, Dwelling, Household

Longs = npt.NDArray[np.int64]

SAME_DECIMALS = 5
"""Homes outside every footprint that are a metre apart or less are one block."""

HOME_DECIMALS = 6
"""Homes 0.1 m apart have one point on the ground."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Blocks:
    """Buildings with households: `xy_m` their middle in `plane`, `service_s` seconds of a full round in each.

    `homes_m`: the different points of their households, and `home_block` the block of each. `block_of`: the block of
    each household by household id.
    """

    plane: LocalPlane
    xy_m: Floats
    service_s: Longs
    homes_m: Floats
    home_block: Longs
    block_of: Mapping[str, int]


def blocks_of(
    households: Sequence[Household], buildings: Sequence[Building], *, service_s: Mapping[Dwelling, int]
) -> Blocks:
    """Return the blocks of households with a point, in the order of their places from west to east.

    Households in one footprint are one block, others are by their point. One that asks not to be disturbed belongs to
    its block and adds no seconds. Raises WrongArgument when no household has a point.
    """
    placed = sorted((row for row in households if row.has_point), key=lambda row: row.household_id)
    if not placed:
        raise WrongArgument("no household has a point; place the households first")
    at = np.array([(row.lon_deg, row.lat_deg) for row in placed], dtype=np.float64)
    block_of_row = _numbered(at, _footprints(at, buildings))
    n_blocks = int(block_of_row.max()) + 1
    rows_in = np.bincount(block_of_row, minlength=n_blocks)
    middle = np.column_stack([np.bincount(block_of_row, weights=at[:, axis]) / rows_in for axis in (0, 1)])
    seconds = np.array([0 if row.do_not_disturb else service_s[row.dwelling] for row in placed], dtype=np.float64)
    plane = LocalPlane(lon_deg=float(np.median(at[:, 0])), lat_deg=float(np.median(at[:, 1])))
    _, homes = np.unique(np.round(at, HOME_DECIMALS), axis=0, return_index=True)
    return Blocks(
        plane=plane, xy_m=plane.metres(middle[:, 0], middle[:, 1]),
        service_s=np.bincount(block_of_row, weights=seconds).astype(np.int64),
        homes_m=plane.metres(at[homes, 0], at[homes, 1]), home_block=block_of_row[homes],
        block_of={row.household_id: int(block) for row, block in zip(placed, block_of_row.tolist(), strict=True)},
    )


def _footprints(at: Floats, buildings: Sequence[Building]) -> Longs:
    """Return the index of the footprint each point lies in, the first of several; -1 for none."""
    footprint = np.full(len(at), len(buildings), dtype=np.int64)
    if buildings:
        tree = shapely.STRtree([building.shape for building in buildings])
        point, found = tree.query(shapely.points(at), predicate="intersects")
        np.minimum.at(footprint, point, found)
    return np.where(footprint == len(buildings), -1, footprint)


def _numbered(at: Floats, footprint: Longs) -> Longs:
    """Return the block of each home, counted from west to east, so that the order of the rows does not matter."""
    rounded = np.round(at, SAME_DECIMALS)
    outside = footprint < 0
    key = np.column_stack([np.where(outside, rounded[:, 0], footprint), np.where(outside, rounded[:, 1], 1e6)])
    _, group = np.unique(key, axis=0, return_inverse=True)
    group = group.reshape(-1)
    order = np.lexsort((at[:, 1], at[:, 0]))
    first: dict[int, int] = {}
    for row in order.tolist():
        first.setdefault(int(group[row]), len(first))
    return np.array([first[int(one)] for one in group], dtype=np.int64)
