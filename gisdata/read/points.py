"""Points of a table: checked pair by pair and against the town, converted to WGS-84 all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from gisdata.coordinates import Datum, inside_china, is_shifted, to_wgs84
from gisdata.errors import BadFile
from gisdata.read.faults import CellFault
from planner.sentence import Sentence, say

Bounds = tuple[float, float, float, float]
"""West, south, east, north in WGS-84 degrees."""

Degrees = NDArray[np.float64]

FAR_KM = 100.0
"""No station's ground is so wide; what lies farther out is an error of writing, not a remote farm."""

METRES_FROM = 1_000.0
"""Degrees end at 180; projected metres of any Chinese grid start at tens of thousands."""

EARTH_RADIUS_KM = 6_371.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Points:
    """Points in WGS-84 degrees, NaN where a row has none, and what is wrong with single rows by their index.

    `datum`: what they were given in; None when no row has a point.
    """

    lon: Degrees
    lat: Degrees
    faults: Mapping[int, CellFault]
    notes: tuple[Sentence, ...] = ()
    datum: Datum | None = None


def check_points(
    given: Sequence[tuple[float | None, float | None]], *, crs: Datum | None, near: Bounds | None, file: str
) -> Points:
    """Return the points in WGS-84 and the faults of those that cannot be taken.

    A point is far when it lies over 100 km from `near`, or from the median of the file's points when that is None.
    Raises BadFile when there are points and `crs` is None.
    """
    lon, lat = _as_arrays(given)
    has_lon, has_lat = ~np.isnan(lon), ~np.isnan(lat)
    if crs is None and (has_lon | has_lat).any():
        raise BadFile("{file} has coordinates: say --crs wgs84, gcj02 or bd09; coordinates are never guessed",
                      file=file)
    faults: dict[int, CellFault] = {}
    _add(faults, has_lon ^ has_lat, lambda _: CellFault("one of longitude and latitude is empty; give both or none"))
    for wrong, template in _pair_rules(lon, lat):
        _add(faults, wrong, partial(_pair_fault, template, lon, lat))
    good = has_lon & has_lat
    good[list(faults)] = False
    notes: list[Sentence] = []
    if crs is not None and good.any():
        lon[good], lat[good], notes = _converted(lon[good], lat[good], crs)
        _add_far(faults, lon, lat, good, near)
    return Points(lon=lon, lat=lat, faults=faults, notes=tuple(notes), datum=crs if good.any() else None)


def _as_arrays(given: Sequence[tuple[float | None, float | None]]) -> tuple[Degrees, Degrees]:
    table = np.array(given, dtype=np.float64).reshape(len(given), 2)
    return table[:, 0].copy(), table[:, 1].copy()


def _add(faults: dict[int, CellFault], wrong: NDArray[np.bool_], fault_of: Callable[[int], CellFault]) -> None:
    """Add a fault to each wrong row that has none yet: the first rule that a row breaks is the one told."""
    for i in np.flatnonzero(wrong).tolist():
        if i not in faults:
            faults[i] = fault_of(i)


METRES = say("{lon}, {lat} looks like metres of a projected grid; give degrees such as 110.7854, 32.6310")
SWAPPED = say("{lon}, {lat}: longitude and latitude are swapped; longitude comes first, the degrees east")
RANGE = say("{lon}, {lat} is outside -180..180 and -90..90 degrees; correct it")
ZERO = say("0, 0 lies in the Atlantic and mostly stands for 'not known'; leave both cells empty")
"""Sentences of a pair of numbers that is no point, without their values."""


def _pair_rules(lon: Degrees, lat: Degrees) -> Iterator[tuple[NDArray[np.bool_], Sentence]]:
    with np.errstate(invalid="ignore"):
        east, north = np.abs(lon), np.abs(lat)
        yield (east >= METRES_FROM) | (north >= METRES_FROM), METRES
        yield (north > 90) & (north <= 180) & (east <= 90), SWAPPED
        yield (east > 180) | (north > 90), RANGE
        yield (east == 0) & (north == 0), ZERO


def _pair_fault(what: Sentence, lon: Degrees, lat: Degrees, i: int) -> CellFault:
    return CellFault(what.template, lon=degrees_text(lon[i]), lat=degrees_text(lat[i]))


def _converted(lon: Degrees, lat: Degrees, crs: Datum) -> tuple[Degrees, Degrees, list[Sentence]]:
    if not is_shifted(crs):
        return lon, lat, []
    wgs_lon, wgs_lat = to_wgs84(lon, lat, crs)
    n_outside = int((~inside_china(wgs_lon, wgs_lat)).sum())
    notes = []
    if n_outside < len(lon):
        notes.append(say("{n} points were converted from {crs} to WGS-84", n=len(lon) - n_outside, crs=crs.value))
    if n_outside:
        notes.append(say("{n} points lie outside China, where nothing is {crs}: they were left as they are; check "
                         "--crs", n=n_outside, crs=crs.value))
    return wgs_lon, wgs_lat, notes


def _add_far(
    faults: dict[int, CellFault], lon: Degrees, lat: Degrees, good: NDArray[np.bool_], near: Bounds | None
) -> None:
    here = near or middle(lon[good], lat[good])
    away_km = distance_km(lon, lat, here)
    swapped_km = distance_km(lat, lon, here)
    for i in np.flatnonzero(good & (away_km > FAR_KM)).tolist():
        if swapped_km[i] <= FAR_KM:
            faults[i] = _pair_fault(SWAPPED, lon, lat, i)
        else:
            faults[i] = far_fault(lon[i], lat[i], away_km[i], is_town=near is not None)


def far_fault(lon: float, lat: float, away_km: float, *, is_town: bool) -> CellFault:
    """Return the fault of a point that lies `away_km` from the town, or from most other points of its file."""
    if is_town:
        return CellFault("{lon}, {lat} lies {km} km away from the town; correct it or take the row out",
                         lon=degrees_text(lon), lat=degrees_text(lat), km=round(away_km))
    return CellFault("{lon}, {lat} lies {km} km away from most points of the file; correct it or take the row out",
                     lon=degrees_text(lon), lat=degrees_text(lat), km=round(away_km))


def middle(lon: Degrees, lat: Degrees) -> Bounds:
    """Return the median point as a box of no size; NaN is not allowed."""
    west, south = float(np.median(lon)), float(np.median(lat))
    return west, south, west, south


def distance_km(lon: Degrees, lat: Degrees, bounds: Bounds) -> Degrees:
    """Return the great-circle distance in km to the nearest point of a box (0 inside), NaN for NaN.

    Source: haversine formula on a sphere of 6,371 km; wrong by 0.5 % at most, which is enough to tell a town away.
    """
    west, south, east, north = bounds
    near_lon, near_lat = np.radians(np.clip(lon, west, east)), np.radians(np.clip(lat, south, north))
    far_lon, far_lat = np.radians(lon), np.radians(lat)
    half = np.sin((far_lat - near_lat) / 2) ** 2 + (
        np.cos(near_lat) * np.cos(far_lat) * np.sin((far_lon - near_lon) / 2) ** 2)
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))), dtype=np.float64)


def degrees_text(value: float) -> str:
    """Return degrees for a sentence: as many digits as the value has, six after the point at most."""
    return f"{value:.6f}".rstrip("0").rstrip(".") if abs(value) < 1e9 else f"{value:.3g}"
