"""The drawn town under a printed map: water, green, buildings and roads, pale, in the colours of the pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from shapely import Polygon

from gisdata.geodesy import LocalPlane
from gisdata.records.basemap import Basemap, BasemapArea, BasemapLine, Coordinates
from gisdata.report_map.paths import outline_of

WATER, GREEN, BUILDING, GROUND = "#b5d5e8", "#d9e8cc", "#e0d8c9", "#f4f1ea"

ROAD_WIDTHS_PT = {
    "motorway": 2.4, "trunk": 2.4, "primary": 2.0, "secondary": 1.7, "tertiary": 1.3, "residential": 0.8,
    "unclassified": 0.8, "living_street": 0.8, "pedestrian": 0.8, "road": 0.8,
}
PATH_WIDTH_PT = 0.35
"""Ways of every other class: paths, steps, service roads."""

MOST_BUILDINGS = 30_000
"""More are a grey wash on A4 and take seconds."""

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


def draw_ground(axes: Axes, basemap: Basemap, plane: LocalPlane, around: Box) -> None:
    """Draw what touches the box, as a picture inside a PDF, so that a city does not make a file of 100 MB."""
    axes.set_facecolor(GROUND)
    _areas(axes, _touching_areas(basemap.green, around), GREEN, plane)
    _areas(axes, _touching_areas(basemap.water_areas, around), WATER, plane)
    _lines(axes, _touching(basemap.water_lines, around), plane, color=WATER, widths=[1.2])
    buildings = _touching_areas(basemap.buildings, around)
    if len(buildings) <= MOST_BUILDINGS:
        _areas(axes, buildings, BUILDING, plane)
    roads = sorted(_touching(basemap.roads, around), key=_width)
    _lines(axes, roads, plane, color="#a89f8d", widths=[_width(road) + 0.6 for road in roads])
    _lines(axes, roads, plane, color="#ffffff", widths=[_width(road) for road in roads])


def _width(road: BasemapLine) -> float:
    return ROAD_WIDTHS_PT.get(road.kind.removesuffix("_link"), PATH_WIDTH_PT)


def _areas(axes: Axes, areas: Sequence[BasemapArea], color: str, plane: LocalPlane) -> None:
    paths = [outline_of(Polygon(area.rings[0], area.rings[1:]), plane) for area in areas]
    axes.add_collection(PathCollection([path for path in paths if path is not None], facecolors=color,
                                       edgecolors="none", rasterized=True, zorder=1), autolim=False)


def _lines(
    axes: Axes, lines: Sequence[BasemapLine], plane: LocalPlane, *, color: str, widths: Sequence[float]
) -> None:
    segments = [plane.metres(line.coords[:, 0], line.coords[:, 1]) for line in lines]
    axes.add_collection(LineCollection(segments, colors=color, linewidths=widths, rasterized=True, zorder=1,
                                       capstyle="round"), autolim=False)


def _touching(lines: Iterable[BasemapLine], box: Box) -> list[BasemapLine]:
    return [line for line in lines if _touches(line.coords, box)]


def _touching_areas(areas: Iterable[BasemapArea], box: Box) -> list[BasemapArea]:
    return [area for area in areas if _touches(area.rings[0], box)]


def _touches(coords: Coordinates, box: Box) -> bool:
    low, high = np.min(coords, axis=0), np.max(coords, axis=0)
    return bool(low[0] <= box[2] and high[0] >= box[0] and low[1] <= box[3] and high[1] >= box[1])
