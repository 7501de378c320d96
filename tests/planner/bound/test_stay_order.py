"""Visits of one stay: whatever their timetable, the bound finds it again in its own order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.model import HOUR_S, MINUTE_S, Visit, WeekProblem
from planner.week.bound import bound_week
from planner.week.bound.stay_order import LEAST_RAISE_S, Item, in_order
from tests.builders import HOME, H, a_problem, a_shift, a_visit, windows

Stay = tuple[list[Item], int, int]
"""The visits of a stay, when it begins and when it ends."""


@st.composite
def stays(draw: st.DrawFn) -> Stay:
    """One to six visits one behind the other, each in a window around its time, and up to two that are not made."""
    chance = np.random.default_rng(draw(st.integers(0, 2**32)))
    begins_s = now_s = int(chance.integers(0, 2_000))
    items = []
    for k in chance.permutation(int(chance.integers(1, 7))).tolist():
        now_s += int(chance.choice([0, 0, 1, 600]))
        stay_s = int(chance.choice([1, 300, 900, 1_501]))
        items.append(_around(chance, k, stay_s, now_s))
        now_s += stay_s
    others = [_around(chance, 6 + k, 600, int(chance.integers(0, 4_000))) for k in range(chance.integers(0, 3))]
    return items + others, begins_s, now_s


def _around(chance: np.random.Generator, task: int, stay_s: int, start_s: int) -> Item:
    before_s, after_s = chance.choice([0, 1, 300, 3_000, 9_000], 2)
    return Item(task=task, stay_s=stay_s, first_s=max(0, start_s - int(before_s)), last_s=start_s + int(after_s))


def ends_in_order(order: tuple[Item, ...], tasks: set[int], begins_s: int) -> int | None:
    """The first end of a stay that makes these visits once each in the order given; None: it cannot."""
    earliest: dict[frozenset[int], int] = {frozenset(): begins_s}
    for item in order:
        for made, now_s in list(earliest.items()):
            start_s = max(now_s, item.first_s)
            if item.task in tasks - made and start_s <= item.last_s:
                with_it = made | {item.task}
                earliest[with_it] = min(earliest.get(with_it, 10**9), start_s + item.stay_s)
    return earliest.get(frozenset(tasks))


@given(stays())
def test_any_timetable_of_a_stay_is_found_again_in_order_and_ends_no_later(stay: Stay) -> None:
    items, begins_s, ends_s = stay
    found_s = ends_in_order(in_order(items), {item.task for item in items if item.task < 6}, begins_s)
    assert found_s is not None and found_s <= ends_s


@given(stays())
def test_no_visit_starts_before_its_window_or_more_than_a_quarter_of_an_hour_behind_it(stay: Stay) -> None:
    window = {item.task: item for item in stay[0]}
    for item in in_order(stay[0]):
        assert item.first_s >= window[item.task].first_s
        assert item.last_s <= window[item.task].last_s + LEAST_RAISE_S


def a_door(number: int, prize: int, times: tuple[int, int]) -> Visit:
    return a_visit(f"h{number}", place=HOME, service_s=40 * MINUTE_S, windows=windows(times), prize=prize)


def half_an_hour_inside_a_long_morning() -> WeekProblem:
    # Two visits of 40 minutes may begin from nine to half past nine only, one beside them all morning.
    inside = (9 * H, 9 * H + 1_800)
    return a_problem(
        shifts=(a_shift(start_s=8 * HOUR_S, end_s=12 * HOUR_S),),
        visits=(a_door(0, 10, (8 * H, 12 * H)), a_door(1, 50, inside), a_door(2, 50, inside)),
    )


def test_visits_of_a_short_time_are_not_paid_after_it_because_others_of_the_building_may_be_made_longer() -> None:
    found = bound_week(half_an_hour_inside_a_long_morning(), seconds=2.0)
    assert found is not None and 60 <= found.bound.prize_at_most <= 60.5
