"""Hot spots by hour of the week: how many incidents each cell and the cells around it have at each hour."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from gisdata.hotspots.hot_cells import HotSpots
from gisdata.hotspots.hours import CHUNK, WEEK_H, aoristic_weights
from gisdata.records import Incident

Floats = npt.NDArray[np.float64]


def hours_around(incidents: Sequence[Incident], spots: HotSpots) -> Floats:
    """Return the weight of incidents of each cell, the cells that touch it, and three hours: shape (168, cells).

    Row 0 is Monday, 00:00 to 01:00, with the hour before and the hour after; weights as in `aoristic_weights`. Three
    hours and nine squares, because a single square and hour hold chance only, or a single report. `spots`: those of
    the same incidents.
    """
    weights = np.zeros((len(spots.cells), WEEK_H))
    for first in range(0, len(incidents), CHUNK):
        part = slice(first, first + CHUNK)
        inside = spots.index[part] >= 0
        rows = [incident for incident, is_in in zip(incidents[part], inside.tolist(), strict=True) if is_in]
        if rows:
            np.add.at(weights, spots.index[part][inside], aoristic_weights(rows))
    around = weights + spots.neighbours @ weights
    hours: Floats = (np.roll(around, 1, axis=1) + around + np.roll(around, -1, axis=1)).T
    return hours
