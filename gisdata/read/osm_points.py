"""OSM objects as points: nodes where they are, ways and relations by a point inside their outline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import osmium
import shapely
from shapely import MultiPolygon, Polygon

from gisdata.osm_file import OsmObject, Tags

LonLat = tuple[float, float]
Shape = Polygon | MultiPolygon

_WKB = osmium.geom.WKBFactory()


def object_id(thing: OsmObject) -> str:
    """Return the id that people can look up: n, w or r and the number; an area goes by its way or relation."""
    if isinstance(thing, osmium.osm.Node):
        return f"n{thing.id}"
    if isinstance(thing, osmium.osm.Way):
        return f"w{thing.id}"
    if isinstance(thing, osmium.osm.Area):
        return f"{'w' if thing.from_way() else 'r'}{thing.orig_id()}"
    return f"r{thing.id}"


def area_shape(area: osmium.osm.Area) -> Shape | None:
    """Return the outline of an area in WGS-84, a plain polygon where it is one; None when it is no outline at all."""
    try:
        shape = shapely.from_wkb(_WKB.create_multipolygon(area))
    except RuntimeError:   # pyosmium's word for rings that lack their points
        return None
    if not isinstance(shape, MultiPolygon) or shape.is_empty or not shape.is_valid:
        return None
    return shape.geoms[0] if len(shape.geoms) == 1 else shape


def known_nodes(way: osmium.osm.Way) -> list[LonLat]:
    """Return the points of a way that the extract holds."""
    return [(node.location.lon, node.location.lat) for node in way.nodes if node.location.valid()]


@dataclass(slots=True)
class TaggedPoints:
    """Objects by id with their tags and, sooner or later, a point.

    A way has the middle of its known nodes until its outline turns up as an area; a relation has none before that.
    """

    _tags: dict[str, Tags] = field(default_factory=dict)
    _point: dict[str, LonLat] = field(default_factory=dict)

    def add(self, thing: OsmObject, tags: Tags, shape: Shape | None) -> None:
        """Take an object, or the outline (`shape`) of one that was taken before."""
        name = object_id(thing)
        self._tags.setdefault(name, tags)
        if isinstance(thing, osmium.osm.Node):
            if thing.location.valid():
                self._point[name] = (thing.location.lon, thing.location.lat)
        elif isinstance(thing, osmium.osm.Way):
            nodes = known_nodes(thing)
            if nodes:
                self._point[name] = (sum(p[0] for p in nodes) / len(nodes), sum(p[1] for p in nodes) / len(nodes))
        elif shape is not None:
            inside = shape.point_on_surface()
            self._point[name] = (inside.x, inside.y)

    def items(self) -> Iterator[tuple[str, Tags, LonLat]]:
        """Yield id, tags and point of every object that has one, in file order."""
        for name, tags in self._tags.items():
            if name in self._point:
                yield name, tags, self._point[name]

    @property
    def n_without_point(self) -> int:
        """Number of objects that lie outside the extract or have no outline in it."""
        return len(self._tags) - len(self._point)
