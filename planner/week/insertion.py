"""Parallel insertion: the start of every search, and the plan itself where no search runs.

Three passes (patrols, mandatory visits, the rest); each step puts in the task with the highest prize for each
second it adds, wherever it fits. Duties go first: put in together with mandatory visits, a week of 50 shifts
lost two of 110 duties, with duties first it lost none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.week.room import TOO_DEAR_S, offers_in
from planner.week.tables import Flags, Ints, WeekTables

Orders = tuple[tuple[int, ...], ...]
"""One order of task numbers for each shift; empty for a shift without work."""

_STEP_S = 60
"""Seconds added to every insertion's cost, so that a task next door is not infinitely good (measured: 60)."""

_MUST_VALUE = 1.0
"""Worth of a patrol or mandatory visit while its pass runs: all the same, the nearest first."""

_TRIES = 6
"""Runs of the must passes; those left out go first in the next run (more never helped in the trials)."""


def insert_week(tables: WeekTables, seeds: Orders, *, noise: npt.NDArray[np.float64]) -> Orders:
    """Return orders that serve as many patrols and mandatory visits as the passes find, then prizes.

    `seeds` are orders that are in time already (from the precheck); `noise` multiplies the worth of each task
    in the third pass, 1.0 for none.
    """
    orders = _insert_musts(tables, seeds)
    worth = np.where(tables.is_must, 0.0, tables.prize * noise)
    return insert_tasks(tables, orders, worth, every_break=False)


def fill_up(tables: WeekTables, orders: Orders) -> Orders:
    """Return orders into which no task left out fits any more, by the exact test with the break in every gap.

    Optional visits with prize 0 stay out: they would only add travel.
    """
    worth = np.where(tables.is_must, tables.prize + float(tables.prize.max(initial=0)) + 1.0, tables.prize)
    return insert_tasks(tables, orders, worth.astype(float), every_break=True)


def insert_tasks(
    tables: WeekTables, orders: Orders, worth: npt.NDArray[np.float64], *, every_break: bool
) -> Orders:
    """Return the orders after inserting tasks of positive worth, always the one of most worth for each second."""
    is_open = worth > 0
    is_open[served(orders)] = False
    tasks = np.flatnonzero(is_open)
    board = _Board.of(tables, orders, tasks, worth[tasks], every_break=every_break)
    while board.insert_best():
        pass
    return tuple(tuple(order) for order in board.orders)


def served(orders: Orders) -> list[int]:
    """Return the numbers of the tasks on any route."""
    return [task for order in orders for task in order]


def _insert_musts(tables: WeekTables, seeds: Orders) -> Orders:
    """Return the best of a few runs of the two must passes; tasks that found no room go first in the next run."""
    first = np.zeros(tables.n_tasks, dtype=bool)
    best, n_best = seeds, -1
    for _ in range(_TRIES):
        orders = seeds
        for group in (tables.is_must & first, tables.is_patrol, tables.is_must):
            orders = insert_tasks(tables, orders, np.where(group, _MUST_VALUE, 0.0), every_break=True)
        is_served = _mask(tables, orders)
        n_served = int((is_served & tables.is_must).sum())
        if n_served > n_best:
            best, n_best = orders, n_served
        missing = tables.is_must & ~is_served & tables.fits_shift.any(axis=0)
        if not (missing & ~first).any():
            break
        first |= missing
    return best


def _mask(tables: WeekTables, orders: Orders) -> Flags:
    mask = np.zeros(tables.n_tasks, dtype=bool)
    mask[served(orders)] = True
    return mask


@dataclass(slots=True, eq=False)
class _Board:
    """Standing offers of every route for every open task; only the route that changed is asked again."""

    tables: WeekTables
    orders: list[list[int]]
    tasks: Ints
    worth: npt.NDArray[np.float64]
    every_break: bool
    score: npt.NDArray[np.float64]
    gap: Ints

    @classmethod
    def of(
        cls, tables: WeekTables, orders: Sequence[Sequence[int]], tasks: Ints, worth: npt.NDArray[np.float64],
        *, every_break: bool,
    ) -> _Board:
        shape = (tables.n_shifts, len(tasks))
        board = cls(
            tables, [list(o) for o in orders], tasks, worth, every_break,
            np.zeros(shape), np.zeros(shape, dtype=np.int64),
        )
        for shift in range(tables.n_shifts):
            board.ask(shift, np.arange(len(tasks)))
        return board

    def ask(self, shift: int, columns: Ints) -> None:
        """Renew the offers of one route for the open tasks in `columns`."""
        self.score[shift] = 0.0
        columns = columns[self.tables.fits_shift[shift, self.tasks[columns]]]
        offers = offers_in(
            self.tables, shift, self.orders[shift], self.tasks[columns], every_break=self.every_break
        )
        fits = offers.added_s < TOO_DEAR_S
        cost_s = np.maximum(offers.added_s, 0) + _STEP_S
        self.score[shift, columns] = np.where(fits, self.worth[columns] / cost_s, 0.0)
        self.gap[shift, columns] = offers.gap

    def insert_best(self) -> bool:
        """Insert the best offer of all; False when there is none."""
        if not self.score.size:
            return False
        shift, column = divmod(int(self.score.argmax()), self.score.shape[1])
        if self.score[shift, column] <= 0:
            return False
        self.orders[shift].insert(int(self.gap[shift, column]), int(self.tasks[column]))
        self.worth[column] = 0.0
        self.score[:, column] = 0.0
        self.ask(shift, np.flatnonzero(self.worth > 0))
        return True
