"""Small OpenStreetMap extracts for tests, drawn in metres east and north of a corner of the invented town."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import osmium

from gisdata.geodesy import EARTH_RADIUS_M

CORNER_LON_DEG, CORNER_LAT_DEG = 110.8, 32.6
Metres = tuple[float, float]
Tags = dict[str, str]


def lon_lat(east_m: float, north_m: float) -> tuple[float, float]:
    """Return the WGS-84 point so many metres from the corner."""
    lat_deg = CORNER_LAT_DEG + math.degrees(north_m / EARTH_RADIUS_M)
    lon_deg = CORNER_LON_DEG + math.degrees(east_m / EARTH_RADIUS_M / math.cos(math.radians(CORNER_LAT_DEG)))
    return lon_deg, lat_deg


@dataclass
class OsmFile:
    """Collects nodes, ways and relations; `write` puts them into a .osm.pbf.

    A street is drawn through points in metres; equal points are one node, so streets that share one meet there.
    """

    nodes: dict[int, tuple[tuple[float, float], Tags]] = field(default_factory=dict)
    ways: list[tuple[int, list[int], Tags]] = field(default_factory=list)
    relations: list[tuple[int, list[tuple[str, int, str]], Tags]] = field(default_factory=list)
    _at: dict[Metres, int] = field(default_factory=dict)

    def node(self, at: Metres, **tags: str) -> int:
        """Return the id of the node at a point; tags are added to it."""
        number = self._at.setdefault(at, len(self._at) + 1)
        _, known = self.nodes.get(number, (None, {}))
        self.nodes[number] = (lon_lat(*at), {**known, **_colons(tags)})
        return number

    def way(self, points: Sequence[Metres | int], **tags: str) -> int:
        """Add a way through points; an int is the id of a node that may be missing from the file."""
        refs = [p if isinstance(p, int) else self.node(p) for p in points]
        number = 1000 + len(self.ways)
        self.ways.append((number, refs, _colons(tags)))
        return number

    def street(self, *points: Metres | int, highway: str = "residential", **tags: str) -> int:
        """Add a street, by default one for everybody."""
        return self.way(points, highway=highway, **tags)

    def multipolygon(self, outer: Sequence[int], inner: Sequence[int] = (), **tags: str) -> int:
        """Add a multipolygon of ways."""
        members = [("w", way, "outer") for way in outer] + [("w", way, "inner") for way in inner]
        number = 5000 + len(self.relations)
        self.relations.append((number, members, {"type": "multipolygon", **_colons(tags)}))
        return number

    def write(self, path: Path) -> Path:
        """Write the extract and return its path."""
        with osmium.SimpleWriter(str(path), overwrite=True) as writer:
            for number, (location, tags) in sorted(self.nodes.items()):
                writer.add_node(osmium.osm.mutable.Node(id=number, location=location, tags=tags))
            for number, refs, tags in self.ways:
                writer.add_way(osmium.osm.mutable.Way(id=number, nodes=refs, tags=tags))
            for number, members, tags in self.relations:
                writer.add_relation(osmium.osm.mutable.Relation(id=number, members=members, tags=tags))
        return path


def box(east_m: float, north_m: float, side_m: float) -> list[Metres]:
    """Return the closed outline of a square by its south-west corner."""
    e, n, s = east_m, north_m, side_m
    return [(e, n), (e + s, n), (e + s, n + s), (e, n + s), (e, n)]


def _colons(tags: dict[str, str]) -> Tags:
    """Python names cannot hold a colon: addr__street is written addr:street."""
    return {key.replace("__", ":"): value for key, value in tags.items()}
