"""Whether incidents of a cell become more or fewer: a test that says so only when the counts can bear it."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy.stats import binom, false_discovery_control

from gisdata.errors import WrongArgument
from gisdata.hotspots.gi_star import LEVEL

Counts = npt.NDArray[np.int64]


class Trend(StrEnum):
    """What the later part of a span shows beside the earlier one. TOO_FEW: no outcome could have told anything."""

    NEW = "new"
    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"
    GONE = "gone"
    TOO_FEW = "too few"


def trend_of_counts(before: npt.ArrayLike, after: npt.ArrayLike, *, share_after: float) -> list[Trend]:
    """Return the trend of each cell from its incidents before and after a day; `share_after`: share of time after it.

    With a steady rate, `after` out of both is binomial with `share_after`: an exact test, two-sided by doubling the
    smaller tail, with false discovery control over the cells that can be tested at all. A cell is TOO_FEW when even
    all of its incidents on one side could not reach 0.05; with equal halves these are cells of up to five. NEW and
    GONE are significant changes from and to nothing; a change that is not significant is STEADY, which is no proof
    of steadiness. The season is not taken out.

    Raises WrongArgument when `share_after` is not between 0 and 1, or a count is below 0.

    Source: J. Przyborowski and H. Wilenski, Homogeneity of results in testing samples from Poisson series,
    Biometrika 31 (1940) 313-323; cells that cannot be tested: R. E. Tarone, A modified Bonferroni method for
    discrete data, Biometrics 46 (1990) 515-522.
    """
    earlier, later = np.asarray(before, dtype=np.int64), np.asarray(after, dtype=np.int64)
    if not 0 < share_after < 1 or (earlier < 0).any() or (later < 0).any():
        raise WrongArgument("a trend needs two spans of time and counts of at least 0")
    both = earlier + later
    tail = np.minimum(binom.cdf(later, both, share_after), binom.sf(later - 1, both, share_after))
    p = np.minimum(1.0, 2 * tail)
    testable = 2 * np.minimum(share_after, 1 - share_after) ** both <= LEVEL
    testable &= 2 * np.maximum(share_after, 1 - share_after) ** both <= LEVEL
    significant = np.zeros(both.shape, dtype=bool)
    significant[testable] = false_discovery_control(p[testable]) <= LEVEL if testable.any() else False
    grew = later > both * share_after
    return [
        _class(int(was), int(now), bool(can), bool(sure), bool(up))
        for was, now, can, sure, up in zip(earlier, later, testable, significant, grew, strict=True)
    ]


def _class(was: int, now: int, can: bool, sure: bool, up: bool) -> Trend:
    if not can:
        return Trend.TOO_FEW
    if not sure:
        return Trend.STEADY
    if up:
        return Trend.NEW if was == 0 else Trend.RISING
    return Trend.GONE if now == 0 else Trend.FALLING
