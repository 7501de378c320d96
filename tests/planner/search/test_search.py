"""The compiled search: breaks no rule, loses no duty, can be made again, and uses the presence of visits."""


from hypothesis import given, settings
from hypothesis import strategies as st

from planner.checker import check_plan
from planner.exchange import plan_to_dict, problem_to_dict
from planner.model import WeekProblem
from planner.week import Budget, solve_week
from tests.planner.referee import judge
from tests.strategies import weeks

SOME = Budget(work=120)


def score(problem: WeekProblem, budget: Budget, **how: object) -> tuple[int, int, int]:
    plan = solve_week(problem, budget, **how)
    found = check_plan(problem, plan, may_leave_out=True).score
    return found.n_must_left_out, -found.prize, found.travel_s


@settings(max_examples=150, deadline=None)
@given(weeks(), st.integers(0, 9))
def test_a_searched_week_breaks_no_rule_and_the_referee_agrees(problem: WeekProblem, seed: int) -> None:
    plan = solve_week(problem, SOME, seed=seed)
    ours = check_plan(problem, plan, may_leave_out=True)
    assert ours.ok
    theirs = judge(problem_to_dict(problem), plan_to_dict(plan), may_leave_out=True)
    assert theirs["ok"], theirs["violations"]
    assert (ours.score.prize, ours.score.travel_s) == (theirs["prize"], theirs["travel_s"])


@settings(max_examples=60, deadline=None)
@given(weeks())
def test_the_search_is_never_worse_than_an_insertion(problem: WeekProblem) -> None:
    found = score(problem, SOME)
    assert found <= score(problem, Budget(work=0))
    assert found <= score(problem, Budget(work=0), engine="ortools")
