"""The river 清河: a bent line, its water, and the bridges over it."""

from __future__ import annotations

from itertools import pairwise

from shapely import LineString, Polygon
from shapely.ops import unary_union

from gisdata.sample.ground import Point, rounded, smooth

RIVER_NAME = "清河"

_COURSE: tuple[Point, ...] = (
    (-3182, -385), (-2442, -259), (-1924, -207), (-1591, 15), (-1428, 340), (-1073, 488), (-755, 318),
    (-570, 44), (-222, -111), (185, -137), (592, -52), (962, -185), (1258, -451), (1702, -562),
    (2220, -451), (3182, -607),
)
"""Drawn by hand. The bend around (-1073, 222) holds the quarter that only the broken bridge leads to."""

_NARROW_M, _WIDE_M = 44.0, 74.0
"""Width of the water where the river enters and where it leaves the map."""

BRIDGES = {"清河大桥": "解放路", "东风桥": "东环路", "西河桥": "西桥路"}
"""Each bridge by name, and the street on it."""

BROKEN_BRIDGE = "西河桥"


def river_course() -> LineString:
    """Return the middle line of the river, from west to east."""
    return LineString(rounded(smooth(_COURSE, rounds=3)))


def river_water() -> Polygon:
    """Return the water as one polygon that widens downstream."""
    course = river_course()
    steps = 60
    places = [course.interpolate(i / steps, normalized=True) for i in range(steps + 1)]
    discs = [
        place.buffer((_NARROW_M + (_WIDE_M - _NARROW_M) * i / steps) / 2, quad_segs=6)
        for i, place in enumerate(places)
    ]
    hulls = [unary_union([a, b]).convex_hull for a, b in pairwise(discs)]
    water = unary_union(hulls).simplify(1.5)
    if not isinstance(water, Polygon):
        raise TypeError("the water of the river is not one piece")
    return Polygon(rounded(water.exterior.coords))


def north_of_river(point: Point) -> bool:
    """Tell whether a point lies on the town's side of the river (north of its middle line)."""
    course = river_course()
    x_m, y_m = point
    hit = course.intersection(LineString([(x_m, -9_000), (x_m, 9_000)]))
    return bool(y_m > max(p.y for p in getattr(hit, "geoms", [hit])))
