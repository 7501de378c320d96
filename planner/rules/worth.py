"""What a plan is worth, counted from the plan and the problem alone."""

from __future__ import annotations

from planner.model import Patrol, Score
from planner.rules.case import PlanCase


def prize_of(case: PlanCase) -> int:
    """Return the sum of the prizes of the visits served, mandatory ones too; each counts once."""
    served = case.served
    return sum(visit.prize for visit in case.problem.visits if visit.task_id in served)


def travel_s_of(case: PlanCase) -> int:
    """Return the seconds of all legs, `enter_s` included; a leg without a way counts 0."""
    return sum(one.leg_s(case.problem, gap) or 0 for one in case.routes for gap in one.gaps())


def score_of(case: PlanCase) -> Score:
    """Return the objective of a plan, in its order."""
    served = case.served
    n_missing = sum(
        task.task_id not in served for task in case.problem.tasks if isinstance(task, Patrol) or task.mandatory
    )
    return Score(n_must_left_out=n_missing, prize=prize_of(case), travel_s=travel_s_of(case))
