"""GeoJSON by the standard library: no driver is asked what the file might be, so nothing outside it is ever opened."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from gisdata.errors import BadFile
from gisdata.read.encodings import find_encoding
from gisdata.read.faults import CellFault
from gisdata.read.input_file import HEAD_BYTES, opened, seems_to_be
from gisdata.read.raw_cells import (
    MAX_CELLS,
    RawCell,
    RawCells,
    RawPolygons,
    Ring,
    checked_ring,
    require_few_vertices,
)
from planner.sentence import Sentence, say

MAX_BYTES = 15_000_000
"""600,000 vertices; the worst text of this size (empty lists) takes 420 MB when parsed."""

WGS84_EPSG = 4326

_EPSG_NAME = re.compile(r"(?:urn:ogc:def:crs:)?EPSG:(?:[\d.]*:)?(\d{4,6})", re.IGNORECASE)
_CRS84_NAME = re.compile(r"(?:urn:ogc:def:crs:)?OGC:(?:[\d.]*:)?CRS84|CRS84", re.IGNORECASE)


def read_geojson(path: Path) -> RawCells:
    """Return the features of a GeoJSON file of polygons; single features may carry a fault instead.

    Raises BadFile when it is not GeoJSON as a whole: another format, damaged, numbers JSON does not know, nested too
    deep, or a CRS that is not named by its EPSG code.
    """
    data, notes = _parsed(path)
    features = _features(data, path.name)
    if not features:
        raise BadFile("{file} has no cells in it", file=path.name)
    if len(features) > MAX_CELLS:
        raise BadFile("{file} has {n} cells, at most {limit} fit", file=path.name, n=len(features), limit=MAX_CELLS)
    epsg = _epsg(data, path.name)
    if epsg is None:
        notes.append(say("the file names no CRS; its degrees were taken as GeoJSON has them (RFC 7946): WGS-84, or "
                         "what --crs says"))
    return RawCells(
        file=path.name,
        cells=tuple(_cell(number, feature) for number, feature in enumerate(features, start=1)),
        epsg=epsg or WGS84_EPSG,
        notes=tuple(notes),
    )


def _parsed(path: Path) -> tuple[dict[str, Any], list[Sentence]]:
    notes: list[Sentence] = []
    with opened(path, max_bytes=MAX_BYTES) as stream:
        what = seems_to_be(stream.read(HEAD_BYTES))
        if what is not None and what != "a JSON file":
            raise BadFile("{file} should be GeoJSON but seems to be {what}", file=path.name, what=what)
        encoding = find_encoding(stream, path.name, is_table=False)
        if encoding == "gb18030":
            notes.append(say("the file was read as GB18030"))
        text = stream.read().decode(encoding)
    try:
        data = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_object)
    except RecursionError as error:
        raise BadFile("{file} is nested too deep for GeoJSON", file=path.name) from error
    except _NotJson as error:
        raise BadFile("{file} is not good GeoJSON: {why}", file=path.name, why=error.why) from error
    except json.JSONDecodeError as error:
        raise BadFile("{file} is truncated or damaged: it is no whole JSON from line {line} on", file=path.name,
                      line=error.lineno) from error
    except ValueError as error:
        raise BadFile("{file} holds a number with more digits than a coordinate can have", file=path.name) from error
    if not isinstance(data, dict):
        raise BadFile("{file} is JSON but not GeoJSON", file=path.name)
    return data, notes


class _NotJson(ValueError):
    """Something Python's json lets pass and RFC 8259 does not."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(str(why))
        self.why = why


def _refuse_constant(name: str) -> NoReturn:
    raise _NotJson(say("it holds {name}, which is no number of JSON", name=name))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _NotJson(say("the name {name} stands twice in one object", name=twice[:40]))
    return found


def _features(data: dict[str, Any], file: str) -> list[Any]:
    kind = data.get("type")
    if kind == "FeatureCollection" and isinstance(data.get("features"), list):
        features: list[Any] = data["features"]
        return features
    if kind == "Feature":
        return [data]
    if kind == "Topology":
        raise BadFile("{file} is TopoJSON; save it as GeoJSON", file=file)
    if "geometryType" in data or "rings" in data:
        raise BadFile("{file} is Esri JSON; save it as GeoJSON", file=file)
    raise BadFile("{file} is JSON but no FeatureCollection of GeoJSON", file=file)


def _epsg(data: dict[str, Any], file: str) -> int | None:
    """Return the EPSG code of the old `crs` member; None when the file has none."""
    if "crs" not in data:
        return None
    crs = data["crs"]
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str):
        raise BadFile("{file} says that its CRS is unknown; save it in WGS-84 (EPSG:4326)", file=file)
    if _CRS84_NAME.fullmatch(name):
        return WGS84_EPSG
    match = _EPSG_NAME.fullmatch(name)
    if match is None:
        raise BadFile("{file} has the CRS {crs}, which is not an EPSG code; save it in WGS-84 (EPSG:4326)", file=file,
                      crs=name[:80])
    return int(match[1])


def _cell(number: int, feature: object) -> RawCell:
    if not isinstance(feature, dict):
        return RawCell(number=number, properties={}, polygons=CellFault("this is no feature of GeoJSON"))
    properties = feature.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    try:
        polygons, n_dimensions = _polygons(feature.get("geometry"))
    except CellFault as fault:
        return RawCell(number=number, properties=properties, polygons=fault)
    return RawCell(number=number, properties=properties, polygons=polygons, n_dimensions=n_dimensions)


def _polygons(geometry: object) -> tuple[RawPolygons, int]:
    if not isinstance(geometry, dict):
        raise CellFault("the cell has no geometry; draw it or take it out")
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        raise CellFault("the cell is a {kind}; cells are polygons", kind=str(kind)[:40])
    parts = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(parts, list) or not parts or not all(isinstance(part, list) and part for part in parts):
        raise CellFault("the cell's geometry is empty; draw it or take it out")
    positions = list(_positions(parts))
    require_few_vertices(len(positions))
    n_dimensions = max((len(position) for position in positions), default=2)
    return tuple(tuple(_ring(ring) for ring in part) for part in parts), n_dimensions


def _positions(parts: list[list[Any]]) -> Iterator[Sequence[object]]:
    for part in parts:
        for ring in part:
            if not isinstance(ring, list) or not all(isinstance(position, list) for position in ring):
                raise CellFault("the cell's coordinates are not lists of positions; draw it again")
            yield from ring


def _ring(ring: list[list[object]]) -> Ring:
    """Return x and y of a ring's positions; heights and measures are left out."""
    for position in ring:
        if len(position) < 2 or not all(isinstance(v, int | float) and not isinstance(v, bool) for v in position):
            raise CellFault("a position of the cell is not two numbers; draw it again")
    try:
        return checked_ring(np.array([position[:2] for position in ring], dtype=np.float64).reshape(len(ring), 2))
    except OverflowError:
        raise CellFault("a coordinate is not a number one can measure (NaN or infinite); draw the cell again") from None
