"""The proven bound: no plan of the week without a violation is worth more."""

from planner.week.bound.week_bound import Proven, bound_week, is_cold

__all__ = ["Proven", "bound_week", "is_cold"]
