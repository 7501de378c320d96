"""The stops of the mobile rooms: the best there are on tiny towns, the rules kept, more vehicles never worse."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import InvalidProblem
from planner.rooms import ReachRule, RoomProblem, RoomSession, RoomStop
from planner.rooms.plan import RoomPlan, plan_rooms
from planner.rooms.prices import bounds_from, prices_of
from planner.rooms.reach import gain_of, gains_alone, n_due_within, tenths_of
from planner.rooms.things import things_of
from planner.rooms.timetable import faults_of

H = 3_600
TUESDAY_S = 86_400
MORNING = RoomSession(vehicle=0, start_s=TUESDAY_S + 9 * H, end_s=TUESDAY_S + 11 * H)
AFTERNOON = RoomSession(vehicle=0, start_s=TUESDAY_S + 12 * H, end_s=TUESDAY_S + 16 * H)


def a_town(n_due=(10, 6, 3), *, walk_s, desk_s=None, drive_s=None, cells=None, sessions=(MORNING, AFTERNOON), **rule):
    walk = np.array(walk_s, dtype=np.int64)
    n_sites, n_groups = walk.shape
    return RoomProblem(
        n_due=np.array(n_due, dtype=np.int64), walk_s=walk,
        desk_s=np.array([3_600] * n_groups if desk_s is None else desk_s, dtype=np.int64),
        drive_s=np.array(np.full((n_sites, n_sites), 300) if drive_s is None else drive_s, dtype=np.int64),
        cells=tuple(cells or (f"c{i}" for i in range(n_sites))), sessions=tuple(sessions), rule=ReachRule(**rule))


@st.composite
def towns(draw: st.DrawFn) -> RoomProblem:
    n_sites, n_groups = draw(st.integers(1, 5)), draw(st.integers(1, 6))
    seconds = st.integers(-1, 1_200)
    walk = draw(st.lists(st.lists(seconds, min_size=n_groups, max_size=n_groups), min_size=n_sites, max_size=n_sites))
    drive = draw(st.lists(st.lists(st.sampled_from([-1, 600, 3_600, 7_200]), min_size=n_sites, max_size=n_sites),
                          min_size=n_sites, max_size=n_sites))
    sessions = draw(st.lists(st.sampled_from([
        MORNING, AFTERNOON, RoomSession(vehicle=1, start_s=9 * H, end_s=10 * H),
        RoomSession(vehicle=1, start_s=11 * H, end_s=12 * H)]), max_size=3, unique=True))
    return a_town(
        draw(st.lists(st.integers(1, 20), min_size=n_groups, max_size=n_groups)), walk_s=walk,
        desk_s=draw(st.lists(st.integers(-1, 5_000), min_size=n_groups, max_size=n_groups)), drive_s=drive,
        cells=draw(st.lists(st.sampled_from("abcd"), min_size=n_sites, max_size=n_sites)), sessions=sessions)


def best_by_trying_all(town: RoomProblem) -> int:
    best = 0
    for n in range(min(town.n_sites, len(town.sessions)) + 1):
        for sites in combinations(range(town.n_sites), n):
            if gain_of(town, sites) > best and any(
                not faults_of(town, [RoomStop(site=i, session=s) for i, s in zip(sites, order, strict=True)])
                for order in permutations(range(len(town.sessions)), n)
            ):
                best = gain_of(town, sites)
    return best


@given(towns())
@settings(max_examples=120, deadline=None)
def test_no_choice_of_stops_in_a_tiny_town_is_better_than_the_plan(town: RoomProblem) -> None:
    plan = plan_rooms(town)
    assert plan.gain == plan.bound == best_by_trying_all(town)
    assert plan.is_best and plan.at_least_percent == 100
    assert faults_of(town, plan.stops) == []
    assert gain_of(town, [stop.site for stop in plan.stops]) == plan.gain


@given(towns(), st.integers(0, 10))
@settings(max_examples=60, deadline=None)
def test_any_prices_whatever_bound_every_choice_of_sites(town: RoomProblem, share: int) -> None:
    things = things_of(town, range(town.n_sites))
    if not things or not town.sessions:
        return
    prices = np.array([thing.gain * share // 10 for thing in things], dtype=np.int64)
    for bounds in (bounds_from(town, things, prices), bounds_from(town, things, prices_of(town, things))):
        for n in range(len(town.sessions) + 1):
            for sites in combinations(range(town.n_sites), n):
                if len({town.cells[i] for i in sites}) == n:
                    gain = gain_of(town, sites)
                    assert gain <= bounds.best
                    assert all(gain <= bounds.with_site[i] for i in sites)


@given(towns())
@settings(max_examples=40, deadline=None)
def test_a_second_vehicle_never_makes_the_week_worse(town: RoomProblem) -> None:
    alone = tuple(s for s in town.sessions if s.vehicle == 0)
    one = RoomProblem(n_due=town.n_due, walk_s=town.walk_s, desk_s=town.desk_s, drive_s=town.drive_s,
                      cells=town.cells, sessions=alone)
    assert plan_rooms(town).gain >= plan_rooms(one).gain


@given(towns())
@settings(max_examples=40, deadline=None)
def test_with_few_steps_the_bound_still_holds(town: RoomProblem) -> None:
    plan = plan_rooms(town, steps=0.01)
    assert plan.gain <= best_by_trying_all(town) <= plan.bound


def test_the_room_stands_where_most_due_doors_are() -> None:
    town = a_town(walk_s=[[120, 1_000, 1_000], [1_000, 120, 1_000], [1_000, 1_000, 120]])
    assert sorted(stop.site for stop in plan_rooms(town).stops) == [0, 1]


def test_the_longer_session_goes_to_the_stop_with_more_doors() -> None:
    town = a_town(walk_s=[[120, 1_000, 1_000], [1_000, 120, 1_000], [1_000, 1_000, 120]])
    assert plan_rooms(town).stops == (RoomStop(site=1, session=0), RoomStop(site=0, session=1))


def test_doors_beside_a_standing_desk_do_not_call_for_the_room() -> None:
    town = a_town(walk_s=[[120, 1_000, 1_000], [1_000, 120, 1_000], [1_000, 1_000, 120]], desk_s=[200, 3_600, 3_600])
    assert sorted(stop.site for stop in plan_rooms(town).stops) == [1, 2]


def test_a_quarter_far_from_every_base_outweighs_a_slightly_larger_near_one() -> None:
    walk_s = [[120, 1_000], [1_000, 120]]
    near = a_town((10, 8), walk_s=walk_s, desk_s=[1_000, 1_000], sessions=[MORNING])
    far = a_town((10, 8), walk_s=walk_s, desk_s=[1_000, 3_600], sessions=[MORNING])
    assert [plan_rooms(town).stops[0].site for town in (near, far)] == [0, 1]


def test_a_cell_has_the_room_once_a_week() -> None:
    town = a_town(walk_s=[[120, 1_000, 1_000], [1_000, 120, 1_000], [1_000, 1_000, 120]], cells=("a", "a", "b"))
    assert sorted(stop.site for stop in plan_rooms(town).stops) == [0, 2]


def test_a_stop_that_cannot_be_driven_to_between_two_sessions_is_not_chosen() -> None:
    drive_s = [[0, 3_601, 60], [3_601, 0, 60], [60, 60, 0]]
    town = a_town(walk_s=[[120, 1_000, 1_000], [1_000, 120, 1_000], [1_000, 1_000, 120]], drive_s=drive_s)
    assert sorted(stop.site for stop in plan_rooms(town).stops) == [0, 2]
    drive_s[0][1] = 3_600
    just = a_town(walk_s=town.walk_s, drive_s=drive_s)
    assert plan_rooms(just).stops == (RoomStop(site=0, session=0), RoomStop(site=1, session=1))


def test_a_session_stays_empty_where_nothing_is_left_to_gain() -> None:
    assert len(plan_rooms(a_town((10,), walk_s=[[120], [120]])).stops) == 1


def test_without_sites_or_sessions_nothing_is_planned_and_nothing_is_missed() -> None:
    nowhere = a_town(walk_s=np.zeros((0, 3)), drive_s=np.zeros((0, 0)))
    never = a_town(walk_s=[[120, 120, 120]], sessions=())
    assert plan_rooms(nowhere) == plan_rooms(never) == RoomPlan(stops=(), gain=0, bound=0)


def test_the_reach_of_a_walk_falls_from_five_minutes_to_none_at_fifteen() -> None:
    ways = np.array([0, 300, 301, 360, 600, 840, 841, 900, 901, -1])
    assert tenths_of(ways, ReachRule()).tolist() == [10, 10, 9, 9, 5, 1, 0, 0, 0, 0]


def test_doors_count_once_however_many_rooms_are_near() -> None:
    town = a_town((10,), walk_s=[[120], [600]])
    assert gain_of(town, [0, 1]) == gain_of(town, [0]) == gains_alone(town)[0] == 2_000 * 10
    assert gains_alone(town)[1] == 2_000 * 5


def test_due_doors_are_counted_within_a_walk_of_a_room_or_a_desk() -> None:
    town = a_town(walk_s=[[600, 601, -1]], desk_s=[-1, -1, 600])
    assert n_due_within(town, [0], 600) == 13
    assert n_due_within(town, [0], 600, with_desks=False) == 10
    assert n_due_within(town, [], 600) == 3


def test_the_judge_sees_each_broken_rule() -> None:
    drive_s = [[0, 9_000, 60], [60, 0, 60], [60, 60, 0]]
    town = a_town(walk_s=[[120] * 3] * 3, cells=("a", "b", "a"), drive_s=drive_s)
    both = [RoomStop(site=0, session=0), RoomStop(site=1, session=0)]
    same_cell = [RoomStop(site=0, session=0), RoomStop(site=2, session=1)]
    too_far = [RoomStop(site=0, session=0), RoomStop(site=1, session=1)]
    assert [len(faults_of(town, stops)) for stops in (both, same_cell, too_far)] == [1, 1, 1]
    assert faults_of(town, [RoomStop(site=1, session=0), RoomStop(site=0, session=1)]) == []


@pytest.mark.parametrize(("wrong", "why"), [
    ({"desk_s": [1, 2]}, "desk_s has shape"), ({"n_due": (1, 0, 1)}, "holds no due door"),
    ({"sessions": [MORNING, RoomSession(vehicle=0, start_s=MORNING.end_s - 1, end_s=AFTERNOON.start_s)]}, "overlap"),
    ({"sessions": [RoomSession(vehicle=0, start_s=9, end_s=9)]}, "ends before it starts"),
    ({"full_s": 900}, "must fall with the way"),
])
def test_a_town_that_cannot_be_is_refused(wrong, why) -> None:
    with pytest.raises(InvalidProblem, match=why):
        a_town(**{"walk_s": [[120, 120, 120]], **wrong})
