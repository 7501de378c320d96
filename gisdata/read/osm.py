"""Reading an OpenStreetMap extract: buildings, address points and key places of a town."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import osmium

from gisdata.errors import BadFile
from gisdata.osm_file import OsmObject, Tags, osm_objects
from gisdata.read.osm_addresses import address_points
from gisdata.read.osm_bounds import Bounds, robust_bounds
from gisdata.read.osm_buildings import BuildingCollector
from gisdata.read.osm_places import PLACE_KEYS, key_places, place_kind
from gisdata.read.osm_points import TaggedPoints, area_shape, known_nodes
from gisdata.records import AddressPoint, Building, KeyPlace
from planner.sentence import Sentence, say


@dataclass(frozen=True, slots=True, kw_only=True)
class OsmTown:
    """What an extract says about a town, in file order, WGS-84.

    `bounds` (west, south, east, north) hold the address points and buildings, far outliers aside; where there are
    none, the streets. `n_cut_ways` counts the streets, buildings and addresses that lack some of their
    `n_missing_nodes` nodes because the extract was cut there.
    """

    buildings: tuple[Building, ...]
    address_points: tuple[AddressPoint, ...]
    key_places: tuple[KeyPlace, ...]
    bounds: Bounds
    n_missing_nodes: int
    n_cut_ways: int
    notes: tuple[Sentence, ...]


def read_osm(path: Path) -> OsmTown:
    """Return the buildings, address points and key places of an extract (.osm.pbf).

    Cut ways and broken outlines are left out and counted, never a crash. Raises BadFile when the file is missing,
    empty, cut off, no OpenStreetMap PBF, or holds no street at all.
    """
    collector = _TownCollector()
    for thing, tags in osm_objects(path, "highway", "building", "addr:housenumber", *PLACE_KEYS, areas=True):
        collector.add(thing, tags)
    if collector.n_streets == 0:
        raise BadFile("{file} holds no street: is it the extract of a town?", file=path.name)
    return collector.town()


class _TownCollector:
    """Hands each object to those who want it."""

    def __init__(self) -> None:
        self.n_streets = 0
        self._buildings = BuildingCollector()
        self._addresses = TaggedPoints()
        self._places = TaggedPoints()
        self._street_points: list[tuple[float, float]] = []
        self._missing: set[int] = set()
        self._n_cut_ways = 0

    def add(self, thing: OsmObject, tags: Tags) -> None:
        """Take one object; an area comes after the way or relation that it is made of."""
        shape = area_shape(thing) if isinstance(thing, osmium.osm.Area) else None
        self._buildings.add(thing, tags, shape)
        if tags.get("addr:housenumber", "").strip():
            self._addresses.add(thing, tags, shape)
        if place_kind(tags) is not None:
            self._places.add(thing, tags, shape)
        if isinstance(thing, osmium.osm.Way):
            self._look_for_cuts(thing, tags)

    def _look_for_cuts(self, way: osmium.osm.Way, tags: Tags) -> None:
        if "highway" in tags:
            self.n_streets += 1
            self._street_points += known_nodes(way)[:1]
        elif "building" not in tags and "addr:housenumber" not in tags:
            return
        missing = [node.ref for node in way.nodes if not node.location.valid()]
        self._missing.update(missing)
        self._n_cut_ways += bool(missing)

    def town(self) -> OsmTown:
        """Return all that was gathered."""
        buildings, addresses = tuple(self._buildings.buildings), address_points(self._addresses)
        ground = [(a.lon_deg, a.lat_deg) for a in addresses]
        ground += [(b.shape.centroid.x, b.shape.centroid.y) for b in buildings]
        bounds = robust_bounds(ground) or robust_bounds(self._street_points)
        if bounds is None:
            raise BadFile("the extract holds streets, but not the points they are made of: export it with all nodes")
        return OsmTown(
            buildings=buildings, address_points=addresses, key_places=key_places(self._places), bounds=bounds,
            n_missing_nodes=len(self._missing), n_cut_ways=self._n_cut_ways, notes=self._notes(),
        )

    def _notes(self) -> tuple[Sentence, ...]:
        notes = []
        if self._missing:
            notes.append(say(
                "{ways} streets, buildings and addresses are cut at the edge of the extract: {nodes} of their points"
                " are missing", ways=self._n_cut_ways, nodes=len(self._missing),
            ))
        if self._buildings.n_left_out:
            notes.append(say("{n} buildings have no whole outline in the extract and are left out",
                             n=self._buildings.n_left_out))
        if self._addresses.n_without_point:
            notes.append(say("{n} addresses have no point in the extract and are left out",
                             n=self._addresses.n_without_point))
        return tuple(notes)
