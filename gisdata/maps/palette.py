"""Colours of the maps; a test simulates colour-blind readers and holds neighbouring classes apart for all of them."""

from __future__ import annotations

OFFICER_COLORS = (
    "#0072b2", "#bf4f00", "#882255", "#117733", "#e69f00", "#332288", "#cc79a7", "#5b6770", "#44aa99", "#7a5c00",
    "#56b4e9", "#aa4499",
)
"""Dark enough on the pale ground, numbers on each readable (WCAG AA: vermilion is darkened for that); mixed so
that neighbours in the list differ in lightness too.

Source: Okabe and Ito, Color universal design (2008); Paul Tol, Colour schemes (2021), muted.
"""

SHARE_COLORS = ("#ffffcc", "#96d6b0", "#41b6c4", "#2c7fb8", "#253494")
"""Share of households reached: few light, many dark. Source: after ColorBrewer, YlGnBu."""

DAYS_COLORS = ("#ffffd4", "#fed98e", "#fe9929", "#d95f0e", "#993404", "#4d1a5c")
"""Days since the last visit, and never. Source: ColorBrewer, YlOrBr; the last one stands apart from the scale."""

COUNT_COLORS = ("#fee391", "#fe9b4d", "#e8603c", "#bd2a2a", "#7a0f1c")
"""Incidents; the palest step still shows on the pale ground. Source: after ColorBrewer, YlOrRd."""

GAP_COLORS = ("#2d0a4e", "#8073ac", "#d8daeb", "#fdb863", "#e08214", "#7f3b08")
"""Register against estimate: too many rows (violet), about right, too few (orange), ever more. Source: after
ColorBrewer, PuOr; the ends are darkened so that neighbours stay apart for every kind of colour-blind reader.
"""

SEAM_COLORS = ("#9db4c8", "#f0c24b", "#7a0177")
"""Cells, gaps between them, overlaps of them: pale, light, dark."""

LOAD_COLORS = ("#5e3c99", "#b2abd2", "#fee0b6", "#fdb863", "#b35806")
"""Minutes of a beat against the mean: far less, less, even, more, far more. Source: after ColorBrewer, PuOr."""

DARK_INK, LIGHT_INK = "#1b2430", "#ffffff"


def officer_color(index: int) -> str:
    """Return the line colour of the officer at `index`; after twelve officers colours come again."""
    return OFFICER_COLORS[index % len(OFFICER_COLORS)]


def ink_on(color: str) -> str:
    """Return the text colour, dark or white, with the higher contrast on `color` ("#rrggbb").

    Source: WCAG 2.1, relative luminance and contrast ratio.

    >>> ink_on("#332288"), ink_on("#e69f00")
    ('#ffffff', '#1b2430')
    """
    ground = _luminance(color)
    on_white = (_luminance(LIGHT_INK) + 0.05) / (ground + 0.05)
    on_dark = (ground + 0.05) / (_luminance(DARK_INK) + 0.05)
    return LIGHT_INK if on_white >= on_dark else DARK_INK


def rgb(color: str) -> tuple[int, int, int]:
    """Return red, green, blue (0..255) of "#rrggbb"."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in rgb(color))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
