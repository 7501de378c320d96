"""The search for the best week: insertion, then large neighbourhood search in compiled code, presence included."""

from planner.week.search.run import Searched, search_week

__all__ = ["Searched", "search_week"]
