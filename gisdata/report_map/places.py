"""Names of communities, villages and towns on a printed map, so that a reader knows where its colours lie."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from gisdata.geodesy import LocalPlane
from gisdata.records.basemap import BasemapPlace
from gisdata.report_map.font import Font
from gisdata.report_map.halo import write_on_map

PLACE_PT = 8.0

RANKS = ("city", "town", "suburb", "village", "quarter", "neighbourhood", "hamlet")
"""Those before others are written first, as on the maps of the pages; other kinds of places are too small for A4."""

AROUND_PT = 3.0
"""Kept free around a name."""

CORNER, CORNER_HIGH = 0.33, 0.09
"""Shares of the map: the scale bar lies in the lower left corner, the north arrow stands in the upper right one."""

Rectangle = tuple[float, float, float, float]
"""West, south, east, north in metres of the map."""


def draw_places(
    axes: Axes, places: Sequence[BasemapPlace], plane: LocalPlane, font: Font, metres_per_pt: float
) -> list[BasemapPlace]:
    """Write the names of places and return those written; one that would cover another, a corner or the edge is not."""
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    wide, high = east - west, north - south
    taken = [(west, south, west + CORNER * wide, south + CORNER_HIGH * high),
             (east - CORNER_HIGH * wide, north - 2 * CORNER_HIGH * high, east, north)]
    written = []
    for place in sorted((place for place in places if place.kind in RANKS), key=lambda one: RANKS.index(one.kind)):
        x_m, y_m = plane.metres(np.array([place.lon_deg]), np.array([place.lat_deg]))[0]
        half_x = (font.width_pt(place.name, PLACE_PT) / 2 + AROUND_PT) * metres_per_pt
        half_y = (PLACE_PT / 2 + AROUND_PT) * metres_per_pt
        box = (x_m - half_x, y_m - half_y, x_m + half_x, y_m + half_y)
        inside = west <= box[0] and south <= box[1] and box[2] <= east and box[3] <= north
        if not inside or any(_meet(box, other) for other in taken):
            continue
        taken.append(box)
        written.append(place)
        write_on_map(axes, (x_m, y_m), font.drawable(place.name), fontproperties=font.of(PLACE_PT), ha="center",
                     va="center", color="#3a4656", zorder=9)
    return written


def _meet(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
