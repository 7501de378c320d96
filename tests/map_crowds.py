"""Cells and households in numbers that no map can draw one by one."""

from __future__ import annotations

import numpy as np
import shapely

from gisdata.cells import square_cells
from gisdata.records import Cell, Dwelling, Household, Located
from tests.map_scenes import SOUTH, WEST

SIDE_M = 250.0
DEG_M = 111_320.0


def many_squares(n_side: int, *, west: float = WEST, south: float = SOUTH) -> list[Cell]:
    """Return about n_side x n_side squares of 250 m in UTM, as `huhu cells square` makes them."""
    step = np.arange(n_side) * SIDE_M / DEG_M
    lon, lat = np.meshgrid(west + step / np.cos(np.radians(south)), south + step)
    return square_cells(lon.ravel(), lat.ravel(), SIDE_M)


def many_fields(n: int, *, span_deg: float = 0.3, seed: int = 11) -> list[Cell]:
    """Return n cells without any pattern, side by side (Voronoi), about 20 points each."""
    rng = np.random.default_rng(seed)
    frame = shapely.box(WEST, SOUTH, WEST + span_deg, SOUTH + span_deg)
    points = shapely.multipoints(rng.uniform((WEST, SOUTH), (WEST + span_deg, SOUTH + span_deg), (n, 2)))
    fields = shapely.intersection(shapely.get_parts(shapely.voronoi_polygons(points, extend_to=frame)), frame)
    rough = shapely.segmentize(fields, span_deg / np.sqrt(n) / 4)
    return [Cell(cell_id=f"G{i:05d}", name=f"第{i}网格", kind="imported", community="", shape=shape)
            for i, shape in enumerate(rough.tolist())]


def many_households(n: int, *, span_deg: float = 0.3, seed: int = 12) -> list[Household]:
    """Return n households strewn over the ground, about each at its own place."""
    rng = np.random.default_rng(seed)
    places = rng.uniform((WEST, SOUTH), (WEST + span_deg, SOUTH + span_deg), (n, 2)).tolist()
    return [Household(household_id=f"h{k}", address=f"人民路{k}号", community="清河社区", dwelling=Dwelling.HOUSE,
                      lon_deg=lon, lat_deg=lat, located=Located.GIVEN) for k, (lon, lat) in enumerate(places)]
