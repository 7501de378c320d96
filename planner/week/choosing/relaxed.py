"""The linear relaxation of the packing: what no combination with a route can exceed.

Any prices of tasks prove it: a combination is worth at most the prices of all tasks and, for each shift, the most
that a route is worth beyond the prices of its tasks (the Lagrangian bound). Where prize beyond some amount gains
nothing, any toll on each point, up to its gain, proves it too: a combination pays the toll, and gets it back for
what is enough. The relaxation gives good prices; what
is proven by them does not rest on its tolerances.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from ortools.linear_solver import pywraplp

from planner.week.choosing.columns import Columns
from planner.week.choosing.packing import limit_prize
from planner.week.search.arrays import Floats
from planner.week.tables import Flags, Ints

_ROUNDS = 2
"""Relaxations solved, the second with the routes that the first prices call for (four took 0.15 s, not 0.05, and
chose no better)."""

_FIRST, _NEW = 400, 200
"""Routes of the first relaxation, and those that a further one adds, in equal shares for the shifts."""

_LP_STEPS = 20_000
"""Steps of the simplex in one relaxation: far more than it took in any week, and a bound that no clock sets."""


class Prices(NamedTuple):
    """The price of each task, and the toll on each point of prize, in seconds of travel."""

    task_s: Floats
    toll_s: float = 0.0


def bound_columns(columns: Columns, n_shifts: int) -> Floats:
    """Return for each route what no combination with it exceeds, as a gain in seconds of travel."""
    active = np.zeros(len(columns), dtype=bool)
    active[len(columns) - columns.n_own :] = True
    _add(active, columns, np.arange(len(columns)), max(1, _FIRST // n_shifts), n_shifts)
    least, _, _ = _bounds(columns, Prices(np.zeros(len(columns.served))), active, n_shifts)
    for _ in range(_ROUNDS):
        found = _prices(columns, np.flatnonzero(active), n_shifts)
        if found is None:
            break
        at_most, rest, top = _bounds(columns, found, active, n_shifts)
        if at_most.max() < least.max():
            least = at_most
        missed = rest - top[columns.shift]
        new = np.flatnonzero(~active & (missed > 0.5))
        if not len(new) or least.max() < columns.own_gain + 1:
            break
        _add(active, columns, new[np.argsort(-missed[new], kind="stable")], max(1, _NEW // n_shifts), n_shifts)
    return least


def _bounds(columns: Columns, prices: Prices, active: Flags, n_shifts: int) -> tuple[Floats, Floats, Floats]:
    """Return the bound of each route, its worth beyond the prices, and the most of that among the active ones."""
    whole = np.concatenate([[0.0], np.cumsum(prices.task_s[columns.task])])
    rest = columns.gain - (whole[columns.first[1:]] - whole[columns.first[:-1]])
    back = 0.0
    if columns.is_capped:
        rest, back = rest - prices.toll_s * columns.prize, prices.toll_s * columns.enough
    most, top = np.zeros(n_shifts), np.zeros(n_shifts)
    np.maximum.at(most, columns.shift, rest)
    np.maximum.at(top, columns.shift[active], rest[active])
    return prices.task_s.sum() + back + most.sum() - most[columns.shift] + rest, rest, top


def _add(active: Flags, columns: Columns, ranked: Ints, per_shift: int, n_shifts: int) -> None:
    """Make the first routes of each shift active."""
    for shift in range(n_shifts):
        active[ranked[columns.shift[ranked] == shift][:per_shift]] = True


def _prices(columns: Columns, active: Ints, n_shifts: int) -> Prices | None:
    """Return the prices by the relaxation of the active routes; None: no answer."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    solver.SetSolverSpecificParametersAsString(f"max_number_of_iterations: {_LP_STEPS}")
    far = solver.infinity()
    rows = [solver.Constraint(1.0 if must else -far, 1.0) for must in columns.served.tolist()]
    shifts = [solver.Constraint(-far, 1.0) for _ in range(n_shifts)]
    aim = solver.Objective()
    aim.SetMaximization()
    shares = {}
    for j in active.tolist():
        share = shares[j] = solver.NumVar(0.0, far, "")
        aim.SetCoefficient(share, float(columns.gain[j]) / columns.point_s)   # points: its tolerances are absolute
        shifts[int(columns.shift[j])].SetCoefficient(share, 1.0)
        for task in columns.order(j):
            rows[task].SetCoefficient(share, 1.0)
    toll = None
    if columns.is_capped:
        beyond = solver.NumVar(0.0, far, "")
        toll = limit_prize(solver, columns, shares, beyond)
        aim.SetCoefficient(beyond, -1.0)
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return None
    price = np.array([row.dual_value() for row in rows]) * columns.point_s
    toll_s = 0.0 if toll is None else min(max(toll.dual_value(), 0.0), 1.0) * columns.point_s
    return Prices(np.where(columns.served, price, np.maximum(price, 0.0)), toll_s)
