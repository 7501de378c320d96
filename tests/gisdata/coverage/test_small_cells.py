import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisdata.coverage import merge_small
from gisdata.errors import WrongArgument
from tests.coverage_rows import coverage_row


def test_cells_of_ten_are_shown_and_cells_of_nine_are_hidden():
    seen = merge_small([coverage_row("A", 10), coverage_row("B", 9), coverage_row("C", 9)])
    assert [row.cell_id for row in seen.shown] == ["A"]
    assert seen.hidden == {"B", "C"}
    assert seen.hidden_registered == 18


def test_when_the_hidden_ones_together_are_few_the_next_smallest_cell_is_hidden_too():
    # 40 + 12 + 4 = 56: whoever knows 56 and sees 40 and 12 would know the 4; so the 12 goes as well
    seen = merge_small([coverage_row("A", 40, 20), coverage_row("B", 12, 6), coverage_row("C", 4, 1)])
    assert [row.cell_id for row in seen.shown] == ["A"]
    assert (seen.hidden_registered, seen.hidden_reached) == (16, 7)


def test_a_station_of_fewer_than_k_households_shows_nothing_at_all():
    seen = merge_small([coverage_row("A", 5), coverage_row("B", 4)])
    assert seen.shown == ()
    assert seen.hidden_registered is seen.hidden_reached is None


def test_empty_cells_are_hidden_without_drawing_others_along():
    seen = merge_small([coverage_row("A", 40), coverage_row("B", 0)])
    assert [row.cell_id for row in seen.shown] == ["A"]
    assert seen.hidden == {"B"}
    assert seen.hidden_registered is None


def test_the_row_of_those_outside_every_cell_is_hidden_like_any_other():
    assert None in merge_small([coverage_row("A", 40), coverage_row(None, 3), coverage_row("B", 30)]).hidden


def test_a_count_of_one_household_is_refused():
    with pytest.raises(WrongArgument, match="at least 2"):
        merge_small([], k=1)


@given(st.lists(st.integers(0, 30), max_size=15), st.integers(2, 15))
def test_no_subtraction_from_the_station_total_gives_fewer_than_k(sizes, k):
    seen = merge_small([coverage_row(f"{i:02d}", size) for i, size in enumerate(sizes)], k)
    assert all(row.n_registered >= k for row in seen.shown)
    difference = sum(sizes) - sum(row.n_registered for row in seen.shown)
    assert difference == 0 or difference >= k or not seen.shown
    assert len(seen.shown) + len(seen.hidden) == len(sizes)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=15), st.integers(2, 15))
def test_no_subtraction_in_either_denominator_gives_fewer_than_k(sizes, k):
    rows = [coverage_row(f"{i:02d}", registered, n_audited=audited) for i, (registered, audited) in enumerate(sizes)]
    seen = merge_small(rows, k)
    for count in (lambda row: row.n_registered, lambda row: row.n_audited):
        assert all(count(row) >= k for row in seen.shown)
        difference = sum(map(count, rows)) - sum(map(count, seen.shown))
        assert difference == 0 or difference >= k or not seen.shown


def test_a_cell_that_is_small_after_the_audit_is_hidden():
    seen = merge_small([coverage_row("A", 40), coverage_row("B", 12, n_audited=9), coverage_row("C", 11)])
    assert seen.hidden == {"B", "C"}
