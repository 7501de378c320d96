"""The judge: a week plan against its problem, by the rules alone, never by the engine's clock."""

from __future__ import annotations

from planner.model import Patrol, Verdict, WeekPlan, WeekProblem
from planner.rules import HARD_RULES, open_case, score_of


def check_plan(problem: WeekProblem, plan: WeekPlan, *, may_leave_out: bool = False) -> Verdict:
    """Return every violation of a plan and its score, recomputed from the problem and the claimed times.

    `may_leave_out`: a patrol or mandatory visit that is left out is not a violation (for weeks in which not all
    can be served); it still counts in the score.
    """
    case = open_case(problem, plan, may_leave_out=may_leave_out)
    served = case.served
    n_patrols = sum(isinstance(problem.task[task_id], Patrol) for task_id in served)
    return Verdict(
        violations=tuple(violation for rule in HARD_RULES for violation in rule(case)),
        score=score_of(case),
        n_patrols_served=n_patrols,
        n_visits_served=len(served) - n_patrols,
    )
