"""A changed plan: breaks no rule, keeps what is promised, changes as little as asked or says that it cannot."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.change import (
    Appointment,
    Change,
    ChangeBudget,
    CrewLost,
    Done,
    Moved,
    Pin,
    ShiftLost,
    Spot,
    VisitAdded,
    VisitDropped,
    diff_plans,
    replan,
)
from planner.change.diff import PlanDiff
from planner.change.replan import _moved_before_a_loss
from planner.checker import check_plan
from planner.errors import InvalidPlan, InvalidProblem
from planner.exchange import plan_from_dict, problem_from_dict
from planner.model import DAY_S, CrewId, ShiftId, Stop, TaskId, TimeWindow, WeekPlan, WeekProblem
from planner.week import Budget, solve_week
from tests.builders import B1, B2, B3, H, a_break, a_patrol, a_problem, a_shift, a_visit, windows
from tests.planner.referee import make_week
from tests.strategies import weeks

FEW = ChangeBudget(share=0.05)
ALL = ChangeBudget(share=1.0)
NO_SEARCH = Budget(work=0)


def planned(problem: WeekProblem) -> WeekPlan:
    return solve_week(problem, NO_SEARCH)


def stops(plan: WeekPlan) -> dict[str, tuple[str, Stop]]:
    return {stop.task: (route.shift, stop) for route in plan.routes for stop in route.stops}


def told(notes: Sequence[object]) -> list[str]:
    return [str(note) for note in notes]


def two_days() -> WeekProblem:
    shifts = (a_shift(rest=a_break()), a_shift("o2-mon", crew=CrewId("o2"), rest=a_break()))
    visits = tuple(
        a_visit(f"h{k}", place=(B1, B2, B3)[k % 3], prize=10 + k, shifts=None if k % 4 else (ShiftId("o1-mon"),))
        for k in range(12)
    )
    return a_problem(shifts=shifts, visits=visits, patrols=(a_patrol(),))


def test_without_a_change_the_plan_stays_as_it_is_and_the_diff_is_empty() -> None:
    problem = two_days()
    plan = planned(problem)
    found = replan(problem, plan, [], budget=FEW)
    assert found.plan == plan and not found.diff.tasks and found.is_within_budget
    assert told(found.diff.sentences()) == ["no stop changes"]


def test_an_urgent_visit_goes_into_free_time_without_changing_a_stop() -> None:
    # one visit at b1: 08:00 + 360 s of way, 15 minutes, way back 400 s; the rest of the day is free
    problem = a_problem(visits=(a_visit(),))
    urgent = a_visit("u1", place=B2, prize=0)
    found = replan(problem, planned(problem), [VisitAdded(urgent)], budget=ChangeBudget(count=0))
    assert found.diff.added == ("u1",) and found.n_changed == 0 and found.is_within_budget
    assert check_plan(found.problem, found.plan).ok


def full_morning() -> WeekProblem:
    # 08:00-09:05 holds two visits of 20 minutes at b1: 360 + 2 x 1200 + 400 = 3160 s of 3900 s; a third is too much
    shift = a_shift(end_s=8 * H + 3_900)
    pair = (a_visit("cheap", service_s=1_200, prize=5), a_visit("dear", service_s=1_200, prize=50))
    return a_problem(shifts=(shift,), visits=pair)


def test_an_urgent_visit_displaces_the_cheapest_visit_of_a_full_shift() -> None:
    problem = full_morning()
    urgent = a_visit("u1", service_s=1_200, prize=0)
    found = replan(problem, planned(problem), [VisitAdded(urgent)], budget=ChangeBudget(count=1))
    assert found.diff.dropped == ("cheap",) and found.diff.added == ("u1",)
    assert found.n_changed == 1 and found.is_within_budget and not found.notes


def test_a_budget_that_cannot_hold_is_told_with_the_least_change() -> None:
    problem = full_morning()
    urgent = a_visit("u1", service_s=1_200, prize=0)
    found = replan(problem, planned(problem), [VisitAdded(urgent)], budget=ChangeBudget(count=0))
    assert not found.is_within_budget and found.n_changed == 1
    assert told(found.notes) == ["the change cannot be had within 0 changed visits: the least found is 1"]


def test_a_lost_shift_hands_its_visits_to_the_other_and_names_what_nobody_may_serve() -> None:
    problem = two_days()
    plan = planned(problem)
    found = replan(problem, plan, [ShiftLost(ShiftId("o1-mon"))], budget=ALL)
    assert check_plan(found.problem, found.plan, may_leave_out=True).ok
    assert {shift for shift, _ in stops(found.plan).values()} == {"o2-mon"}
    left = {row.task: row.reason for row in found.plan.left_out}
    assert left == {"h0": "no_shift", "h4": "no_shift", "h8": "no_shift"}


def test_a_crew_that_falls_sick_at_noon_keeps_its_morning() -> None:
    problem = two_days()
    plan = planned(problem)
    crew = problem.shift[plan.routes[0].shift].crew
    noon_s = plan.routes[0].stops[1].start_s + 1
    found = replan(problem, plan, [CrewLost(crew, noon_s)], budget=ALL)
    assert check_plan(found.problem, found.plan, may_leave_out=True).ok
    kept = next(route for route in found.plan.routes if route.shift == plan.routes[0].shift)
    assert [s for s in kept.stops if s.kind != "break"] == list(plan.routes[0].stops[:2])


def test_visits_that_move_to_before_a_crew_falls_out_are_noted_unless_it_is_told_what_is_done() -> None:
    tuesday = windows((DAY_S, 2 * DAY_S))
    days = (a_shift(), a_shift("o1-tue", start_s=DAY_S + 8 * H, end_s=DAY_S + 16 * H))
    visits = tuple(a_visit(f"h{k}", place=(B1, B2)[k % 2]) for k in range(2))
    early = a_problem(shifts=days, visits=tuple(replace(visit, windows=tuesday) for visit in visits))
    plan, problem = planned(early), a_problem(shifts=days, visits=visits)
    assert {shift for shift, _ in stops(plan).values()} == {"o1-tue"}
    sick = CrewLost(CrewId("o1"), DAY_S)
    found = replan(problem, plan, [sick], budget=ALL)
    assert told(found.notes)[-1].startswith("2 stops moved to before Tuesday 00:00, when crew o1 falls out")
    assert not any("falls out" in note for note in told(replan(problem, plan, [sick, Done(DAY_S)], budget=ALL).notes))


@pytest.mark.parametrize(("crew", "before_s", "after_s", "n"), [
    ("o1", DAY_S + 9 * H, 9 * H, 1), ("o2", DAY_S + 9 * H, 9 * H, 0), ("o1", 10 * H, 9 * H, 0),
    ("o1", DAY_S + 9 * H, DAY_S + 10 * H, 0),
])
def test_only_stops_of_that_crew_from_its_loss_to_before_it_are_noted(
    crew: str, before_s: int, after_s: int, n: int
) -> None:
    before = Spot(shift=ShiftId("a"), crew=CrewId(crew), day=before_s // DAY_S, start_s=before_s)
    after = Spot(shift=ShiftId("b"), crew=CrewId("o3"), day=after_s // DAY_S, start_s=after_s)
    diff = PlanDiff(moved=(Moved(task=TaskId("h1"), before=before, after=after),))
    assert len([*_moved_before_a_loss([CrewLost(CrewId("o1"), DAY_S)], diff)]) == n


def test_an_appointment_is_kept_to_the_second_by_later_changes() -> None:
    problem = two_days()
    plan = planned(problem)
    at = TimeWindow(14 * H, 14 * H + 600)
    first = replan(problem, plan, [Appointment(TaskId("h5"), at)], budget=ALL)
    assert at.holds(stops(first.plan)["h5"][1].start_s)
    again = replan(first.problem, first.plan, [Appointment(TaskId("h5"), at), VisitAdded(a_visit("u1", place=B3))],
                   budget=ALL)
    assert stops(again.plan)["h5"][0] == stops(first.plan)["h5"][0]
    assert stops(again.plan)["h5"][1].start_s == stops(first.plan)["h5"][1].start_s


def test_a_pin_moves_a_visit_to_the_shift_and_second_asked_for() -> None:
    problem = two_days()
    pin = Pin(TaskId("h5"), ShiftId("o2-mon"), 15 * H)
    found = replan(problem, planned(problem), [pin], budget=ALL)
    shift, stop = stops(found.plan)["h5"]
    assert (shift, stop.start_s) == ("o2-mon", 15 * H) and check_plan(found.problem, found.plan).ok


def test_what_is_done_stays_and_nothing_new_starts_before_now() -> None:
    problem = two_days()
    plan = planned(problem)
    now_s = 9 * H + 1_800
    found = replan(problem, plan, [Done(now_s), VisitAdded(a_visit("u1", place=B3))], budget=ALL)
    before = {t: v for t, v in stops(plan).items() if v[1].start_s < now_s}
    after = stops(found.plan)
    assert before and all(after[task] == served for task, served in before.items())
    assert after["u1"][1].start_s >= now_s and check_plan(found.problem, found.plan).ok


def test_a_dropped_visit_leaves_the_week_and_others_keep_their_times() -> None:
    problem = two_days()
    plan = planned(problem)
    gone = next(stop.task for stop in plan.routes[0].stops if stop.kind == "visit")
    found = replan(problem, plan, [VisitDropped(gone)], budget=FEW)
    assert gone not in found.problem.task and found.diff.tasks == {gone} and found.n_changed == 0


def test_wrong_changes_are_refused_by_name() -> None:
    problem = two_days()
    plan = planned(problem)
    wrong: list[tuple[Change, str]] = [
        (ShiftLost(ShiftId("o9")), "there is no shift o9"),
        (CrewLost(CrewId("o9")), "crew o9 has no shift"),
        (VisitDropped(TaskId("h99")), "there is no task h99"),
        (VisitAdded(a_visit("h1")), "h1 is in this week already"),
        (Pin(TaskId("h0"), ShiftId("o2-mon")), "h0 may not be served in shift o2-mon"),
        (Appointment(TaskId("p1"), TimeWindow(0, 1)), "p1 is a patrol"),
    ]
    for change, sentence in wrong:
        with pytest.raises(InvalidProblem, match=sentence):
            replan(problem, plan, [change], budget=FEW)
    with pytest.raises(InvalidProblem, match="none of its windows holds it"):
        narrow = a_problem(visits=(a_visit(windows=windows((9 * H, 10 * H))),))
        replan(narrow, planned(narrow), [Pin(TaskId("h1"), ShiftId("o1-mon"), 11 * H)], budget=FEW)
    with pytest.raises(InvalidProblem):
        ChangeBudget(share=0.1, count=1)
    with pytest.raises(InvalidProblem):
        ChangeBudget(count=-1)


def test_a_plan_that_breaks_a_rule_is_not_changed() -> None:
    problem = two_days()
    plan = planned(problem)
    late = replace(plan, routes=(replace(plan.routes[0], return_s=30 * H), *plan.routes[1:]))
    with pytest.raises(InvalidPlan, match="cannot be changed"):
        replan(problem, late, [ShiftLost(ShiftId("o2-mon"))], budget=FEW)


@st.composite
def changed_weeks(draw: st.DrawFn) -> tuple[WeekProblem, WeekPlan, list[Change]]:
    """A week, its plan and one to three changes of any kind that speak of things that are there."""
    problem = draw(weeks(most_visits=10))
    plan = planned(problem)
    shift_ids, now_s = list(problem.shift), draw(st.integers(7 * H, DAY_S + 20 * H))
    kinds: list[st.SearchStrategy[Change]] = [
        st.sampled_from(shift_ids).map(ShiftLost),
        st.builds(CrewLost, st.just(CrewId("o1")), st.just(now_s)),
        st.just(Done(now_s)),
        st.builds(lambda place, stay: VisitAdded(a_visit("u1", place=place, service_s=stay)),
                  st.sampled_from([p.place_id for p in problem.places]), st.sampled_from([0, 900, 3_600])),
    ]
    if problem.visits:
        tasks = st.sampled_from([v.task_id for v in problem.visits])
        starts = st.integers(8 * H, DAY_S + 18 * H)
        kinds += [
            tasks.map(VisitDropped),
            st.builds(lambda task, start: Appointment(task, TimeWindow(start, start + 1_800)), tasks, starts),
            st.builds(Pin, tasks, st.sampled_from(shift_ids)),
        ]
    changes = [draw(kind) for kind in draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=2))]
    return problem, plan, changes


@settings(max_examples=60, deadline=None)
@given(case=changed_weeks(), budget=st.sampled_from([FEW, ALL, ChangeBudget(count=1)]))
def test_a_changed_plan_breaks_no_rule_and_keeps_what_is_promised(
    case: tuple[WeekProblem, WeekPlan, list[Change]], budget: ChangeBudget
) -> None:
    problem, plan, changes = case
    try:
        found = replan(problem, plan, changes, budget=budget)
    except InvalidProblem:
        return  # a pin to a shift that may not serve it, or two changes that contradict each other
    assert check_plan(found.problem, found.plan, may_leave_out=True).ok
    assert found.is_within_budget or "cannot be had within" in str(found.notes[0])
    assert found.plan == replan(problem, plan, changes, budget=budget).plan
    after = stops(found.plan)
    last = {change.task: change for change in changes if isinstance(change, Pin | Appointment)}
    for change in changes:
        if not isinstance(change, Pin | Appointment) or last[change.task] is change:   # the later word counts
            _is_kept(change, plan, after)


def _is_kept(change: Change, plan: WeekPlan, after: dict[str, tuple[str, Stop]]) -> None:
    if isinstance(change, ShiftLost):
        assert all(found == stops(plan)[t] for t, found in after.items() if found[0] == change.shift and t != "break")
    elif isinstance(change, VisitDropped):
        assert change.task not in after
    elif isinstance(change, Pin) and change.task in after:
        before = stops(plan).get(change.task)
        assert after[change.task][0] == change.shift
        if before and before[0] == change.shift:
            assert after[change.task][1].start_s == before[1].start_s
    elif isinstance(change, Appointment) and change.task in after:
        assert change.window.holds(after[change.task][1].start_s)


@settings(max_examples=60, deadline=None)
@given(problem=weeks(most_visits=8), now_s=st.integers(7 * H, DAY_S + 20 * H))
def test_done_stops_never_move(problem: WeekProblem, now_s: int) -> None:
    plan = planned(problem)
    urgent = a_visit("u1", place=problem.places[0].place_id)
    found = replan(problem, plan, [Done(now_s), VisitAdded(urgent)], budget=ALL)
    after = stops(found.plan)
    for task, (shift, stop) in stops(plan).items():
        if stop.start_s < now_s and task != "break":
            assert after[task] == (shift, stop)
        elif task in after and task != "break" and after[task] != (shift, stop):
            assert after[task][1].start_s >= now_s


@pytest.mark.parametrize(("seed", "presence"), [(11, False), (12, False), (13, False), (14, False), (15, True)])
def test_one_urgent_visit_changes_at_most_five_percent_of_a_full_week(seed: int, presence: bool) -> None:
    week, _ = make_week("M", seed, presence=presence, breaks=presence)
    problem = problem_from_dict(week)
    plan = planned(problem)
    day_s = (seed % 5) * DAY_S
    on_day = tuple(s.shift_id for s in problem.shifts if s.start_s // DAY_S == seed % 5)
    urgent = a_visit("u1", place=problem.places[seed].place_id, service_s=1_800, prize=0, mandatory=True,
                     windows=windows((day_s + 9 * H, day_s + 18 * H)), shifts=on_day)
    found = replan(problem, plan, [VisitAdded(urgent)], budget=FEW)
    n_visits = check_plan(problem, plan).n_visits_served
    assert check_plan(found.problem, found.plan).ok and found.is_within_budget
    assert found.n_changed <= 0.05 * n_visits


def test_a_plan_read_from_its_file_changes_the_same() -> None:
    week, witness = make_week("S", 3, presence=True, breaks=True)
    problem = problem_from_dict(week)
    plan = plan_from_dict(witness, problem)
    found = replan(problem, plan, [VisitAdded(a_visit("u1", place=problem.places[5].place_id))], budget=ALL)
    assert check_plan(found.problem, found.plan).ok
    assert diff_plans(plan, found.plan, found.problem) == found.diff


def test_what_a_change_makes_room_for_is_not_said_to_have_none() -> None:
    # one visit more than the morning holds; without "h0" it would fit, but nothing may change
    problem = full_morning()
    full = replace(problem, visits=(*problem.visits, a_visit("late", prize=1, service_s=900)))
    plan = planned(full)
    assert [(row.task, row.reason) for row in plan.left_out] == [("late", "no_time")]
    gone = next(stop.task for stop in plan.routes[0].stops)
    kept = replan(full, plan, [VisitDropped(gone)], budget=ChangeBudget(count=0))
    assert [(row.task, row.reason) for row in kept.plan.left_out] == [("late", "few_changes")]
    assert told([row.sentence for row in kept.plan.left_out]) == [
        "late would fit into shift o1-mon, but is left out so that few visits change"]
    assert not replan(full, plan, [VisitDropped(gone)], budget=ChangeBudget(count=1)).plan.left_out
