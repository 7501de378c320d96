"""Columns of the packing: the routes of the pool as sets of tasks, with what each is worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.week.search.arrays import MUST, PRIZE, Week
from planner.week.search.pool import Pool
from planner.week.search.walks import TRAVEL, Walks
from planner.week.tables import Flags, Ints

_MOST_READ = 30_000
"""Routes read from a pool, those of the best plans: all 120,000 of a long run took 0.3 s more and changed no choice."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Columns:
    """Routes to choose from, those of the best plans first; the last `n_own` are the routes of the plan to beat.

    `task[first[j]:first[j + 1]]` are the tasks of route j in their order, `shift[j]` its shift. `gain[j]` counts
    seconds of travel: a point of prize outweighs the travel of any combination (`point_s`), a duty that the plan
    leaves out outweighs all prizes. `served`: duties of the plan, which must stay served.
    """

    shift: Ints
    first: Ints
    task: Ints
    gain: Ints
    n_own: int
    served: Flags
    point_s: int

    def __len__(self) -> int:
        return len(self.shift)

    @property
    def own_gain(self) -> int:
        """What the plan to beat is worth."""
        return int(self.gain[len(self) - self.n_own :].sum())

    def order(self, j: int) -> tuple[int, ...]:
        """Return the tasks of route j in their order."""
        return tuple(self.task[self.first[j] : self.first[j + 1]].tolist())


def read_pool(week: Week, walks: Walks, pool: Pool) -> Columns:
    """Return the best routes of the pool, then those on the walks (a shift without stops has none)."""
    met = np.flatnonzero(pool.size)
    met = met[np.argsort(-pool.worth[met], kind="stable")[:_MOST_READ]]
    own = np.flatnonzero(walks.size)
    size = np.concatenate([pool.size[met], walks.size[own]])
    rows = np.concatenate([pool.order[met].astype(np.int64), walks.order[own]])
    task = rows[np.arange(rows.shape[1]) < size[:, None]]
    shift = np.concatenate([pool.shift[met], own])
    travel = np.concatenate([pool.travel[met], walks.total[own, TRAVEL]])
    first = np.concatenate([[0], np.cumsum(size)])
    served = (week.task[:, MUST] == 1) & (walks.where >= 0)
    point_s = _point_s(shift, travel, len(walks.size))
    duty_s = point_s * (1 + int(week.task[:, PRIZE].sum()))
    worth = week.task[:, PRIZE] * point_s + np.where(served, 0, week.task[:, MUST]) * duty_s
    whole = np.concatenate([[0], np.cumsum(worth[task])])
    return Columns(
        shift=shift, first=first, task=task, gain=whole[first[1:]] - whole[first[:-1]] - travel, n_own=len(own),
        served=served, point_s=point_s,
    )


def _point_s(shift: Ints, travel: Ints, n_shifts: int) -> int:
    """Return more seconds than any combination travels."""
    longest = np.zeros(n_shifts, dtype=np.int64)
    np.maximum.at(longest, shift, travel)
    return 1 + int(longest.sum())
