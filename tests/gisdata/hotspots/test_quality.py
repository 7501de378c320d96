import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisdata.errors import WrongArgument
from gisdata.hotspots import judge_choice

numbers = st.integers(0, 30)
rows = st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=30)


def judge(score, later, *, earlier=None, area=None, n_cells=1):
    return judge_choice(score, earlier=score if earlier is None else earlier, later=later,
                        area=np.ones(len(later)) if area is None else area, n_cells=n_cells)


def test_the_figures_of_a_small_town():
    # ten cells; the two best held 8 + 4 of 20 before and hold 3 + 3 of 10 later; the best two later hold 4 + 3
    earlier, later = [8, 4, 2, 2, 2, 1, 1, 0, 0, 0], [3, 3, 4, 0, 0, 0, 0, 0, 0, 0]
    found = judge(earlier, later, n_cells=2)
    assert (found.hits, found.hit_share) == (6, 0.6)
    assert found.pai == pytest.approx(0.6 / 0.2)
    assert found.rri == pytest.approx(0.6 / 0.6)
    assert found.pei_star == pytest.approx(6 / 7)


def test_larger_cells_count_with_their_ground():
    assert judge([5, 1], [5, 5], area=[3.0, 1.0]).pai == pytest.approx(0.5 / 0.75)


def test_tied_cells_count_by_their_chance_so_that_order_decides_nothing():
    # one cell is sure, the second is drawn from three that tie: 6 + (3 + 0 + 0) / 3
    for later in ([6, 3, 0, 0], [6, 0, 0, 3]):
        assert judge([9, 2, 2, 2], later, n_cells=2).hits == pytest.approx(7)


def test_all_cells_are_no_better_than_chance():
    found = judge([3, 1, 2], [1, 5, 0], n_cells=3)
    assert (found.pai, found.rri, found.pei_star) == (1, 1, 1)


def test_nothing_later_has_no_figures():
    found = judge([3, 1], [0, 0])
    assert (found.hits, found.hit_share, found.pai, found.rri, found.pei_star) == (0, None, None, None, None)


@given(rows, st.data())
def test_pei_star_lies_between_0_and_1(drawn, data):
    score, earlier, later = zip(*drawn, strict=True)
    n_cells = data.draw(st.integers(1, len(drawn)))
    found = judge(score, later, earlier=earlier, n_cells=n_cells)
    assert found.pei_star is None or -1e-9 <= found.pei_star <= 1 + 1e-9
    assert (found.pei_star is None) == (sum(later) == 0)


@given(rows, st.data())
def test_a_choice_that_knows_the_future_has_pei_star_1(drawn, data):
    later = [row[2] + 1 for row in drawn]
    n_cells = data.draw(st.integers(1, len(drawn)))
    assert judge(later, later, n_cells=n_cells).pei_star == pytest.approx(1)


@pytest.mark.parametrize("n_cells", [0, 3])
def test_more_cells_than_there_are_cannot_be_chosen(n_cells):
    with pytest.raises(WrongArgument, match="cannot be chosen"):
        judge([1, 2], [1, 2], n_cells=n_cells)
