"""The search for the best week: insertion, then large neighbourhood search in compiled code, presence included."""

from planner.week.kernel import is_kept
from planner.week.search.run import Searched, is_cold, search_week

__all__ = ["Searched", "is_cold", "is_kept", "search_week"]
