"""Boxes of degrees: what a map shows first and how far its ground is drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable

from gisdata.errors import WrongArgument

Bounds = tuple[float, float, float, float]
"""(west, south, east, north) in WGS-84 degrees."""

LEAST_HALF_DEG = 0.0015
"""About 150 m: a single point still gets a street or two around it."""


def bounds_of(points: Iterable[tuple[float, float]]) -> Bounds:
    """Return the box of (lon, lat) points in degrees, at least some 300 m wide and high.

    Raises WrongArgument when there is no point, because there is nothing to show then.
    """
    found = list(points)
    if not found:
        raise WrongArgument("there is nothing to draw: no route, cell or point was given")
    lons, lats = [lon for lon, _ in found], [lat for _, lat in found]
    west, east = _at_least(min(lons), max(lons))
    south, north = _at_least(min(lats), max(lats))
    return west, south, east, north


def widened(bounds: Bounds, share: float) -> Bounds:
    """Return the box grown on every side by `share` of its width and height."""
    west, south, east, north = bounds
    more_lon, more_lat = (east - west) * share, (north - south) * share
    return west - more_lon, south - more_lat, east + more_lon, north + more_lat


def for_leaflet(bounds: Bounds) -> list[list[float]]:
    """Return [[south, west], [north, east]], Leaflet's order."""
    west, south, east, north = bounds
    return [[south, west], [north, east]]


def zoom_for(bounds: Bounds) -> int:
    """Return a whole zoom level (5..17) that shows the box on a screen of some 800 pixels, until it is measured."""
    west, _, east, _ = bounds
    return max(5, min(17, int(math.log2(800 / 256 * 360 / (east - west)))))


def _at_least(low: float, high: float) -> tuple[float, float]:
    middle, half = (low + high) / 2, max((high - low) / 2, LEAST_HALF_DEG)
    return middle - half, middle + half
