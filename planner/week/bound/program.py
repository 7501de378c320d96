"""A linear program that grows row by row, and a bound on its optimum that rounding cannot spoil."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import linprog

Floats = npt.NDArray[np.float64]
Row = Mapping[int, float]

_INFEASIBLE = 2
"""The status by which scipy says so."""

_ROUNDING = 1e-11
"""Share of the sum of all amounts by which the sums below can be off: 90,000 roundings of 1.1e-16 one after the other,
more than a row or column has entries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """A solved program: `at_most`, a bound safe against rounding, the values, and the price of each row.

    `row_price[k]` >= 0 is what one more unit on the right of row k would add to the optimum; `equal_price`, of
    either sign, the same of the equalities.
    """

    at_most: float
    value: Floats
    row_price: Floats
    equal_price: Floats


@dataclass(slots=True)
class Program:
    """Maximise worth over variables in [0, most], subject to rows `sum <= right`, some of them equalities."""

    worth: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    right: list[float] = field(default_factory=list)
    equal: list[Row] = field(default_factory=list)
    equal_to: list[float] = field(default_factory=list)
    has_none: bool = False
    """Whether it was found that no values keep all rows."""

    def add_variable(self, *, most: float, worth: float = 0.0) -> int:
        """Return the number of a new variable."""
        self.worth.append(worth)
        self.most.append(most)
        return len(self.worth) - 1

    def require_at_most(self, row: Row, right: float) -> int:
        """Add a row `sum <= right`; return its number."""
        self.rows.append(row)
        self.right.append(right)
        return len(self.rows) - 1

    def require_equal(self, row: Row, right: float) -> int:
        """Add a row `sum == right`; return its number among the equalities."""
        self.equal.append(row)
        self.equal_to.append(right)
        return len(self.equal) - 1

    def solve(self, seconds: float) -> Solved | None:
        """Return the optimum, or None when there is none or HiGHS did not find it within wall `seconds`."""
        n = len(self.worth)
        if not n:
            return Solved(
                at_most=0.0, value=np.zeros(0), row_price=np.zeros(len(self.rows)),
                equal_price=np.zeros(len(self.equal)),
            )
        a_ub, a_eq = _matrix(self.rows, n), _matrix(self.equal, n)
        b_ub, b_eq = np.array(self.right, dtype=float), np.array(self.equal_to, dtype=float)
        cost, most = -np.array(self.worth), np.array(self.most, dtype=float)
        found = linprog(  # type: ignore[call-overload]  # the stubs of scipy know no sparse rows
            cost, A_ub=a_ub, b_ub=b_ub, A_eq=a_eq, b_eq=b_eq, bounds=[(0.0, float(limit)) for limit in self.most],
            method="highs-ds", options={"time_limit": max(0.1, seconds)},
        )
        self.has_none = found.status == _INFEASIBLE
        if found.x is None or found.status != 0:
            return None
        price, price_eq = np.minimum(found.ineqlin.marginals, 0.0), np.asarray(found.eqlin.marginals)
        reduced = cost - a_ub.T @ price - a_eq.T @ price_eq
        least = b_ub @ price + b_eq @ price_eq + np.minimum(reduced, 0.0) @ most
        size = np.abs(cost) + abs(a_ub).T @ np.abs(price) + abs(a_eq).T @ np.abs(price_eq)
        slack = _ROUNDING * float(np.abs(b_ub) @ np.abs(price) + np.abs(b_eq) @ np.abs(price_eq) + size @ most)
        return Solved(at_most=slack - float(least), value=found.x, row_price=-price, equal_price=-price_eq)


def _matrix(rows: list[Row], n: int) -> sp.csr_array:
    """Return the rows as a sparse matrix of n columns."""
    counts = [len(row) for row in rows]
    columns = np.fromiter((v for row in rows for v in row), dtype=np.int64, count=sum(counts))
    values = np.fromiter((c for row in rows for c in row.values()), dtype=float, count=sum(counts))
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return sp.csr_array((values, columns, starts), shape=(len(rows), n))
