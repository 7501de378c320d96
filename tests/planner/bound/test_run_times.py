"""When the run of a patrol may begin and end, with visits beside it that are half lost to its presence."""

import numpy as np
import pytest

from planner.model import HOUR_S, MINUTE_S, CellId, Mode, TravelTimes, WeekProblem
from planner.week.bound.reach import Reach
from planner.week.bound.route_ways import Grain
from planner.week.bound.routes import build_route_bound
from planner.week.tables import build_tables
from tests.builders import HOME, a_patrol, a_place, a_problem, a_shift, a_visit, windows

Span = tuple[int, int]
"""Minutes after eight: from, to."""

DAY_S = 8 * HOUR_S


def a_patrol_with_a_visit(shift: Span, window: Span, *, presence_min: int, starts: Span) -> WeekProblem:
    # One visit of 40 minutes at the very place of the patrol, whose own stop takes 10; half of the visit counts for it.
    (from_s, to_s), (opens_s, closes_s), (first_s, last_s) = (
        tuple(DAY_S + minute * MINUTE_S for minute in span) for span in (shift, window, starts)
    )
    return a_problem(
        places=(a_place(HOME, cell="c1"),), travel=TravelTimes({Mode("foot"): np.zeros((1, 1), dtype=np.int32)}),
        shifts=(a_shift(start_s=from_s, end_s=to_s),),
        visits=(a_visit("h1", place=HOME, service_s=40 * MINUTE_S, windows=windows((first_s, last_s)), prize=10),),
        patrols=(a_patrol("p1", place=HOME, cell=CellId("c1"), window=windows((opens_s, closes_s))[0],
                          presence_s=presence_min * MINUTE_S, min_dwell_s=10 * MINUTE_S, visit_credit=0.5),),
    )


def at_most(problem: WeekProblem) -> float:
    asked = build_route_bound(Reach(build_tables(problem)), 0, Grain(60, 60)).ask(np.zeros(len(problem.tasks)))
    assert asked is not None
    return asked.at_most


@pytest.mark.parametrize(("shift", "window", "starts"), [
    ((0, 75), (30, 75), (30, 35)),    # doors open with the window: of its 45 minutes 20 are lost, 25 are left
    ((0, 75), (0, 45), (0, 5)),       # they close with it
])
def test_a_visit_that_fits_into_the_window_only_is_lost_there_by_half(shift: Span, window: Span, starts: Span) -> None:
    assert at_most(a_patrol_with_a_visit(shift, window, presence_min=30, starts=starts)) < 1
    assert at_most(a_patrol_with_a_visit(shift, window, presence_min=25, starts=starts)) >= 10


@pytest.mark.parametrize(("shift", "window", "starts"), [
    ((10, 60), (30, 60), (10, 10)),   # 20 minutes before the window, 20 in it, then the patrol
    ((0, 50), (0, 30), (10, 10)),     # the patrol, 20 minutes in its window, 20 behind it
])
def test_what_a_visit_takes_outside_the_window_is_not_lost(shift: Span, window: Span, starts: Span) -> None:
    assert at_most(a_patrol_with_a_visit(shift, window, presence_min=20, starts=starts)) >= 10
