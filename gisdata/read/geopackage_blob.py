"""Polygons of a GeoPackage: its own header, then WKB, walked here within the bytes there are.

Walked by hand and not by GEOS, because a crafted collection of collections makes a recursive reader overflow its stack.
Source: OGC 12-128r19, clauses 2.1.3 and 2.1.4; OGC 06-103r4, clause 8.
"""

from __future__ import annotations

import struct

import numpy as np

from gisdata.read.faults import CellFault
from gisdata.read.raw_cells import RawPolygons, Ring, checked_ring, require_few_vertices

_ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_POLYGON, _MULTIPOLYGON = 3, 6
_TYPE_NAMES = {
    1: "Point", 2: "LineString", 3: "Polygon", 4: "MultiPoint", 5: "MultiLineString", 6: "MultiPolygon",
    7: "GeometryCollection", 8: "CircularString", 9: "CompoundCurve", 10: "CurvePolygon", 11: "MultiCurve",
    12: "MultiSurface",
}
_DAMAGED = "the cell's geometry is damaged; draw it again"


def polygons_of(blob: object) -> tuple[RawPolygons, int]:
    """Return the polygons of a geometry cell and the number of dimensions it has; raises CellFault."""
    if blob is None:
        raise CellFault("the cell has no geometry; draw it or take it out")
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP":
        raise CellFault(_DAMAGED)
    flags = blob[3]
    envelope = _ENVELOPE_BYTES.get(flags >> 1 & 7)
    if envelope is None or flags & 0x20:
        raise CellFault(_DAMAGED)
    if flags & 0x10:
        raise CellFault("the cell's geometry is empty; draw it or take it out")
    try:
        return _Walk(blob, 8 + envelope).geometry()
    except struct.error:
        raise CellFault(_DAMAGED) from None


class _Walk:
    """Reads one WKB geometry from a place in the bytes on."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data = data
        self._at = at
        self._n_vertices = 0

    def geometry(self) -> tuple[RawPolygons, int]:
        order, kind, n_dimensions = self._head()
        if kind == _POLYGON:
            polygons: RawPolygons = (self._rings(order, n_dimensions),)
        elif kind == _MULTIPOLYGON:
            polygons = self._parts(order)
        else:
            raise CellFault("the cell is a {kind}; cells are polygons", kind=_TYPE_NAMES.get(kind, "geometry"))
        if not polygons or not all(polygons):
            raise CellFault("the cell's geometry is empty; draw it or take it out")
        return polygons, n_dimensions

    def _parts(self, order: str) -> RawPolygons:
        parts = []
        for _ in range(self._count(order, smallest=9)):
            part_order, kind, n_dimensions = self._head()
            if kind != _POLYGON:
                raise CellFault(_DAMAGED)
            parts.append(self._rings(part_order, n_dimensions))
        return tuple(parts)

    def _head(self) -> tuple[str, int, int]:
        order = "<" if self._take("B") == 1 else ">"
        code = self._take(order + "I")
        extra, kind = divmod(code, 1000)
        if extra > 3:
            raise CellFault(_DAMAGED)
        return order, kind, (2, 3, 3, 4)[extra]

    def _rings(self, order: str, n_dimensions: int) -> tuple[Ring, ...]:
        return tuple(self._ring(order, n_dimensions) for _ in range(self._count(order, smallest=4)))

    def _ring(self, order: str, n_dimensions: int) -> Ring:
        n = self._count(order, smallest=8 * n_dimensions)
        self._n_vertices += n
        require_few_vertices(self._n_vertices)
        table = np.frombuffer(self._data, dtype=order + "f8", count=n * n_dimensions, offset=self._at)
        self._at += table.nbytes
        return checked_ring(table.reshape(n, n_dimensions)[:, :2].astype(np.float64))

    def _count(self, order: str, *, smallest: int) -> int:
        """Return how many parts follow; no more than the bytes that are left can hold."""
        n = self._take(order + "I")
        if n * smallest > len(self._data) - self._at:
            raise CellFault(_DAMAGED)
        return n

    def _take(self, layout: str) -> int:
        value: int = struct.unpack_from(layout, self._data, self._at)[0]
        self._at += struct.calcsize(layout)
        return value
