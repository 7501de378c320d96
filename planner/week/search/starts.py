"""The start of the search: insertions in three passes, the best kept."""

from __future__ import annotations

import numpy as np

from planner.week.insertion import Orders
from planner.week.search.annealing import Best, capped, note_best, worth_of
from planner.week.search.arrays import MUST, UNLIMITED, VISIT, Floats, Week
from planner.week.search.chance import Stream, draw
from planner.week.search.insertion import fill, insert_group, time_all
from planner.week.search.walks import Walks, set_orders
from planner.week.tables import Flags

_NOISE = 0.12
"""Spread of the factors on the worth of visits in the noisy starts."""

_STEPS_OF_STARTS = 40_000
"""Tasks times shifts that all starts together may hold: some 0.2 s; a big week gets the plain start alone."""

_MOST_STARTS = 12

_TRIES = 6
"""Runs of the must passes; those left out go first in the next run."""


def best_start(week: Week, walks: Walks, best: Best, *, seeds: Orders, stream: Stream) -> None:
    """Leave the best of a few insertions in `best`: a plain one, then noisy ones.

    `seeds` are orders of duties that are in time; they are built upon where the plain passes miss a duty. Where a
    prize is enough and a duty is missed, they are made again with no end of prize: a visit may be the only way to it.
    """
    again = stream.copy()
    _try_starts(week, walks, best, week.enough, seeds, stream)
    if week.enough < UNLIMITED and best.worth[0] < week.task[week.offered, MUST].sum():
        _try_starts(week._replace(enough=UNLIMITED), walks, best, week.enough, seeds, again)


def _try_starts(week: Week, walks: Walks, best: Best, enough: int, seeds: Orders, stream: Stream) -> None:
    """Make all starts; the best is that of most prize up to `enough`."""
    nobody: Orders = tuple(() for _ in seeds)
    n_must = int(week.task[week.offered, MUST].sum())
    _insert_week(week, walks, best, enough, nobody, np.ones(len(week.task)), stream)
    chosen = nobody
    if best.worth[0] < n_must:
        n_before = int(best.worth[0])
        _insert_week(week, walks, best, enough, seeds, np.ones(len(week.task)), stream)
        chosen = seeds if best.worth[0] > n_before else nobody
    n_starts = min(_MOST_STARTS, _STEPS_OF_STARTS // max(1, len(week.task) * len(week.shift)))
    for _ in range(n_starts - 1):
        noise = np.exp([_NOISE * _normal(stream) for _ in range(len(week.task))])
        _insert_week(week, walks, best, enough, chosen, noise, stream)


def try_orders(week: Week, walks: Walks, best: Best, orders: Orders) -> None:
    """Keep given orders in `best` if they are in time and better."""
    set_orders(walks, orders)
    if time_all(week, walks):
        note_best(walks, best, capped(week, worth_of(week, walks)))


def _insert_week(
    week: Week, walks: Walks, best: Best, enough: int, seeds: Orders, noise: Floats, stream: Stream
) -> None:
    """Insert patrols, mandatory visits and the rest, each as far as it goes; keep the result if it is the best."""
    first = np.zeros(len(week.task), dtype=bool)
    is_must = week.task[:, MUST] == 1
    for _ in range(_TRIES):
        set_orders(walks, seeds)
        if not time_all(week, walks):
            return
        for group in (is_must & first, is_must & (week.task[:, VISIT] == 0), is_must):
            _insert(week, walks, group, np.ones(len(week.task)), stream)
        missing = is_must & (walks.where < 0)
        missing[np.setdiff1d(np.arange(len(missing)), week.offered)] = False
        if not (missing & ~first).any():
            break
        first |= missing
    _insert(week, walks, ~is_must, week.value[0] * noise, stream)
    fill(week, walks, stream)
    note_best(walks, best, capped(week._replace(enough=enough), worth_of(week, walks)))


def _insert(week: Week, walks: Walks, group: Flags, worth: Floats, stream: Stream) -> None:
    tasks = week.offered[group[week.offered] & (walks.where[week.offered] < 0)]
    if len(tasks):
        insert_group(week, walks, tasks, worth[tasks], stream)


def _normal(stream: Stream) -> float:
    """Return a number with mean 0 and spread 1 (sum of twelve)."""
    return sum(draw(stream) for _ in range(12)) - 6.0
