"""The hexagons of H3: a grid that is the same all over the world, where there is something to reach."""

from __future__ import annotations

import h3
import numpy as np
import numpy.typing as npt
import shapely

from gisdata.cells.assign import cell_of_points
from gisdata.errors import WrongArgument
from gisdata.records import Cell, CellKind

LEAST_RESOLUTION, MOST_RESOLUTION = 5, 12
"""Sides of about 10 km and 10 m: between the ground of a county and that of one house, as for squares."""


def h3_cells(lon: npt.ArrayLike, lat: npt.ArrayLike, resolution: int) -> list[Cell]:
    """Return the H3 cells of a resolution that hold at least one of the points, in the order of their indexes.

    `lon`, `lat`: WGS-84 degrees; points that are not numbers are passed over. The id is the H3 index (15 hexadecimal
    digits), so cells of other programs are the same. At resolution 9 a side is about 200 m. `kind` is "imported":
    neither grid nor codes are of Huhu's making. Raises WrongArgument for a resolution outside 5 to 12.
    """
    if not LEAST_RESOLUTION <= resolution <= MOST_RESOLUTION:
        raise WrongArgument("H3 resolution {resolution} is not possible; give one between {least} and {most}",
                            resolution=resolution, least=LEAST_RESOLUTION, most=MOST_RESOLUTION)
    lon_deg, lat_deg = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    known = np.isfinite(lon_deg) & np.isfinite(lat_deg)
    lon_deg, lat_deg = lon_deg[known], lat_deg[known]
    index_of = [h3.latlng_to_cell(y, x, resolution) for x, y in zip(lon_deg.tolist(), lat_deg.tolist(), strict=True)]
    cells = [_cell(index) for index in sorted(set(index_of))]
    found = cell_of_points(lon_deg, lat_deg, cells)
    # A side is an arc on the globe and straight in degrees on the map: within a millimetre of it the polygon decides.
    without = {index for index, cell in zip(index_of, found, strict=True) if cell is None}
    if without:
        beside = {near for index in without for near in h3.grid_disk(index, 1)}
        cells = [_cell(index) for index in sorted({*index_of, *beside})]
        found = cell_of_points(lon_deg, lat_deg, cells)
    used = set(found)
    return [cell for cell in cells if cell.cell_id in used]


def _cell(index: str) -> Cell:
    ring = [(lon, lat) for lat, lon in h3.cell_to_boundary(index)]
    return Cell(cell_id=index, name=index, kind=CellKind.H3, community="", shape=shapely.Polygon(ring))
