"""Classes of figures and their colours, the same on maps, in files and in reports, for colour-blind readers too."""

from __future__ import annotations

import math
from collections.abc import Sequence

SHARE_EDGES = (0.2, 0.4, 0.6, 0.8)
"""Fifths: a cell changes colour four times on its way to every household."""

SHARE_COLORS = ("#ffffcc", "#96d6b0", "#41b6c4", "#2c7fb8", "#253494")
"""Share of households reached: few light, many dark. Source: after ColorBrewer, YlGnBu."""

DAYS_EDGES = (30, 90, 180, 365)
"""A month, a quarter, half a year, a year."""

NEVER = len(DAYS_EDGES) + 1
"""The class of a cell without any visit, after all classes of days."""

DAYS_COLORS = ("#ffffd4", "#fed98e", "#fe9929", "#d95f0e", "#993404", "#4d1a5c")
"""Days since the last visit, and never. Source: ColorBrewer, YlOrBr; the last one stands apart from the scale."""

COUNT_COLORS = ("#fee391", "#fe9b4d", "#e8603c", "#bd2a2a", "#7a0f1c")
"""Incidents; the palest step still shows on the pale ground. Source: after ColorBrewer, YlOrRd."""

COUNT_SHARES = (0.1, 0.25, 0.5, 0.75)
"""Counts of incidents are skewed: finer steps at the low end."""

PEAK_SHARES = (0.2, 0.4, 0.6, 0.8, 1.0)
"""Densities are classed in fifths of their peak."""

GAP_EDGES = (0.2, 0.4)
"""A fifth and two fifths of the estimate: an officer sees the difference walking through the cell."""

GAP_COLORS = ("#2d0a4e", "#8073ac", "#d8daeb", "#fdb863", "#e08214", "#7f3b08")
"""Register against estimate: too many rows (violet), about right, too few (orange), ever more. Source: after
ColorBrewer, PuOr; the ends are darkened so that neighbours stay apart for every kind of colour-blind reader.
"""

WIDTH_EDGES = (0.1, 0.2, 0.3, 0.5)
"""Width of an interval as a share of the estimate: from one that settles the matter to one that says: go and look."""

SEAM_COLORS = ("#9db4c8", "#f0c24b", "#7a0177")
"""Cells, gaps between them, overlaps of them: pale, light, dark."""

LOAD_EDGES = (-0.10, -0.05, 0.05, 0.10)
"""Within 10 % of the mean minutes counts as even; half of it shows which way the rest leans."""

LOAD_COLORS = ("#5e3c99", "#b2abd2", "#fee0b6", "#fdb863", "#b35806")
"""Minutes of a beat against the mean: far less, less, even, more, far more. Source: after ColorBrewer, PuOr."""

BEAT_COLORS = ("#88ccee", "#ddcc77", "#cc6677", "#999933", "#44aa99", "#aa4499", "#bbbbbb")
"""Beats side by side; they are named on the map too, and begin again after seven.

Source: Paul Tol, Colour schemes (2021), muted.
"""


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
