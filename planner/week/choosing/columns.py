"""Columns of the packing: the routes of the pool as sets of tasks, with what each is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.week.search.arrays import MUST, PRIZE, UNLIMITED, Week
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
    leaves out outweighs all prizes. `served`: duties of the plan, which must stay served. `prize[j]` is the prize of
    route j; what a combination has beyond `enough` gains nothing (UNLIMITED: there is no such limit).
    """

    shift: Ints
    first: Ints
    task: Ints
    gain: Ints
    prize: Ints
    n_own: int
    served: Flags
    point_s: int
    enough: int

    def __len__(self) -> int:
        return len(self.shift)

    @property
    def own_gain(self) -> int:
        """What the plan to beat is worth."""
        return self.gain_of(range(len(self) - self.n_own, len(self)))

    @property
    def is_capped(self) -> bool:
        """Tell whether some prize may gain nothing."""
        return self.enough < UNLIMITED

    def gain_of(self, chosen: Sequence[int]) -> int:
        """Return what a combination of routes is worth."""
        beyond = max(0, sum(int(self.prize[j]) for j in chosen) - self.enough)
        return sum(int(self.gain[j]) for j in chosen) - beyond * self.point_s

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
    return Columns(
        shift=shift, first=first, task=task, gain=_sums(worth, task, first) - travel,
        prize=_sums(week.task[:, PRIZE], task, first), n_own=len(own), served=served, point_s=point_s,
        enough=week.enough,
    )


def _sums(of_task: Ints, task: Ints, first: Ints) -> Ints:
    """Return for each route the sum over its tasks."""
    whole = np.concatenate([[0], np.cumsum(of_task[task])])
    sums: Ints = whole[first[1:]] - whole[first[:-1]]
    return sums


def _point_s(shift: Ints, travel: Ints, n_shifts: int) -> int:
    """Return more seconds than any combination travels."""
    longest = np.zeros(n_shifts, dtype=np.int64)
    np.maximum.at(longest, shift, travel)
    return 1 + int(longest.sum())
