"""What cannot be done is told before the search, and only what is proven."""

from itertools import permutations

from hypothesis import given, settings

from planner.model import DAY_S, TravelTimes, Violation, WeekProblem
from planner.week import Budget, precheck, solve_week
from planner.week.duties import orders_in_time
from planner.week.left_out import clash_of
from planner.week.precheck import examine
from planner.week.tables import FAR_S, build_tables
from planner.week.timing import time_route
from planner.week.ways import direct_ways
from tests.builders import B1, B2, B3, H, a_break, a_patrol, a_problem, a_shift, a_visit, travel_in_a_row, windows
from tests.strategies import weeks


def told(problem: WeekProblem) -> list[tuple[str, str]]:
    return [(v.rule, str(v.sentence)) for v in precheck(problem)]


def test_a_week_that_can_be_served_has_no_findings() -> None:
    assert told(a_problem(visits=(a_visit(mandatory=True),), patrols=(a_patrol(),))) == []


def test_two_patrols_at_the_same_time_clash_and_the_third_is_not_blamed() -> None:
    # b1 and b3 both 09:00 to 09:30: no order serves both; p3 in the afternoon is free
    patrols = (
        a_patrol("p1", place=B1, window=windows((32_400, 34_200))[0]),
        a_patrol("p2", place=B3, window=windows((32_400, 34_200))[0]),
        a_patrol("p3", window=windows((46_800, 54_000))[0]),
    )
    assert told(a_problem(patrols=patrols)) == [(
        "clash", "shift o1-mon cannot serve p1, p2 together in any order: widen a window or give one to another shift",
    )]


def test_of_many_clashes_of_a_shift_five_are_told_and_how_many_more_there_are() -> None:
    patrols = tuple(a_patrol(f"p{k}", window=windows((32_400, 34_200))[0]) for k in range(4))   # six pairs
    problem = a_problem(patrols=patrols, shifts=(a_shift(), a_shift("o2-tue", start_s=DAY_S, end_s=DAY_S + 8 * H)))
    told_of = told(problem)
    assert len(told_of) == 6 and len(set(told_of)) == 6
    assert told_of[5] == ("more_clashes", "shift o1-mon: more sets of tasks that it cannot serve together: 1")
    plan = solve_week(problem, Budget(work=0))   # a reason may rest on the sixth, too
    assert [row.reason for row in plan.left_out] == ["clash"] * 3


def test_what_no_plan_can_serve_is_counted_once_for_each_clash_apart_and_each_duty_without_a_way() -> None:
    at_once, later = (
        tuple(a_patrol(f"{name}{k}", cell=None, window=windows((at_s, at_s + 1_800))[0]) for k in range(n))
        for name, at_s, n in (("p", 9 * H, 4), ("q", 12 * H, 2))
    )
    matrix = travel_in_a_row()
    matrix[:, 3] = matrix[3, :] = FAR_S
    nowhere = a_visit("h1", place=B3, mandatory=True)
    closed = a_visit("h2", mandatory=True, windows=windows((0, 60)))   # it has no window: it is never offered
    week = a_problem(patrols=at_once + later, visits=(nowhere, closed), travel=TravelTimes({"foot": matrix}))
    assert examine(build_tables(week)).n_unservable == 4   # of p0 .. p3 two pairs apart, of q0 and q1 one, h1
    assert examine(build_tables(a_problem(patrols=at_once[:1]))).n_unservable == 0


def test_five_clashes_of_a_shift_are_told_as_they_are() -> None:
    at_once = tuple(a_patrol(f"p{k}", window=windows((32_400, 34_200))[0]) for k in range(3))   # three pairs
    later = tuple(a_patrol(f"q{k}", window=windows((43_200, 45_000))[0]) for k in range(2))   # one pair
    assert len(told(a_problem(patrols=at_once + later))) == 4


def test_patrols_that_two_shifts_can_share_do_not_clash() -> None:
    patrols = tuple(a_patrol(k, window=windows((32_400, 34_200))[0]) for k in ("p1", "p2"))
    assert told(a_problem(patrols=patrols, shifts=(a_shift(), a_shift("o2-mon")))) == []


def test_a_clash_is_not_claimed_where_a_stop_between_would_shorten_the_way() -> None:
    # straight from b1 to b3 takes 9 h, over b2 only 720 s: with a visit at b2 on the way both patrols fit
    matrix = travel_in_a_row()
    matrix[1, 3] = matrix[3, 1] = 9 * H
    patrols = (
        a_patrol("p1", place=B1, window=windows((32_400, 34_200))[0]),
        a_patrol("p2", place=B3, window=windows((32_400, 37_800))[0]),
    )
    problem = a_problem(patrols=patrols, travel=TravelTimes({"foot": matrix}))
    assert told(problem) == []


def test_a_break_can_be_what_makes_duties_clash() -> None:
    # 29160..30960 at b1, 31320..33120 at b2 fit one after the other. A break of 1800 s from 28800 to 31200 on fits
    # before b2 alone (there 31260) and after b1 alone, but neither before, between nor after both
    patrols = (
        a_patrol("p1", place=B1, window=windows((28_800, 30_960))[0]),
        a_patrol("p2", place=B2, window=windows((31_320, 33_120))[0]),
    )
    assert told(a_problem(patrols=patrols)) == []
    resting = a_problem(patrols=patrols, shifts=(a_shift(rest=a_break(28_800, 31_200)),))
    assert [rule for rule, _ in told(resting)] == ["clash"]


def test_duties_without_shift_window_or_way_are_told_one_by_one() -> None:
    matrix = travel_in_a_row()
    matrix[:3, 3] = -1
    problem = a_problem(
        visits=(
            a_visit("h1", mandatory=True, shifts=()), a_visit("h2", mandatory=True, windows=windows((0, 3_600))),
            a_visit("h3", mandatory=True, place=B3), a_visit("h4", shifts=()),
        ),
        patrols=(a_patrol(presence_s=8 * H, window=windows((0, 80_000))[0]),), travel=TravelTimes({"foot": matrix}),
    )
    assert [(rule, sentence.split(" has ")[0][:2]) for rule, sentence in told(problem)] == [
        ("no_shift", "h1"), ("no_window", "h2"), ("no_way", "th"), ("no_way", "p1"),
    ]


def test_a_clash_is_the_reason_of_a_task_whose_others_are_planned() -> None:
    patrols = tuple(a_patrol(k, window=windows((32_400, 34_200))[0]) for k in ("p1", "p10"))
    found: tuple[Violation, ...] = precheck(a_problem(patrols=patrols))
    assert clash_of(found, "p10", frozenset({"p1"})) is found[0].sentence
    assert clash_of(found, "p", frozenset({"p1"})) is None
    assert clash_of(found, "p10", frozenset()) is None   # both are left out: it is something else that keeps p10 out


@settings(max_examples=80, deadline=None)
@given(weeks(most_visits=3, most_patrols=2))
def test_trying_sets_of_duties_agrees_with_trying_every_order(problem: WeekProblem) -> None:
    tables = build_tables(problem)
    for shift in range(tables.n_shifts):
        duties = [t for t in range(tables.n_tasks) if tables.fits_shift[shift, t]][:4]
        if not duties:
            continue
        found = orders_in_time(tables, shift, duties, direct_ways(tables, shift, duties))
        for mask in range(1, 1 << len(duties)):
            chosen = [d for k, d in enumerate(duties) if mask >> k & 1]
            is_possible = any(time_route(tables, shift, order) for order in permutations(chosen))
            assert (mask in found) == is_possible
            if mask in found:
                assert sorted(found[mask]) == chosen and time_route(tables, shift, found[mask]) is not None
