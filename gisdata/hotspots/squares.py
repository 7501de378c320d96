"""The squares that hot spots are looked for in: much finer than the cells of a station, and all of one size."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyproj
import shapely

from gisdata.errors import WrongArgument
from gisdata.geodesy import utm_zone
from gisdata.records import Cell, CellKind, Incident

SIDE_M = 200.0
"""About two blocks: a place that a crew can see from one stop."""

MOST_SQUARES = 200_000
"""More come from reports strewn over a country."""

_AROUND = np.array([(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)])
_RING = np.array([(0, 0), (1, 0), (1, 1), (0, 1)])


def hot_squares(incidents: Sequence[Incident], *, side_m: float = SIDE_M) -> list[Cell]:
    """Return the squares that hold an incident and the eight around each of these, in the order of their ids.

    This is the ground of every figure on hot spots. It leaves out fields and water where nothing is ever reported,
    which would make any hot spot look the hotter, and keeps the quiet squares beside busy ones. The lines lie on whole
    multiples of `side_m` in the UTM zone of the middle of the incidents, so a square has the same id next month:
    `S<column>-<row>`, counted from the origin of the zone. No incident, no square.

    Raises WrongArgument when there would be more than 200,000 squares.
    """
    if not incidents:
        return []
    lon = np.array([incident.lon_deg for incident in incidents])
    lat = np.array([incident.lat_deg for incident in incidents])
    zone = utm_zone(float(np.median(lon)), float(np.median(lat)))
    to_metres = pyproj.Transformer.from_crs("EPSG:4326", zone, always_xy=True)
    own = np.unique(np.floor(np.column_stack(to_metres.transform(lon, lat)) / side_m).astype(np.int64), axis=0)
    squares = np.unique((own[:, None] + _AROUND).reshape(-1, 2), axis=0)
    if len(squares) > MOST_SQUARES:
        raise WrongArgument("the incidents lie in {n} squares of {side} m, at most {most} are possible; remove "
                            "incidents that lie far away", n=len(squares), side=side_m, most=MOST_SQUARES)
    return _cells(squares, side_m, to_metres)


def _cells(squares: npt.NDArray[np.int64], side_m: float, to_metres: pyproj.Transformer) -> list[Cell]:
    corner_m = (squares[:, None, :] + _RING[None, :, :]) * side_m
    lon, lat = to_metres.transform(corner_m[..., 0], corner_m[..., 1], direction="INVERSE")
    shapes = [shapely.Polygon(ring) for ring in np.stack([lon, lat], axis=-1)]
    names = [f"S{column:04d}-{row:05d}" for column, row in squares.tolist()]
    return [
        Cell(cell_id=name, name=name, kind=CellKind.SQUARE, community="", shape=shape)
        for name, shape in zip(names, shapes, strict=True)
    ]
