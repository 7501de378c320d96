"""The choice of the week: of all routes the search met, the combination that is best (set packing by OR-Tools)."""

from planner.week.choosing.choose import choose_routes

__all__ = ["choose_routes"]
