"""Lengths on the ground: great circles, a flat local plane and the UTM zone, in metres from WGS-84 degrees."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyproj

Floats = npt.NDArray[np.float64]

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of the WGS-84 ellipsoid (2a + b) / 3; lengths are off by at most 0.3 percent anywhere."""

ELLIPSOID = pyproj.Geod(ellps="WGS84")
"""For areas of polygons in square metres."""


def great_circle_m(lon_a_deg: Floats, lat_a_deg: Floats, lon_b_deg: Floats, lat_b_deg: Floats) -> Floats:
    """Return the great-circle length from each a to each b in metres (arrays broadcast).

    Source: haversine formula, R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984).

    >>> float(np.round(great_circle_m(np.array(116.0), np.array(40.0), np.array(116.0), np.array(40.001)), 1))
    111.2
    """
    lat_a, lat_b = np.radians(lat_a_deg), np.radians(lat_b_deg)
    half_lat = np.sin((lat_b - lat_a) / 2) ** 2
    half_lon = np.sin((np.radians(lon_b_deg) - np.radians(lon_a_deg)) / 2) ** 2
    chord = np.clip(half_lat + np.cos(lat_a) * np.cos(lat_b) * half_lon, 0.0, 1.0)
    length_m: Floats = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(chord))
    return length_m


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalPlane:
    """A flat plane in metres around a point: x to the east, y to the north (equirectangular).

    Over a district (20 km north and south of the centre at 40 degrees) lengths are off by less than 0.3 percent,
    far below the width of a street on the 150 m over which points are snapped.
    """

    lon_deg: float
    lat_deg: float

    def metres(self, lon_deg: Floats, lat_deg: Floats) -> Floats:
        """Return x, y in metres, shape (n, 2)."""
        x = np.radians(lon_deg - self.lon_deg) * np.cos(np.radians(self.lat_deg)) * EARTH_RADIUS_M
        y = np.radians(lat_deg - self.lat_deg) * EARTH_RADIUS_M
        return np.column_stack([x, y])

    def degrees(self, x_m: Floats, y_m: Floats) -> Floats:
        """Return WGS-84 longitude and latitude of points in metres, shape (n, 2); undoes `metres`."""
        lon = self.lon_deg + np.degrees(x_m / (np.cos(np.radians(self.lat_deg)) * EARTH_RADIUS_M))
        return np.column_stack([lon, self.lat_deg + np.degrees(y_m / EARTH_RADIUS_M)])


def utm_zone(lon_deg: float, lat_deg: float) -> pyproj.CRS:
    """Return the UTM zone (WGS-84, metres) of a point in WGS-84 degrees; longitude 180 belongs to the last zone."""
    number = min(60, int((lon_deg + 180) // 6) + 1)
    return pyproj.CRS.from_epsg((32600 if lat_deg >= 0 else 32700) + number)
