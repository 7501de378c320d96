"""The engine of the week: says what cannot be done, plans the rest, and has every plan judged before it leaves."""

from planner.week.budget import Budget, Progress
from planner.week.engine import ENGINES, has_numba, solve_week
from planner.week.precheck import precheck, why_never
from planner.week.proof import must_compile_bound, solve_and_bound

__all__ = [
    "ENGINES", "Budget", "Progress", "has_numba", "must_compile_bound", "precheck", "solve_and_bound", "solve_week",
    "why_never",
]
