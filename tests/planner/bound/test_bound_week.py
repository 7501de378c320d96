"""The bound of weeks small enough to work out by hand."""

import pytest

from planner.model import HOUR_S, MINUTE_S, Visit, WeekProblem
from planner.week.bound import bound_week
from tests.builders import HOME, a_problem, a_shift, a_visit


def two_visits_and_room_for_one() -> WeekProblem:
    # Shift 8:00-9:00, two visits of 40 minutes at the start place: only one fits.
    return a_problem(
        shifts=(a_shift(start_s=8 * HOUR_S, end_s=9 * HOUR_S),),
        visits=tuple(_visit(k, prize) for k, prize in enumerate((30, 50))),
    )


def _visit(number: int, prize: int) -> Visit:
    return a_visit(f"h{number}", place=HOME, service_s=40 * MINUTE_S, windows=(), prize=prize)


def test_of_two_visits_with_room_for_one_the_routes_count_the_dearer_alone() -> None:
    bound = bound_week(two_visits_and_room_for_one(), seconds=2.0)
    assert bound.method.startswith("relaxed routes")
    assert 50 <= bound.prize_at_most <= 50.5


def test_without_time_the_linear_program_counts_what_the_hour_holds() -> None:
    # 40 minutes at 50 points and half of the other visit, 20 minutes, at 30: 65.
    bound = bound_week(two_visits_and_room_for_one(), seconds=0.0)
    assert bound.prize_at_most == pytest.approx(65)


def test_a_stop_is_heeded() -> None:
    bound = bound_week(two_visits_and_room_for_one(), seconds=60.0, should_stop=lambda: True)
    assert bound.method.startswith("linear program")
