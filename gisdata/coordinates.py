"""Coordinate datums of China: WGS-84, CGCS2000, GCJ-02 (map services) and BD-09 (Baidu), to and from WGS-84.

The datum of a file is never guessed: whoever calls these functions was told it by a person.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

Degrees = NDArray[np.float64]

AXIS_M = 6_378_245.0
"""Semi-major axis of the Krasovsky ellipsoid in metres: the formula of GCJ-02 was written on it."""

ECCENTRICITY_2 = 0.006_693_421_622_965_943_23
"""Squared first eccentricity of the Krasovsky ellipsoid."""

CHINA_BOX = (72.004, 0.8293, 137.8347, 55.8271)
"""West, south, east, north in degrees: the box in which public implementations apply the shift."""

GCJ_ROUNDS = 4
"""Rounds of the inverse; 3 leave 0.07 mm, 4 leave 0.0003 mm over 1 M points around 110-111 E, 32-33 N."""

BAIDU_ROUNDS = 6
"""Rounds of the inverse; each takes at least 97 % of the error away, which starts at about 50 m: 6 leave 1e-7 m."""

BAIDU_EAST_DEG, BAIDU_NORTH_DEG = 0.0065, 0.006
"""The constant part of the shift from GCJ-02 to BD-09."""

BAIDU_WAVE = 3000.0
"""Wave number of the varying part of that shift, in half turns per radian of a degree value."""


LARGEST_SHIFT_DEG = 0.05
"""More than either shift anywhere in the box: at most 0.02 degrees for both together, doubled to be safe."""


class Datum(StrEnum):
    """What the longitudes and latitudes of a file refer to. CGCS2000 equals WGS-84 within centimetres."""

    WGS84 = "wgs84"
    CGCS2000 = "cgcs2000"
    GCJ02 = "gcj02"
    BD09 = "bd09"


def is_shifted(datum: Datum) -> bool:
    """Return True for the datums of map services, which lie hundreds of metres off inside China."""
    return datum in (Datum.GCJ02, Datum.BD09)


def inside_china(lon_deg: ArrayLike, lat_deg: ArrayLike) -> NDArray[np.bool_]:
    """Return where a WGS-84 point lies in the box in which the shift applies, its edges included; NaN is outside.

    The box is that of the public formula and holds some ground of the neighbours; outside it nothing is shifted.
    """
    lon, lat = np.asarray(lon_deg, dtype=np.float64), np.asarray(lat_deg, dtype=np.float64)
    west, south, east, north = CHINA_BOX
    return np.asarray((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))


def to_wgs84(lon_deg: ArrayLike, lat_deg: ArrayLike, datum: Datum) -> tuple[Degrees, Degrees]:
    """Return WGS-84 longitudes and latitudes in degrees of points given in `datum`.

    Undoes `from_wgs84` to better than 1 mm. Points outside China and NaN come back as they are.

    >>> lon, lat = to_wgs84(116.41024449916938, 39.91640428150164, Datum.GCJ02)
    >>> round(float(lon), 6), round(float(lat), 6)
    (116.404, 39.915)
    """
    lon, lat = _as_degrees(lon_deg, lat_deg)
    if not is_shifted(datum):
        return lon, lat
    near = _near_china(lon, lat)
    back_lon, back_lat = lon[near], lat[near]
    if datum is Datum.BD09:
        back_lon, back_lat = _gcj_of_baidu(back_lon, back_lat)
    back_lon, back_lat = _wgs_of_gcj(back_lon, back_lat)
    # Whether a point was shifted depends on where it came from, not on where it is now.
    was_inside = inside_china(back_lon, back_lat)
    lon[near] = np.where(was_inside, back_lon, lon[near])
    lat[near] = np.where(was_inside, back_lat, lat[near])
    return lon, lat


def from_wgs84(lon_deg: ArrayLike, lat_deg: ArrayLike, datum: Datum) -> tuple[Degrees, Degrees]:
    """Return longitudes and latitudes in degrees, in `datum`, of WGS-84 points; outside China as they are.

    Source: the public formula, https://github.com/googollee/eviltransform and
    https://github.com/wandergis/coordtransform; nobody outside the mapping authority knows how exact it is.

    >>> lon, lat = from_wgs84(116.404, 39.915, Datum.GCJ02)
    >>> float(lon), float(lat)
    (116.41024449916938, 39.91640428150164)
    """
    lon, lat = _as_degrees(lon_deg, lat_deg)
    if not is_shifted(datum):
        return lon, lat
    inside = inside_china(lon, lat)
    east, north = _gcj_shift_deg(lon[inside], lat[inside])
    gcj_lon, gcj_lat = lon[inside] + east, lat[inside] + north
    if datum is Datum.BD09:
        gcj_lon, gcj_lat = _baidu_of_gcj(gcj_lon, gcj_lat)
    lon[inside], lat[inside] = gcj_lon, gcj_lat
    return lon, lat


def _as_degrees(lon_deg: ArrayLike, lat_deg: ArrayLike) -> tuple[Degrees, Degrees]:
    """Return own copies, so that the caller's arrays stay as they are."""
    return np.array(lon_deg, dtype=np.float64), np.array(lat_deg, dtype=np.float64)


def _near_china(lon: Degrees, lat: Degrees) -> NDArray[np.bool_]:
    """Return where a shifted point can have come from inside the box; NaN nowhere."""
    west, south, east, north = CHINA_BOX
    return (lon >= west - LARGEST_SHIFT_DEG) & (lon <= east + LARGEST_SHIFT_DEG) & (
        lat >= south - LARGEST_SHIFT_DEG) & (lat <= north + LARGEST_SHIFT_DEG)


def _gcj_shift_deg(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """Return how many degrees GCJ-02 lies to the east and to the north of WGS-84 points."""
    x, y, pi, sin = lon - 105.0, lat - 35.0, np.pi, np.sin
    wave, root = 20 * sin(6 * pi * x) + 20 * sin(2 * pi * x), np.sqrt(np.abs(x))
    north_m = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north_m = north_m + (
        wave + 20 * sin(pi * y) + 40 * sin(pi * y / 3) + 160 * sin(pi * y / 12) + 320 * sin(pi * y / 30)) * 2 / 3
    east_m = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east_m = east_m + (
        wave + 20 * sin(pi * x) + 40 * sin(pi * x / 3) + 150 * sin(pi * x / 12) + 300 * sin(pi * x / 30)) * 2 / 3
    latitude = np.radians(lat)
    flattening = 1 - ECCENTRICITY_2 * sin(latitude) ** 2
    parallel_m = AXIS_M * np.cos(latitude) / np.sqrt(flattening)
    meridian_m = AXIS_M * (1 - ECCENTRICITY_2) / (flattening * np.sqrt(flattening))
    return np.degrees(east_m / parallel_m), np.degrees(north_m / meridian_m)


def _wgs_of_gcj(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """Undo the shift by taking it away at a point that comes closer to the true one each round."""
    wgs_lon, wgs_lat = lon, lat
    for _ in range(GCJ_ROUNDS):
        east, north = _gcj_shift_deg(wgs_lon, wgs_lat)
        wgs_lon, wgs_lat = lon - east, lat - north
    return wgs_lon, wgs_lat


def _baidu_of_gcj(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    wave = np.radians(BAIDU_WAVE)
    radius = np.hypot(lon, lat) + 0.000_02 * np.sin(lat * wave)
    angle = np.arctan2(lat, lon) + 0.000_003 * np.cos(lon * wave)
    return radius * np.cos(angle) + BAIDU_EAST_DEG, radius * np.sin(angle) + BAIDU_NORTH_DEG


def _gcj_of_baidu(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    gcj_lon, gcj_lat = lon - BAIDU_EAST_DEG, lat - BAIDU_NORTH_DEG
    for _ in range(BAIDU_ROUNDS):
        there_lon, there_lat = _baidu_of_gcj(gcj_lon, gcj_lat)
        gcj_lon, gcj_lat = gcj_lon + lon - there_lon, gcj_lat + lat - there_lat
    return gcj_lon, gcj_lat
