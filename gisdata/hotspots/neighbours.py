"""Which cells lie side by side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from scipy import sparse

from gisdata.records import Cell

NEARLY_DEG = 1e-5
"""Borders of one line drawn twice differ by rounding: up to about 1 m apart they still touch."""


def touching(cells: Sequence[Cell]) -> sparse.csr_array:
    """Return the binary neighbours of cells: [i, j] is 1 when cells i and j share a border or a corner, else 0.

    float64 CSR of shape (n, n), symmetric, diagonal 0. An inner cell of a square grid has eight neighbours; a cell
    that touches none has an empty row.
    """
    shapes = [cell.shape for cell in cells]
    if not shapes:
        return sparse.csr_array((0, 0))
    one, other = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=NEARLY_DEG)
    apart = one != other
    ones = np.ones(int(apart.sum()))
    return sparse.csr_array((ones, (one[apart], other[apart])), shape=(len(shapes), len(shapes)))
