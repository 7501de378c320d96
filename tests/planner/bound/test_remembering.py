"""Routes that remember what they served, in weeks small enough to work out by hand."""

import numpy as np
import pytest

from planner.model import Mode, TravelTimes, WeekProblem
from planner.week.bound import bound_week, remembering
from planner.week.bound.reach import Reach
from planner.week.bound.route_ways import Grain
from planner.week.bound.routes import RouteBound, build_route_bound
from planner.week.tables import build_tables
from tests.builders import H, a_patrol, a_place, a_problem, a_shift, a_visit, windows

DOORS = ("a", "b", "c", "d")


def two_pairs_of_doors(*, patrol: bool = False) -> WeekProblem:
    # A minute from a to b and from c to d, ten from the start, an hour from pair to pair; 20 minutes for each visit.
    # The shift has time for three of one pair (10 + 20 + 1 + 20 + 1 + 20 + 10 = 82 of 84 minutes), but a pair has two.
    travel = np.full((5, 5), 3_600)
    travel[0, :] = travel[:, 0] = 600
    travel[1:3, 1:3] = travel[3:, 3:] = 60
    np.fill_diagonal(travel, 0)
    duty = a_patrol(place="a", cell=None, presence_s=60, min_dwell_s=60, window=windows((8 * H, 10 * H))[0])
    return a_problem(
        visits=tuple(a_visit(door, place=door, service_s=1_200) for door in DOORS), patrols=(duty,) if patrol else (),
        shifts=(a_shift(start_s=8 * H, end_s=8 * H + 84 * 60),), enter_s=0,
        places=tuple(a_place(place) for place in ("home", *DOORS)),
        travel=TravelTimes({Mode("foot"): travel.astype(np.int32)}),
    )


def routes_of(problem: WeekProblem) -> RouteBound:
    return build_route_bound(Reach(build_tables(problem)), 0, Grain(20, 60))


def at_most(problem: WeekProblem) -> float:
    found = bound_week(problem, seconds=5.0)
    assert found is not None
    return found.bound.prize_at_most


def test_a_route_that_forgets_is_paid_for_a_third_visit_of_two_doors_and_no_price_mends_it(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembering, "MOST_REMEMBERED", 0)
    # two thirds of a-b-a and b-a-b, a third of c-d-c and d-c-d: 30; the linear program, which counts hours, has 24.6
    assert at_most(two_pairs_of_doors()) >= 24


def test_a_route_that_remembers_is_paid_for_each_door_once() -> None:
    assert 20 <= at_most(two_pairs_of_doors()) <= 20.5


def test_a_door_is_remembered_past_a_patrol() -> None:
    assert 20 <= at_most(two_pairs_of_doors(patrol=True)) <= 20.5


def test_without_room_nothing_is_remembered_and_the_bound_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "MOST_ROOM_MB", 0.0)
    assert at_most(two_pairs_of_doors()) >= 24


def test_routes_of_other_ends_come_with_the_best_one_and_gather_no_more() -> None:
    asked = routes_of(two_pairs_of_doors()).ask(np.zeros(4), 3)
    assert asked is not None
    (best, *others), = asked.routes
    assert len(others) == 2 and all(one.value <= best.value for one in others)
    assert best.served.sum() == 3


def test_a_node_remembers_only_what_was_served() -> None:
    # b and c know of a and d: who has not been there yet may still go
    routes = routes_of(two_pairs_of_doors())
    case, = routes.cases
    knowing = case.with_memory(((0, 3),) * len(case.net.starts))
    rewards = routes.rewards(np.zeros(4))
    best, = routes.best_routes(knowing, rewards, 1)
    assert best.served.tolist() in ([1, 2, 0, 0], [0, 0, 2, 1])   # b-a-b or c-d-c: a and d are not served again
