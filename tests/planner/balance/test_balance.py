"""Minutes of work per shift and officer, and evening them out without breaking a rule."""

import pytest
from hypothesis import given, settings

from planner.balance import EvenLimits, balance_of, even_out
from planner.checker import check_plan
from planner.errors import InvalidProblem
from planner.model import CrewId, ShiftId, WeekPlan, WeekProblem
from planner.week import Budget, solve_week
from tests.builders import B1, H, a_break, a_patrol, a_plan, a_problem, a_rest, a_route, a_shift, a_stop, a_visit
from tests.strategies import weeks

TWO = (a_shift(), a_shift("o2-mon", crew=CrewId("o2")))


def busy_and_idle() -> WeekProblem:
    return a_problem(shifts=TWO, visits=tuple(a_visit(f"h{k}") for k in range(4)))


def all_with_one() -> WeekPlan:
    return a_plan(a_route(*(
        a_stop(f"h{k}", arrive_s=29_160 + 900 * k, end_s=30_060 + 900 * k) for k in range(4)), return_s=33_160))


def test_work_is_service_travel_and_presence_without_waiting_and_breaks() -> None:
    problem = a_problem(visits=(a_visit(),), patrols=(a_patrol(place=B1),), shifts=(a_shift(rest=a_break()), TWO[1]))
    plan = a_plan(a_route(
        a_stop("h1", arrive_s=29_160, end_s=30_060),
        a_stop("p1", "patrol", arrive_s=30_060, start_s=9 * H, end_s=34_200),
        a_rest(11 * H, 11 * H + 1_800), return_s=12 * H))
    found = balance_of(problem, plan)
    load = found.by_shift[ShiftId("o1-mon")]
    assert (load.service_s, load.presence_s, load.travel_s) == (900, 1_800, 760)  # 360 out, 400 home
    assert found.of_crews.range_s == 3_460 and found.of_crews.ratio is None


def test_four_visits_of_one_officer_become_two_for_each() -> None:
    # 3600 s of service and 760 s of way against nothing; two visits each are 1800 + 760 s for both
    problem = busy_and_idle()
    plan = all_with_one()
    found = even_out(problem, plan, limits=EvenLimits(travel_s=760))
    assert found.before.of_crews.range_s == 4_360 and found.after.of_crews.range_s == 0
    assert (found.prize_lost, found.travel_added_s, found.n_moved) == (0, 760, 2)
    assert found.after.of_crews.ratio == 1.0


def test_evening_out_stops_at_its_cost() -> None:
    problem = busy_and_idle()
    plan = all_with_one()
    found = even_out(problem, plan, limits=EvenLimits(travel_s=759))
    assert found.plan == plan and found.n_moved == 0
    paid = even_out(problem, plan, limits=EvenLimits(travel_s=0, prize=25))
    assert paid.prize_lost == 20 and {row.reason for row in paid.plan.left_out} == {"even"}
    with pytest.raises(InvalidProblem):
        EvenLimits(prize=-1)


@settings(max_examples=30, deadline=None)
@given(problem=weeks(most_visits=8))
def test_an_evened_plan_breaks_no_rule_and_is_never_less_even(problem: WeekProblem) -> None:
    crews = tuple(
        a_shift(s.shift_id, crew=CrewId(f"o{k}"), mode=s.mode, start_s=s.start_s, end_s=s.end_s,
                start_place=s.start_place, end_place=s.end_place, rest=s.rest)
        for k, s in enumerate(problem.shifts)
    )
    problem = WeekProblem(name=problem.name, places=problem.places, travel=problem.travel, shifts=crews,
                          visits=problem.visits, patrols=problem.patrols, enter_s=problem.enter_s)
    plan = solve_week(problem, Budget(work=0))
    found = even_out(problem, plan, limits=EvenLimits(prize=30, travel_s=3_600))
    assert check_plan(problem, found.plan, may_leave_out=True).ok
    assert found.after.of_crews.range_s <= found.before.of_crews.range_s
    assert found.prize_lost <= 30 and found.travel_added_s <= 3_600
