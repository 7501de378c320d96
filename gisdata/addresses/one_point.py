"""Whether several door plates stand at one and the same spot."""

from __future__ import annotations

import math
from collections.abc import Sequence

from gisdata.addresses.plates import Plate
from gisdata.records import AddressPoint

SAME_SPOT_M = 30.0
"""Plates nearer than this lead an officer to the same door: entrances and corners of one building."""

DEGREE_M = 111_320.0
"""Metres per degree of latitude, and of longitude at the equator; good to 0.6 %, enough to compare 30 m."""


def the_one_point(plates: Sequence[Plate]) -> AddressPoint | None:
    """Return the point of the plates if all lie within 30 m of each other, None otherwise or without plates.

    Of several the one with the smallest id is taken, so that the answer does not hang on the order of a file.
    """
    if not plates:
        return None
    points = [plate.point for plate in plates]
    for index, one in enumerate(points):
        if any(distance_m(one, other) > SAME_SPOT_M for other in points[index + 1:]):
            return None
    return min(points, key=lambda point: point.address_id)


def distance_m(one: AddressPoint, other: AddressPoint) -> float:
    """Return the distance of two near points in metres."""
    shrink = math.cos(math.radians(one.lat_deg))
    east_m = (one.lon_deg - other.lon_deg) * DEGREE_M * shrink
    north_m = (one.lat_deg - other.lat_deg) * DEGREE_M
    return math.hypot(east_m, north_m)
