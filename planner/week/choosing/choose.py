"""The door of the choice: from the pool and the best plan to a better combination, or none."""

from __future__ import annotations

import numpy as np

from planner.week.choosing.columns import Columns, read_pool
from planner.week.choosing.packing import pack
from planner.week.choosing.relaxed import bound_columns
from planner.week.insertion import Orders
from planner.week.search.arrays import Week
from planner.week.search.pool import Pool
from planner.week.search.walks import Walks
from planner.week.tables import Ints

_MOST_COLUMNS = 1_500
"""Routes that CP-SAT may choose from: 600 missed what 1500 found; with 4000 it came to no end in five times as long."""

_EXACT_BELOW = 2**53
"""Gains that a double holds exactly: OR-Tools takes doubles. Prizes of 30 thousand million would pass it."""


def choose_routes(week: Week, walks: Walks, pool: Pool) -> Orders | None:
    """Return the orders of a combination that beats the plan on the walks, or None if none was found.

    One route for each shift, each task once, every duty of the plan served: more duties, then prize up
    to what is enough, then less travel. The relaxation proves that nothing can be gained, or says which routes are the
    most promising; CP-SAT chooses among these, bounded by its own count of steps, so that the same pool makes the same
    choice.
    """
    columns = read_pool(week, walks, pool)
    n_shifts = len(walks.size)
    if not columns.n_own or int(np.abs(columns.gain).max()) * n_shifts >= _EXACT_BELOW:
        return None
    chosen = pack(columns, _promising(columns, n_shifts), n_shifts)
    if columns.gain_of(chosen) <= columns.own_gain:
        return None
    orders: list[tuple[int, ...]] = [()] * n_shifts
    for j in chosen:
        orders[int(columns.shift[j])] = columns.order(j)
    return tuple(orders)


def _promising(columns: Columns, n_shifts: int) -> Ints:
    """Return the routes of the plan and those that may be part of a better one, the most promising ones first."""
    at_most = bound_columns(columns, n_shifts)
    others = np.arange(len(columns) - columns.n_own)
    others = others[at_most[others] >= columns.own_gain + 1]
    best = others[np.argsort(-at_most[others], kind="stable")[:_MOST_COLUMNS]]
    return np.concatenate([np.sort(best), np.arange(len(columns) - columns.n_own, len(columns))])
