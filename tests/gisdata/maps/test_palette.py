"""The colours of the maps for readers who see fewer of them: neighbouring classes stay apart."""

from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt
import pytest

from gisdata.layers import classes
from gisdata.maps.palette import OFFICER_COLORS, rgb

Floats = npt.NDArray[np.float64]

SEEN_BY = {
    "everybody": np.eye(3),
    "protanopia": np.array([
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}
"""Linear RGB at full severity. Source: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, A physiologically-based model
for simulation of color vision deficiency, IEEE Transactions on Visualization and Computer Graphics 15 (2009)."""

ORDERED = ("SHARE_COLORS", "DAYS_COLORS", "COUNT_COLORS", "GAP_COLORS", "SEAM_COLORS", "LOAD_COLORS")
GROUND, OPACITY = "#f4f1ea", 0.62     # how static/maps/cells.js lays them on the ground
APART = 7.0
"""CIEDE2000; 1 is just noticeable side by side, and cells of two classes need not lie side by side."""


def lab(color: str, reader: str, opacity: float = 1.0) -> Floats:
    """Return CIE L*a*b* (D65) of a colour on the ground as a reader sees it."""
    mixed = (np.array(rgb(color)) * opacity + np.array(rgb(GROUND)) * (1 - opacity)) / 255
    linear = np.where(mixed <= 0.04045, mixed / 12.92, ((mixed + 0.055) / 1.055) ** 2.4)
    seen = np.clip(SEEN_BY[reader] @ linear, 0, 1)
    to_xyz = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                       [0.0193339, 0.1191920, 0.9503041]])
    x, y, z = (to_xyz @ seen) / np.array([0.95047, 1.0, 1.08883])
    fx, fy, fz = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z))
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


def difference(one: Floats, two: Floats) -> float:
    """Return the CIEDE2000 difference. Source: G. Sharma, W. Wu, E. N. Dalal, Color Res. Appl. 30 (2005) 21-30."""
    l1, a1, b1 = one
    l2, a2, b2 = two
    c7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    g = 0.5 * (1 - np.sqrt(c7 / (c7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    turn = 0.0 if not c1 * c2 else (h2 - h1 + 180) % 360 - 180
    dl, dc, dh = l2 - l1, c2 - c1, 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))
    light, c = (l1 + l2) / 2, (c1 + c2) / 2
    h = h1 + h2 if not c1 * c2 else (h1 + turn / 2) % 360
    t = (1 - 0.17 * np.cos(np.radians(h - 30)) + 0.24 * np.cos(np.radians(2 * h))
         + 0.32 * np.cos(np.radians(3 * h + 6)) - 0.20 * np.cos(np.radians(4 * h - 63)))
    sl, sc, sh = 1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2), 1 + 0.045 * c, 1 + 0.015 * c * t
    rt = (-2 * np.sqrt(c**7 / (c**7 + 25**7)) * np.sin(np.radians(60 * np.exp(-(((h - 275) / 25) ** 2)))))
    return float(np.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * (dc / sc) * (dh / sh)))


def test_the_difference_is_that_of_the_published_pairs() -> None:
    pairs = [((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425), ((50, 2.5, 0), (73, 25, -18), 27.1492),
             ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373), ((50, 0, 0), (50, -1, 2), 2.3669)]
    for one, two, known in pairs:
        assert difference(np.array(one, dtype=float), np.array(two, dtype=float)) == pytest.approx(known, abs=1e-4)


@pytest.mark.parametrize("reader", SEEN_BY)
@pytest.mark.parametrize("name", ORDERED)
def test_neighbouring_classes_on_the_map_stay_apart_for_every_reader(name: str, reader: str) -> None:
    for one, two in pairwise(getattr(classes, name)):
        apart = difference(lab(one, reader, OPACITY), lab(two, reader, OPACITY))
        assert apart >= APART, f"{one} and {two} are {apart:.1f} apart"


@pytest.mark.parametrize("reader", SEEN_BY)
def test_neighbouring_officers_stay_apart_for_every_reader(reader: str) -> None:
    for one, two in pairwise(OFFICER_COLORS):
        apart = difference(lab(one, reader), lab(two, reader))
        assert apart >= APART, f"{one} and {two} are {apart:.1f} apart"


@pytest.mark.parametrize("reader", SEEN_BY)
def test_neighbouring_beats_on_the_map_stay_apart_for_every_reader(reader: str) -> None:
    for one, two in pairwise((*classes.BEAT_COLORS, classes.BEAT_COLORS[0])):      # after the last they begin again
        apart = difference(lab(one, reader, OPACITY), lab(two, reader, OPACITY))
        assert apart >= APART, f"{one} and {two} are {apart:.1f} apart"


@pytest.mark.parametrize("reader", SEEN_BY)
def test_too_many_and_too_few_are_never_taken_for_each_other(reader: str) -> None:
    for colors in (classes.GAP_COLORS, classes.LOAD_COLORS):
        middle = 2
        for one, two in combinations(range(len(colors)), 2):
            if one < middle < two:
                assert difference(lab(colors[one], reader, OPACITY), lab(colors[two], reader, OPACITY)) >= APART


@pytest.mark.parametrize("name", ["SHARE_COLORS", "COUNT_COLORS", "DAYS_COLORS"])
def test_a_scale_grows_darker_for_every_reader(name: str) -> None:
    for reader in SEEN_BY:
        lightness = [lab(color, reader)[0] for color in getattr(classes, name)]
        assert lightness == sorted(lightness, reverse=True)
