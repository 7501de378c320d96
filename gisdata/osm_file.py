"""OpenStreetMap extracts as objects and tags; a broken file becomes one clear sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import osmium

from gisdata.errors import BadFile

Tags: TypeAlias = dict[str, str]
OsmObject: TypeAlias = "osmium.osm.Node | osmium.osm.Way | osmium.osm.Relation | osmium.osm.Area"


def require_file(path: Path) -> None:
    """Raise BadFile when `path` is missing, a folder or empty."""
    if not path.exists():
        raise BadFile("the file {file} does not exist: check its name and folder", file=str(path))
    if not path.is_file():
        raise BadFile("{file} is not a file: name the .osm.pbf file itself", file=str(path))
    if path.stat().st_size == 0:
        raise BadFile("the file {file} is empty: export or copy it again", file=path.name)


def osm_objects(path: Path, *keys: str, areas: bool = False) -> Iterator[tuple[OsmObject, Tags]]:
    """Yield the objects that carry at least one of `keys`, in file order, each with its tags.

    Nodes of ways know their location, or hold an invalid one where the extract lacks the node. With `areas`,
    closed ways and multipolygon relations come once more as areas. An object is valid until the next one.
    Raises BadFile when the file is missing, empty, truncated or no OpenStreetMap PBF.
    """
    require_file(path)
    wanted = osmium.filter.KeyFilter(*keys)
    try:
        # the format is fixed, so that an XML file is refused as well: nobody meant to feed that parser
        processor = osmium.FileProcessor(osmium.io.File(str(path), "pbf")).with_locations()
        if areas:
            processor = processor.with_areas(osmium.filter.KeyFilter(*keys))
        for thing in processor.with_filter(wanted):
            if isinstance(thing, osmium.osm.Changeset):   # never in an extract, but the types allow it
                continue
            yield thing, {tag.k: tag.v for tag in thing.tags}
    except (RuntimeError, UnicodeDecodeError) as fault:
        raise _bad_file(path, fault) from fault


def _bad_file(path: Path, fault: Exception) -> BadFile:
    if "EOF" in str(fault):
        return BadFile("the file {file} is cut off in the middle: export or copy it again", file=path.name)
    return BadFile(
        "the file {file} is not an OpenStreetMap PBF extract, or it is damaged ({detail}):"
        " bring a .osm.pbf file", file=path.name, detail=str(fault),
    )
