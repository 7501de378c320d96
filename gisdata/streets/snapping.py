"""Points onto streets: the nearest place on a street of the main part, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from gisdata.geodesy import Floats
from gisdata.streets.mode_graph import Flags, Longs, ModeGraph
from gisdata.streets.network import Network
from planner.sentence import Sentence, say

SNAP_LIMIT_M = 150.0
"""A door further from every street is not reached by it: the map lacks a street, or the point is wrong."""

DETACHED_MARGIN_M = 30.0
"""A cut-off street nearer by less than this is passed over for one that leads into town: extracts hold many short
paths in parks and yards that nobody tied to the street beside them, while a river is wider. In Lauf the nearest way
on foot is cut off for 21 of 4,778 addresses; for 18 of them the town's street is less than 30 m further off."""

NODE_REACH_M = 0.01
"""Nearer to the end of a segment than a centimetre is at the end itself, where one-way rules do not bind."""

NO_COORDINATES = say("the point has no coordinates")
NO_STREET = say("no street within {limit_m} m", limit_m=round(SNAP_LIMIT_M))
NOT_CONNECTED = say("the street is not connected to the town's streets")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Snapped:
    """Where points lie on the streets, one row per point.

    `segment` (-1 with a fault), `share` of it from its tail (0..1), `off_m` metres from the point to the street;
    `faults` says why a point has no place; `n_passed_over` counts points beside a cut-off street that were put on a
    street of the town a little further off.
    """

    segment: Longs
    share: Floats
    off_m: Floats
    faults: tuple[Sentence | None, ...]
    n_passed_over: int


@dataclass(frozen=True, slots=True, eq=False)
class _Nearest:
    """Nearest segment (-1: none within the limit) and its distance in metres (inf) for each point."""

    segment: Longs
    distance_m: Floats


class _SegmentTree:
    """An index over some segments of the network."""

    def __init__(self, ends_m: npt.NDArray[np.float64], segments: Longs) -> None:
        self._segments = segments
        self._tree = shapely.STRtree(np.asarray(shapely.linestrings(ends_m[segments])))

    def nearest(self, xy_m: Floats) -> _Nearest:
        segment = np.full(len(xy_m), -1, dtype=np.int64)
        distance_m = np.full(len(xy_m), np.inf)
        if len(self._segments) and len(xy_m):
            (point, found), metres = self._tree.query_nearest(
                shapely.points(xy_m), max_distance=SNAP_LIMIT_M, return_distance=True, all_matches=False
            )
            segment[point], distance_m[point] = self._segments[found], metres
        return _Nearest(segment, distance_m)


class Snapper:
    """Puts points onto the streets of one mode."""

    def __init__(self, network: Network, graph: ModeGraph) -> None:
        self._plane = network.plane()
        xy_m = self._plane.metres(network.lon_deg, network.lat_deg)
        self._ends_m = np.stack([xy_m[network.tail], xy_m[network.head]], axis=1)
        self._length_m = network.length_m
        usable = (graph.forward | graph.backward) & (network.length_m > 0)   # a gate is no place to stand
        self._town = _SegmentTree(self._ends_m, np.flatnonzero(usable & graph.in_main))
        self._cut_off = _SegmentTree(self._ends_m, np.flatnonzero(usable & ~graph.in_main))

    def snap(self, lon_deg: Floats, lat_deg: Floats) -> Snapped:
        """Return the places of points (WGS-84 degrees) on the streets of the main part."""
        known = np.isfinite(lon_deg) & np.isfinite(lat_deg)
        xy_m = self._plane.metres(np.where(known, lon_deg, 0.0), np.where(known, lat_deg, 0.0))
        town, cut_off = self._town.nearest(xy_m), self._cut_off.nearest(xy_m)
        far = ~np.isfinite(np.minimum(town.distance_m, cut_off.distance_m))
        reach_m = np.where(np.isfinite(cut_off.distance_m), cut_off.distance_m + DETACHED_MARGIN_M, np.inf)
        detached = ~far & (reach_m < town.distance_m)
        good = known & ~far & ~detached
        segment = np.where(good, town.segment, -1)
        return Snapped(
            segment=segment, share=self._shares(segment, xy_m), off_m=np.where(good, town.distance_m, 0.0),
            faults=_faults(known, far, detached),
            n_passed_over=int(np.sum(good & (cut_off.distance_m < town.distance_m))),
        )

    def _shares(self, segment: Longs, xy_m: Floats) -> Floats:
        """Return how far along its segment each point lies, as a share of the length."""
        tail_m, head_m = self._ends_m[segment, 0], self._ends_m[segment, 1]
        along_m = head_m - tail_m
        square = np.maximum(np.sum(along_m**2, axis=1), 1e-12)
        share = np.clip(np.sum((xy_m - tail_m) * along_m, axis=1) / square, 0.0, 1.0)
        length_m = self._length_m[segment]
        share = np.where(share * length_m < NODE_REACH_M, 0.0, share)
        return np.where((1 - share) * length_m < NODE_REACH_M, 1.0, share)


def _faults(known: Flags, far: Flags, detached: Flags) -> tuple[Sentence | None, ...]:
    faults: list[Sentence | None] = []
    for has_point, is_far, is_detached in zip(known.tolist(), far.tolist(), detached.tolist(), strict=True):
        if not has_point:
            faults.append(NO_COORDINATES)
        elif is_far:
            faults.append(NO_STREET)
        else:
            faults.append(NOT_CONNECTED if is_detached else None)
    return tuple(faults)
