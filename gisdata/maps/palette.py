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
