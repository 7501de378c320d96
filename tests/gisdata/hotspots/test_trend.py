import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from gisdata.errors import WrongArgument
from gisdata.hotspots import Trend, trend_of_counts


def only(before, after, share_after=0.5):
    (found,) = trend_of_counts([before], [after], share_after=share_after)
    return found


def test_five_incidents_can_tell_nothing_and_six_can():
    # equal halves: all of 5 in one half has p = 2 / 32 = 0.0625, all of 6 has 2 / 64 = 0.031
    assert only(0, 5) is only(5, 0) is only(0, 0) is Trend.TOO_FEW
    assert only(0, 6) is Trend.NEW
    assert only(6, 0) is Trend.GONE
    assert only(1, 5) is Trend.STEADY


def test_a_change_must_be_larger_than_chance():
    # of 20: 5 or fewer has p = 2 x 0.0207 = 0.041; 6 or fewer 2 x 0.0577 = 0.115
    assert only(5, 15) is Trend.RISING
    assert only(6, 14) is Trend.STEADY
    assert only(15, 5) is Trend.FALLING
    assert only(14, 6) is Trend.STEADY


def test_a_short_later_part_is_not_called_falling_because_it_is_short():
    # a quarter of the time and a quarter of the incidents
    assert only(30, 10, share_after=0.25) is Trend.STEADY
    assert only(30, 10) is Trend.FALLING
    # ten incidents: even none in a quarter has 2 x 0.75^10 = 0.11, so nothing can be told downwards
    assert only(10, 0, share_after=0.25) is Trend.TOO_FEW


def test_many_cells_need_stronger_signs():
    alone, among = only(5, 15), trend_of_counts([5] + [10] * 99, [15] + [10] * 99, share_after=0.5)
    assert (alone, among[0]) == (Trend.RISING, Trend.STEADY)
    # cells of which nothing can be told do not count as many
    few = trend_of_counts([5] + [1] * 99, [15] + [1] * 99, share_after=0.5)
    assert (few[0], few[1]) == (Trend.RISING, Trend.TOO_FEW)


@given(st.integers(0, 60), st.integers(0, 60))
def test_one_cell_is_judged_as_by_the_exact_binomial_test(before, after):
    found = only(before, after)
    if before + after < 6:
        assert found is Trend.TOO_FEW
        return
    p = binomtest(after, before + after).pvalue     # with equal halves both ways of two sides agree
    assert (found is not Trend.STEADY) == (p <= 0.05)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=30))
def test_time_turned_round_turns_the_trends(pairs):
    before, after = zip(*pairs, strict=True)
    turned = {Trend.NEW: Trend.GONE, Trend.RISING: Trend.FALLING, Trend.GONE: Trend.NEW, Trend.FALLING: Trend.RISING}
    there = trend_of_counts(before, after, share_after=0.5)
    back = trend_of_counts(after, before, share_after=0.5)
    assert back == [turned.get(trend, trend) for trend in there]


@pytest.mark.parametrize(("before", "share"), [([-1], 0.5), ([1], 0.0), ([1], 1.0)])
def test_what_makes_no_sense_is_refused(before, share):
    with pytest.raises(WrongArgument, match="two spans"):
        trend_of_counts(before, [1], share_after=share)
