"""A campaign played against a hidden truth: who answers, and how weeks are walked without a planner."""

from planner.simulation.naive_week import fill_naively, list_order, nearest_first
from planner.simulation.truth import Truth, draw_truth

__all__ = ["Truth", "draw_truth", "fill_naively", "list_order", "nearest_first"]
