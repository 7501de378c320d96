"""Rings to valid polygons in WGS-84, with the place of what is wrong in the file's own coordinates."""

from __future__ import annotations

import re

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry import MultiPolygon
from shapely.validation import explain_validity

from gisdata.read.cell_crs import ToDegrees
from gisdata.read.faults import CellFault
from gisdata.read.points import METRES, METRES_FROM, RANGE, SWAPPED, degrees_text
from gisdata.read.raw_cells import RawPolygons, Ring

Shape = Polygon | MultiPolygon

MAX_WIDTH_DEG = 180.0
"""Only a cell over the antimeridian is wider, drawn the long way round the earth."""

_PLACE = re.compile(r"^(.*?)\[(\S+) (\S+?)(?: \S+)?\]$")


def shape_of(polygons: RawPolygons, to_degrees: ToDegrees, *, is_degrees: bool) -> Shape:
    """Return a valid polygon in WGS-84; raises CellFault and says where the file's own polygon is wrong."""
    if is_degrees:
        for part in polygons:
            require_degrees(part[0])
    _require_valid(_joined(polygons))
    shape = _joined(tuple(tuple(to_degrees(ring) for ring in part) for part in polygons))
    west, south, east, north = shape.bounds
    if not np.isfinite((west, south, east, north)).all() or abs(south) > 90 or abs(north) > 90:
        raise CellFault("the cell lies outside the area of its CRS; check which CRS the file is in")
    if east - west > MAX_WIDTH_DEG:
        raise CellFault("the cell is {width} degrees wide: it goes round the earth; draw it again",
                        width=round(east - west))
    _require_valid(shape)
    return shape


def require_degrees(ring: Ring) -> None:
    """Raise CellFault when a ring is in metres, swapped or out of range; names the vertex farthest out."""
    lon, lat = np.abs(ring[:, 0]), np.abs(ring[:, 1])
    at = ring[int(np.argmax(np.maximum(lon, lat)))]
    what = None
    if looks_like_metres(ring):
        what = METRES
    elif lat.max() > 90 and lat.max() <= 180 and lon.max() <= 90:
        what = SWAPPED
    elif lon.max() > 180 or lat.max() > 90:
        what = RANGE
    if what is not None:
        raise CellFault(what.template, lon=degrees_text(float(at[0])), lat=degrees_text(float(at[1])))


def looks_like_metres(ring: Ring) -> bool:
    """Tell whether a ring has numbers far beyond any degrees."""
    return bool(np.abs(ring).max() >= METRES_FROM)


def _joined(polygons: RawPolygons) -> Shape:
    parts = [Polygon(part[0], part[1:]) for part in polygons]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def _require_valid(shape: Shape) -> None:
    if shape.is_empty:
        raise CellFault("the cell's geometry is empty; draw it or take it out")
    if shapely.is_valid(shape):
        return
    match = _PLACE.match(explain_validity(shape))
    what, x, y = match.groups() if match else (explain_validity(shape), "?", "?")
    if "elf-intersection" in what:
        raise CellFault("the cell crosses itself at {x}, {y}; draw its border without crossings", x=x, y=y)
    if "Hole" in what and "outside" in what:
        raise CellFault("a hole of the cell lies outside it at {x}, {y}; draw the cell again", x=x, y=y)
    raise CellFault("the cell is not a valid polygon at {x}, {y} ({what}); draw it again", x=x, y=y, what=what)
