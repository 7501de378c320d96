"""A good set of sites to begin with: the best next one, then exchanges of one for another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.rooms.model import Ints, RoomProblem
from planner.rooms.reach import tenths_of, weights_of


def start_sites(problem: RoomProblem) -> list[int]:
    """Return sites that no exchange of one for another makes better, at most one for each session, in order of gain.

    The way from stop to stop is not looked at. The first sites alone, each adding most to those before it, gain at
    least 63 % of the best (Nemhauser, Wolsey, Fisher, Mathematical Programming 14, 1978) where cells are apart.
    """
    weights, reach = weights_of(problem), tenths_of(problem.walk_s, problem.rule)
    desk = tenths_of(problem.desk_s, problem.rule)
    chosen: list[int] = []
    while len(chosen) < len(problem.sessions):
        site, more = _best_more(problem, reach, weights, _with(desk, reach, chosen), chosen)
        if more == 0:
            return chosen
        chosen.append(site)
    while (better := _exchanged(problem, reach, weights, desk, chosen)) is not None:
        chosen = better
    return chosen


def _exchanged(
    problem: RoomProblem, reach: Ints, weights: Ints, desk: Ints, chosen: Sequence[int],
) -> list[int] | None:
    """Return the sites after the exchange that adds most, None when none adds anything."""
    now = int((weights * _with(desk, reach, chosen)).sum())
    best: tuple[int, list[int]] = (now, [])
    for gone in range(len(chosen)):
        kept = [*chosen[:gone], *chosen[gone + 1:]]
        base = _with(desk, reach, kept)
        site, more = _best_more(problem, reach, weights, base, kept)
        total = int((weights * base).sum()) + more
        if total > best[0]:
            best = total, [*kept, site]
    return best[1] or None


def _with(desk: Ints, reach: Ints, sites: Sequence[int]) -> Ints:
    return np.asarray(np.maximum(desk, reach[list(sites)].max(axis=0, initial=0)), dtype=np.int64)


def _best_more(
    problem: RoomProblem, reach: Ints, weights: Ints, base: Ints, chosen: Sequence[int],
) -> tuple[int, int]:
    """Return the site that adds most to `base`, and what it adds; (-1, 0) when nothing adds anything."""
    taken = {problem.cells[i] for i in chosen}
    more = np.maximum(reach - base, 0) @ weights
    more[[cell in taken for cell in problem.cells]] = 0
    if not len(more) or more.max() == 0:
        return -1, 0
    return int(more.argmax()), int(more.max())
