"""Travel times between points: the table, and how one is computed on a graph."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gisdata.geodesy import Floats
from gisdata.streets.engine import Engine
from gisdata.streets.mode_graph import CENTISECONDS_PER_S, Longs, ModeGraph
from gisdata.streets.positions import Positions, along_street_cs
from planner.model import NO_WAY
from planner.sentence import Sentence

Seconds = npt.NDArray[np.int32]

N_ROWS_AT_ONCE = 256
"""Places per block: with 10,000 points a block of times takes 20 MB."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TravelTable:
    """Travel times between n points, or from the first of them to all.

    `duration_s`: int32, shape (n_origins, n), n_origins = n unless told otherwise; [i, j] is the time from point i to
    point j in seconds, to the nearest second but at least 1 between different points; -1 where there is no way;
    diagonal 0; need not be symmetric. `faults`: per point None, or why no street reaches it (then its row and column
    are -1). `notes`: what is estimated.
    """

    duration_s: Seconds
    faults: tuple[Sentence | None, ...]
    notes: tuple[Sentence, ...]

    def __post_init__(self) -> None:
        self.duration_s.setflags(write=False)


def whole_seconds(duration_s: Floats) -> Seconds:
    """Return the nearest whole seconds, at least 1; inf becomes -1.

    Rounding keeps a sum of legs within half a second per leg; going up always would add that half to every leg.
    """
    seconds = np.maximum(np.rint(np.where(np.isfinite(duration_s), duration_s, 0.0)), 1)
    return np.where(np.isfinite(duration_s), seconds, NO_WAY).astype(np.int32)


def table_on_streets(
    positions: Positions, place: Longs, walk_s: Floats, *, graph: ModeGraph, engine: Engine, n_origins: int,
) -> Seconds:
    """Return the times from the first `n_origins` points to all: walk to the street, along it, walk to the door.

    `place`: each point's place in `positions`, -1 for none. `walk_s`: each point's way to the street in seconds.
    The diagonal is not set to 0 here; equal points are the caller's to know.
    """
    duration_s = np.full((n_origins, len(place)), NO_WAY, dtype=np.int32)
    known = np.flatnonzero(place >= 0)
    origins = known[known < n_origins]
    asked = np.unique(place[origins])
    entries, entry = np.unique(positions.node, return_inverse=True)
    entry = entry.reshape(positions.node.shape)
    neighbours = _same_street(positions)
    for first in range(0, len(asked), N_ROWS_AT_ONCE):
        rows = asked[first:first + N_ROWS_AT_ONCE]
        exits, exit_ = np.unique(positions.node[rows], return_inverse=True)
        between_cs = engine.costs_cs(exits, entries)
        block_cs = _block(positions, rows, between_cs, exit_.reshape(len(rows), 2), entry)
        for i, row in enumerate(rows.tolist()):
            others = neighbours[row]
            block_cs[i, others] = np.minimum(block_cs[i, others], along_street_cs(positions, graph, row, others))
        points = origins[np.isin(place[origins], rows)]
        ride_s = block_cs[np.ix_(np.searchsorted(rows, place[points]), place[known])] / CENTISECONDS_PER_S
        ride_s += walk_s[points][:, None] + walk_s[known][None, :]
        duration_s[np.ix_(points, known)] = whole_seconds(ride_s)
    return duration_s


def _block(
    positions: Positions, rows: Longs, between_cs: Floats, exit_: Longs, entry: Longs,
) -> Floats:
    """Return the costs from the places in `rows` to all places, over the better of two ways out and two ways in."""
    best = np.full((len(rows), len(positions)), np.inf)
    for out in (0, 1):
        from_place = between_cs[exit_[:, out]] + positions.out_cs[rows, out][:, None]
        for in_ in (0, 1):
            np.minimum(best, from_place[:, entry[:, in_]] + positions.in_cs[:, in_][None, :], out=best)
    return best


def _same_street(positions: Positions) -> list[Longs]:
    """Return for each place all places on its segment, itself included."""
    order = np.argsort(positions.segment, kind="stable")
    _, starts = np.unique(positions.segment[order], return_index=True)
    neighbours: list[Longs] = [np.empty(0, dtype=np.int64)] * len(positions)
    for group in np.split(order, starts[1:]):
        for i in group.tolist():
            neighbours[i] = group
    return neighbours
