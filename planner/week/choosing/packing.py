"""The packing: CP-SAT picks one route for each shift so that no task is served twice."""

from __future__ import annotations

from ortools.linear_solver import pywraplp

from planner.week.choosing.columns import Columns
from planner.week.tables import Ints

_MOST_STEPS = 1.0
"""CP-SAT's own measure of its work (`max_deterministic_time`), half a second at most: no clock decides when it ends."""

_PARAMETERS = (
    f"num_workers: 1 random_seed: 1 max_deterministic_time: {_MOST_STEPS} linearization_level: 2 "
    "relative_gap_limit: 0 absolute_gap_limit: 0.5 catch_sigint_signal: false"   # the signal belongs to the caller
)


def pack(columns: Columns, offered: Ints, n_shifts: int) -> list[int]:
    """Return the routes of the best combination of the offered ones that was found, none if none was.

    Repeatable: it ends by a count of steps. The routes of the plan to beat are given as a hint.
    """
    solver = pywraplp.Solver.CreateSolver("SAT")
    if not solver.SetSolverSpecificParametersAsString(_PARAMETERS):
        raise ValueError(f"OR-Tools does not know the parameters {_PARAMETERS}")
    shifts = [solver.Constraint(0.0, 1.0) for _ in range(n_shifts)]
    rows: dict[int, pywraplp.Constraint] = {}
    aim = solver.Objective()
    aim.SetMaximization()
    taken = []
    for j in offered.tolist():
        is_taken = solver.BoolVar("")
        taken.append(is_taken)
        aim.SetCoefficient(is_taken, float(columns.gain[j]))
        shifts[int(columns.shift[j])].SetCoefficient(is_taken, 1.0)
        for task in columns.order(j):
            if task not in rows:
                rows[task] = solver.Constraint(1.0 if columns.served[task] else 0.0, 1.0)
            rows[task].SetCoefficient(is_taken, 1.0)
    if columns.is_capped:
        beyond = solver.IntVar(0.0, float(columns.prize[offered].sum()), "")   # prize that gains nothing
        limit_prize(solver, columns, dict(zip(offered.tolist(), taken, strict=True)), beyond)
        aim.SetCoefficient(beyond, -float(columns.point_s))
    own = len(columns) - columns.n_own
    solver.SetHint(taken, [float(j >= own) for j in offered.tolist()])
    if solver.Solve() not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE):
        return []
    return [j for j, is_taken in zip(offered.tolist(), taken, strict=True) if is_taken.solution_value() > 0.5]


def limit_prize(
    solver: pywraplp.Solver, columns: Columns, taken: dict[int, pywraplp.Variable], beyond: pywraplp.Variable
) -> pywraplp.Constraint:
    """Return the row that counts as `beyond` what the prize of the taken routes exceeds what is enough by."""
    row = solver.Constraint(-solver.infinity(), float(columns.enough))
    row.SetCoefficient(beyond, -1.0)
    for j, is_taken in taken.items():
        row.SetCoefficient(is_taken, float(columns.prize[j]))
    return row
