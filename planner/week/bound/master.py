"""The master program: of the routes met so far the best mix, and what serving each task once more would be worth to it.

Its rows are the tasks, served once at most, or once if they are required (column generation, Dantzig and Wolfe 1960;
Desrochers, Desrosiers and Solomon 1992). It proves nothing itself: the prices do, once all shifts were asked at them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from ortools.linear_solver import pywraplp

from planner.week.bound.program import Floats
from planner.week.bound.routes import BestRoute, RouteBound

_PARAMETERS = tuple(f"use_preprocessing: false max_number_of_iterations: 50000 {how}" for how in (
    "use_scaling: false", "", "use_dual_simplex: true use_scaling: false"))
"""Ways to solve, each for the programs that those before it call "abnormal": preprocessed or scaled, one in fifty was.
Steps of the simplex: far more than any solution took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """The worth of the best mix, and the price of each task in it."""

    worth: float
    price: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A route of a shift in the program, and its share of the mix."""

    shift: int
    route: BestRoute
    variable: pywraplp.Variable

    @property
    def share(self) -> float:
        """Share of it in the last mix."""
        return float(self.variable.solution_value())


@dataclass(eq=False)
class Master:
    """The program in GLOP, which goes on from its last solution when routes are added.

    `tasks[k]`: the row of task k, if it has a price. `floor[k]`, `ceiling[k]`: variables that keep the price of task
    k above and below what they cost: prices stay near those that are known to bound well.
    """

    bound: RouteBound
    solver: pywraplp.Solver = field(init=False)
    tasks: dict[int, pywraplp.Constraint] = field(init=False)
    shifts: list[pywraplp.Constraint] = field(init=False)
    floor: dict[int, pywraplp.Variable] = field(init=False)
    ceiling: dict[int, pywraplp.Variable] = field(init=False)
    columns: dict[tuple[int, bytes], Column] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.solver.Objective().SetMaximization()
        least = -self.solver.infinity()
        required = self.bound.required
        self.tasks = {
            k: self.solver.Constraint(1.0 if required[k] else least, 1.0)
            for k in np.flatnonzero(self.bound.priced).tolist()
        }
        self.shifts = [self.solver.Constraint(least, 1.0) for _ in self.bound.cases]
        self.floor = {k: self._add(0.0, {row: 1.0}) for k, row in self.tasks.items()}
        self.ceiling = {k: self._add(0.0, {row: -1.0}) for k, row in self.tasks.items()}
        self._allow_misses()

    def add(self, shift: int, route: BestRoute) -> bool:
        """Add a route; return whether it is new."""
        key = shift, route.served.tobytes()
        if key in self.columns:
            return False
        prize = float(self.bound.reach.tables.prize @ route.served)
        row = {self.shifts[shift]: 1.0}
        row |= {self.tasks[k]: float(route.served[k]) for k in np.flatnonzero(route.served).tolist() if k in self.tasks}
        self.columns[key] = Column(shift, route, self._add(prize, row))
        return True

    def drop(self, is_out: Callable[[Column], bool]) -> None:
        """Take the columns out for which `is_out` holds."""
        for key, column in list(self.columns.items()):
            if is_out(column):
                column.variable.SetBounds(0.0, 0.0)
                del self.columns[key]

    def solve(self, near: Floats, within: float) -> Mix | None:
        """Return the best mix with prices within so many points of `near`; None: GLOP has none.

        Where prices end at these limits, the worth is more than that of the mix alone.
        """
        aim = self.solver.Objective()
        for k in self.tasks:
            least = near[k] - within
            aim.SetCoefficient(self.floor[k], float(least if self.bound.required[k] else max(0.0, least)))
            aim.SetCoefficient(self.ceiling[k], -float(near[k] + within))
        if not any(self._is_solved(how) for how in _PARAMETERS):
            return None
        price = np.zeros(len(near))
        price[list(self.tasks)] = [row.dual_value() for row in self.tasks.values()]
        return Mix(worth=aim.Value(), price=price)

    def _is_solved(self, how: str) -> bool:
        self.solver.SetSolverSpecificParametersAsString(how)
        return bool(self.solver.Solve() == pywraplp.Solver.OPTIMAL)

    def _allow_misses(self) -> None:
        """Let duties be missed, `n_spare` of them at most."""
        if self.bound.n_spare:
            spare = self.solver.Constraint(-self.solver.infinity(), float(self.bound.n_spare))
            for k in np.flatnonzero(self.bound.required).tolist():
                self._add(0.0, {self.tasks[k]: 1.0, spare: 1.0})

    def _add(self, worth: float, row: dict[pywraplp.Constraint, float]) -> pywraplp.Variable:
        """Return a new variable from 0 up with its worth and its numbers in the rows."""
        found = self.solver.NumVar(0.0, self.solver.infinity(), "")
        self.solver.Objective().SetCoefficient(found, worth)
        for one, number in row.items():
            one.SetCoefficient(found, number)
        return found
