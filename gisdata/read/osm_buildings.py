"""Buildings of an extract: footprints with their kind, storeys and public name."""

from __future__ import annotations

import re

import osmium

from gisdata.osm_file import OsmObject, Tags
from gisdata.read.osm_points import Shape, object_id
from gisdata.records import Building

MOST_LEVELS = 200
"""More storeys than the highest tower on earth has (163) are a slip of the keyboard."""

MOST_FLATS = 5_000
"""The largest block of flats in China is said to have some 5,000; more are a slip of the keyboard."""


class BuildingCollector:
    """Gathers buildings; those whose outline is cut or broken are counted and left out."""

    def __init__(self) -> None:
        self.buildings: list[Building] = []
        self._seen: set[str] = set()
        self._built: set[str] = set()

    def add(self, thing: OsmObject, tags: Tags, shape: Shape | None) -> None:
        """Take an object with its tags, and its outline when it is an area."""
        if tags.get("building", "no") == "no" or isinstance(thing, osmium.osm.Node):
            return
        if isinstance(thing, osmium.osm.Relation) and tags.get("type") != "multipolygon":
            return   # relations of type=building tie parts together; the outline is a way of its own
        name = object_id(thing)
        self._seen.add(name)
        if shape is not None:
            self._built.add(name)
            self.buildings.append(Building(
                building_id=name, shape=shape, kind=tags["building"], name=tags.get("name", ""),
                levels=_count(tags.get("building:levels", ""), MOST_LEVELS),
                flats=_count(tags.get("building:flats", ""), MOST_FLATS),
            ))

    @property
    def n_left_out(self) -> int:
        """Number of buildings without a whole outline in the extract."""
        return len(self._seen - self._built)


def _count(text: str, most: int) -> int | None:
    found = re.fullmatch(r"\s*(\d{1,4})(?:\.\d+)?\s*", text)
    if found is None or not 0 < int(found[1]) <= most:
        return None
    return int(found[1])
