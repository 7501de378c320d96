"""What covering is worth per thing, by linear programming, and the bound that follows from any such prices.

Source: Lagrange relaxation of the covering rows (R. Galvao, C. ReVelle, European Journal of Operational Research 88,
1996). The bound holds for every set of prices, so the solver behind them need not be believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.linear_solver import pywraplp

from planner.errors import SolverFailure
from planner.rooms.model import Ints, RoomProblem
from planner.rooms.things import Thing


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SiteBounds:
    """`best`: no choice of sites gains more. `with_site[i]`: no choice that holds site i gains more, (n_sites,)."""

    best: int
    with_site: Ints


def prices_of(problem: RoomProblem, things: Sequence[Thing]) -> Ints:
    """Return the price of each thing, from 0 to its gain: the dual values of the relaxed location problem, rounded.

    Repeatable: GLOP is one simplex in one thread, and runs to the end. Raises SolverFailure when it does not.
    """
    solver = pywraplp.Solver.CreateSolver("GLOP")
    stands = [solver.NumVar(0.0, 1.0, "") for _ in problem.cells]
    _at_most(solver, stands, len(problem.sessions))
    for cell in sorted({cell for cell in problem.cells if problem.cells.count(cell) > 1}):
        _at_most(solver, [stands[i] for i, own in enumerate(problem.cells) if own == cell], 1)
    aim, rows = solver.Objective(), []
    aim.SetMaximization()
    for thing in things:
        is_covered = solver.NumVar(0.0, 1.0, "")
        aim.SetCoefficient(is_covered, float(thing.gain))
        row = solver.Constraint(-solver.infinity(), 0.0)
        row.SetCoefficient(is_covered, 1.0)
        for i in thing.sites:
            row.SetCoefficient(stands[i], -1.0)
        rows.append(row)
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        raise SolverFailure("the stops of the room could not be priced")
    gains = np.array([thing.gain for thing in things], dtype=np.int64)
    return np.clip(np.rint([row.dual_value() for row in rows]).astype(np.int64), 0, gains)


def _at_most(solver: pywraplp.Solver, variables: Sequence[pywraplp.Variable], most: int) -> None:
    row = solver.Constraint(-solver.infinity(), float(most))
    for variable in variables:
        row.SetCoefficient(variable, 1.0)


def bounds_from(problem: RoomProblem, things: Sequence[Thing], prices: Ints) -> SiteBounds:
    """Return what follows from prices by adding up whole numbers.

    What lies above the prices is had in any case; the sites are paid the prices of what they cover, at most one in a
    cell and one in a session.
    """
    value = np.zeros(problem.n_sites, dtype=np.int64)
    for thing, price in zip(things, prices.tolist(), strict=True):
        value[list(thing.sites)] += price
    above = sum(thing.gain for thing in things) - int(prices.sum())
    best_of_cell: dict[str, int] = {}
    for cell, own in zip(problem.cells, value.tolist(), strict=True):
        best_of_cell[cell] = max(best_of_cell.get(cell, 0), own)
    tops = sorted(best_of_cell.values(), reverse=True)[:len(problem.sessions)]
    total = sum(tops)
    # with site i in: it takes the place of its cell's best where that is among the tops, else of the least of them
    with_site = [above + total + own - (best_of_cell[cell] if best_of_cell[cell] >= tops[-1] else tops[-1])
                 for cell, own in zip(problem.cells, value.tolist(), strict=True)]
    return SiteBounds(best=above + total, with_site=np.array(with_site, dtype=np.int64))
