"""The bound is never below a plan without a violation: tiny odd weeks against every order there is."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.checker import check_plan
from planner.model import WeekProblem
from planner.week import Budget, solve_week
from planner.week.bound import bound_week, route_patrols
from planner.week.bound.linear import bound_by_program
from planner.week.bound.net import STRIP
from planner.week.bound.program import Floats
from planner.week.bound.reach import Reach
from planner.week.bound.route_ways import Grain
from planner.week.bound.routes import Asked, RouteBound, build_route_bound
from planner.week.tables import build_tables
from tests.planner.bound.planted_weeks import planted_week
from tests.planner.bound.tiny_weeks import best_prizes, tiny_weeks
from tests.strategies import weeks

_SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))

GRAINS = st.builds(Grain, st.sampled_from([1, 7, 60, 300]), st.sampled_from([1, 3, 60]))


def remembering(bound: RouteBound, chance: np.random.Generator) -> RouteBound:
    """The bound with nodes that remember tasks at random, whether they make sense there or not."""
    n_tasks = bound.reach.tables.n_tasks
    return replace(bound, cases=tuple(
        case.with_memory(tuple(
            tuple(chance.permutation(n_tasks)[:chance.integers(0, 4)].tolist()) for _ in case.net.starts))
        for case in bound.cases))


def n_out_of_reach(reach: Reach) -> int:
    return int((reach.tables.is_must & ~reach.fits.any(axis=0)).sum())


def require_routes_worth_their_values(bound: RouteBound, price: Floats, asked: Asked) -> None:
    """Each route is read back as one that gathers the value it was found by."""
    rewards = bound.rewards(price)
    for routes in asked.routes:
        for route in routes:
            assert int(rewards @ route.served) == route.value


def _require_a_bound(problem: WeekProblem, draw: int, grain: Grain) -> None:
    best, reach = best_prizes(problem), Reach(build_tables(problem))
    chance = np.random.default_rng(draw)
    for n_spare in range(3):
        able = [prize for missed, prize in best.items() if missed <= n_spare + n_out_of_reach(reach)]
        if not able:
            continue
        bound = build_route_bound(reach, n_spare, grain)
        for scale in (0.0, 3.0, 100.0):
            price = chance.normal(scale, scale, len(problem.tasks))
            forgetful, asked = bound.ask(price), remembering(bound, chance).ask(price, 3)
            assert forgetful is not None and asked is not None
            assert forgetful.at_most >= asked.at_most >= max(able)
            require_routes_worth_their_values(bound, price, forgetful)
            require_routes_worth_their_values(bound, price, asked)


@settings(_SLOW, max_examples=60)
@given(tiny_weeks(), st.integers(0, 2**20), GRAINS)
def test_the_routes_bound_every_plan_whatever_the_prices_and_whatever_they_remember(
    problem: WeekProblem, draw: int, grain: Grain
) -> None:
    _require_a_bound(problem, draw, grain)


@settings(_SLOW, max_examples=150)
@given(st.integers(0, 2**32), st.integers(0, 2**20), GRAINS)
def test_the_routes_bound_a_walk_that_waits_and_stops_where_it_likes(seed: int, draw: int, grain: Grain) -> None:
    problem, plan = planted_week(seed)
    verdict = check_plan(problem, plan)
    assert verdict.ok, verdict.violations
    chance, bound = np.random.default_rng(draw), build_route_bound(Reach(build_tables(problem)), 0, grain)
    for scale in (0.0, 3.0, 100.0):
        price = chance.normal(scale, scale, len(problem.tasks))
        forgetful, asked = bound.ask(price), remembering(bound, chance).ask(price, 3)
        assert forgetful is not None and asked is not None
        assert forgetful.at_most >= asked.at_most >= verdict.score.prize
        require_routes_worth_their_values(bound, price, forgetful)
        require_routes_worth_their_values(bound, price, asked)


@settings(_SLOW, max_examples=60)
@given(st.integers(0, 2**32), GRAINS, st.sampled_from([1, 2, 60]))
def test_a_look_by_more_ways_is_the_bound_by_as_many(seed: int, grain: Grain, nearest: int) -> None:
    reach = Reach(build_tables(planted_week(seed)[0]))
    price = np.random.default_rng(seed).normal(3.0, 3.0, reach.tables.n_tasks)
    coarse, built = build_route_bound(reach, 0, grain), build_route_bound(reach, 0, Grain(grain.bucket_s, nearest))
    looked, asked = coarse.ask(price, nearest=nearest), built.ask(price)
    assert looked is not None and asked is not None
    assert looked.at_most == asked.at_most
    assert all(case.n_columns >= case.net.n_buckets + STRIP - 1 for case in coarse.cases)


@settings(_SLOW, max_examples=60)
@given(tiny_weeks(), st.integers(0, 2**20), GRAINS)
def test_what_the_room_held_before_changes_no_bound_and_no_route(
    problem: WeekProblem, draw: int, grain: Grain
) -> None:
    chance = np.random.default_rng(draw)
    bound = remembering(build_route_bound(Reach(build_tables(problem)), 0, grain), chance)
    price = chance.normal(3.0, 3.0, len(problem.tasks))
    before = bound.ask(price, 3)
    for room in bound._room:
        room[:] = 2**29
    after = bound.ask(price, 3)
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert after.at_most == before.at_most
        assert [[one.steps for one in routes] for routes in after.routes] == \
            [[one.steps for one in routes] for routes in before.routes]


@settings(_SLOW, max_examples=40)
@given(tiny_weeks(most_visits=3, most_patrols=4), st.integers(0, 2**20), GRAINS)
def test_patrols_of_a_cell_beyond_the_most_looked_at_leave_it_a_bound(
    problem: WeekProblem, draw: int, grain: Grain
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(route_patrols, "MOST_OF_CELL", 1)
        _require_a_bound(problem, draw, grain)


@settings(_SLOW, max_examples=40)
@given(tiny_weeks())
def test_the_linear_program_bounds_every_plan(problem: WeekProblem) -> None:
    best, reach = best_prizes(problem), Reach(build_tables(problem))
    for n_spare in range(3):
        able = [prize for missed, prize in best.items() if missed <= n_spare + n_out_of_reach(reach)]
        if able:
            linear = bound_by_program(reach, n_spare, seconds=5.0, should_stop=lambda: False)
            assert linear is not None and linear.at_most >= max(able)


@settings(_SLOW, max_examples=30)
@given(tiny_weeks())
def test_the_bound_holds_for_the_best_plan_that_misses_as_few_duties(problem: WeekProblem) -> None:
    best = best_prizes(problem)
    bound = bound_week(problem, seconds=0.05, n_missing=min(best))
    assert bound is not None and bound.bound.prize_at_most >= best[min(best)]


@settings(_SLOW, max_examples=20)
@given(weeks())
def test_the_plan_of_the_engine_is_never_above_the_bound_for_what_it_leaves_out(problem: WeekProblem) -> None:
    plan = solve_week(problem, Budget(work=0))
    verdict = check_plan(problem, plan, may_leave_out=True)
    assert verdict.ok
    bound = bound_week(problem, seconds=0.1, n_missing=verdict.score.n_must_left_out)
    assert bound is not None and bound.bound.prize_at_most >= verdict.score.prize


