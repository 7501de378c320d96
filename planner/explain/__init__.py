"""Why a task is left out, proven by plans that serve it once one rule gives way, and the smallest change that does."""

from planner.explain.remedies import Remedy, RemedyKind
from planner.explain.why import Explanation, Reason, why_left_out
from planner.explain.witness import Solve

__all__ = ["Explanation", "Reason", "Remedy", "RemedyKind", "Solve", "why_left_out"]
