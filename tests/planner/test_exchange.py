"""Weeks and plans as JSON: read strictly, one clear sentence for each fault, written so that it reads the same."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import InvalidPlan, InvalidProblem
from planner.exchange import plan_from_dict, plan_to_dict, problem_from_dict, problem_to_dict
from planner.model import Bound, LeftOut, WeekPlan, WeekProblem
from planner.sentence import say
from tests.builders import (
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
from tests.strategies import weeks

PROBLEM = a_problem(
    visits=(a_visit(windows=windows((30_000, 40_000))), a_visit("h2", shifts=("o1-mon",))),
    patrols=(a_patrol(),), shifts=(a_shift(rest=a_break()), a_shift("o1-tue")),
)
PLAN = a_plan(
    a_route(a_stop("h1", arrive_s=29_160, start_s=30_000, end_s=30_900), a_rest(11 * H, 11 * H + 1_800)),
    left_out=("h2",), bound=Bound(prize_at_most=20.5, method="lp", n_spare=2), method="insertion", work=3,
)


def plain(problem: WeekProblem = PROBLEM) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(problem_to_dict(problem)))
    return data


def plain_plan(plan: WeekPlan = PLAN) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(plan_to_dict(plan)))
    return data


def test_a_week_reads_as_it_was_written() -> None:
    again = problem_from_dict(plain())
    assert problem_to_dict(again) == plain()
    assert again.visits == PROBLEM.visits and again.patrols == PROBLEM.patrols and again.shifts == PROBLEM.shifts
    assert again.places == PROBLEM.places


@settings(max_examples=40, deadline=None)
@given(weeks())
def test_any_week_reads_as_it_was_written(problem: WeekProblem) -> None:
    assert plain(problem_from_dict(plain(problem))) == plain(problem)


def test_a_plan_reads_as_it_was_written() -> None:
    assert plan_from_dict(plain_plan(), PROBLEM) == PLAN


def test_the_sentence_of_a_task_left_out_keeps_its_template_for_other_languages() -> None:
    sentence = say("no shift has room for {task}", task="h2")
    plan = replace(PLAN, left_out=(LeftOut(task="h2", reason="no_time", sentence=sentence),))
    data = plain_plan(plan)
    assert data["left_out"][0]["sentence"] == "no shift has room for h2"
    assert plan_from_dict(data, PROBLEM).left_out[0].sentence == sentence


@pytest.mark.parametrize("template", ["{task.__class__}", "{task!r}", "{task:>9}", "{other}", "{", "{0}"])
def test_a_template_from_a_file_that_does_more_than_name_its_values_is_not_used(template: str) -> None:
    data = plain_plan()
    data["left_out"] = [{
        "task": "h2", "reason": "x", "sentence": "as it {stands}", "template": template, "values": {"task": "h2"},
    }]
    (row,) = plan_from_dict(data, PROBLEM).left_out
    assert str(row.sentence) == "as it {stands}"


def test_a_plan_of_another_program_may_lack_what_only_we_write() -> None:
    data = {"format": "huhu-plan/1", "week": "tiny", "routes": [], "left_out": [{"task": "h1", "reason": "x"}]}
    plan = plan_from_dict(data, PROBLEM)
    assert (plan.seed, plan.method, plan.work, plan.bound) == (0, "", 0, None)


def test_a_plan_of_another_week_is_named_with_both_weeks() -> None:
    with pytest.raises(InvalidPlan, match="the plan is of week other, not tiny"):
        plan_from_dict({**plain_plan(), "week": "other"}, PROBLEM)


Change = Callable[[dict[str, Any]], Any]

WRONG_WEEKS: list[tuple[Change, str]] = [
    (lambda w: w.update(format="huhu-week/2"), "huhu-week/2, this program reads huhu-week/1"),
    (lambda w: w.pop("format"), "the field format is missing"),
    (lambda w: w.update(name=3), "name is 3, it must be a text"),
    (lambda w: w.update(visits=None), "visits is null, it must be a list"),
    (lambda w: w.update(enter_s=60.0), "enter_s is 60.0, it must be a whole number"),
    (lambda w: w.update(enter_s=-1), "enter_s -1 is negative"),
    (lambda w: w["places"][1].update(id="home"), "place id home is used twice"),
    (lambda w: w["places"][1].update(lon=float("nan")), r"places\[1\] b1: lon is nan, it must be a finite number"),
    (lambda w: w["places"][1].update(lat="49"), r"places\[1\] b1: lat is 49, it must be a finite number"),
    (lambda w: w["places"][1].update(cell=7), "cell is 7, it must be a text"),
    (lambda w: w["places"][1].update(id="\ud800"), "holds half a character"),
    (lambda w: w["travel_s"]["foot"].pop(), "travel_s foot is not a square of 4"),
    (lambda w: w["travel_s"]["foot"][2].pop(), "travel_s foot is not a square of 4"),
    (lambda w: w["travel_s"]["foot"][2].__setitem__(1, True), "travel_s foot holds something else"),
    (lambda w: w["travel_s"]["foot"][2].__setitem__(1, 1.0), "travel_s foot holds something else"),
    (lambda w: w["travel_s"]["foot"][2].__setitem__(1, -2), "below -1"),
    (lambda w: w["travel_s"]["foot"][2].__setitem__(1, 10**30), "beyond one thousand million"),
    (lambda w: w.update(travel_s=[]), "travel_s: a list is not an object"),
    (lambda w: w["shifts"][0].update(mode="car"), "shift o1-mon: .*no travel matrix of mode car"),
    (lambda w: w["shifts"][0].update(end_s=0), "shift o1-mon ends before it starts"),
    (lambda w: w["shifts"][0].update(start_place="b9"), "shift o1-mon: unknown place b9"),
    (lambda w: w["shifts"][0].update({"break": 5}), r"shifts\[0\] o1-mon break: 5 is not an object"),
    (lambda w: w["shifts"][0].pop("break"), r"shifts\[0\] o1-mon: the field break is missing"),
    (lambda w: w["shifts"][0]["break"].update(length_s=-1), "shift o1-mon: the length -1 s of its break is negative"),
    (lambda w: w["shifts"][0]["break"].update(latest_s=0), "shift o1-mon: its break may start from 39600 to 0"),
    (lambda w: w["visits"].append(7), r"visits\[2\]: 7 is not an object"),
    (lambda w: w["visits"][0].update(place="b9"), "task h1: unknown place b9"),
    (lambda w: w["visits"][0].update(prize=True), "prize is true, it must be a whole number"),
    (lambda w: w["visits"][0].update(prize=-1), "visit h1: prize -1 is negative"),
    (lambda w: w["visits"][0].update(service_s=10**40), "service_s is a huge number, beyond"),
    (lambda w: w["visits"][0].update(mandatory=0), "mandatory is 0, it must be true or false"),
    (lambda w: w["visits"][0].update(windows=[[1]]),
     r"visits\[0\] h1: windows holds a list, it must hold \[start, end\]"),
    (lambda w: w["visits"][0].update(windows=[[9, 8]]), r"visits\[0\] h1: the window 9..8 ends before it starts"),
    (lambda w: w["visits"][0].update(shifts=["x"]), "task h1: unknown shift x"),
    (lambda w: w["visits"][0].update(shifts=[[]]), "shifts is a list, it must be a text"),
    (lambda w: w["visits"][0].update(id="h2"), "task id h2 is used twice"),
    (lambda w: w["visits"][0].update(id="p1"), "task id p1 is used twice"),
    (lambda w: w["visits"][0].update(id="break"), "no task may be called 'break'"),
    (lambda w: w["patrols"][0].update(visit_credit=2), "patrol p1: visit_credit 2.0 is not between 0 and 1"),
    (lambda w: w["patrols"][0].update(visit_credit=float("inf")), "visit_credit is inf, it must be a finite number"),
    (lambda w: w["patrols"][0].update(window=None), r"patrols\[0\] p1: window holds null"),
]


@pytest.mark.parametrize(("change", "sentence"), WRONG_WEEKS)
def test_a_wrong_week_gets_one_sentence_with_the_object_and_the_value(change: Change, sentence: str) -> None:
    data = plain()
    change(data)
    with pytest.raises(InvalidProblem, match=sentence):
        problem_from_dict(data)


WRONG_PLANS: list[tuple[Change, str]] = [
    (lambda p: p.update(format=None), "format is null, this program reads huhu-plan/1"),
    (lambda p: p.update(seed="1"), "seed is 1, it must be a whole number"),
    (lambda p: p.update(routes={}), "routes is an object, it must be a list"),
    (lambda p: p["routes"][0].update(leave_s=1.5), r"routes\[0\] o1-mon: leave_s is 1.5"),
    (lambda p: p["routes"][0]["stops"][0].update(kind="nap"), r"routes\[0\] o1-mon stops\[0\] h1: kind is nap"),
    (lambda p: p["routes"][0]["stops"][0].pop("arrive_s"), "the field arrive_s is missing"),
    (lambda p: p["left_out"][0].pop("reason"), r"left_out\[0\] h2: the field reason is missing"),
    (lambda p: p.update(bound={"prize_at_most": float("nan")}), "prize_at_most is nan"),
    (lambda p: p.update(bound={"prize_at_most": True}), "prize_at_most is true"),
]


@pytest.mark.parametrize(("change", "sentence"), WRONG_PLANS)
def test_a_wrong_plan_gets_one_sentence_with_the_object_and_the_value(change: Change, sentence: str) -> None:
    data = plain_plan()
    change(data)
    with pytest.raises(InvalidPlan, match=sentence):
        plan_from_dict(data, PROBLEM)


JUNK = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5),
        st.sampled_from(["h1", "b1", "o1-mon", "break", "foot", "{x}", "{"]), st.just(10**400),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=6,
)


def spots(data: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) of a JSON value."""
    keys = list(data) if isinstance(data, dict) else list(range(len(data))) if isinstance(data, list) else []
    return [(data, key) for key in keys] + [spot for key in keys for spot in spots(data[key])]


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_no_junk_anywhere_in_a_week_or_plan_raises_anything_but_one_clear_error(data: st.DataObject) -> None:
    is_plan = data.draw(st.booleans())
    broken = copy.deepcopy(plain_plan() if is_plan else plain())
    for _ in range(data.draw(st.integers(1, 3))):
        container, key = data.draw(st.sampled_from(spots(broken)))
        if data.draw(st.booleans()):
            container[key] = data.draw(JUNK)
        else:
            del container[key]
        if not spots(broken):
            break
    try:
        if is_plan:
            plan_to_dict(plan_from_dict(broken, PROBLEM))
        else:
            problem_to_dict(problem_from_dict(broken))
    except (InvalidPlan, InvalidProblem) as fault:
        assert str(fault.sentence)


@given(JUNK)
def test_no_junk_as_a_whole_raises_anything_but_one_clear_error(junk: Any) -> None:
    with pytest.raises(InvalidProblem):
        problem_from_dict(junk)
    with pytest.raises(InvalidPlan):
        plan_from_dict(junk, PROBLEM)
