"""Classes of figures and their colours, the same on maps, in files and in reports, for colour-blind readers too."""

from __future__ import annotations

import math
from collections.abc import Sequence

SHARE_EDGES = (0.2, 0.4, 0.6, 0.8)
"""Fifths: a cell changes colour four times on its way to every household."""

SHARE_COLORS = ("#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494")
"""Share of households reached: few light, many dark. Source: ColorBrewer, YlGnBu."""

DAYS_COLORS = ("#ffffd4", "#fed98e", "#fe9929", "#d95f0e", "#993404", "#4d1a5c")
"""Days since the last visit, and never. Source: ColorBrewer, YlOrBr; the last one stands apart from the scale."""

COUNT_COLORS = ("#fdd49e", "#fdae6b", "#f77f50", "#e0402b", "#a50f15")
"""Incidents; the palest step still shows on the pale ground. Source: after ColorBrewer, OrRd and Reds."""

COUNT_SHARES = (0.1, 0.25, 0.5, 0.75)
"""Counts of incidents are skewed: finer steps at the low end."""

PEAK_SHARES = (0.2, 0.4, 0.6, 0.8, 1.0)
"""Densities are classed in fifths of their peak."""

LACK_COLORS = ("#7b3294", "#c2a5cf", "#f7f7f7", "#a6dba0")
"""Register beside estimate: lacks much, lacks some, agrees, has too many. Source: ColorBrewer, PRGn."""

BEAT_COLORS = ("#88ccee", "#ddcc77", "#44aa99", "#cc6677", "#999933", "#aa4499", "#bbbbbb")
"""Beats side by side; they are named on the map too. Source: Paul Tol, Colour schemes (2021), muted."""


def class_of(value: float, upper_edges: Sequence[float]) -> int:
    """Return the index of the first class whose upper edge (included) is not below `value`; else the last one.

    >>> [class_of(value, [0.2, 0.4]) for value in (0.0, 0.2, 0.21, 0.9)]
    [0, 0, 1, 2]
    """
    return next((i for i, edge in enumerate(upper_edges) if value <= edge), len(upper_edges))


def count_edges(counts: Sequence[int]) -> tuple[int, ...]:
    """Return the upper edges of all classes but the last, ascending whole numbers from 1; () up to one incident.

    >>> count_edges([0, 3, 40]), count_edges([2, 1])
    ((4, 10, 20, 30), (1,))
    """
    most = max(counts, default=0)
    return tuple(sorted({edge for edge in (math.ceil(most * share) for share in COUNT_SHARES) if 1 <= edge < most}))


def count_labels(edges: Sequence[int]) -> list[str]:
    """Return the labels of the classes of `count_edges`.

    >>> count_labels((1, 10)), count_labels(())
    (['1', '2–10', '≥11'], ['≥1'])
    """
    lows = [1, *(edge + 1 for edge in edges)]
    labels = [str(low) if low == high else f"{low}–{high}" for low, high in zip(lows, edges, strict=False)]
    return [*labels, f"≥{lows[-1]}"]
