"""Why a visit is left out: the reason holds by brute force, and each change named really fits it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from planner.checker import check_plan
from planner.errors import InvalidPlan, InvalidProblem
from planner.exchange import problem_from_dict
from planner.explain import Explanation, Reason, RemedyKind, why_left_out
from planner.model import (
    BREAK,
    CrewId,
    Patrol,
    Route,
    ShiftId,
    Stop,
    StopKind,
    TaskId,
    Visit,
    WeekPlan,
    WeekProblem,
)
from planner.week import Budget, solve_week, why_never
from tests.builders import (
    B1,
    B3,
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
    windows,
)
from tests.planner.referee import make_week
from tests.strategies import weeks


def solve(problem: WeekProblem) -> WeekPlan:
    return solve_week(problem, Budget(work=0))


def fits_by_brute_force(problem: WeekProblem, plan: WeekPlan, task: TaskId) -> bool:
    """Put the task everywhere, the break everywhere, time it in the most naive way, and ask the judge."""
    for shift in problem.shifts:
        route = next((r for r in plan.routes if r.shift == shift.shift_id), None)
        order = [s for s in route.stops if s.kind is not StopKind.BREAK] if route else []
        stays: dict[str, int] = {s.task: s.end_s - s.start_s for s in order}
        one = problem.task[task]
        if one.shifts is not None and shift.shift_id not in one.shifts:
            continue
        stays[task] = one.service_s if isinstance(one, Visit) else one.full_stay_s
        names = [s.task for s in order]
        for at in range(len(names) + 1):
            trial = [*names[:at], task, *names[at:]]
            for rest_at in range(len(trial) + 1) if shift.rest else (None,):
                timed = _naive(problem, ShiftId(shift.shift_id), trial, stays, rest_at)
                if timed and check_plan(problem, replace(
                    plan, bound=None, routes=(*(r for r in plan.routes if r.shift != shift.shift_id), timed),
                    left_out=tuple(row for row in plan.left_out if row.task != task),
                ), may_leave_out=True).ok:
                    return True
    return False


def _naive(
    problem: WeekProblem, shift_id: ShiftId, order: list[TaskId], stays: dict[str, int], rest_at: int | None
) -> Route | None:
    """Walk an order as early as may be; the judge says whether it keeps the rules, too late ends the walk."""
    shift = problem.shift[shift_id]
    now_s, place, stops = shift.start_s, shift.start_place, []
    for k, task_id in enumerate([*order, None]):
        end = shift.end_place if task_id is None else problem.task[task_id].place
        leg_s = problem.way_back_s(shift, place, end) if task_id is None else problem.leg_s(shift, place, end)
        if leg_s is None:
            return None
        arrive_s = now_s + leg_s
        if k == rest_at and shift.rest:
            pause_s = max(now_s, shift.rest.earliest_s)
            if pause_s > shift.rest.latest_s:
                return None
            stops.append(Stop(task=BREAK, kind=StopKind.BREAK, arrive_s=pause_s, start_s=pause_s,
                              end_s=pause_s + shift.rest.length_s))
            arrive_s = max(arrive_s, shift.rest.earliest_s) + shift.rest.length_s
        if arrive_s > shift.end_s:
            return None
        if task_id is None:
            return Route(shift=shift_id, leave_s=shift.start_s, return_s=arrive_s, stops=tuple(stops))
        task = problem.task[task_id]
        starts = _starts(task, arrive_s, stays[task_id])
        if not starts:
            return None
        now_s, place = min(starts) + stays[task_id], end
        stops.append(Stop(task=task_id, kind=StopKind.PATROL if isinstance(task, Patrol) else StopKind.VISIT,
                          arrive_s=arrive_s, start_s=min(starts), end_s=now_s))
    return None


def _starts(task: Visit | Patrol, arrive_s: int, stay_s: int) -> list[int]:
    if isinstance(task, Patrol) and task.presence_s == 0:
        return [arrive_s]   # nothing need lie in its window
    if isinstance(task, Patrol):
        return [max(arrive_s, task.window.start_s - max(0, stay_s - task.presence_s))]
    if not task.windows:
        return [arrive_s]
    return [max(arrive_s, w.start_s) for w in task.windows if arrive_s <= w.end_s]


def assert_is_true(problem: WeekProblem, plan: WeekPlan, found: Explanation) -> None:
    """Without the rule that gives way the visit fits nowhere; with it, it does; so says brute force and the judge."""
    assert fits_by_brute_force(problem, plan, found.task) == (found.reason is Reason.NONE)
    served = {stop.task for route in plan.routes for stop in route.stops}
    if found.proof:
        assert fits_by_brute_force(found.proof.problem, plan, found.task)
    for witness in ([found.proof] if found.proof else []) + [r.witness for r in found.remedies]:
        assert check_plan(witness.problem, witness.plan, may_leave_out=True).ok
        assert {stop.task for route in witness.plan.routes for stop in route.stops} - {BREAK} >= (
            served | {found.task}) - {BREAK}
    assert [r.size for r in found.remedies] == sorted(r.size for r in found.remedies)


def one_full_shift() -> tuple[WeekProblem, WeekPlan]:
    # 08:00 + 360 s of way, h1 for 1800 s until 30960, back at 31360: the shift ends at 31400
    late = a_shift("o2-mon", crew=CrewId("o2"), start_s=14 * H, end_s=18 * H)
    visits = (
        a_visit("h1", service_s=1_800, shifts=(ShiftId("o1-mon"),)),
        a_visit("more", service_s=900, shifts=(ShiftId("o1-mon"),)),
        a_visit("early", place=B3, windows=windows((9 * H, 13 * H)), shifts=(ShiftId("o2-mon"),)),
        a_visit("noon", windows=windows((12 * H, 13 * H + 1_800))),
    )
    problem = a_problem(shifts=(a_shift(end_s=31_400), late), visits=visits)
    route = a_route(a_stop("h1", arrive_s=29_160, end_s=30_960), return_s=31_360)
    return problem, a_plan(route, left_out=("more", "early", "noon"))


def test_a_visit_that_would_fit_with_another_officer_says_so_first() -> None:
    problem, plan = one_full_shift()
    found = why_left_out(problem, plan, TaskId("more"))
    assert found.reason is Reason.OFFICER
    assert str(found.sentence) == ("who may serve it keeps more out: with any officer it fits, "
                                   "in shift o2-mon on Monday at 14:06")
    # the other officer needs no minute more; at o1-mon 900 s are needed and 40 s are left: 15 minutes more
    assert [(r.kind, r.minutes, r.n_officers) for r in found.remedies] == [
        (RemedyKind.OTHER_OFFICER, 0, 1), (RemedyKind.LONGER_SHIFT, 15, 0)]
    assert str(found.remedies[0].sentence) == "any other officer on Monday (shift o2-mon at 14:06)"
    assert str(found.remedies[1].sentence) == "15 more minutes on Monday morning (shift o1-mon)"
    assert_is_true(problem, plan, found)


def test_a_visit_whose_window_ends_too_soon_names_the_window_that_would_do() -> None:
    problem, plan = one_full_shift()
    found = why_left_out(problem, plan, TaskId("early"))
    # o2-mon starts at 14:00 and needs 900 + 60 s to b3: it arrives at 14:16, told to five minutes as 14:20
    assert found.reason is Reason.WINDOW
    wider = next(r for r in found.remedies if r.kind is RemedyKind.WIDER_WINDOW)
    assert str(wider.sentence) == "a window until 14:20 on Monday (shift o2-mon)" and wider.minutes == 80
    assert_is_true(problem, plan, found)


def test_time_is_the_reason_where_only_a_longer_shift_helps() -> None:
    shift = a_shift(end_s=31_400)
    problem = a_problem(shifts=(shift,), visits=(a_visit("h1", service_s=1_800), a_visit("more", service_s=900)))
    plan = a_plan(a_route(a_stop("h1", arrive_s=29_160, end_s=30_960), return_s=31_360), left_out=("more",))
    found = why_left_out(problem, plan, TaskId("more"))
    assert found.reason is Reason.TIME and found.smallest and found.smallest.minutes == 15
    assert_is_true(problem, plan, found)


def test_capacity_names_the_prize_it_would_cost() -> None:
    # the window of "late" is all taken by h1, and a longer shift comes after it
    hour = windows((29_160, 29_400))
    problem = a_problem(visits=(a_visit("h1", windows=hour, prize=30, service_s=1_800),
                                a_visit("late", windows=hour, prize=10, shifts=(ShiftId("o1-mon"),))),
                        shifts=(a_shift(end_s=31_400),))
    plan = a_plan(a_route(a_stop("h1", arrive_s=29_160, end_s=30_960), return_s=31_360), left_out=("late",))
    found = why_left_out(problem, plan, TaskId("late"), solve=solve)
    assert found.reason is Reason.CAPACITY and found.displaced and found.displaced.prize_lost == 30
    assert str(found.sentence) == "late fits only in place of h1, worth 30; it is worth 10"


def one_for_another_beside_a_forgotten_visit(prize: int) -> Explanation:
    # as above, and the plan has forgotten "more", which has the afternoon to itself
    hour = windows((29_160, 29_400))
    shifts = (a_shift(end_s=31_400), a_shift("o2-mon", crew=CrewId("o2"), start_s=14 * H, end_s=14 * H + 1_700))
    problem = a_problem(visits=(a_visit("h1", windows=hour, prize=30, service_s=1_800),
                                a_visit("late", windows=hour, prize=10, shifts=(ShiftId("o1-mon"),)),
                                a_visit("more", prize=prize, shifts=(ShiftId("o2-mon"),))), shifts=shifts)
    plan = a_plan(a_route(a_stop("h1", arrive_s=29_160, end_s=30_960), return_s=31_360), left_out=("late", "more"))
    return why_left_out(problem, plan, TaskId("late"), solve=solve)


def test_a_week_planned_anew_that_is_worth_more_says_by_how_much() -> None:
    found = one_for_another_beside_a_forgotten_visit(prize=50)   # gains 50 and loses 30
    assert found.reason is Reason.CAPACITY
    assert str(found.sentence) == (
        "late fits into a week planned anew, without 1 of the visits planned now, whose prize is 20 higher even "
        "without that of late")


def test_a_loss_that_other_visits_make_up_for_in_part_is_not_called_the_worth_of_those_that_make_room() -> None:
    found = one_for_another_beside_a_forgotten_visit(prize=25)   # gains 25 and loses 30
    assert found.reason is Reason.CAPACITY and found.displaced and found.displaced.prize_lost == 5
    assert str(found.sentence) == (
        "late fits into a week planned anew, without 1 of the visits planned now but with others: all but late lose "
        "5; it is worth 10")


def test_what_no_rule_can_mend_is_out_of_reach() -> None:
    problem = a_problem(visits=(a_visit("far", service_s=20 * H),))
    found = why_left_out(problem, a_plan(left_out=("far",)), TaskId("far"), solve=solve)
    assert found.reason is Reason.OUT_OF_REACH and not found.remedies and found.smallest is None


def test_what_nothing_can_mend_is_explained_by_the_proof_there_is() -> None:
    far = a_problem(visits=(a_visit("far", service_s=20 * H),))
    found = why_left_out(far, a_plan(left_out=("far",)), TaskId("far"), solve=solve, why_never=why_never)
    assert found.reason is Reason.OUT_OF_REACH
    assert "has no window in which it could start and end" in str(found.sentence)
    days = a_problem(patrols=tuple(
        a_patrol(k, presence_s=6 * H, min_dwell_s=6 * H, window=windows((0, 80_000))[0]) for k in ("p1", "p2")
    ))
    plan = solve(days)
    (out,) = plan.left_out   # both take six hours of a shift of eight
    found = why_left_out(days, plan, out.task, solve=solve, why_never=why_never)
    assert found.reason is Reason.OUT_OF_REACH
    assert str(found.sentence) == "shift o1-mon cannot serve p1, p2 together in any order"
    nobody = a_plan(left_out=("p1", "p2"))   # neither is planned: the clash keeps neither out
    assert why_never(days, nobody, TaskId("p1")) is None


def test_no_proof_is_claimed_where_none_was_found() -> None:
    problem = a_problem(visits=tuple(a_visit(k, service_s=5 * H) for k in ("h1", "h2")))
    (out,) = solve(problem).left_out   # either fits alone
    assert why_never(problem, solve(problem), out.task) is None


def test_a_visit_of_prize_zero_is_said_to_bring_nothing() -> None:
    problem = a_problem(visits=(a_visit("h1", prize=0),))
    found = why_left_out(problem, a_plan(left_out=("h1",)), TaskId("h1"))
    assert found.reason is Reason.NONE and "has prize 0" in str(found.sentence)
    assert found.smallest is None   # it fits as the week is: no change is named


def test_questions_that_make_no_sense_are_refused() -> None:
    problem, plan = one_full_shift()
    with pytest.raises(InvalidProblem, match="h1 is planned, in shift o1-mon"):
        why_left_out(problem, plan, TaskId("h1"))
    with pytest.raises(InvalidProblem, match="there is no task h99"):
        why_left_out(problem, plan, TaskId("h99"))
    with pytest.raises(InvalidPlan, match="nothing can be explained"):
        why_left_out(problem, a_plan(left_out=("h1",)), TaskId("more"))


def test_an_engine_that_orders_anew_proves_what_insertion_cannot() -> None:
    # home - b3 at 08:16 for "far", then b1: "near" must start by 08:06, so "far" has to wait for it
    problem = a_problem(visits=(a_visit("far", place=B3), a_visit("near", place=B1, windows=windows((8 * H, 29_160)))),
                        shifts=(a_shift(rest=a_break(14 * H, 15 * H)),))
    plan = a_plan(a_route(a_stop("far", arrive_s=29_760, end_s=30_660), a_rest(14 * H, 14 * H + 1_800),
                          return_s=52_200), left_out=("near",))
    found = why_left_out(problem, plan, TaskId("near"), solve=solve)
    assert found.reason is Reason.NONE  # before "far" it fits
    assert_is_true(problem, plan, found)


@settings(max_examples=60, deadline=None)
@given(problem=weeks(most_visits=10))
def test_stated_reasons_are_true_in_random_weeks(problem: WeekProblem) -> None:
    plan = solve(problem)
    for row in plan.left_out[:3]:
        if isinstance(problem.task[row.task], Visit):
            assert_is_true(problem, plan, why_left_out(problem, plan, row.task))


@pytest.mark.parametrize(("seed", "breaks"), [(21, False), (22, True), (23, False), (24, True)])
def test_stated_reasons_are_true_in_weeks_of_the_bench(seed: int, breaks: bool) -> None:
    week, _ = make_week("S", seed, breaks=breaks)
    problem = problem_from_dict(week)
    plan = solve(problem)
    assert plan.left_out
    for row in plan.left_out[::12]:
        assert_is_true(problem, plan, why_left_out(problem, plan, row.task))
