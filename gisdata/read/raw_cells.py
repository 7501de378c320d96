"""Polygons as they stand in a file: rings of coordinates, properties, and the CRS the file names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gisdata.read.faults import CellFault
from planner.sentence import Sentence

Ring = NDArray[np.float64]
"""Shape (n, 2): x and y of a closed ring, first vertex repeated at the end."""

RawPolygons = tuple[tuple[Ring, ...], ...]
"""Polygons of one cell; of each the shell, then its holes."""

MAX_CELLS = 20_000
"""A station has some hundreds of cells; a town cut into 250 m squares has 5,000."""

MAX_VERTICES = 100_000
"""Of one cell; a border drawn by hand has hundreds."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RawCell:
    """One feature: its number in the file from 1, its properties, and its polygons or what is wrong with them.

    `n_dimensions`: 2, or more when heights or measures were left out.
    """

    number: int
    properties: Mapping[str, object]
    polygons: RawPolygons | CellFault
    n_dimensions: int = 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RawCells:
    """All features of a file. `epsg`: the CRS of the coordinates as an EPSG code."""

    file: str
    cells: tuple[RawCell, ...]
    epsg: int
    notes: tuple[Sentence, ...] = ()


def checked_ring(ring: Ring) -> Ring:
    """Return a ring of finite numbers with at least four vertices that ends where it starts; raises CellFault."""
    if not np.isfinite(ring).all():
        raise CellFault("a coordinate is not a number one can measure (NaN or infinite); draw the cell again")
    if len(ring) < 4:
        raise CellFault("a ring of the cell has {n} vertices; a closed ring has four or more", n=len(ring))
    if not np.array_equal(ring[0], ring[-1]):
        raise CellFault("a ring of the cell is not closed; its last vertex must be its first")
    return ring


def require_few_vertices(n_vertices: int) -> None:
    """Raise CellFault when a cell has more vertices than anybody draws."""
    if n_vertices > MAX_VERTICES:
        raise CellFault("the cell has {n} vertices, at most {limit} fit; simplify its border", n=n_vertices,
                        limit=MAX_VERTICES)
