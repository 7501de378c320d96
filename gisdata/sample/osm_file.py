"""The town as an OpenStreetMap extract (.osm.pbf), byte for byte the same for the same town."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import osmium
from osmium.osm import mutable

from gisdata.files import replace_file
from gisdata.sample.buildings import TownBuilding
from gisdata.sample.ground import Point, lonlat, rounded
from gisdata.sample.landmarks import GREENS, RAILWAY
from gisdata.sample.river import RIVER_NAME, river_course
from gisdata.sample.town_map import TownMap

FIRST_ID = 1_000_000_001
"""Ids of the invented objects start here, so that nobody takes them for objects of the real map."""


class OsmDraft:
    """Nodes and ways in the order they were drawn; a point that was drawn before is the same node."""

    def __init__(self) -> None:
        self.nodes: dict[Point, int] = {}
        self.node_tags: dict[int, Mapping[str, str]] = {}
        self.ways: list[tuple[list[int], Mapping[str, str]]] = []

    def node(self, point: Point, tags: Mapping[str, str] | None = None) -> int:
        """Return the id of the node at a point, made when new."""
        node_id = self.nodes.setdefault(point, FIRST_ID + len(self.nodes))
        if tags:
            self.node_tags[node_id] = tags
        return node_id

    def way(self, points: Sequence[Point], tags: Mapping[str, str]) -> None:
        """Add a way; a closed one when its first point is its last."""
        self.ways.append(([self.node(point) for point in points], tags))


def write_osm(
    town: TownMap, path: Path, *, tagged: Sequence[TownBuilding], communities: Mapping[str, Point]
) -> None:
    """Write the town as .osm.pbf; the buildings in `tagged` carry their door plate as addr tags.

    `communities`: where the name of each community or village (村) is written.
    """
    draft = OsmDraft()
    for street in town.streets:
        draft.way(street.line, {"highway": street.road_class, **_named(street.name), **street.tags})
    draft.way(rounded(river_course().coords), {"waterway": "river", "name": RIVER_NAME})
    draft.way(rounded(town.water.exterior.coords), {"natural": "water", "water": "river", "name": RIVER_NAME})
    draft.way(RAILWAY, {"railway": "rail", "layer": "1", "bridge": "yes"})
    for name, tags, area in GREENS:
        draft.way(rounded(area.exterior.coords), {**dict(tags), **_named(name)})
    with_plate = {id(building) for building in tagged}
    for building in town.buildings:
        _draw_building(draft, building, with_address=id(building) in with_plate)
    for name, middle in communities.items():
        draft.node(middle, {"place": "village" if name.endswith("村") else "neighbourhood", "name": name})
    replace_file(path, lambda target: _write(draft, target))


def _named(name: str) -> dict[str, str]:
    return {"name": name} if name else {}


def _draw_building(draft: OsmDraft, building: TownBuilding, *, with_address: bool) -> None:
    tags = {
        "building": building.kind, "building:levels": str(building.levels), **_named(building.name),
        **dict(building.amenity),
    }
    if with_address:
        plate = {"addr:street": building.street, "addr:housenumber": building.number}
        if building.houses:  # mappers walk the lanes with a phone: door nodes there, tags on the big buildings
            door = rounded([building.shape.exterior.coords[0]])[0]
            draft.node(door, plate)
        else:
            tags |= plate
    draft.way(rounded(building.shape.exterior.coords), tags)


def _write(draft: OsmDraft, path: Path) -> None:
    header = osmium.io.Header()
    header.set("generator", "huhu sample town")
    with osmium.SimpleWriter(str(path), header=header) as writer:
        for point, node_id in draft.nodes.items():
            plate = dict(draft.node_tags.get(node_id, {}))
            writer.add_node(mutable.Node(id=node_id, version=1, location=lonlat(point), tags=plate))
        for way_id, (nodes, tags) in enumerate(draft.ways, start=FIRST_ID):
            writer.add_way(mutable.Way(id=way_id, version=1, nodes=nodes, tags=dict(tags)))
