"""Each rule kept, just broken, and what it says. Worked by hand on the row home - b1 - b2 - b3 (see builders).

The plan that all tests start from, shift 08:00 to 16:00:
leave 08:00 (28800), b1 is 300 + 60 away: h1 29160..30060; b2 is 300 + 60 further: p1 arrives 30420, its window
opens 09:00 = 32400, stays 1800: 32400..34200; back from b2: 2 * 400, no entering: 35000.
"""

from dataclasses import replace

import pytest

from planner.checker import check_plan
from planner.model import Bound, LeftOut, TravelTimes, Verdict, WeekPlan, WeekProblem
from planner.rules import HARD_RULES
from tests.builders import (
    B1,
    B2,
    H,
    a_break,
    a_patrol,
    a_plan,
    a_problem,
    a_rest,
    a_route,
    a_shift,
    a_stop,
    a_visit,
    travel_in_a_row,
    windows,
)

PROBLEM = a_problem(visits=(a_visit(), a_visit("h2", place=B2)), patrols=(a_patrol(),))
H1 = a_stop("h1", arrive_s=29_160, end_s=30_060)
P1 = a_stop("p1", "patrol", arrive_s=30_420, start_s=32_400, end_s=34_200)
GOOD = a_plan(a_route(H1, P1, return_s=35_000), left_out=("h2",))


def rules_broken(problem: WeekProblem, plan: WeekPlan, **options: bool) -> set[str]:
    return {v.rule for v in check_plan(problem, plan, **options).violations}


def only_violation(problem: WeekProblem, plan: WeekPlan) -> tuple[str, float, str]:
    (violation,) = check_plan(problem, plan).violations
    return violation.rule, violation.amount, str(violation.sentence)


def test_a_good_plan_breaks_no_rule_and_its_score_adds_up() -> None:
    verdict: Verdict = check_plan(PROBLEM, GOOD)
    assert verdict.ok
    assert verdict.score.prize == 10
    assert verdict.score.travel_s == 360 + 360 + 800
    assert (verdict.n_visits_served, verdict.n_patrols_served, verdict.score.n_must_left_out) == (1, 1, 0)


def test_every_rule_of_the_law_says_what_it_requires() -> None:
    assert all(rule.__doc__ and rule.__doc__.startswith("Require that ") for rule in HARD_RULES)
    assert len({rule.__name__ for rule in HARD_RULES}) == len(HARD_RULES)


def test_a_route_that_leaves_a_second_before_its_shift_is_named_with_that_second() -> None:
    plan = a_plan(replace(GOOD.routes[0], leave_s=8 * H - 1), left_out=("h2",))
    rule, amount, sentence = only_violation(PROBLEM, plan)
    assert (rule, amount) == ("leaves_after_shift_start", 1)
    assert "o1-mon" in sentence and "1 s" in sentence


def test_a_route_back_on_the_closing_second_is_in_time_and_a_second_later_is_not() -> None:
    assert check_plan(PROBLEM, a_plan(replace(GOOD.routes[0], return_s=16 * H), left_out=("h2",))).ok
    late = a_plan(replace(GOOD.routes[0], return_s=16 * H + 1), left_out=("h2",))
    assert only_violation(PROBLEM, late)[:2] == ("returns_before_shift_end", 1)


def test_an_arrival_a_second_too_soon_is_impossible() -> None:
    soon = a_stop("h1", arrive_s=29_159, start_s=29_160, end_s=30_060)
    plan = a_plan(a_route(soon, P1, return_s=35_000), left_out=("h2",))
    assert only_violation(PROBLEM, plan)[:2] == ("stop_times_add_up", 1)


def test_a_return_a_second_too_soon_is_impossible() -> None:
    plan = a_plan(a_route(H1, P1, return_s=34_999), left_out=("h2",))
    assert only_violation(PROBLEM, plan)[:2] == ("stop_times_add_up", 1)


def test_a_stop_cannot_start_before_the_crew_arrives() -> None:
    late = a_stop("h1", arrive_s=29_161, start_s=29_160, end_s=30_060)
    plan = a_plan(a_route(late, P1, return_s=35_000), left_out=("h2",))
    assert only_violation(PROBLEM, plan)[:2] == ("starts_after_arrival", 1)


@pytest.mark.parametrize(("window", "is_on_time"), [
    ((29_160, 29_160), True), ((29_000, 29_160), True), ((29_161, 30_000), False), ((0, 29_159), False),
])
def test_a_visit_that_starts_at_the_closing_second_is_on_time(window: tuple[int, int], is_on_time: bool) -> None:
    far = (100_000, 100_001)
    problem = replace(PROBLEM, visits=(a_visit(windows=windows(far, window)), PROBLEM.visits[1]))
    assert check_plan(problem, GOOD).ok is is_on_time
    if not is_on_time:
        assert only_violation(problem, GOOD)[:2] == ("visit_starts_in_a_window", 1)


def test_a_visit_lasts_neither_more_nor_less_than_its_service() -> None:
    for end_s in (30_059, 30_061):
        then = replace(P1, arrive_s=30_421)
        plan = a_plan(a_route(replace(H1, end_s=end_s), then, return_s=35_000), left_out=("h2",))
        assert only_violation(PROBLEM, plan)[:2] == ("visit_lasts_its_service", 1)


def test_a_leg_without_a_way_is_named() -> None:
    matrix = travel_in_a_row()
    matrix[1, 2] = -1
    problem = replace(PROBLEM, travel=TravelTimes({"foot": matrix}))
    rule, _, sentence = only_violation(problem, GOOD)
    assert rule == "way_exists" and "p1" in sentence
    assert check_plan(problem, GOOD).score.travel_s == 360 + 800


def test_legs_within_a_place_take_no_time_and_an_end_place_needs_no_entering() -> None:
    problem = a_problem(
        visits=(a_visit(), a_visit("h2")), shifts=(a_shift(start_place=B1, end_place=B2),),
    )
    first, second = a_stop("h1", arrive_s=28_800, end_s=29_700), a_stop("h2", arrive_s=29_700, end_s=30_600)
    verdict = check_plan(problem, a_plan(a_route(first, second, return_s=30_900)))
    assert verdict.ok and verdict.score.travel_s == 300


def test_a_patrol_needs_its_presence_inside_the_window() -> None:
    short = a_stop("p1", "patrol", arrive_s=32_401, start_s=32_401, end_s=34_200)
    plan = a_plan(a_route(H1, short, return_s=35_000), left_out=("h2",))
    problem = replace(PROBLEM, patrols=(a_patrol(cell=None),))
    assert only_violation(problem, plan)[:2] == ("patrol_reaches_its_presence", 1)


def test_a_patrol_stays_at_least_its_dwell() -> None:
    problem = replace(PROBLEM, patrols=(a_patrol(min_dwell_s=1_801),))
    assert only_violation(problem, GOOD)[:2] == ("patrol_stays_its_dwell", 1)


def beside(*, end_s: int, cell: str | None = "c1", rest_between: bool = False) -> tuple[WeekProblem, WeekPlan]:
    """p1 from 09:00 to `end_s`, then h2 in the same building for 900 s at once (or after a break of 600 s)."""
    problem = a_problem(
        visits=(a_visit("h2", place=B2),), patrols=(a_patrol(cell=cell),),
        shifts=(a_shift(rest=a_break(9 * H, 12 * H, 600) if rest_between else None),),
    )
    then_s = end_s + 600 * rest_between
    stops = [a_stop("p1", "patrol", arrive_s=32_400, end_s=end_s)]
    stops += [a_rest(end_s, then_s)] * rest_between
    stops += [a_stop("h2", arrive_s=then_s, end_s=then_s + 900)]
    return problem, a_plan(a_route(*stops))


def test_half_of_a_visit_beside_a_patrol_counts_for_it() -> None:
    # 1350 s of stop + half of 900 s = 1800 s
    assert check_plan(*beside(end_s=32_400 + 1_350)).ok
    assert only_violation(*beside(end_s=32_400 + 1_348))[:2] == ("patrol_reaches_its_presence", 2)


def test_a_break_ends_the_run_of_a_patrol() -> None:
    assert rules_broken(*beside(end_s=32_400 + 1_350, rest_between=True)) == {"patrol_reaches_its_presence"}
    assert check_plan(*beside(end_s=32_400 + 1_800, rest_between=True)).ok


def test_visits_count_for_no_patrol_without_a_cell_or_of_another_cell() -> None:
    assert rules_broken(*beside(end_s=32_400 + 1_350, cell=None)) == {"patrol_reaches_its_presence"}
    assert rules_broken(*beside(end_s=32_400 + 1_350, cell="c9")) == {"patrol_reaches_its_presence"}


def test_waiting_and_legs_inside_the_run_count_whole() -> None:
    # arrives 30420, waits until 32400: the window opens earlier here, so all of the wait counts
    problem = replace(PROBLEM, patrols=(a_patrol(window=windows((30_420, 43_200))[0], presence_s=1_980 + 1_800),))
    assert check_plan(problem, GOOD).ok


def with_break(
    rest: tuple[int, int] | None, *, arrive_s: int = 29_160 + 600, **bounds: int
) -> tuple[WeekProblem, WeekPlan]:
    """A break of 600 s on the way to h1, and back home 400 s after it."""
    problem = a_problem(visits=(a_visit(),), shifts=(a_shift(rest=a_break(**{
        "earliest_s": 28_800, "latest_s": 29_160, "length_s": 600, **bounds})),))
    stops = [a_rest(*rest)] if rest else []
    stops.append(a_stop("h1", arrive_s=arrive_s, end_s=arrive_s + 900))
    return problem, a_plan(a_route(*stops, return_s=arrive_s + 1_300))


def test_a_break_may_fall_anywhere_along_a_leg() -> None:
    for start_s in (28_800, 29_000, 29_160):
        assert check_plan(*with_break((start_s, start_s + 600))).ok


@pytest.mark.parametrize(("rest", "rules"), [
    (None, {"one_break_where_due"}),
    ((28_799, 29_399), {"break_starts_in_bounds", "break_starts_after_the_stop_before"}),
    ((29_161, 29_761), {"break_starts_in_bounds", "stop_times_add_up"}),
    ((28_800, 29_399), {"break_lasts_its_length"}),
])
def test_a_break_keeps_its_number_bounds_and_length(rest: tuple[int, int] | None, rules: set[str]) -> None:
    assert rules_broken(*with_break(rest)) == rules


def test_a_break_takes_its_time_on_top_of_the_leg() -> None:
    assert rules_broken(*with_break((28_800, 29_400), arrive_s=29_759)) == {"stop_times_add_up"}


def test_a_break_in_a_shift_without_one_and_two_breaks_are_refused() -> None:
    problem, plan = with_break((28_800, 29_400))
    assert rules_broken(replace(problem, shifts=(a_shift(),)), plan) == {"one_break_where_due"}
    stops = plan.routes[0].stops
    twice = a_plan(a_route(stops[0], replace(stops[1], arrive_s=30_360, start_s=30_360, end_s=31_260),
                           a_rest(31_260, 31_860), return_s=40_000))
    assert "one_break_where_due" in rules_broken(problem, twice)


def test_a_route_without_work_needs_no_break_and_has_no_travel() -> None:
    problem = a_problem(shifts=(a_shift(end_place=B2, rest=a_break()),))
    verdict = check_plan(problem, a_plan(a_route(return_s=8 * H)))
    assert verdict.ok and verdict.score.travel_s == 0


def test_a_break_by_another_name_is_refused() -> None:
    problem, plan = with_break((28_800, 29_400))
    renamed = (a_rest(28_800, 29_400, "lunch"), plan.routes[0].stops[1])
    assert rules_broken(problem, a_plan(a_route(*renamed))) == {"break_is_named_break"}


def test_a_task_in_a_shift_that_may_not_serve_it_is_refused() -> None:
    problem = a_problem(visits=(a_visit(shifts=("o2",)),), shifts=(a_shift(), a_shift("o2")))
    assert rules_broken(problem, a_plan(a_route(H1))) == {"task_in_an_allowed_shift"}


def test_a_task_is_on_one_route_or_left_out_once_with_a_reason() -> None:
    two_rows = replace(GOOD, left_out=(*GOOD.left_out, *GOOD.left_out))
    assert rules_broken(PROBLEM, two_rows) == {"task_accounted_for_once"}
    assert rules_broken(PROBLEM, replace(GOOD, left_out=())) == {"task_accounted_for_once"}
    both = replace(GOOD, left_out=(*GOOD.left_out, LeftOut(task="h1", reason="no_time")))
    assert rules_broken(PROBLEM, both) == {"task_accounted_for_once"}
    mute = replace(GOOD, left_out=(LeftOut(task="h2", reason=""),))
    assert rules_broken(PROBLEM, mute) == {"left_out_has_a_reason"}
    again = a_stop("h1", arrive_s=34_660, end_s=35_560)
    twice = a_plan(a_route(H1, P1, again), left_out=("h2",))
    assert rules_broken(PROBLEM, twice) == {"task_served_at_most_once"}


def test_a_patrol_or_mandatory_visit_left_out_is_a_violation_unless_allowed() -> None:
    problem = a_problem(visits=(a_visit(mandatory=True),), patrols=(a_patrol(),))
    plan = a_plan(left_out=("h1", "p1"))
    verdict = check_plan(problem, plan)
    assert [str(v.sentence) for v in verdict.violations] == [
        "mandatory visit h1 is not served", "patrol p1 is not served",
    ]
    assert verdict.score.n_must_left_out == 2
    assert check_plan(problem, plan, may_leave_out=True).ok


def test_unknown_shifts_tasks_and_kinds_are_named_and_not_counted() -> None:
    strange = a_plan(
        a_route(a_stop("h9", arrive_s=30_000, end_s=30_900), a_stop("h1", "patrol", arrive_s=30_000, end_s=30_900)),
        a_route(H1, shift="o9"), left_out=("h1", "h2", "p1", "h8"),
    )
    verdict = check_plan(PROBLEM, strange, may_leave_out=True)
    assert {v.rule for v in verdict.violations} == {"names_are_known"}
    assert len(verdict.violations) == 4 and verdict.score.prize == 0


def test_a_shift_has_one_route_and_a_plan_names_its_week() -> None:
    assert "one_route_per_shift" in rules_broken(PROBLEM, replace(GOOD, routes=GOOD.routes * 2))
    assert rules_broken(PROBLEM, replace(GOOD, week="other")) == {"plan_is_of_this_week"}


@pytest.mark.parametrize(("most", "holds"), [(10.0, True), (9.9, False), (float("nan"), False), (float("inf"), False)])
def test_a_bound_below_the_prize_is_no_bound(most: float, holds: bool) -> None:
    plan = replace(GOOD, bound=Bound(prize_at_most=most, method="lp"))
    assert check_plan(PROBLEM, plan).ok is holds
