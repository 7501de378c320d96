"""The engine of the week: says what cannot be done, plans the rest, and has every plan judged before it leaves."""

from planner.week.budget import Budget, Progress
from planner.week.engine import solve_week
from planner.week.precheck import precheck

__all__ = ["Budget", "Progress", "precheck", "solve_week"]
