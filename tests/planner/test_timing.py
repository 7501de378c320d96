"""The engine's clock and its insertion test, worked by hand and against trying everything."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model import StopKind, WeekProblem
from planner.week.room import TOO_DEAR_S, offers_in
from planner.week.tables import WeekTables, build_tables
from planner.week.timing import route_of, time_route, time_with_break_at
from tests.builders import B2, B3, H, a_break, a_patrol, a_problem, a_shift, a_visit, windows
from tests.strategies import weeks


def test_a_crew_arrives_at_its_earliest_and_waits_for_the_first_window_still_open() -> None:
    # leave 28800, +360: 29160. Windows 28000..29159 (missed by a second) and 30000..30100.
    tables = build_tables(a_problem(visits=(a_visit(windows=windows((28_000, 29_159), (30_000, 30_100))),)))
    timed = time_route(tables, 0, [0])
    assert timed is not None
    assert (timed.arrive_s, timed.start_s, timed.return_s) == ((29_160,), (30_000,), 30_900 + 400)


def test_the_break_goes_where_the_crew_is_back_first() -> None:
    # h1 29160..30060; break 10:00-11:00 of 1800 s: before the leg home it ends 36000 + 1800 and absorbs the leg
    shift = a_shift(rest=a_break(10 * H, 11 * H))
    tables = build_tables(a_problem(visits=(a_visit(), a_visit("h2", place=B2)), shifts=(shift,)))
    timed = time_route(tables, 0, [0, 1])
    assert timed is not None and timed.rest_gap == 2
    assert (timed.rest_start_s, timed.return_s) == (36_000, 37_800)
    kinds = [s.kind for s in route_of(tables, 0, timed).stops]
    assert kinds == [StopKind.VISIT, StopKind.VISIT, StopKind.BREAK]


def test_a_break_along_a_leg_runs_on_top_of_the_travel() -> None:
    # ready 30060, 360 s to b2; break from 30200 on, 1800 s: there at max(30420, 30200) + 1800
    shift = a_shift(rest=a_break(30_200, 30_300))
    tables = build_tables(a_problem(visits=(a_visit(), a_visit("h2", place=B2)), shifts=(shift,)))
    timed = time_with_break_at(tables, 0, [0, 1], 1)
    assert timed is not None
    assert (timed.rest_start_s, timed.arrive_s[1]) == (30_200, 30_420 + 1_800)


def test_an_order_too_long_for_the_shift_or_the_break_has_no_timetable() -> None:
    visit = a_visit(place=B3)
    # there 28800 + 960, served 900, home 1200: 31860
    for end_s, is_in_time in ((31_860, True), (31_859, False)):
        tables = build_tables(a_problem(visits=(visit,), shifts=(a_shift(end_s=end_s),)))
        assert (time_route(tables, 0, [0]) is not None) is is_in_time
    too_early = build_tables(a_problem(visits=(visit,), shifts=(a_shift(rest=a_break(27_000, 28_799)),)))
    assert time_route(too_early, 0, [0]) is None


@pytest.mark.parametrize(("presence_s", "dwell_s", "first_s", "last_s"), [
    (1_800, 600, 32_400, 43_200 - 1_800),       # stays 1800 inside 09:00..12:00
    (600, 1_800, 32_400 - 1_200, 43_200 - 600),  # stays 1800, of which 600 must lie inside
])
def test_a_patrol_starts_so_that_its_full_stay_is_enough(
    presence_s: int, dwell_s: int, first_s: int, last_s: int
) -> None:
    patrol = a_patrol(presence_s=presence_s, min_dwell_s=dwell_s)
    tables = build_tables(a_problem(patrols=(patrol,)))
    assert tables.windows_s(0, 0) == [(first_s, last_s)]


def test_a_patrol_whose_window_is_shorter_than_its_presence_fits_no_shift() -> None:
    patrol = a_patrol(window=windows((32_400, 34_199))[0])
    assert not build_tables(a_problem(patrols=(patrol,))).fits_shift.any()


@settings(max_examples=150, deadline=None)
@given(weeks(), st.data())
def test_the_quick_insertion_test_finds_room_exactly_where_retiming_does(
    problem: WeekProblem, data: st.DataObject
) -> None:
    tables = build_tables(problem)
    shift = data.draw(st.integers(0, tables.n_shifts - 1))
    able = np.flatnonzero(tables.fits_shift[shift]).tolist()
    order = data.draw(st.permutations(able)) if able else []
    order = longest_start_in_time(tables, shift, order)
    others = np.array([t for t in able if t not in order], dtype=np.int64)
    offers = offers_in(tables, shift, order, others, every_break=True)
    for column, task in enumerate(others.tolist()):
        orders = [[*order[:gap], task, *order[gap:]] for gap in range(len(order) + 1)]
        fits = [time_route(tables, shift, one) is not None for one in orders]
        can_be_timed = time_route(tables, shift, order) is not None
        assert (offers.added_s[column] < TOO_DEAR_S) == (any(fits) and can_be_timed)
        if offers.added_s[column] < TOO_DEAR_S:
            gap, rest_gap = int(offers.gap[column]), int(offers.rest_gap[column])
            assert time_with_break_at(tables, shift, orders[gap], None if rest_gap < 0 else rest_gap) is not None


def longest_start_in_time(tables: WeekTables, shift: int, order: list[int]) -> list[int]:
    """The longest part of an order, from its start, that is in time."""
    for n in range(min(4, len(order)), 0, -1):
        if time_route(tables, shift, order[:n]) is not None:
            return list(order[:n])
    return []


@settings(max_examples=100, deadline=None)
@given(weeks())
def test_times_of_a_timetable_never_run_backwards(problem: WeekProblem) -> None:
    tables = build_tables(problem)
    for shift in range(tables.n_shifts):
        order = np.flatnonzero(tables.fits_shift[shift]).tolist()[:3]
        timed = time_route(tables, shift, order)
        if timed:
            stops = route_of(tables, shift, timed).stops
            assert all(a.end_s <= b.start_s for a, b in pairwise(stops))
