"""The ground the town is drawn on: metres east and north of its centre, and the way to degrees."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

Point = tuple[float, float]
"""Metres east and north of the centre of the town."""

CENTRE_LON_DEG = 110.79
CENTRE_LAT_DEG = 32.62
"""In the hills of western Hubei, so that GCJ-02 is a real shift; there is no such town."""

NORTH_M_PER_DEG = 110_900.0
"""Metres of one degree of latitude at 32.6 degrees north on the WGS-84 ellipsoid."""

EAST_M_PER_DEG = 111_320.0 * math.cos(math.radians(CENTRE_LAT_DEG))
"""Metres of one degree of longitude there; good to 0.2 % over the 8 km of the town."""


def lonlat(point: Point) -> tuple[float, float]:
    """Return longitude and latitude (WGS-84 degrees, seven decimals: about a centimetre) of a point in metres."""
    x_m, y_m = point
    lon_deg = CENTRE_LON_DEG + x_m / EAST_M_PER_DEG
    lat_deg = CENTRE_LAT_DEG + y_m / NORTH_M_PER_DEG
    return round(lon_deg, 7), round(lat_deg, 7)


def rounded(points: Iterable[Sequence[float]]) -> tuple[Point, ...]:
    """Return points (x, y in metres) rounded to centimetres, so that a junction is the same point everywhere."""
    return tuple((round(point[0], 2), round(point[1], 2)) for point in points)


def smooth(points: tuple[Point, ...], *, rounds: int = 2) -> tuple[Point, ...]:
    """Return a line with its corners cut; the ends stay where they are.

    Source: Chaikin's corner cutting (1974): each corner becomes two points at a quarter and three quarters.
    """
    for _ in range(rounds if len(points) > 2 else 0):
        cut = [points[0]]
        for (ax, ay), (bx, by) in pairwise(points):
            cut += [(0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by), (0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by)]
        points = (*cut[:1], *cut[2:-1], points[-1])
    return points
