"""The street network: streets that meet share a node; roundabout and bridges are pieces of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import shapely
from shapely import LineString, Polygon, STRtree
from shapely import Point as ShapelyPoint

from gisdata.sample.ground import Point, rounded, smooth
from gisdata.sample.river import BRIDGES, BROKEN_BRIDGE
from gisdata.sample.street_plan import Street

REACH_M = 20.0
"""A street drawn to end within this distance of another one meets it there."""

ROUNDABOUT_MIDDLE: Point = (111, 536)
ROUNDABOUT_RADIUS_M = 26.0
ROUNDABOUT_NAME = "中心环岛"

_BANK_M = 9.0
"""A bridge begins this far before the water."""


def smoothed(streets: Iterable[Street]) -> list[Street]:
    """Return the streets with their corners cut, in centimetres."""
    return [replace(street, line=rounded(smooth(street.line))) for street in streets]


def with_roundabout(streets: Sequence[Street]) -> list[Street]:
    """Return the streets cut at the roundabout in the middle of the town, and the roundabout itself."""
    island = ShapelyPoint(ROUNDABOUT_MIDDLE).buffer(ROUNDABOUT_RADIUS_M, quad_segs=6)
    ring = tuple(reversed(rounded(island.exterior.coords)))
    pieces: list[Street] = []
    for street in streets:
        outside = shapely.difference(LineString(street.line), island)
        parts = getattr(outside, "geoms", [outside])
        pieces += [replace(street, line=rounded(part.coords)) for part in parts]
    return [*pieces, Street(name=ROUNDABOUT_NAME, road_class="secondary", line=ring, tags={"junction": "roundabout"})]


def joined(streets: Sequence[Street]) -> list[Street]:
    """Return the streets so that every crossing and every end that reaches a street is a shared point."""
    lines = _ends_drawn_up([LineString(street.line) for street in streets])
    tree = STRtree(lines)
    met: list[list[Point]] = [[] for _ in lines]
    for a, b in tree.query(lines, predicate="dwithin", distance=0.05).T:
        if a < b:
            for point in _meeting_points(lines[a], lines[b]):
                met[a].append(point)
                met[b].append(point)
    return [
        replace(street, line=_with_points(line, points))
        for street, line, points in zip(streets, lines, met, strict=True)
    ]


def _ends_drawn_up(lines: list[LineString]) -> list[LineString]:
    """Move each end that lies near another line onto it."""
    tree = STRtree(lines)
    drawn: list[LineString] = []
    for i, line in enumerate(lines):
        points = list(line.coords)
        for end in () if points[0] == points[-1] else (0, -1):
            here = ShapelyPoint(points[end])
            others = [int(j) for j in tree.query(here, predicate="dwithin", distance=REACH_M) if j != i]
            if others:
                nearest = min(others, key=lambda j: (lines[j].distance(here), j))
                points[end] = lines[nearest].interpolate(lines[nearest].project(here)).coords[0]
        drawn.append(LineString(rounded(points)))
    return drawn


def _meeting_points(a: LineString, b: LineString) -> list[Point]:
    """Return where two lines meet: proper crossings, and ends of one that lie on the other."""
    points = [
        (part.x, part.y)
        for part in getattr(a.intersection(b), "geoms", [a.intersection(b)])
        if isinstance(part, ShapelyPoint) and not part.is_empty
    ]
    for one, other in ((a, b), (b, a)):
        points += [
            (x, y) for x, y in (one.coords[0], one.coords[-1]) if other.distance(ShapelyPoint(x, y)) < 0.05
        ]
    return list(rounded(points))


def _with_points(line: LineString, points: Iterable[Point]) -> tuple[Point, ...]:
    """Return the points of a line with more points threaded in at their place, near doubles taken out."""
    first, *inner, last = rounded(line.coords)
    own = [(line.project(ShapelyPoint(p)), False, p) for p in inner]
    threaded = [(line.project(ShapelyPoint(p)), True, p) for p in dict.fromkeys(points)]
    kept: list[tuple[float, bool, Point]] = [(0.0, True, first)]
    for along_m, shared, point in [*sorted(own + threaded), (line.length, True, last)]:
        near = along_m - kept[-1][0] < 1.0
        if near and not shared:
            continue
        if near and not kept[-1][1]:
            kept.pop()
        if point != kept[-1][2]:
            kept.append((along_m, shared, point))
    return tuple(point for _, _, point in kept)


def with_bridges(streets: Sequence[Street], water: Polygon) -> list[Street]:
    """Return the streets split at the banks: the piece over the water is a bridge, the broken one is closed."""
    river_and_banks = water.buffer(_BANK_M)
    on_bridge = {street: bridge for bridge, street in BRIDGES.items()}
    pieces: list[Street] = []
    for street in streets:
        if street.name not in on_bridge:
            pieces.append(street)
            continue
        pieces += _pieces_over(street, on_bridge[street.name], river_and_banks)
    return pieces


def _pieces_over(street: Street, bridge: str, water: Polygon) -> list[Street]:
    banks = _meeting_points(LineString(street.line), LineString(water.exterior.coords))
    points = _with_points(LineString(street.line), banks)
    pieces: list[tuple[bool, list[Point]]] = []
    for a, b in pairwise(points):
        wet = water.contains(ShapelyPoint((a[0] + b[0]) / 2, (a[1] + b[1]) / 2))
        if pieces and pieces[-1][0] == wet:
            pieces[-1][1].append(b)
        else:
            pieces.append((wet, [a, b]))
    return [_bridge(street, bridge, tuple(line)) if wet else replace(street, line=tuple(line)) for wet, line in pieces]


def _bridge(street: Street, bridge: str, line: tuple[Point, ...]) -> Street:
    tags = {**street.tags, "bridge": "yes", "layer": "1", "bridge:name": bridge}
    if bridge == BROKEN_BRIDGE:
        closed = {**tags, "construction": street.road_class, "access": "no"}
        return replace(street, road_class="construction", line=line, tags=closed)
    return replace(street, line=line, tags=tags)
