"""The bound is never below a plan without a violation: small random weeks against every order there is."""

import itertools
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.checker import check_plan
from planner.model import LeftOut, Route, TaskId, Visit, WeekPlan, WeekProblem
from planner.week import Budget, solve_week
from planner.week.bound import bound_week
from planner.week.tables import build_tables
from planner.week.timing import route_of, time_route
from tests.strategies import weeks


def best_prize(problem: WeekProblem) -> int | None:
    """The best prize over all orders of all subsets with patrols at full stay; None: no plan serves all duties."""
    tables = build_tables(problem)
    able = [set(tables.fits_shift[r].nonzero()[0].tolist()) for r in range(tables.n_shifts)]
    sets = [dict(orders_in_time(tables, r, able[r])) for r in range(tables.n_shifts)]
    must = {k for k in range(tables.n_tasks) if tables.is_must[k]}
    best = None
    for combination in itertools.product(*sets):
        done = [k for one in combination for k in one]
        if len(done) == len(set(done)) and must <= set(done):
            prize = int(tables.prize[done].sum()) if done else 0
            best = prize if best is None else max(best, prize)
    return best


def orders_in_time(tables, shift, able) -> Iterator[tuple[frozenset[int], tuple[int, ...]]]:
    """Each set of tasks that some order of the shift serves in time, with one such order."""
    for size in range(len(able) + 1):
        for chosen in itertools.combinations(sorted(able), size):
            for order in itertools.permutations(chosen):
                if time_route(tables, shift, order) is not None:
                    yield frozenset(chosen), order
                    break


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(weeks(most_visits=4, most_patrols=1), st.sampled_from([0.0, 5.0]))
def test_no_plan_of_a_small_week_is_worth_more_than_its_bound(problem: WeekProblem, seconds: float) -> None:
    best = best_prize(problem)
    if best is not None:
        assert bound_week(problem, seconds=seconds).prize_at_most >= best - 1e-6


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(weeks())
def test_the_plan_of_the_engine_is_never_above_the_bound_for_what_it_leaves_out(problem: WeekProblem) -> None:
    plan = solve_week(problem, Budget(work=0))
    missed = [row.task for row in plan.left_out]
    verdict = check_plan(problem, plan, may_leave_out=True)
    assert verdict.ok
    assert bound_week(problem, seconds=5.0, may_miss=missed).prize_at_most >= verdict.score.prize - 1e-6
