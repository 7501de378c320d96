"""Hot spots by hour of the week: a layer with a frame for each of 168 hours."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from gisdata.layers.classes import COUNT_COLORS, PEAK_SHARES
from gisdata.maps.cells_layer import NO_CLASS, CellLayer, ColorClass
from gisdata.maps.cells_packing import Classes

HOURS = "hours"

LEAST = 5
"""Under so many incidents in three hours and nine squares nothing is coloured: no report shows alone."""

Floats = npt.NDArray[np.float64]


def hours_layer(by_hour: Floats, words: dict[str, str], source: str) -> tuple[CellLayer, Classes] | None:
    """Return the layer and the class of each square in each hour; None when five incidents never come together.

    `by_hour`: shape (168, squares), as `hours_around` gives it. The layer opens on the busiest hour.
    """
    peak = float(by_hour.max(initial=0.0))
    if peak < LEAST:
        return None
    # fifths of what lies between the least and the peak, the same for all hours, so that hours compare
    fifths = {math.ceil(LEAST + (peak - LEAST) * share) for share in PEAK_SHARES[:-1]}
    edges = sorted(fifths - {math.ceil(peak)})
    found = np.searchsorted(edges, by_hour, side="left")
    classes = np.where(by_hour >= LEAST, found, NO_CLASS).astype(np.int8)
    days = words["weekdays"].split()
    frames = tuple(words["hour"].format(weekday=days[hour // 24], start=hour % 24, end=hour % 24 + 1)
                   for hour in range(len(by_hour)))
    low, *others = (*edges, math.ceil(peak))
    labels = [f"{LEAST}–{low}" if low > LEAST else str(LEAST), *(f"≤{edge}" for edge in others)]
    steps = tuple(ColorClass(color=c, label=text) for c, text in zip(COUNT_COLORS, labels, strict=False))
    layer = CellLayer(key=HOURS, name=words["hours_layer"], legend=words["hours_legend"], classes=steps, source=source,
                      note=words["hours_note"].format(least=LEAST), frames=frames,
                      start=int(by_hour.max(axis=1).argmax()))
    return layer, classes
