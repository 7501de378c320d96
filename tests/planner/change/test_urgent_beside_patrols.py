"""An urgent visit among patrols: most of what makes room goes back into its half hour."""

from planner.change import ChangeBudget, Replanned, VisitAdded, replan
from planner.checker import check_plan
from planner.exchange import problem_from_dict
from planner.model import DAY_S, Stop, WeekPlan, WeekProblem
from planner.week import Budget, solve_week
from tests.builders import (
    B1,
    B2,
    B3,
    PLACES,
    H,
    a_patrol,
    a_place,
    a_plan,
    a_problem,
    a_route,
    a_shift,
    a_stop,
    a_visit,
    windows,
)
from tests.planner.referee import make_week

URGENT = a_visit("u1", place=B1, service_s=600, prize=0, mandatory=True, windows=windows((31_200, 31_800)))


def a_patrol_paid_for_by_visits() -> tuple[WeekProblem, WeekPlan]:
    # only b2 lies in the cell. From 08:00 + 660 s on, four visits of 900 s there count half towards 2700 s of presence,
    # the patrol gives 900 s more; then eight visits of 600 s at b3 and the way home, which leaves 16 s of the shift.
    # A visit at b1 from 31200 s to 31800 s cuts the run in two: back at b2 at 32160 s the patrol must give all its
    # 2700 s, until 34860 s, 40 s before its window ends. So three of the four visits have to go (only the first two
    # and "a2", half an hour sooner, fit ahead), and as the patrol ends 900 s later, two of those at b3: five visits.
    before = tuple(a_visit(f"a{k}", place=B2, prize=20 + k) for k in range(4))
    after = tuple(a_visit(f"t{k}", place=B3, service_s=600, prize=30 + k) for k in range(8))
    patrol = a_patrol(presence_s=2_700, window=windows((8 * H, 34_900))[0])
    places = tuple(a_place(name, cell="c1" if name == B2 else None) for name in PLACES)
    problem = a_problem(places=places, shifts=(a_shift(end_s=40_336),), visits=(*before, *after),
                        patrols=(patrol,))
    clock_s, stops = 29_460, []
    for task in (*before, patrol, *after):
        arrive_s = clock_s + (360 if task.task_id == "t0" else 0)
        clock_s = arrive_s + 900 if task.place == B2 else arrive_s + 600
        kind = "patrol" if task is patrol else "visit"
        stops.append(a_stop(task.task_id, kind, arrive_s=arrive_s, end_s=clock_s))
    return problem, a_plan(a_route(*stops, return_s=40_320))


def after_urgent(n_allowed: int) -> Replanned:
    problem, plan = a_patrol_paid_for_by_visits()
    return replan(problem, plan, [VisitAdded(URGENT)], budget=ChangeBudget(count=n_allowed))


def started(plan: WeekPlan) -> dict[str, Stop]:
    return {stop.task: stop for route in plan.routes for stop in route.stops}


def test_an_urgent_visit_that_cuts_a_patrol_in_two_changes_no_more_visits_than_it_must() -> None:
    found = after_urgent(5)
    assert found.is_within_budget and found.n_changed == 5 and not found.must_left_out
    assert check_plan(found.problem, found.plan, may_leave_out=True).ok
    assert set(found.diff.dropped) == {"a0", "a1", "a3", "t0", "t1"} and found.diff.added == ("u1",)
    assert not found.diff.moved and not found.diff.shifted


def test_a_budget_one_visit_too_small_still_serves_the_urgent_visit_and_tells_the_count() -> None:
    found = after_urgent(4)
    assert not found.is_within_budget and "u1" in started(found.plan)
    assert [str(note) for note in found.notes] == [
        "the change cannot be had within 4 changed visits: the least found is 5"]


def test_a_patrol_that_loses_the_visits_beside_it_stays_for_its_whole_presence_within_its_half_hour() -> None:
    patrol = started(after_urgent(5).plan)["p1"]
    assert patrol.end_s - patrol.start_s == 2_700
    assert patrol.start_s >= 32_160 and patrol.end_s <= 34_900  # 33060 s before; never longer than its presence asks


def test_urgent_visits_change_at_most_five_percent_of_a_small_week_of_patrols_and_breaks() -> None:
    week, _ = make_week("S", 41, presence=True, breaks=True)
    problem = problem_from_dict(week)
    plan = solve_week(problem, Budget(work=0))
    for k, visit in enumerate(problem.visits[::50]):
        on_day = tuple(s.shift_id for s in problem.shifts if s.start_s // DAY_S == k)
        urgent = a_visit("u1", place=visit.place, prize=0, mandatory=True, shifts=on_day)
        found = replan(problem, plan, [VisitAdded(urgent)], budget=ChangeBudget(share=0.05))
        assert check_plan(found.problem, found.plan).ok and found.n_changed <= 0.05 * found.n_planned
