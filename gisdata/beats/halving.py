"""Beats by halving: cut the community in two by a straight line, by minutes, and each part again."""

from __future__ import annotations

import numpy as np

from gisdata.beats.blocks import Longs
from gisdata.geodesy import Floats

DIRECTIONS = 12
"""Lines tried for each cut, 15 degrees apart; the one with the least spread of both parts is taken."""


def halve(xy_m: Floats, weight: Floats, n_beats: int) -> Longs:
    """Return the beat of each block, 0 to n_beats - 1; each has about its share of the weight, as blocks allow.

    There must be at least `n_beats` blocks with weight. Against weighted k-means with reaches (a power diagram), both
    followed by `even_out`: as compact, and nearer to even on the sample town and Lauf (see the README).
    """
    beat = np.zeros(len(xy_m), dtype=np.int64)
    _halve(np.arange(len(xy_m)), n_beats, 0, beat=beat, xy_m=xy_m, weight=weight)
    return beat


def _halve(mine: Longs, n_beats: int, first: int, *, beat: Longs, xy_m: Floats, weight: Floats) -> None:
    beat[mine] = first
    if n_beats == 1:
        return
    n_left = n_beats // 2
    cuts = (_cut(mine, (n_left, n_beats - n_left), angle, xy_m=xy_m, weight=weight)
            for angle in np.arange(DIRECTIONS) * (np.pi / DIRECTIONS))
    left, right = min(cuts, key=lambda two: sum(_spread(xy_m[part], weight[part]) for part in two))
    _halve(left, n_left, first, beat=beat, xy_m=xy_m, weight=weight)
    _halve(right, n_beats - n_left, first + n_left, beat=beat, xy_m=xy_m, weight=weight)


def _cut(mine: Longs, n_beats: tuple[int, int], angle: float, *, xy_m: Floats, weight: Floats) -> tuple[Longs, Longs]:
    """Return the blocks on either side of the line that shares the weight out best by the beats of both sides.

    Each side keeps at least as many blocks with weight as it has beats.
    """
    along_m = xy_m[mine] @ np.array([np.cos(angle), np.sin(angle)])
    ordered = mine[np.argsort(along_m, kind="stable")]
    before = np.cumsum(weight[ordered])
    n_before = np.cumsum(weight[ordered] > 0)
    possible = (n_before >= n_beats[0]) & (n_before[-1] - n_before >= n_beats[1])
    off = np.abs(before - before[-1] * n_beats[0] / sum(n_beats))
    at = int(np.argmin(np.where(possible, off, np.inf))) + 1
    return ordered[:at], ordered[at:]


def _spread(xy_m: Floats, weight: Floats) -> float:
    """Return the sum of squared distances to the middle, by weight (empty blocks count a little)."""
    mass = weight + 1e-6 * (weight.sum() + 1)
    middle = mass @ xy_m / mass.sum()
    return float(mass @ ((xy_m - middle) ** 2).sum(axis=1))
