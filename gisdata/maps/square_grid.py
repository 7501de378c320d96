"""Squares laid on a metric grid, as a picture: rows and columns, and where on the map each point of it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from gisdata.geodesy import utm_zone

OFF_GRID = 0.01
"""A corner further from its line than this share of a side does not lie on a grid; tables of cells round to metres."""

OFF_MAP = 0.002
"""The curves may be off by this share of a side: half a metre of 250 m, half a pixel at the closest zoom."""

MOST_PLACES = 4_000_000
"""A grid with more rows times columns is thinly filled and not worth a picture: 2,000 by 2,000."""

DEGREE = 3
POWERS = tuple((i, j) for i in range(DEGREE + 1) for j in range(DEGREE + 1 - i))

Floats = npt.NDArray[np.float64]
Curve = tuple[float, ...]
"""Coefficients of u^i v^j in the order of POWERS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SquareGrid:
    """What static/maps/raster.js paints and asks: rows count northward, columns eastward.

    `steps`: the place of each cell (row x columns + column) as the difference to the one before. `to_map` gives x and
    y in the unit square of web mercator, from `middle`, for columns and rows scaled to [-1, 1]; `to_grid` gives the
    column and row for x and y from `middle` divided by `reach`.
    """

    columns: int
    rows: int
    steps: tuple[int, ...]
    middle: tuple[float, float]
    reach: float
    to_map: tuple[Curve, Curve]
    to_grid: tuple[Curve, Curve]


def square_grid_of(shapes: Sequence[BaseGeometry]) -> SquareGrid | None:
    """Return the grid that all shapes (WGS-84) are squares of, in the UTM zone of their middle or beside it; else None.

    The squares are straight in metres, the map is web mercator: over a station of 35 km a picture stretched between
    its corners would lie tens of metres off, and turned by up to two degrees. So the way from the one to the other is
    given as two curves of the third degree, and refused where they are off by more than 0.2 % of a side.
    """
    corners = _corners(shapes)
    if corners is None:
        return None
    lon, lat = (float(axis) for axis in corners.reshape(-1, 2).mean(axis=0))
    zones = {str(zone): zone for zone in (utm_zone(lon + east, lat) for east in (0, -3, 3) if -180 <= lon + east < 180)}
    return next((grid for zone in zones.values() if (grid := _grid_in(zone, corners)) is not None), None)


def _corners(shapes: Sequence[BaseGeometry]) -> Floats | None:
    """Return the four corners of each shape in degrees, shape (n, 4, 2); None when one is no quadrangle."""
    found: npt.NDArray[Any] = np.array(shapes, dtype=object)
    plain = shapely.get_type_id(found) == shapely.GeometryType.POLYGON
    if not len(shapes) or not plain.all() or not (shapely.get_num_coordinates(found) == 5).all():
        return None
    corners: Floats = shapely.get_coordinates(found).reshape(-1, 5, 2)[:, :4]
    return corners


def _grid_in(zone: pyproj.CRS, corners: Floats) -> SquareGrid | None:
    to_metres = pyproj.Transformer.from_crs("EPSG:4326", zone, always_xy=True)
    east_m, north_m = to_metres.transform(corners[..., 0], corners[..., 1])
    metres = np.stack([east_m, north_m], axis=-1)
    low = metres.min(axis=1)
    side_m = float(np.median(metres.max(axis=1) - low))
    corner = (metres - low.min(axis=0)) / side_m
    places = np.rint(corner)
    if not side_m or np.abs(corner - places).max() > OFF_GRID or not _are_squares(places):
        return None
    column, row = places.min(axis=1).astype(np.int64).T
    columns, rows = int(column.max()) + 1, int(row.max()) + 1
    place = row * columns + column
    if columns * rows > MOST_PLACES or len(np.unique(place)) < len(place):
        return None
    south_west = low.min(axis=0)

    def degrees(u: Floats, v: Floats) -> tuple[Floats, Floats]:
        east = south_west[0] + (u + 1) / 2 * columns * side_m
        north = south_west[1] + (v + 1) / 2 * rows * side_m
        lon, lat = to_metres.transform(east, north, direction="INVERSE")
        return lon, lat

    return _with_curves(columns, rows, np.diff(place, prepend=0).tolist(), degrees)


def _are_squares(places: Floats) -> bool:
    """Return True when the four corners of each cell are those of a square of side 1."""
    inside = places - places.min(axis=1, keepdims=True)
    kinds = np.sort(inside[..., 0] * 2 + inside[..., 1], axis=1)
    return bool((kinds == np.arange(4)).all())


def _with_curves(columns: int, rows: int, steps: list[int], degrees: Any) -> SquareGrid | None:
    u, v = _lattice(9)
    x, y = _mercator(*degrees(u, v))
    middle = float(x.min() + x.max()) / 2, float(y.min() + y.max()) / 2
    reach = max(float(np.ptp(x)), float(np.ptp(y))) / 2
    to_map = _fit(u, v, x - middle[0]), _fit(u, v, y - middle[1])
    s, t = (x - middle[0]) / reach, (y - middle[1]) / reach
    to_grid = _fit(s, t, (u + 1) / 2 * columns), _fit(s, t, (v + 1) / 2 * rows)
    grid = SquareGrid(columns=columns, rows=rows, steps=tuple(steps), middle=middle, reach=reach,
                      to_map=to_map, to_grid=to_grid)
    u, v = _lattice(32)   # between the points that the curves were laid through
    x, y = _mercator(*degrees(u, v))
    return grid if curves_off(grid, u, v, x, y) <= OFF_MAP else None


def curves_off(grid: SquareGrid, u: Floats, v: Floats, x: Floats, y: Floats) -> float:
    """Return the largest error of both curves at points of the grid with their true place, as a share of a side."""
    side = 2 * grid.reach / max(grid.columns, grid.rows)
    there = [value_of(curve, u, v) + start for curve, start in zip(grid.to_map, grid.middle, strict=True)]
    s, t = (x - grid.middle[0]) / grid.reach, (y - grid.middle[1]) / grid.reach
    back = [value_of(curve, s, t) for curve in grid.to_grid]
    off = [np.hypot(there[0] - x, there[1] - y) / side,
           np.hypot(back[0] - (u + 1) / 2 * grid.columns, back[1] - (v + 1) / 2 * grid.rows)]
    return float(max(part.max() for part in off))


def value_of(curve: Curve, u: Floats, v: Floats) -> Floats:
    """Return the curve at u, v."""
    return np.asarray(sum(a * u**i * v**j for a, (i, j) in zip(curve, POWERS, strict=True)), dtype=np.float64)


def _fit(u: Floats, v: Floats, values: Floats) -> Curve:
    terms = np.column_stack([u**i * v**j for i, j in POWERS])
    found = np.linalg.lstsq(terms, values, rcond=None)[0]
    return tuple(float(a) for a in found)


def _lattice(n: int) -> tuple[Floats, Floats]:
    u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n))
    return u.ravel(), v.ravel()


def _mercator(lon_deg: Floats, lat_deg: Floats) -> tuple[Floats, Floats]:
    """Return x to the east and y to the south in the unit square of the web map."""
    y = 0.5 - np.arctanh(np.sin(np.radians(lat_deg))) / (2 * np.pi)
    return (lon_deg + 180) / 360, np.asarray(y, dtype=np.float64)
