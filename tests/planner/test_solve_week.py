"""A solved week: breaks no rule, leaves nothing out without a true reason, and can be made again."""

import random
from dataclasses import replace
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.checker import check_plan
from planner.errors import InvalidProblem
from planner.exchange import plan_to_dict, problem_from_dict, problem_to_dict
from planner.model import DAY_S, Score, TravelTimes, WeekPlan, WeekProblem
from planner.week import Budget, Progress, precheck, solve_week
from planner.week import nodes as nodes_module
from planner.week.starts import worth_of
from planner.week.tables import WeekTables, build_tables
from planner.week.timing import time_route
from tests.builders import B2, B3, H, a_break, a_patrol, a_problem, a_shift, a_visit, travel_in_a_row, windows
from tests.planner.referee import BENCH, judge, make_week
from tests.strategies import weeks

FEW = Budget(work=6)
NO_SEARCH = Budget(work=0)


def score(problem: WeekProblem, plan: WeekPlan) -> tuple[int, int, int]:
    found: Score = check_plan(problem, plan, may_leave_out=True).score
    return found.n_must_left_out, -found.prize, found.travel_s


def reasons(plan: WeekPlan) -> dict[str, str]:
    return {row.task: row.reason for row in plan.left_out}


def test_a_patrol_and_the_visits_around_it_fill_one_shift() -> None:
    problem = a_problem(
        visits=(a_visit(), a_visit("h2", place=B2), a_visit("h3", place=B3, mandatory=True, prize=0)),
        patrols=(a_patrol(),), shifts=(a_shift(rest=a_break()),),
    )
    plan = solve_week(problem, FEW)
    assert not plan.left_out and check_plan(problem, plan).ok
    assert [s.kind.value for s in plan.routes[0].stops].count("break") == 1
    assert plan.method.startswith("insertion, then search") and plan.work >= 1


def test_of_two_visits_that_exclude_each_other_the_dearer_is_made() -> None:
    pair = (a_visit("h1", windows=windows((30_000, 30_000)), prize=10),
            a_visit("h2", place=B3, windows=windows((30_000, 30_000)), prize=11))
    plan = solve_week(a_problem(visits=pair), FEW)
    assert reasons(plan) == {"h1": "no_time"}
    assert str(plan.left_out[0].sentence) == "no shift has room for h1 beside the stops planned there"


def test_each_reason_is_told_where_it_is_true() -> None:
    matrix = travel_in_a_row()
    matrix[3, :3] = -1  # b3 can be reached, but nobody comes back from there
    clash = windows((32_400, 34_200))[0]
    problem = a_problem(
        visits=(
            a_visit("none", shifts=()), a_visit("night", windows=windows((0, 3_600))), a_visit("island", place=B3),
            a_visit("long", service_s=8 * H - 700), a_visit("free", prize=0),
        ),
        patrols=(a_patrol("p1", window=clash), a_patrol("p2", window=clash, cell=None)),
        travel=TravelTimes({"foot": matrix}),
    )
    plan = solve_week(problem, FEW)
    told = reasons(plan)
    left_patrol = next(task for task in ("p1", "p2") if task in told)
    assert told == {
        "none": "no_shift", "night": "no_window", "island": "no_way", "long": "no_way", "free": "no_gain",
        left_patrol: "clash",
    }
    assert len(precheck(problem)) == 1
    sentence = next(str(row.sentence) for row in plan.left_out if row.task == left_patrol)
    assert "p1, p2" in sentence


def test_a_shift_whose_break_has_no_room_serves_nothing() -> None:
    problem = a_problem(visits=(a_visit(),), shifts=(a_shift(rest=a_break(16 * H, 17 * H)),))
    plan = solve_week(problem, FEW)
    assert not plan.routes and reasons(plan) == {"h1": "no_way"}


@pytest.mark.parametrize("problem", [
    a_problem(), a_problem(visits=(a_visit(),), shifts=()), a_problem(shifts=()),
    a_problem(visits=(a_visit(windows=windows((0, 1))),)),
])
def test_a_week_without_work_or_without_shifts_is_planned_too(problem: WeekProblem) -> None:
    plan = solve_week(problem, Budget(seconds=1))
    assert not plan.routes and len(plan.left_out) == len(problem.visits)


def test_a_night_shift_serves_both_sides_of_midnight() -> None:
    shift = a_shift(start_s=22 * H, end_s=30 * H, rest=a_break(24 * H, 25 * H))
    problem = a_problem(shifts=(shift,), visits=(
        a_visit("late", windows=windows((22 * H, 23 * H), (46 * H, 47 * H))),
        a_visit("early", windows=windows((5 * H, 6 * H), (29 * H, 30 * H))),
    ))
    assert not solve_week(problem, FEW).left_out


def test_a_small_week_is_searched_to_its_end_long_before_its_seconds_are_up() -> None:
    plan = solve_week(a_problem(visits=(a_visit(),)), Budget(seconds=500))
    assert plan.cpu_s < 20


@settings(max_examples=40, deadline=None)
@given(weeks())
def test_any_plan_breaks_no_rule_and_is_never_worse_than_the_insertion(problem: WeekProblem) -> None:
    plan = solve_week(problem, FEW)
    assert check_plan(problem, plan, may_leave_out=True).ok
    on_routes = [s.task for r in plan.routes for s in r.stops if s.task != "break"]
    assert sorted([*on_routes, *reasons(plan)]) == sorted(problem.task)
    assert score(problem, plan) <= score(problem, solve_week(problem, NO_SEARCH))
    if (BENCH / "referee.py").exists():
        theirs = judge(problem_to_dict(problem), plan_to_dict(plan), may_leave_out=True)
        assert theirs["ok"], theirs["violations"]


@settings(max_examples=30, deadline=None)
@given(weeks())
def test_what_is_left_out_for_lack_of_time_fits_into_no_route(problem: WeekProblem) -> None:
    plan, tables = solve_week(problem, FEW), build_tables(problem)
    number = {t.task_id: k for k, t in enumerate(problem.tasks)}
    orders = {r.shift: [number[s.task] for s in r.stops if s.task != "break"] for r in plan.routes}
    for task_id, reason in reasons(plan).items():
        for r, shift in enumerate(problem.shifts):
            order, task = orders.get(shift.shift_id, []), number[task_id]
            if not tables.fits_shift[r, task] or reason == "no_gain":
                continue
            if reason == "no_way":
                assert time_route(tables, r, [task]) is None
            for gap in range(len(order) + 1):
                assert time_route(tables, r, [*order[:gap], task, *order[gap:]]) is None


@settings(max_examples=25, deadline=None)
@given(weeks(), st.integers(0, 5))
def test_the_same_seed_and_work_make_the_same_plan(problem: WeekProblem, seed: int) -> None:
    first, again = (solve_week(problem, FEW, seed=seed) for _ in range(2))
    assert replace(first, cpu_s=0.0) == replace(again, cpu_s=0.0)


@settings(max_examples=25, deadline=None)
@given(weeks(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_decide_whether_a_plan_is_valid(
    problem: WeekProblem, chance: random.Random
) -> None:
    mixed = replace(
        problem, visits=tuple(chance.sample(problem.visits, len(problem.visits))),
        shifts=tuple(chance.sample(problem.shifts, len(problem.shifts))),
    )
    assert check_plan(problem, solve_week(mixed, FEW), may_leave_out=True).ok


@settings(max_examples=25, deadline=None)
@given(weeks())
def test_a_visit_that_is_no_longer_mandatory_never_makes_a_week_impossible(problem: WeekProblem) -> None:
    n_left = score(problem, solve_week(problem, FEW))[0]
    eased = replace(problem, visits=tuple(replace(v, mandatory=False) for v in problem.visits))
    plan = solve_week(eased, FEW)
    assert check_plan(eased, plan, may_leave_out=True).ok
    if n_left == 0:
        assert score(eased, plan)[0] == 0


@settings(max_examples=25, deadline=None)
@given(weeks(most_visits=3, most_patrols=1))
def test_no_plan_is_better_than_the_best_of_all_orders(problem: WeekProblem) -> None:
    # brute force: every task to every shift or to none, every order of each shift
    tables = build_tables(problem)
    best = min(all_worths(tables), default=(0, 0, 0))
    assert score(problem, solve_week(problem, FEW, engine="ortools")) >= best


def all_worths(tables: WeekTables) -> list[tuple[int, int, int]]:
    worths = []
    for choice in product(range(-1, tables.n_shifts), repeat=tables.n_tasks):
        orders = []
        for shift in range(tables.n_shifts):
            mine = [t for t in range(tables.n_tasks) if choice[t] == shift]
            good = [o for o in permutations(mine) if not mine or (
                all(tables.fits_shift[shift, t] for t in o) and time_route(tables, shift, o))]
            if not good:
                break
            ahead, behind = [()] * shift, [()] * (tables.n_shifts - shift - 1)
            orders.append(min(good, key=lambda o, a=ahead, b=behind: worth_of(tables, (*a, o, *b))))
        else:
            worths.append(worth_of(tables, tuple(orders)))
    return worths


def two_days(n_visits: int = 40) -> WeekProblem:
    """A crowded problem of two shifts: more visits than fit, places in a row."""
    chance = random.Random(5)
    return a_problem(
        shifts=(a_shift(rest=a_break()), a_shift("o1-tue", start_s=8 * H + DAY_S, end_s=13 * H + DAY_S)),
        visits=tuple(
            a_visit(f"h{k}", place=f"b{chance.randint(1, 3)}", prize=chance.randint(5, 60),
                    service_s=chance.choice([600, 900, 1_500]),
                    windows=windows(*((d * DAY_S + a, d * DAY_S + a + 2 * H)
                                      for d in range(7) for a in (chance.randint(8, 10) * H, 13 * H))))
            for k in range(n_visits)
        ),
        patrols=(a_patrol(),),
    )


def test_a_plan_made_in_seconds_can_be_made_again_from_its_work() -> None:
    problem = two_days()
    plan = solve_week(problem, Budget(seconds=1.5), seed=4)
    again = solve_week(problem, Budget(work=plan.work), seed=4)
    assert plan.work > 1
    assert replace(plan, cpu_s=0.0) == replace(again, cpu_s=0.0)


def test_the_seed_changes_where_the_search_starts() -> None:
    problem = two_days(80)
    scores = {score(problem, solve_week(problem, NO_SEARCH, seed=seed)) for seed in range(6)}
    assert len(scores) > 1


def test_progress_only_gets_better_and_ends_with_what_is_returned() -> None:
    problem, steps = two_days(), list[Progress]()
    plan = solve_week(problem, Budget(work=40), on_progress=steps.append)
    assert [p.work for p in steps] == sorted(p.work for p in steps)
    assert steps[0].work == 0 and steps[-1].n_patrols == 1
    assert -score(problem, plan)[1] >= max(p.prize for p in steps)


@pytest.mark.parametrize("raises", [False, True])
def test_a_search_that_is_told_to_stop_returns_its_best_plan_so_far(raises: bool) -> None:
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        if raises and len(asked) > 3:
            raise KeyboardInterrupt
        return len(asked) > 3

    problem = two_days()
    plan = solve_week(problem, Budget(seconds=1_000), should_stop=stop, engine="ortools")
    assert check_plan(problem, plan).ok and len(asked) == 4
    again = solve_week(problem, Budget(work=plan.work), engine="ortools")
    assert again.routes == plan.routes


def test_a_week_with_more_nodes_than_the_model_takes_says_so_and_still_fills_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(nodes_module, "MAX_NODES", 10)
    problem = two_days()
    tables = build_tables(problem)
    start = ((40, 0), (1,))  # the patrol and two visits
    nodes = nodes_module.nodes_to_offer(tables, start)
    assert len(nodes) == 10 and {0, 1, 40} <= set(nodes.task.tolist())


def test_prizes_near_the_limit_do_not_overflow() -> None:
    visits = tuple(a_visit(f"h{k}", prize=10**9, mandatory=k % 2 == 0) for k in range(8))
    assert not solve_week(a_problem(visits=visits), FEW).left_out


@pytest.mark.parametrize("wrong", [{}, {"seconds": -1}, {"work": -1}, {"seconds": float("nan")}])
def test_a_budget_needs_seconds_or_work_that_are_not_negative(wrong: dict[str, float]) -> None:
    with pytest.raises(InvalidProblem, match="budget"):
        Budget(**wrong)


@pytest.mark.parametrize(("size", "presence", "breaks"), [("S", True, True), ("S", False, False), ("M", True, True)])
def test_weeks_of_the_bench_are_served_in_full_and_the_referee_agrees(size: str, presence: bool, breaks: bool) -> None:
    week, witness = make_week(size, 5, presence=presence, breaks=breaks)
    problem = problem_from_dict(week)
    plan = solve_week(problem, Budget(work=3))
    theirs = judge(week, plan_to_dict(plan))
    assert theirs["ok"], theirs["violations"]
    ours = check_plan(problem, plan)
    assert (ours.score.prize, ours.score.travel_s) == (theirs["prize"], theirs["travel_s"])
    assert theirs["prize"] >= judge(week, witness)["prize"]
