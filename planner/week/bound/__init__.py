"""The proven bound: no plan of the week without a violation is worth more."""

from planner.week.bound.bound_week import bound_week

__all__ = ["bound_week"]
