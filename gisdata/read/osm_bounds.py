"""Where the town lies: a box that a few far-away points do not stretch."""

from __future__ import annotations

import numpy as np

Bounds = tuple[float, float, float, float]
"""West, south, east, north in WGS-84 degrees."""

FAR_FACTOR = 2.0
"""Points further outside the middle nine tenths than twice their width are not the town: an extract with whole ways
reaches out along every bus route, a real suburb does not lie five town widths away."""


def robust_bounds(points: list[tuple[float, float]]) -> Bounds | None:
    """Return the box of points (lon, lat) without far outliers; None without points.

    >>> robust_bounds([(0.0, 0.0), (1.0, 1.0)])
    (0.0, 0.0, 1.0, 1.0)
    """
    if not points:
        return None
    degrees = np.array(points)
    low, high = np.percentile(degrees, [5, 95], axis=0)
    reach = FAR_FACTOR * (high - low)
    near = np.all((degrees >= low - reach) & (degrees <= high + reach), axis=1)
    # two heaps of points far apart can leave nothing near; then the whole box is the honest answer
    kept = degrees[near] if near.any() else degrees
    west, south = kept.min(axis=0).tolist()
    east, north = kept.max(axis=0).tolist()
    return (west, south, east, north)
