"""The interval of an area by hand, and what holds of every interval."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gisdata.audit import AuditRow, Evidence, audit_row, worst_first

COUNTS = {"n_registered": 100, "n_standing": 100, "n_vacant": 0, "n_suspected": 0, "n_unlisted": 0, "n_rooms": 0,
          "unseen": 0.0, "n_thin_buildings": 0, "thin_middle": 0.0, "thin_high": 0.0,
          "stock_low": None, "stock_high": None}


def a_row(area: str = "c1", **evidence: Any) -> AuditRow:
    return audit_row(Evidence(**{**COUNTS, **evidence}), area=area, name="")


def interval(**evidence: Any) -> tuple[int, int, int]:
    row = a_row(**evidence)
    return row.low, row.likely, row.high


def test_a_register_that_nothing_speaks_against_is_the_number():
    assert interval() == (100, 100, 100)
    assert not a_row().disagrees


def test_reports_and_gaps_are_not_added_up_in_the_likely_number_and_are_in_the_highest():
    assert interval(n_unlisted=6, n_rooms=4) == (106, 106, 110)
    assert interval(n_unlisted=3, n_rooms=4, thin_middle=5.0, thin_high=9.0) == (103, 109, 116)


def test_rows_outside_any_pattern_of_rooms_may_lack_as_many_as_the_patterns_do():
    assert interval(unseen=4.0) == (100, 100, 108)


def test_struck_rows_leave_and_suspected_duplicates_are_one_or_two():
    assert interval(n_standing=90, n_suspected=4) == (86, 88, 90)


def test_buildings_that_hold_more_or_fewer_than_the_interval_widen_it_and_move_nothing_inside():
    assert interval(stock_low=130.0, stock_high=200.0) == (100, 100, 130)
    assert interval(stock_low=30.0, stock_high=70.0) == (70, 100, 100)
    assert interval(stock_low=80.0, stock_high=120.0) == (100, 100, 100)


def test_five_in_a_hundred_is_agreement_and_more_is_not():
    assert [a_row(n_unlisted=n).disagrees for n in (5, 6)] == [False, True]
    assert not a_row(n_registered=3, n_standing=3, n_unlisted=1).disagrees


def test_the_worst_cells_come_first_whether_they_lack_rows_or_have_too_many():
    rows = [a_row("a", n_unlisted=10), a_row("b"), a_row("c", n_standing=70), a_row("d", n_unlisted=10)]
    assert [row.area for row in worst_first(rows)] == ["c", "a", "d"]


@given(st.builds(Evidence, n_registered=st.integers(0, 50), n_standing=st.integers(0, 50), n_vacant=st.just(0),
                 n_suspected=st.integers(0, 5), n_unlisted=st.integers(0, 9), n_rooms=st.integers(0, 9),
                 unseen=st.floats(0, 9), n_thin_buildings=st.just(0), thin_middle=st.floats(0, 9),
                 thin_high=st.floats(9, 20), stock_low=st.none() | st.floats(0, 40),
                 stock_high=st.none() | st.floats(40, 90)))
def test_the_likely_number_always_lies_in_the_interval(evidence):
    row = audit_row(evidence, area="c1", name="")
    assert row.low <= row.likely <= row.high
    assert row.high >= evidence.n_standing + evidence.n_unlisted
