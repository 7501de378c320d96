"""The bound is never below a plan without a violation: small random weeks against every order there is."""

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.checker import check_plan
from planner.model import WeekProblem
from planner.week import Budget, solve_week
from planner.week.bound import bound_week
from planner.week.bound.linear import bound_by_program
from planner.week.bound.routes import build_route_bound
from planner.week.tables import WeekTables, build_tables
from planner.week.timing import time_route
from tests.strategies import weeks

_SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))


def best_prize(problem: WeekProblem) -> int | None:
    """The best prize over all orders of all subsets, patrols at their full stay; None: none serves all duties."""
    tables = build_tables(problem)
    able = [tables.fits_shift[r].nonzero()[0].tolist() for r in range(tables.n_shifts)]
    sets = [list(sets_in_time(tables, r, able[r])) for r in range(tables.n_shifts)]
    must = {k for k in range(tables.n_tasks) if tables.is_must[k]}
    best = None
    for combination in itertools.product(*sets):
        done = [k for one in combination for k in one]
        if len(done) == len(set(done)) and must <= set(done):
            prize = int(tables.prize[done].sum()) if done else 0
            best = prize if best is None else max(best, prize)
    return best


def sets_in_time(tables: WeekTables, shift: int, able: list[int]) -> Iterator[tuple[int, ...]]:
    """Each set of tasks that some order of the shift serves in time."""
    for size in range(len(able) + 1):
        for chosen in itertools.combinations(able, size):
            if any(time_route(tables, shift, order) is not None for order in itertools.permutations(chosen)):
                yield chosen


@settings(_SLOW, max_examples=150)
@given(weeks(most_visits=4, most_patrols=2), st.integers(0, 2**20), st.sampled_from([1, 7, 60, 300]))
def test_the_routes_bound_every_plan_whatever_the_prices(problem: WeekProblem, draw: int, bucket_s: int) -> None:
    best = best_prize(problem)
    if best is None:
        return
    bound = build_route_bound(build_tables(problem), (), bucket_s)
    with ThreadPoolExecutor(1) as pool:
        for scale in (0.0, 20.0, 100.0):
            price = np.random.default_rng(draw).normal(scale, scale, len(problem.tasks))
            answer = bound.ask(price, pool)
            assert answer is not None
            assert answer.at_most >= best


@settings(_SLOW, max_examples=100)
@given(weeks(most_visits=4, most_patrols=2))
def test_the_linear_program_bounds_every_plan(problem: WeekProblem) -> None:
    best = best_prize(problem)
    if best is None:
        return
    linear = bound_by_program(build_tables(problem), (), seconds=5.0, should_stop=lambda: False)
    assert linear is not None
    assert linear.solved.at_most >= best - 1e-6


@settings(_SLOW, max_examples=40)
@given(weeks())
def test_the_plan_of_the_engine_is_never_above_the_bound_for_what_it_leaves_out(problem: WeekProblem) -> None:
    plan = solve_week(problem, Budget(work=0))
    verdict = check_plan(problem, plan, may_leave_out=True)
    assert verdict.ok
    bound = bound_week(problem, seconds=0.1, may_miss=[row.task for row in plan.left_out])
    assert bound.prize_at_most >= verdict.score.prize - 1e-6
