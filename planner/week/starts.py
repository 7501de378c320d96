"""The start of a search: a few insertions, the best kept."""

from __future__ import annotations

import numpy as np

from planner.week.insertion import Orders, fill_up, insert_week, served
from planner.week.tables import WeekTables

_NOISE = 0.12
"""Spread of the factors on the worth of visits in the noisy starts (log-normal): enough to change choices,
little enough to keep the good visits good."""

_STEPS_OF_STARTS = 150_000
"""Tasks times shifts that all starts together may hold: a second or so; a big week gets fewer of them."""

_FEWEST, _MOST = 3, 12

Worth = tuple[int, int, int]
"""The objective, less is better: patrols and mandatory visits missing, minus the prize, seconds of travel."""


def best_start(tables: WeekTables, duties: Orders, *, seed: int) -> Orders:
    """Return the best of a few filled-up insertions: a plain one, then noisy ones drawn from `seed`.

    `duties` are the orders that the precheck proved in time; they are built upon only where the plain passes
    leave a duty out. The number of starts depends on the size of the week alone, so a plan can be made again.
    """
    nobody: Orders = tuple(() for _ in range(tables.n_shifts))
    plain = np.ones(tables.n_tasks)
    best = fill_up(tables, insert_week(tables, nobody, noise=plain))
    seeds = nobody
    if worth_of(tables, best)[0]:
        built_up = fill_up(tables, insert_week(tables, duties, noise=plain))
        if worth_of(tables, built_up) < worth_of(tables, best):
            best, seeds = built_up, duties
    chance = np.random.default_rng(seed)
    for _ in range(_n_starts(tables) - 1):
        noise = np.exp(chance.normal(0.0, _NOISE, tables.n_tasks))
        other = fill_up(tables, insert_week(tables, seeds, noise=noise))
        best = min(best, other, key=lambda orders: worth_of(tables, orders))
    return best


def worth_of(tables: WeekTables, orders: Orders) -> Worth:
    """Return the objective of orders."""
    done = served(orders)
    n_missing = int(tables.is_must.sum()) - int(tables.is_must[done].sum())
    travel_s = sum(travel_of_s(tables, shift, order) for shift, order in enumerate(orders))
    return n_missing, -int(tables.prize[done].sum()), travel_s


def travel_of_s(tables: WeekTables, shift: int, order: tuple[int, ...]) -> int:
    """Return the seconds of all legs of an order; 0 without work."""
    if not order:
        return 0
    mode, (home, goal) = tables.problem.shifts[shift].mode, tables.ends[shift]
    places = [home, *tables.place[list(order)].tolist()]
    legs = tables.leg_s[mode][places[:-1], places[1:]]
    return int(legs.sum(dtype=np.int64)) + int(tables.back_s[mode][places[-1], goal])


def _n_starts(tables: WeekTables) -> int:
    size = max(1, tables.n_tasks * tables.n_shifts)
    return min(_MOST, max(_FEWEST, _STEPS_OF_STARTS // size))
