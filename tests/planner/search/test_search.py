"""The compiled search: breaks no rule, loses no duty, can be made again, and lets visits pay for patrols."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.checker import check_plan
from planner.exchange import plan_to_dict, problem_from_dict, problem_to_dict
from planner.model import TravelTimes, WeekProblem
from planner.week import Budget, solve_week
from planner.week import engine as engine_module
from planner.week.search.arrays import most_stops, pack_week
from planner.week.search.presence import time_order
from planner.week.search.walks import open_walks
from planner.week.starts import worth_of
from planner.week.tables import NEVER_S, build_tables
from tests.builders import B1, B2, H, a_patrol, a_problem, a_shift, a_visit, windows
from tests.planner.referee import judge, make_week
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


@settings(max_examples=40, deadline=None)
@given(weeks(), st.integers(0, 5))
def test_the_same_seed_and_work_make_the_same_plan(problem: WeekProblem, seed: int) -> None:
    first, again = (solve_week(problem, SOME, seed=seed) for _ in range(2))
    assert replace(first, cpu_s=0.0) == replace(again, cpu_s=0.0)


@settings(max_examples=30, deadline=None)
@given(weeks(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_decide_whether_a_plan_is_valid(
    problem: WeekProblem, chance: random.Random
) -> None:
    mixed = replace(
        problem, visits=tuple(chance.sample(problem.visits, len(problem.visits))),
        shifts=tuple(chance.sample(problem.shifts, len(problem.shifts))),
    )
    assert check_plan(problem, solve_week(mixed, SOME), may_leave_out=True).ok


def best_of_all(problem: WeekProblem) -> tuple[int, int, int]:
    """The best of all tasks in all shifts in all orders, patrols at their shortest stays."""
    tables = build_tables(problem)
    week = pack_week(tables)
    walks = open_walks(week, tables.n_tasks + most_stops(tables))

    def good_orders(shift: int, tasks: list[int]) -> Iterator[tuple[int, ...]]:
        for order in permutations(tasks):
            walks.trial[: len(order)] = order
            if time_order(week, walks.trial, len(order), shift, walks.times)[0] < NEVER_S:
                yield order

    worths = [(int(tables.is_must.sum()), 0, 0)]
    for choice in product(range(-1, tables.n_shifts), repeat=tables.n_tasks):
        best = [
            min(good_orders(r, [t for t in range(tables.n_tasks) if choice[t] == r]), default=None,
                key=lambda o: worth_of(tables, (*[()] * r, o, *[()] * (tables.n_shifts - r - 1))))
            for r in range(tables.n_shifts)
        ]
        if all(order is not None for order in best):
            worths.append(worth_of(tables, tuple(order or () for order in best)))
    return min(worths)


@settings(max_examples=60, deadline=None)
@given(weeks(most_visits=4, most_patrols=1))
def test_a_tiny_week_is_solved_as_well_as_by_trying_everything(problem: WeekProblem) -> None:
    found = score(problem, Budget(work=1_500))
    best = best_of_all(problem)
    assert found[:2] == best[:2]   # duties and prize
    assert found[2] >= best[2]


@settings(max_examples=25, deadline=None)
@given(weeks(most_visits=4, most_patrols=1))
def test_dearer_travel_never_gains(problem: WeekProblem) -> None:
    dearer = replace(problem, travel=TravelTimes({
        mode: (table + (table >= 0) * 120).astype(table.dtype) for mode, table in problem.travel.duration_s.items()}))
    assert score(dearer, Budget(work=1_500))[:2] >= score(problem, Budget(work=1_500))[:2]


def test_visits_beside_a_patrol_pay_for_half_of_their_time() -> None:
    # b1 is 300 + 60 s from home; patrol and visits at b1
    patrol = a_patrol(place=B1, window=windows((9 * H, 11 * H))[0], presence_s=3_600, min_dwell_s=600)
    visits = tuple(a_visit(f"h{k}", service_s=1_200) for k in range(4))
    shift = a_shift(start_s=9 * H - 360, end_s=11 * H + 400)   # 7200 s between the way out and the way back
    problem = a_problem(visits=visits, patrols=(patrol,), shifts=(shift,))
    plan = solve_week(problem, SOME)
    # four visits: 4800 s, of which 2400 count; 7200 - 4800 = 2400 s of patrol: 4800 >= 3600, all fits.
    # as a fixed stop the patrol leaves 3600 s: three visits
    assert check_plan(problem, plan).n_visits_served == 4
    assert check_plan(problem, solve_week(problem, SOME, engine="ortools")).n_visits_served == 3


def test_a_visit_of_another_cell_pays_nothing() -> None:
    patrol = a_patrol(place=B1, window=windows((9 * H, 11 * H))[0], presence_s=3_600, min_dwell_s=600, cell="c9")
    visits = tuple(a_visit(f"h{k}", service_s=1_200) for k in range(4))
    shift = a_shift(start_s=9 * H - 360, end_s=11 * H + 400)
    plan = solve_week(problem := a_problem(visits=visits, patrols=(patrol,), shifts=(shift,)), SOME)
    assert check_plan(problem, plan).n_visits_served == 3


@pytest.mark.parametrize(("size", "presence", "breaks"), [("S", True, True), ("S", False, False), ("M", True, True)])
def test_weeks_of_the_bench_are_served_in_full_and_the_referee_agrees(size: str, presence: bool, breaks: bool) -> None:
    week, _ = make_week(size, 21, presence=presence, breaks=breaks)
    problem = problem_from_dict(week)
    theirs = judge(week, plan_to_dict(solve_week(problem, Budget(work=2_000))))
    assert theirs["ok"], theirs["violations"]


def test_a_run_that_is_stopped_returns_its_best_plan_and_says_how_far_it_came() -> None:
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 2

    visits = tuple(a_visit(f"h{k}", place=(B1, B2)[k % 2], prize=k) for k in range(60))
    plan = solve_week(problem := a_problem(visits=visits), Budget(seconds=100), should_stop=stop)
    assert check_plan(problem, plan).ok
    assert plan.work == 3_000 and "ended at 3000 of" in plan.method


def test_a_plan_made_in_seconds_can_be_made_again_from_its_work() -> None:
    visits = tuple(a_visit(f"h{k}", place=(B1, B2)[k % 2], prize=k) for k in range(60))
    plan = solve_week(problem := a_problem(visits=visits), Budget(seconds=0.4), seed=3)
    again = solve_week(problem, Budget(work=plan.work), seed=3)
    assert replace(plan, cpu_s=0.0) == replace(again, cpu_s=0.0) and plan.work > 1_000


def test_without_numba_ortools_plans_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "has_numba", lambda: False)
    plan = solve_week(a_problem(visits=(a_visit(),)), Budget(work=2))
    assert "fallback: numba is missing or cannot be loaded" in plan.method


@pytest.mark.parametrize("trouble", [ImportError("Numba needs NumPy 2.4 or less"), OSError("no libllvmlite.so")])
def test_a_numba_that_cannot_be_loaded_is_none(trouble: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(name: str) -> None:
        raise trouble

    monkeypatch.setattr(engine_module, "import_module", load)
    engine_module.has_numba.cache_clear()
    try:
        plan = solve_week(a_problem(visits=(a_visit(),)), Budget(work=2))
    finally:
        engine_module.has_numba.cache_clear()
    assert "fallback" in plan.method
