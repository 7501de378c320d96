"""A prize that is enough: reached where it can be, with less travel, duties served, and nothing said that is untrue."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.checker import check_plan
from planner.errors import InvalidProblem
from planner.exchange import plan_to_dict, problem_from_dict, problem_to_dict
from planner.explain import Reason, why_left_out
from planner.model import StopKind, Verdict, WeekPlan, WeekProblem
from planner.week import Budget, engine, solve_and_bound, solve_week
from planner.week.search.annealing import Plan, anneal
from planner.week.search.arrays import most_stops, pack_week
from planner.week.search.presence import time_order
from planner.week.search.run import _open
from planner.week.search.starts import try_orders
from planner.week.search.walks import open_walks, orders_of
from planner.week.tables import FAR_S, NEVER_S, build_tables
from tests.builders import B1, B3, a_patrol, a_problem, a_visit, windows
from tests.planner.referee import judge, make_week
from tests.planner.search.test_last_room import with_room
from tests.planner.test_precheck_is_proven import tight_cells
from tests.strategies import weeks

WORK = Budget(work=3_000)
NEAR_AND_FAR = a_problem(visits=(a_visit("near", place=B1, prize=10), a_visit("far", place=B3, prize=10)))


@cache
def ordinary(seed: int, presence: bool) -> tuple[WeekProblem, WeekPlan, Verdict]:
    """A week of the bench, its plan of most prize, and what that is worth."""
    week, _ = make_week("S", seed, presence=presence)
    problem = problem_from_dict(week)
    plan = solve_week(problem, WORK)
    return problem, plan, check_plan(problem, plan)


def what_is_planned(plan: WeekPlan) -> WeekPlan:
    """The plan without the seconds it took and how it was made."""
    return replace(plan, cpu_s=0.0, compile_s=0.0, method="")


@pytest.mark.parametrize("presence", [False, True])
@pytest.mark.parametrize("share", [0.3, 0.8, 0.97, 1.0])
def test_a_prize_that_the_search_reaches_is_reached_with_less_travel_and_all_duties(
    share: float, presence: bool
) -> None:
    problem, _, most = ordinary(21, presence)
    enough = int(share * most.score.prize)
    plan = solve_week(problem, WORK, enough=enough)
    verdict = check_plan(problem, plan)
    assert verdict.ok and judge(problem_to_dict(problem), plan_to_dict(plan))["ok"]
    assert verdict.score.prize >= enough
    assert verdict.score.travel_s <= most.score.travel_s * (1.0 if share == 1.0 else 0.95)
    assert {row.reason for row in plan.left_out} == {"enough"}


@pytest.mark.parametrize("presence", [False, True])
def test_a_prize_of_all_visits_or_more_gives_the_plan_of_a_week_without_it(presence: bool) -> None:
    problem, plan, _ = ordinary(21, presence)
    for enough in (sum(visit.prize for visit in problem.visits), 10**12):
        assert what_is_planned(solve_week(problem, WORK, enough=enough)) == what_is_planned(plan)


def test_a_prize_that_no_search_reaches_leaves_the_plan_as_it_is_without_it() -> None:
    problem, plan, most = ordinary(21, False)
    enough = sum(visit.prize for visit in problem.visits) - 1
    assert most.score.prize < enough
    short = solve_week(problem, WORK, enough=enough)
    assert what_is_planned(short) == what_is_planned(plan) and {row.reason for row in short.left_out} == {"no_time"}


def test_no_prize_at_all_leaves_nothing_but_duties() -> None:
    problem, _, _ = ordinary(21, True)
    plan = solve_week(problem, WORK, enough=0)
    planned = {stop.task for route in plan.routes for stop in route.stops}
    assert planned == {*(p.task_id for p in problem.patrols), *(v.task_id for v in problem.visits if v.mandatory)}


def test_the_plan_for_a_prize_can_be_made_again_and_says_for_which_it_was_made() -> None:
    problem, _, _ = ordinary(21, False)
    plan = solve_week(problem, Budget(seconds=0.4), enough=3_000)
    again = solve_and_bound(problem, Budget(work=plan.work), bound_s=0, enough=3_000)
    assert what_is_planned(again) == what_is_planned(plan)
    assert plan.method.endswith(", for a prize of 3000")


def test_of_two_visits_of_one_prize_the_nearer_is_enough_and_the_other_says_so() -> None:
    plan = solve_week(NEAR_AND_FAR, Budget(work=50), enough=10)
    (row,) = plan.left_out
    assert (row.task, row.reason) == ("far", "enough")
    assert str(row.sentence) == "the week has the prize of 10 that was asked for without far"
    asked = why_left_out(NEAR_AND_FAR, plan, row.task)
    assert asked.reason is Reason.NONE and str(asked.sentence).endswith(
        "but the week has the prize that was asked for without it")


def test_a_point_more_than_the_nearer_visit_needs_both() -> None:
    assert not solve_week(NEAR_AND_FAR, Budget(work=50), enough=11).left_out


@pytest.mark.parametrize(("n_patrols", "is_last", "same"), [(1, False, False), (2, False, True), (2, True, False)])
def test_until_all_duties_are_served_no_prize_is_enough_but_for_the_last_iterations(
    n_patrols: int, is_last: bool, same: bool
) -> None:
    at_once = tuple(a_patrol(f"p{k}", window=windows((32_400, 34_200))[0]) for k in range(n_patrols))
    visits = tuple(a_visit(f"h{k}", place=(B1, B3)[k % 2], prize=1 + k % 7) for k in range(40))
    tables, found = build_tables(a_problem(visits=visits, patrols=at_once)), []
    for enough in (None, 1):
        run, _ = _open(tables, 1, enough)
        try_orders(run.week, run.walks, run.best, ((),))
        plan = Plan(0, 400, 100.0, 1_000.0, 60.0, is_last=is_last)
        anneal(run.week, run.walks, run.ruin, run.best, run.pool, plan, 0, 400, run.stream)
        found.append(orders_of(run.walks.order, run.walks.size))
    assert (found[0] == found[1]) is same


def test_a_negative_prize_is_refused() -> None:
    with pytest.raises(InvalidProblem, match="a prize of -1 cannot be enough: it is negative"):
        solve_week(NEAR_AND_FAR, WORK, enough=-1)


@pytest.mark.parametrize("has_numba", [True, False])
def test_an_engine_that_cannot_stop_at_a_prize_refuses_it(has_numba: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "has_numba", lambda: has_numba)
    with pytest.raises(InvalidProblem, match="only the engine search, with numba installed"):
        solve_week(NEAR_AND_FAR, WORK, enough=10, engine="ortools" if has_numba else "search")


def can_do_without(problem: WeekProblem, plan: WeekPlan, enough: int) -> list[str]:
    """The optional visits without which the plan has enough prize, is in time and travels less."""
    tables = build_tables(problem)
    week = pack_week(tables)
    walks = open_walks(week, tables.n_tasks + most_stops(tables))
    number = {task.task_id: k for k, task in enumerate(tables.tasks)}
    shift = {span.shift_id: r for r, span in enumerate(problem.shifts)}
    spare = check_plan(problem, plan, may_leave_out=True).score.prize - enough

    def travel_s(order: list[int], r: int) -> int:
        """Seconds of travel; FAR_S when the order is not in time."""
        walks.trial[: len(order)] = order
        if time_order(week, walks.trial, len(order), r, walks.times)[0] >= NEVER_S:
            return FAR_S
        home, goal = tables.ends[r]
        places = [int(home), *(int(tables.place[task]) for task in order)]
        leg = tables.leg_s[problem.shifts[r].mode]
        back = leg[places[-1], goal] - problem.enter_s if order and places[-1] != goal else 0
        return sum(int(leg[a, b]) for a, b in pairwise(places)) + int(back)

    found = []
    for route in plan.routes:
        order = [number[s.task] for s in route.stops if s.kind is not StopKind.BREAK]
        now_s = travel_s(order, shift[route.shift])
        found += [tables.tasks[task].task_id for at, task in enumerate(order)
                  if not tables.is_must[task] and tables.prize[task] <= spare
                  and travel_s([*order[:at], *order[at + 1:]], shift[route.shift]) < now_s]
    return found


@settings(max_examples=100, deadline=None)
@given(st.one_of(weeks(), tight_cells()), st.integers(0, 200), st.sampled_from([0, 40]))
def test_a_plan_for_a_prize_has_nothing_it_can_do_without_and_gives_true_reasons(
    problem: WeekProblem, enough: int, work: int
) -> None:
    plan = solve_week(problem, Budget(work=work), enough=enough)
    verdict = check_plan(problem, plan, may_leave_out=True)
    assert verdict.ok and judge(problem_to_dict(problem), plan_to_dict(plan), may_leave_out=True)["ok"]
    assert can_do_without(problem, plan, enough) == []
    assert with_room(problem, plan) == []
    if verdict.score.prize < enough:
        assert "enough" not in {row.reason for row in plan.left_out}


@settings(max_examples=60, deadline=None)
@given(weeks(), st.integers(0, 200))
def test_an_insertion_for_a_prize_gives_no_duty_and_no_needed_prize_away(problem: WeekProblem, enough: int) -> None:
    most, plan = (check_plan(problem, solve_week(problem, Budget(work=0), enough=e), may_leave_out=True).score
                  for e in (None, enough))
    assert plan.n_must_left_out <= most.n_must_left_out
    if plan.n_must_left_out == most.n_must_left_out:
        assert plan.prize >= min(enough, most.prize)
