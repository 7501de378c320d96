"""Near repeats: does another incident follow close by and soon, more often than chance would have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from gisdata.errors import WrongArgument
from gisdata.geodesy import LocalPlane
from gisdata.hotspots.moments import middle_day
from gisdata.records import Incident

BANDS_M = (100.0, 200.0, 400.0)
"""Upper ends of the distance bands: the block, the next one, and two further."""

BANDS_DAYS = (7.0, 14.0)
"""Upper ends of the time bands: this week, next week."""

PERMUTATIONS = 999
"""The least p is 1 / 1000."""

MOST_PAIRS = 4_000_000
"""Pairs close in place that are kept in memory (some 100 MB); more come from one point used for a whole town."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearRepeat:
    """One band of place and time: pairs found, pairs expected by chance, and the one-sided p of as many or more.

    The band holds pairs more than `from_m` up to `to_m` apart (from 0: the same point too), likewise in days.
    """

    from_m: float
    to_m: float
    from_days: float
    to_days: float
    n_pairs: int
    expected: float
    p: float

    @property
    def ratio(self) -> float | None:
        """Pairs found / pairs expected; None when none is expected."""
        return self.n_pairs / self.expected if self.expected else None


def near_repeats(incidents: Sequence[Incident], *, seed: int, permutations: int = PERMUTATIONS) -> list[NearRepeat]:
    """Return the Knox table of incident reports, nearest and soonest band first; moments are middles of intervals."""
    lon = np.array([incident.lon_deg for incident in incidents], dtype=float)
    lat = np.array([incident.lat_deg for incident in incidents], dtype=float)
    if not lon.size:
        return knox_table(np.zeros((0, 2)), np.zeros(0), seed=seed, permutations=permutations)
    plane = LocalPlane(lon_deg=float(np.median(lon)), lat_deg=float(np.median(lat)))
    return knox_table(plane.metres(lon, lat), middle_day(incidents), seed=seed, permutations=permutations)


def knox_table(
    points_m: npt.NDArray[np.float64], days: npt.NDArray[np.float64], *, seed: int, permutations: int = PERMUTATIONS,
    bands_m: Sequence[float] = BANDS_M, bands_days: Sequence[float] = BANDS_DAYS,
) -> list[NearRepeat]:
    """Return pairs by bands of distance and time, beside those of the same places with the days dealt out anew.

    `points_m`: (n, 2) in metres; `days`: (n,) in days; bands are given by their upper ends, ascending. p is
    (1 + permutations with at least as many pairs) / (1 + permutations). Same seed, same table.

    Raises WrongArgument when more than four million pairs lie within the largest distance.

    Source: E. G. Knox, The detection of space-time interactions, Applied Statistics 13 (1964) 25-29; bands as in
    J. H. Ratcliffe, Near Repeat Calculator (2009).
    """
    tree = cKDTree(points_m) if len(points_m) else None
    if tree is not None and tree.count_neighbors(tree, bands_m[-1]) > 2 * MOST_PAIRS + len(points_m):
        raise WrongArgument("more than {most} pairs of incidents lie within {reach} m of each other: too many for a "
                            "test of near repeats; take a shorter time", most=MOST_PAIRS, reach=bands_m[-1])
    pairs = tree.query_pairs(bands_m[-1], output_type="ndarray") if tree is not None else np.zeros((0, 2), dtype=int)
    apart_m = np.linalg.norm(points_m[pairs[:, 0]] - points_m[pairs[:, 1]], axis=1)
    place_band = np.searchsorted(bands_m, apart_m)
    shape = (len(bands_m), len(bands_days))

    def counted(order: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        dealt = days[order]
        time_band = np.searchsorted(bands_days, np.abs(dealt[pairs[:, 0]] - dealt[pairs[:, 1]]))
        both = place_band * (len(bands_days) + 1) + time_band          # the last time band is "later", not counted
        table = np.bincount(both, minlength=shape[0] * (shape[1] + 1)).reshape(shape[0], shape[1] + 1)
        return np.asarray(table[:, :-1], dtype=np.int64)

    found = counted(np.arange(len(days)))
    chance = np.random.default_rng(seed)
    total, as_many = np.zeros(shape), np.zeros(shape)
    for _ in range(permutations):
        table = counted(chance.permutation(len(days)))
        total += table
        as_many += table >= found
    return [
        NearRepeat(
            from_m=bands_m[i - 1] if i else 0.0, to_m=bands_m[i], from_days=bands_days[j - 1] if j else 0.0,
            to_days=bands_days[j], n_pairs=int(found[i, j]), expected=float(total[i, j]) / max(permutations, 1),
            p=float(1 + as_many[i, j]) / (1 + permutations),
        )
        for i in range(shape[0]) for j in range(shape[1])
    ]
