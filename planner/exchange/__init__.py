"""The exchange format: weeks and plans as parsed JSON, read strictly and written so that it reads the same."""

from planner.exchange.week_plan import PLAN_FORMAT, plan_from_dict, plan_to_dict
from planner.exchange.week_problem import WEEK_FORMAT, problem_from_dict, problem_to_dict, visit_from_dict

__all__ = [
    "PLAN_FORMAT", "WEEK_FORMAT", "plan_from_dict", "plan_to_dict", "problem_from_dict", "problem_to_dict",
    "visit_from_dict",
]
