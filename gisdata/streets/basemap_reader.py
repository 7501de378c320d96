"""Reading what lies under the routes from an extract: water, green, buildings and the names of places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import osmium

from gisdata.osm_file import Tags, osm_objects
from gisdata.records.basemap import Basemap, BasemapArea, BasemapLine, BasemapPlace, Coordinates

WATER_LINES = frozenset({"river", "stream", "canal", "drain", "ditch"})

WATER_AREAS = {
    "natural": frozenset({"water"}), "waterway": frozenset({"riverbank", "dock"}),
    "landuse": frozenset({"reservoir", "basin"}),
}
GREEN_AREAS = {
    "leisure": frozenset({"park", "garden", "pitch", "playground", "golf_course"}),
    "landuse": frozenset({"grass", "forest", "meadow", "cemetery", "orchard", "recreation_ground", "village_green",
                          "allotments"}),
    "natural": frozenset({"wood", "grassland", "scrub", "heath", "wetland"}),
}


PLACES = frozenset({"city", "town", "village", "hamlet", "suburb", "quarter", "neighbourhood", "city_block"})
"""Names that people call the ground by; farms and mere localities would crowd a map of a town."""


def read_basemap(pbf: Path, roads: tuple[BasemapLine, ...]) -> Basemap:
    """Return the basemap of an extract with the roads that were read before.

    Areas that the cut of the extract left open are not drawn. Raises BadFile when the file is broken.
    """
    water_lines: list[BasemapLine] = []
    water: list[BasemapArea] = []
    green: list[BasemapArea] = []
    buildings: list[BasemapArea] = []
    places: list[BasemapPlace] = []
    for thing, tags in osm_objects(pbf, "natural", "waterway", "landuse", "leisure", "building", "place", areas=True):
        if isinstance(thing, osmium.osm.Area):
            if tags.get("building", "no") != "no":
                buildings += _areas(thing, "building", "")
            elif (kind := _kind(tags, WATER_AREAS)) is not None:
                water += _areas(thing, kind, tags.get("name", ""))
            elif (kind := _kind(tags, GREEN_AREAS)) is not None:
                green += _areas(thing, kind, tags.get("name", ""))
        elif isinstance(thing, osmium.osm.Way) and tags.get("waterway") in WATER_LINES:
            water_lines += _lines(thing, tags)
        elif isinstance(thing, osmium.osm.Node) and tags.get("place") in PLACES and tags.get("name"):
            places.append(BasemapPlace(kind=tags["place"], name=tags["name"], lon_deg=thing.location.lon,
                                       lat_deg=thing.location.lat))
    return Basemap(roads=roads, water_areas=tuple(water), water_lines=tuple(water_lines), green=tuple(green),
                   buildings=tuple(buildings), places=tuple(places))


def _kind(tags: Tags, kinds: dict[str, frozenset[str]]) -> str | None:
    return next((tags[key] for key, values in kinds.items() if tags.get(key) in values), None)


def _areas(area: osmium.osm.Area, kind: str, name: str) -> Iterator[BasemapArea]:
    for outer in area.outer_rings():
        rings = (_ring(outer), *(_ring(inner) for inner in area.inner_rings(outer)))
        yield BasemapArea(kind=kind, name=name, rings=rings)


def _ring(nodes: Iterable[osmium.osm.NodeRef]) -> Coordinates:
    return np.array([(node.lon, node.lat) for node in nodes])


def _lines(way: osmium.osm.Way, tags: Tags) -> Iterator[BasemapLine]:
    piece: list[tuple[float, float]] = []
    for node in way.nodes:
        if node.location.valid():
            piece.append((node.location.lon, node.location.lat))
            continue
        yield from _line(piece, tags)
        piece = []
    yield from _line(piece, tags)


def _line(piece: list[tuple[float, float]], tags: Tags) -> Iterator[BasemapLine]:
    if len(piece) > 1:
        yield BasemapLine(kind=tags["waterway"], name=tags.get("name", ""), coords=np.array(piece))
