"""Weeks walked without a planner keep the law, do their duties, and go from door to door as told."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from planner.checker import check_plan
from planner.model import WeekPlan, WeekProblem
from planner.routes import Ground
from planner.simulation import fill_naively, list_order, nearest_first
from planner.week import Budget, solve_week
from tests.builders import B1, B2, B3, H, a_break, a_patrol, a_problem, a_shift, a_visit, windows
from tests.strategies import weeks

NO_DUTIES = WeekPlan(week="w", seed=0, cpu_s=0.0, routes=(), left_out=())


def _doors(plan: WeekPlan) -> list[str]:
    return [stop.task for route in plan.routes for stop in route.stops]


def test_the_nearest_door_comes_first_or_the_next_of_the_list() -> None:
    week = a_problem(visits=(a_visit("far", place=B3), a_visit("near", place=B1), a_visit("mid", place=B2)))
    assert _doors(fill_naively(Ground(week), NO_DUTIES, nearest_first)) == ["near", "mid", "far"]
    assert _doors(fill_naively(Ground(week), NO_DUTIES, list_order)) == ["far", "near", "mid"]


def test_a_door_that_does_not_fit_is_passed_over_and_left_out() -> None:
    week = a_problem(shifts=(a_shift(end_s=9 * H),), visits=(a_visit("far", place=B3), a_visit("near", place=B1)))
    plan = fill_naively(Ground(week), NO_DUTIES, list_order)   # 960 s there, 900 s at the door, 1200 s back: 3060 s
    assert _doors(plan) == ["far"] and [out.task for out in plan.left_out] == ["near"]


def test_nobody_waits_at_a_door_while_another_is_open() -> None:
    week = a_problem(visits=(a_visit("shut", place=B1, windows=windows((12 * H, 13 * H))), a_visit("open", place=B3)))
    assert _doors(fill_naively(Ground(week), NO_DUTIES, nearest_first)) == ["open", "shut"]


def test_the_break_is_taken_before_the_doors_behind_it() -> None:
    week = a_problem(shifts=(a_shift(rest=a_break(9 * H, 10 * H)),), visits=(a_visit("h1"), a_visit("h2", place=B2)))
    plan = fill_naively(Ground(week), NO_DUTIES, nearest_first)
    assert check_plan(week, plan, may_leave_out=True).ok and "break" in _doors(plan)


def test_patrols_are_done_as_ordered_with_visits_around_them() -> None:
    week = a_problem(visits=(a_visit("h1"), a_visit("h2", place=B2)), patrols=(a_patrol(),))
    duties = solve_week(replace(week, visits=()), budget=Budget(work=50), seed=1)
    plan = fill_naively(Ground(week), duties, nearest_first)
    assert check_plan(week, plan, may_leave_out=True).ok and {"h1", "h2", "p1"} <= set(_doors(plan))


@given(weeks())
@settings(max_examples=60, deadline=None)
def test_no_rule_is_ever_broken(week: WeekProblem) -> None:
    duties = solve_week(replace(week, visits=()), budget=Budget(work=20), seed=1)
    for choice in (nearest_first, list_order):
        verdict = check_plan(week, fill_naively(Ground(week), duties, choice), may_leave_out=True)
        assert not verdict.violations, str(verdict.violations[0].sentence)
