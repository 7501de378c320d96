"""Makes beats hang together and evens out their minutes by moving blocks across borders."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gisdata.beats.blocks import Longs
from gisdata.geodesy import Floats

MOST_MOVES = 20
"""Moves per block: far more than evening out ever took, so that a loop ends."""

EVEN_ENOUGH = 0.02
"""Two beats that differ by less than this part of the mean are even; more moves would only fray their border."""

Neighbours = Sequence[Sequence[int]]


def even_out(beat: Longs, neighbours: Neighbours, *, xy_m: Floats, weight: Floats) -> Longs:
    """Return beats that each hang together and whose weights differ as little as moves of single blocks can reach.

    Parts cut off from the largest of their beat go to the beat around them. Then a block at a border moves to a
    lighter beat as long as that brings the two nearer to each other and leaves its own beat whole; of all such moves
    the one that lengthens the ways least for the weight it evens out.
    """
    beat = _whole(beat.copy(), neighbours, weight)
    n_beats = int(beat.max()) + 1
    for _ in range(MOST_MOVES * len(beat)):
        load = np.bincount(beat, weights=weight, minlength=n_beats).astype(np.float64)
        middles = np.array([_middle(xy_m[beat == k], weight[beat == k]) for k in range(n_beats)])
        moves = sorted(_moves(beat, neighbours, load, weight=weight, xy_m=xy_m, middles=middles))
        chosen = next(((block, to) for _, block, to in moves if _stays_whole(beat, neighbours, block)), None)
        if chosen is None:
            break
        beat[chosen[0]] = chosen[1]
    return beat


def _moves(
    beat: Longs, neighbours: Neighbours, load: Floats, *, weight: Floats, xy_m: Floats, middles: Floats
) -> list[tuple[float, int, int]]:
    found = []
    target = float(load.mean())
    for block in range(len(beat)):
        mine = int(beat[block])
        for to in {int(beat[other]) for other in neighbours[block]} - {mine}:
            difference = load[mine] - load[to]
            if not 0 < weight[block] < difference or difference < target * EVEN_ENOUGH:
                continue
            gain = weight[block] * (difference - weight[block])
            further = ((xy_m[block] - middles[to]) ** 2).sum() - ((xy_m[block] - middles[mine]) ** 2).sum()
            found.append((float(max(further, 1.0) * weight[block] / gain), block, to))
    return found


def _stays_whole(beat: Longs, neighbours: Neighbours, block: int) -> bool:
    """Tell whether the beat of a block hangs together without it and is not empty."""
    mine = beat[block]
    rest = {int(other) for other in np.flatnonzero(beat == mine)} - {block}
    return bool(rest) and len(_reached(next(iter(rest)), rest, neighbours)) == len(rest)


def _whole(beat: Longs, neighbours: Neighbours, weight: Floats) -> Longs:
    """Give the parts that are cut off from the heaviest of their beat to the lightest beat beside them."""
    while True:
        loose = _loose_part(beat, neighbours, weight)
        if not loose:
            return beat
        load = np.bincount(beat, weights=weight)
        beside = {int(beat[other]) for block in loose for other in neighbours[block]} - {int(beat[next(iter(loose))])}
        beat[sorted(loose)] = min(beside, key=lambda k: (load[k], k))


def _loose_part(beat: Longs, neighbours: Neighbours, weight: Floats) -> set[int]:
    for k in range(int(beat.max()) + 1):
        left = {int(block) for block in np.flatnonzero(beat == k)}
        parts = []
        while left:
            part = _reached(min(left), left, neighbours)
            parts.append(part)
            left -= part
        if len(parts) > 1:
            return min(parts, key=lambda part: (sum(weight[block] for block in part), len(part), min(part)))
    return set()


def _reached(start: int, within: set[int], neighbours: Neighbours) -> set[int]:
    reached, waiting = {start}, [start]
    while waiting:
        for other in neighbours[waiting.pop()]:
            if other in within and other not in reached:
                reached.add(other)
                waiting.append(other)
    return reached


def _middle(xy_m: Floats, weight: Floats) -> Floats:
    mass = weight + 1e-6 * (weight.sum() + 1)
    return np.asarray(mass @ xy_m / mass.sum(), dtype=np.float64)
