"""Our judge and the neutral referee say the same of good plans and of plans broken in many ways."""

import copy
import random
from typing import Any

import pytest

from planner.checker import check_plan
from planner.errors import InvalidPlan
from planner.exchange import plan_from_dict, problem_from_dict, problem_to_dict
from planner.model import WeekProblem
from tests.planner.referee import judge, make_week

Row = dict[str, Any]

WEEKS = [
    ("S", 1, False, False), ("S", 2, True, False), ("S", 3, False, True), ("S", 4, True, True),
    ("M", 1, True, True), ("M", 2, False, True),
]


def same_verdict(week: Row, plan: Row, problem: WeekProblem, *, may_leave_out: bool) -> bool:
    """Assert that both judges agree; return whether the plan is good."""
    theirs = judge(week, plan, may_leave_out=may_leave_out)
    try:
        ours = check_plan(problem, plan_from_dict(plan, problem), may_leave_out=may_leave_out)
    except InvalidPlan:
        assert not theirs["ok"]
        return False
    assert ours.ok == theirs["ok"], (theirs["violations"], [str(v.sentence) for v in ours.violations])
    assert ours.score.prize == theirs["prize"]
    assert ours.score.travel_s == theirs["travel_s"]
    assert ours.n_patrols_served == theirs["patrols_served"]
    assert ours.n_visits_served == theirs["visits_served"]
    return bool(theirs["ok"])


def some_stop(plan: Row, chance: random.Random) -> tuple[Row, int]:
    route = chance.choice([r for r in plan["routes"] if r["stops"]])
    return route, chance.randrange(len(route["stops"]))


def shift_times(plan: Row, chance: random.Random) -> None:
    route, k = some_stop(plan, chance)
    for field in ("arrive_s", "start_s", "end_s"):
        if field in route["stops"][k]:
            route["stops"][k][field] += chance.choice([-1, 1, -600, 600])


def shift_all_times(plan: Row, chance: random.Random) -> None:
    route, _ = some_stop(plan, chance)
    by_s = chance.choice([-60, -1, 1, 60])
    route["leave_s"], route["return_s"] = route["leave_s"] + by_s, route["return_s"] + by_s
    for stop in route["stops"]:
        stop.update({f: stop[f] + by_s for f in ("arrive_s", "start_s", "end_s") if f in stop})


def one_time(plan: Row, chance: random.Random) -> None:
    route, k = some_stop(plan, chance)
    field = chance.choice([f for f in ("arrive_s", "start_s", "end_s") if f in route["stops"][k]])
    route["stops"][k][field] += chance.choice([-1, 1, 300, -300])


def swap_stops(plan: Row, chance: random.Random) -> None:
    route, k = some_stop(plan, chance)
    other = chance.randrange(len(route["stops"]))
    route["stops"][k], route["stops"][other] = route["stops"][other], route["stops"][k]


def drop_stop(plan: Row, chance: random.Random) -> None:
    route, k = some_stop(plan, chance)
    stop = route["stops"].pop(k)
    if chance.random() < 0.7 and stop["kind"] != "break":
        plan["left_out"].append({"task": stop["task"], "reason": "no_time"})


def double_stop(plan: Row, chance: random.Random) -> None:
    route, k = some_stop(plan, chance)
    route["stops"].insert(k, copy.deepcopy(route["stops"][k]))


def move_stop(plan: Row, chance: random.Random) -> None:
    route, k = some_stop(plan, chance)
    other, place = some_stop(plan, chance)
    if other is not route:
        other["stops"].insert(place, route["stops"].pop(k))


def rename_task(plan: Row, chance: random.Random) -> None:
    route, k = some_stop(plan, chance)
    route["stops"][k]["task"] = chance.choice(["nobody", "break", "h1", "p1"])


def change_kind(plan: Row, chance: random.Random) -> None:
    route, k = some_stop(plan, chance)
    route["stops"][k]["kind"] = chance.choice(["visit", "patrol", "break", "nap"])


def change_route(plan: Row, chance: random.Random) -> None:
    route, _ = some_stop(plan, chance)
    field = chance.choice(["leave_s", "return_s", "shift"])
    route[field] = "nobody" if field == "shift" else route[field] + chance.choice([-1, 1, -3_600, 3_600])


def double_route(plan: Row, chance: random.Random) -> None:
    plan["routes"].append(copy.deepcopy(chance.choice(plan["routes"])))


def change_left_out(plan: Row, chance: random.Random) -> None:
    rows = plan["left_out"]
    if not rows:
        return
    k = chance.randrange(len(rows))
    change = chance.randrange(4)
    if change == 0:
        rows.pop(k)
    elif change == 1:
        rows.append(rows[k])
    elif change == 2:
        rows[k] = {"task": rows[k]["task"], "reason": ""}
    else:
        rows.append({"task": "nobody", "reason": "x"})


def change_bound(plan: Row, chance: random.Random) -> None:
    plan["bound"] = chance.choice([None, {"prize_at_most": 1}, {"prize_at_most": 10**6, "method": "lp"}, {}, 3])


def change_break(plan: Row, chance: random.Random) -> None:
    breaks = [(r, k) for r in plan["routes"] for k, s in enumerate(r["stops"]) if s["kind"] == "break"]
    if not breaks:
        return
    route, k = chance.choice(breaks)
    stop, by_s = route["stops"][k], chance.choice([-1, 1, -1_800, 1_800])
    stop["end_s"] += by_s
    if chance.random() < 0.5:
        stop["start_s"] += by_s
    if chance.random() < 0.3:
        route["stops"].insert(chance.randrange(len(route["stops"]) + 1), route["stops"].pop(k))


def change_head(plan: Row, chance: random.Random) -> None:
    field = chance.choice(["format", "week", "routes", "left_out"])
    plan[field] = chance.choice(["other", None, 3])


def shorten_patrol(plan: Row, chance: random.Random) -> None:
    patrols = [(r, k) for r in plan["routes"] for k, s in enumerate(r["stops"]) if s["kind"] == "patrol"]
    if patrols:
        route, k = chance.choice(patrols)
        route["stops"][k]["end_s"] -= chance.choice([1, 300, 600, 900, 1_200])


MUTATIONS = [
    shift_times, shift_all_times, one_time, swap_stops, drop_stop, double_stop, move_stop, rename_task, change_kind,
    change_route, double_route, change_left_out, change_bound, change_break, change_head, shorten_patrol,
    shorten_patrol, drop_stop, drop_stop,
]


@pytest.mark.parametrize(("size", "seed", "presence", "breaks"), WEEKS)
def test_both_judges_agree_on_a_good_plan_and_on_each_way_to_break_it(
    size: str, seed: int, presence: bool, breaks: bool
) -> None:
    week, witness = make_week(size, seed, presence=presence, breaks=breaks)
    problem = problem_from_dict(week)
    assert same_verdict(week, witness, problem, may_leave_out=False)
    chance = random.Random(seed)
    n_good = 0
    n_rounds = 250 if size == "S" else 60
    for _ in range(n_rounds):
        plan = copy.deepcopy(witness)
        for mutate in chance.choices(MUTATIONS, k=chance.choice([1, 1, 1, 2, 3])):
            if isinstance(plan["routes"], list) and isinstance(plan["left_out"], list):
                mutate(plan, chance)
        n_good += same_verdict(week, plan, problem, may_leave_out=chance.random() < 0.5)
    assert 0 < n_good < n_rounds  # both kinds were seen


def test_both_judges_agree_on_the_witness_of_a_large_week() -> None:
    week, witness = make_week("L", 1, presence=True, breaks=True)
    assert same_verdict(week, witness, problem_from_dict(week), may_leave_out=False)


@pytest.mark.parametrize(("size", "seed", "presence", "breaks"), WEEKS[:4])
def test_a_week_of_the_bench_is_read_and_written_without_loss(
    size: str, seed: int, presence: bool, breaks: bool
) -> None:
    week, _ = make_week(size, seed, presence=presence, breaks=breaks)
    assert problem_to_dict(problem_from_dict(week)) == week
