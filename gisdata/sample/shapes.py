"""Shapes of buildings, and the ground that is still free for them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from shapely import LineString, Polygon, STRtree
from shapely.geometry.base import BaseGeometry

from gisdata.sample.ground import Point, rounded

_BIN_M = 120.0
"""Side of the bins that placed buildings are looked up in; longer than any building."""


def turned(point: Point, angle_deg: float) -> Point:
    """Return a point turned about the origin, counter-clockwise."""
    cos, sin = math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))
    return point[0] * cos - point[1] * sin, point[0] * sin + point[1] * cos


def placed(points: Sequence[Point], middle: Point, angle_deg: float) -> tuple[Point, ...]:
    """Return points of a drawing about the origin, turned and moved to its middle, in centimetres."""
    moved = (turned(point, angle_deg) for point in points)
    return rounded((x + middle[0], y + middle[1]) for x, y in moved)


def block(middle: Point, *, width_m: float, depth_m: float, angle_deg: float) -> Polygon:
    """Return a rectangle about its middle."""
    w, d = width_m / 2, depth_m / 2
    return Polygon(placed([(-w, -d), (w, -d), (w, d), (-w, d)], middle, angle_deg))


def angled(middle: Point, *, width_m: float, depth_m: float, angle_deg: float) -> Polygon:
    """Return an L-shaped footprint: a wing along the street and one to the back."""
    w, d, t = width_m / 2, depth_m / 2, depth_m * 0.45
    corners = [(-w, -d), (w, -d), (w, -d + t), (-w + t, -d + t), (-w + t, d), (-w, d)]
    return Polygon(placed(corners, middle, angle_deg))


def frontages(line: Sequence[Point], *, from_m: float, step_m: float) -> Iterator[tuple[float, Point, float]]:
    """Give places along a line every `step_m`: distance from its start, point, and heading in degrees."""
    whole = LineString(line)
    along_m = from_m
    while along_m < whole.length - 4:
        a, b = whole.interpolate(max(along_m - 4, 0)), whole.interpolate(along_m + 4)
        here = whole.interpolate(along_m)
        yield along_m, (here.x, here.y), math.degrees(math.atan2(b.y - a.y, b.x - a.x))
        along_m += step_m


class FreeGround:
    """The ground without streets, water and rails; each building taken leaves less of it."""

    def __init__(self, obstacles: Sequence[BaseGeometry]) -> None:
        self._obstacles = STRtree(list(obstacles))
        self._taken: dict[tuple[int, int], list[Polygon]] = defaultdict(list)

    def take(self, shape: Polygon, *, gap_m: float) -> bool:
        """Take the ground of a building if it is free with a gap to its neighbours; tell whether it was."""
        if len(self._obstacles.query(shape, predicate="intersects")):
            return False
        column, row = int(shape.centroid.x // _BIN_M), int(shape.centroid.y // _BIN_M)
        around = [
            other
            for i in (column - 1, column, column + 1)
            for j in (row - 1, row, row + 1)
            for other in self._taken[i, j]
        ]
        if any(shape.distance(other) < gap_m for other in around):
            return False
        self._taken[column, row].append(shape)
        return True
