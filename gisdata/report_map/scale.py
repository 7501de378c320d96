"""Scale bar and north arrow of a printed map."""

from __future__ import annotations

import math

from matplotlib.axes import Axes

from gisdata.layers.words import say_layer
from gisdata.records.language import Language
from gisdata.report_map.font import Font
from gisdata.report_map.halo import write_on_map

MOST_OF_WIDTH = 0.28
"""A bar of this share of the map's width at most: long enough to measure with, short enough to cover little."""


def bar_length_m(wide_m: float) -> int:
    """Return the longest of 1, 2, 5, 10, 20, 50, ... metres that is no longer than 28 % of the map's width.

    >>> bar_length_m(4_100), bar_length_m(900), bar_length_m(2)
    (1000, 200, 1)
    """
    most = max(1.0, wide_m * MOST_OF_WIDTH)
    power = 10 ** math.floor(math.log10(most))
    return int(next(step * power for step in (5, 2, 1) if step * power <= most))


def draw_scale_bar(axes: Axes, font: Font, language: Language) -> None:
    """Draw the bar into the lower left corner, with its length in metres or kilometres."""
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    wide, high = east - west, north - south
    length = bar_length_m(wide)
    x, y, tick = west + 0.03 * wide, south + 0.035 * high, 0.008 * high
    for width, color in ((4.5, "#ffffff"), (1.6, "#1b2430")):
        axes.plot([x, x, x + length, x + length], [y + tick, y, y, y + tick], color=color, linewidth=width, zorder=11,
                  solid_capstyle="butt")
    unit = "kilometres" if length >= 1000 else "metres"
    text = f"{length // 1000 if length >= 1000 else length} {say_layer(unit, language)}"
    write_on_map(axes, (x + length / 2, y + 1.6 * tick), text, ha="center", va="bottom", zorder=11,
                 fontproperties=font.of(8))


def draw_north_arrow(axes: Axes, font: Font, language: Language) -> None:
    """Draw an arrow to the north into the upper right corner; the map is north up."""
    axes.annotate("", xy=(0.965, 0.965), xytext=(0.965, 0.895), xycoords="axes fraction", zorder=11,
                  arrowprops={"arrowstyle": "-|>,head_width=0.35,head_length=0.7", "color": "#1b2430",
                              "linewidth": 1.6})
    write_on_map(axes, (0.965, 0.885), say_layer("north", language), transform=axes.transAxes, ha="center", va="top",
                 zorder=11, fontproperties=font.of(9))
