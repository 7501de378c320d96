"""Which patrols of a shift have runs: the fixed ones, done exactly once, and those done at will."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from planner.model import Patrol
from planner.week.bound.patrol_runs import PatrolledShift, Run, alone, runs_of, together
from planner.week.bound.reach import Reach
from planner.week.tables import Flags

MOST_PATROLS = 3
"""Patrols of a shift that are done exactly once, in layers; each doubles the work. Others are done at will."""

MOST_OF_CELL = 4
"""Patrols of one cell whose runs are looked at, alone and all together; others take their least stay alone."""

@dataclass(frozen=True, kw_only=True)
class Patrols:
    """The patrols of a shift that have runs, `fixed` ones and those done `at_will`; and all runs."""

    fixed: tuple[int, ...]
    at_will: tuple[int, ...]
    runs: tuple[Run, ...]


def patrols_of(reach: Reach, shift: int, required: Flags, bucket_s: int) -> Patrols:
    """Return the patrols with runs: fixed are those that must be done in this shift and no other, MOST_PATROLS at most.

    A patrol with a cell whose presence is longer than its dwell is alone or has visits beside it. Two or more of
    one cell may share visits; then they are one run, since no second of it is in two runs that are added up.
    """
    one, fits = PatrolledShift(reach, shift, bucket_s), reach.fits
    able = fits[shift] & reach.tables.is_patrol
    own = [int(k) for k in (able & required & (fits.sum(axis=0) == 1)).nonzero()[0]]
    shared = [int(k) for k in able.nonzero()[0] if _shares(one.patrol(int(k)), bucket_s)]
    first = sorted(own, key=lambda k: (k not in shared, k))[:MOST_PATROLS]
    cells = list(_by_cell(one, sorted(shared, key=lambda k: (k not in first, -one.patrol(k).presence_s, k))))
    beside = {k for members in cells for k in members}
    solo = [k for k in first if k not in shared and reach.stay_s[k] >= bucket_s]
    fixed = sorted([*solo, *(k for k in first if k in beside)])
    runs = [alone(one, k) for k in solo]
    for members in cells:
        for k in members:
            runs += runs_of(one, k)
        for size in range(2, len(members) + 1):
            for some in combinations(sorted(members), size):
                runs += together(one, some)
    return Patrols(fixed=tuple(fixed), at_will=tuple(sorted(beside - set(fixed))), runs=tuple(runs))


def _by_cell(one: PatrolledShift, patrols: Sequence[int]) -> Iterator[list[int]]:
    """Yield the patrols of each cell, the first MOST_OF_CELL of them."""
    for cell in dict.fromkeys(one.patrol(k).cell for k in patrols):
        yield [k for k in patrols if one.patrol(k).cell == cell][:MOST_OF_CELL]


def _shares(patrol: Patrol, bucket_s: int) -> bool:
    return patrol.cell is not None and patrol.presence_s >= max(bucket_s, patrol.min_dwell_s + 1)
