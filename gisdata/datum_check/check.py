"""Finds the datum in which points would lie clearly better on the map than in the one they were taken as."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from gisdata.coordinates import Datum, from_wgs84, inside_china, is_shifted, to_wgs84
from gisdata.datum_check.known_ground import Fit, KnownGround
from gisdata.geodesy import Floats

PLACE_DEG = 0.0005
"""Points in one square of about 50 m are one place: what moves them onto a street or building moves all of them. Twenty
reports around one market, 100 m across, once lay better by chance in a datum that was wrong."""

LEAST_PLACES = 15
"""Fewer places lie well on a map by chance."""

MOST_PLACES = 1_000
"""So many, spread over all of them, tell as much as a million."""

LEAST_T = 3.0
"""The other datum must be better point by point: mean of the differences over its standard error."""

CLEARANCE = 0.12
"""And its closeness (0 to 3) must stand so far above that of every move of the ring: in 14,664 draws of the
sample town and the campus in Beijing no right choice did."""

RING_M = (350.0, 600.0, 850.0, 1_100.0, 1_350.0)
"""Lengths of the moves that the points are put to: from GCJ-02 to BD-09 they are 300 to 1,300 m off."""

RING_DIRECTIONS = 12

SAME_MOVE_M = 150.0
"""A move of the ring so near to that of a datum is left out, because it is nearly the same move."""

CANDIDATES = (Datum.WGS84, Datum.GCJ02, Datum.BD09)
"""CGCS2000 is WGS-84 within centimetres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPoints:
    """Points as they are stored (WGS-84 degrees), the datum they were taken as, and their communities ("" none)."""

    lon_deg: Floats
    lat_deg: Floats
    communities: Sequence[str]
    taken_as: Datum


@dataclass(frozen=True, slots=True, kw_only=True)
class DatumFinding:
    """The datum in which the points lie clearly better than in the one they were taken as, and how they lie in each."""

    taken_as: Datum
    better: Datum
    n_places: int
    fits: Mapping[Datum, Fit]


def check_datum(points: GivenPoints, ground: KnownGround) -> DatumFinding | None:
    """Return the finding that another datum fits clearly better, or None: the datum fits, or nobody can tell.

    All points are moved together: to where each datum would put them, and around a ring of moves that no datum makes.
    Only a datum that is better than the one taken, point by point, and stands clear of the whole ring is named; so
    points that simply lie badly (an unmapped village) name none. Of each square of 50 m one point counts; fewer than
    15 such places in China tell nothing. Nothing is converted.
    """
    sample = _sample(points)
    if sample is None or ground.is_empty():
        return None
    taken_as = points.taken_as if is_shifted(points.taken_as) else Datum.WGS84
    raw = from_wgs84(sample.lon_deg, sample.lat_deg, taken_as)
    places_m = {datum: ground.metres(*to_wgs84(*raw, datum)) for datum in CANDIDATES}
    close = {datum: ground.closeness(xy_m, sample.communities) for datum, xy_m in places_m.items()}
    better = max(CANDIDATES, key=lambda datum: float(close[datum].mean()))
    if better is taken_as or _t(close[better] - close[taken_as]) < LEAST_T:
        return None
    moves_m = [_move(places_m[datum] - places_m[taken_as]) for datum in CANDIDATES]
    if close[better].mean() < _best_of_ring(ground, places_m[taken_as], sample.communities, moves_m) + CLEARANCE:
        return None
    fits = {datum: ground.fit(xy_m, sample.communities) for datum, xy_m in places_m.items()}
    return DatumFinding(taken_as=taken_as, better=better, n_places=len(sample.communities), fits=fits)


def _sample(points: GivenPoints) -> GivenPoints | None:
    """Return one point of each place in China, at most a thousand spread evenly; None when they are too few."""
    lon, lat = np.asarray(points.lon_deg), np.asarray(points.lat_deg)
    usable = np.flatnonzero(inside_china(lon, lat))
    squares = np.floor(np.column_stack([lon[usable], lat[usable]]) / PLACE_DEG)
    _, first = np.unique(squares, axis=0, return_index=True)
    if len(first) < LEAST_PLACES:
        return None
    chosen = usable[first[np.linspace(0, len(first) - 1, min(MOST_PLACES, len(first))).astype(np.int64)]]
    return GivenPoints(lon_deg=lon[chosen], lat_deg=lat[chosen], taken_as=points.taken_as,
                       communities=[points.communities[i] for i in chosen.tolist()])


def _t(difference: Floats) -> float:
    """Return the mean over its standard error; a difference that is the same everywhere is as sure as can be."""
    error = float(difference.std(ddof=1)) / math.sqrt(len(difference))
    return float(difference.mean()) / max(error, 1e-12)


def _move(difference_m: Floats) -> Floats:
    return np.asarray(difference_m.mean(axis=0), dtype=np.float64)


def _best_of_ring(
    ground: KnownGround, xy_m: Floats, communities: Sequence[str], moves_m: Sequence[Floats]
) -> float:
    """Return the best mean closeness of the points over all moves of the ring that are no datum's own."""
    angles = np.arange(RING_DIRECTIONS) * (2 * np.pi / RING_DIRECTIONS)
    ring = [length_m * np.array([np.cos(angle), np.sin(angle)]) for length_m in RING_M for angle in angles]
    apart = [move for move in ring if all(np.hypot(*(move - other)) > SAME_MOVE_M for other in moves_m)]
    moved_m = np.concatenate([xy_m + move for move in apart])
    close = ground.closeness(moved_m, list(communities) * len(apart)).reshape(len(apart), -1)
    return float(np.max(close.mean(axis=1)))
