"""The square grid: cells of equal side on the ground, where there is something to reach."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pyproj
import shapely

from gisdata.cells.assign import cell_of_points
from gisdata.errors import WrongArgument
from gisdata.geodesy import utm_zone
from gisdata.records import Cell, CellKind

LEAST_SIDE_M = 10.0
"""A smaller cell holds less than one house and would number a town in the hundreds of thousands of cells."""

MOST_SIDE_M = 20_000.0
"""A larger cell is no grid cell of a station, and its straight borders would leave the ground by metres."""


def square_cells(lon: npt.ArrayLike, lat: npt.ArrayLike, side_m: float) -> list[Cell]:
    """Return the square cells of `side_m` metres that hold at least one of the points, in the order of their ids.

    `lon`, `lat`: WGS-84 degrees of households and buildings; points that are not numbers are passed over. No
    points, no cells. The lines of the grid lie on whole multiples of `side_m` in the UTM zone of the middle of
    the points, so more points in the same zone never shift them; on the ground a side is between 0.04 % shorter
    and 0.1 % longer than said. Cells are named `C<column>-<row>`, columns counted eastward and rows northward
    from 1 at the south-west corner of the points' bounding rectangle: same bounds, same ids.

    Raises WrongArgument when `side_m` is not between 10 m and 20 km.
    """
    if not LEAST_SIDE_M <= side_m <= MOST_SIDE_M:
        raise WrongArgument(
            "a grid cell of {side} m is not possible; give a side between {least} and {most} m",
            side=side_m, least=LEAST_SIDE_M, most=MOST_SIDE_M,
        )
    lon_deg, lat_deg = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    known = np.isfinite(lon_deg) & np.isfinite(lat_deg)
    lon_deg, lat_deg = lon_deg[known], lat_deg[known]
    if not lon_deg.size:
        return []
    zone = utm_zone(_middle(lon_deg), _middle(lat_deg))
    cells = _cells_around(lon_deg, lat_deg, side_m, zone)
    used = set(cell_of_points(lon_deg, lat_deg, cells))
    return [cell for cell in cells if cell.cell_id in used]


def _middle(values_deg: npt.NDArray[np.float64]) -> float:
    return (float(values_deg.min()) + float(values_deg.max())) / 2


def _cells_around(
    lon_deg: npt.NDArray[np.float64], lat_deg: npt.NDArray[np.float64], side_m: float, zone: pyproj.CRS
) -> list[Cell]:
    """Return the cells that the points may lie in: their own, and the neighbour of a point close to a line.

    A side is straight in degrees but not in metres, so close to it only the polygon can tell whose a point is.
    """
    to_metres = pyproj.Transformer.from_crs("EPSG:4326", zone, always_xy=True)
    to_degrees = pyproj.Transformer.from_crs(zone, "EPSG:4326", always_xy=True)
    east_m, north_m = to_metres.transform(lon_deg, lat_deg)
    near_m = _sagitta_m(side_m, float(np.abs(lat_deg).max()))
    corners = [
        np.column_stack([np.floor((east_m + x) / side_m), np.floor((north_m + y) / side_m)])
        for x in (-near_m, near_m) for y in (-near_m, near_m)
    ]
    squares = np.unique(np.vstack(corners).astype(np.int64), axis=0)
    first_column = math.floor(float(east_m.min()) / side_m)
    first_row = math.floor(float(north_m.min()) / side_m)
    ring = np.array([(0, 0), (1, 0), (1, 1), (0, 1)])
    corner_m = (squares[:, None, :] + ring[None, :, :]) * side_m
    corner_lon, corner_lat = to_degrees.transform(corner_m[..., 0], corner_m[..., 1])
    shapes = [shapely.Polygon(ring_deg) for ring_deg in np.stack([corner_lon, corner_lat], axis=-1)]
    names = [
        f"C{column - first_column + 1:04d}-{row - first_row + 1:04d}" for column, row in squares.tolist()
    ]
    return [
        Cell(cell_id=name, name=name, kind=CellKind.SQUARE, community="", shape=shape)
        for name, shape in zip(names, shapes, strict=True)
    ]


def _sagitta_m(side_m: float, lat_deg: float) -> float:
    """Return how far a line straight in degrees may leave a line straight in metres over one side, in metres.

    A parallel bends by side² tan(latitude) / (8 x radius of the earth); doubled, plus a millimetre for rounding.
    """
    bend = math.tan(math.radians(min(lat_deg, 85.0)))
    return side_m**2 * bend / (8 * 6_371_000) * 2 + 0.001
