import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from gisdata.errors import WrongArgument
from gisdata.hotspots import gi_star, touching
from tests.hot_scenes import squares

SIDE = 6
CELLS = squares(SIDE)
NEIGHBOURS = touching(CELLS)
counts = st.lists(st.integers(0, 40), min_size=SIDE**2, max_size=SIDE**2)


def by_the_book(values, i):
    """Gi* of one cell as Ord and Getis (1995) write it, sums spelled out, no arrays: another way to the same figure."""
    n = len(values)
    mean = sum(values) / n
    deviation = (sum(value**2 for value in values) / n - mean**2) ** 0.5
    row, column = divmod(i, SIDE)
    weight = [1.0 if abs(j // SIDE - row) <= 1 and abs(j % SIDE - column) <= 1 else 0.0 for j in range(n)]
    total, squared = sum(weight), sum(w * w for w in weight)
    numerator = sum(w * value for w, value in zip(weight, values, strict=True)) - mean * total
    return numerator / (deviation * ((n * squared - total**2) / (n - 1)) ** 0.5)


def test_an_inner_square_has_eight_neighbours_an_edge_five_a_corner_three():
    n_neighbours = NEIGHBOURS.sum(axis=1).reshape(SIDE, SIDE)
    assert (n_neighbours[0, 0], n_neighbours[0, 2], n_neighbours[2, 2]) == (3, 5, 8)
    assert (NEIGHBOURS != NEIGHBOURS.T).nnz == 0
    assert not NEIGHBOURS.diagonal().any()


def test_cells_that_lie_apart_are_no_neighbours():
    apart = [CELLS[0], CELLS[2], CELLS[4 * SIDE]]
    assert touching(apart).nnz == 0
    assert touching([]).shape == (0, 0)


@given(counts)
@settings(max_examples=30)
def test_the_score_is_that_of_the_book(values):
    found = gi_star(values, NEIGHBOURS)
    if len(set(values)) == 1:
        assert not found.z.any()
        return
    assert found.z == pytest.approx([by_the_book(values, i) for i in range(SIDE**2)], rel=1e-9, abs=1e-9)


def test_the_score_is_that_of_esda_to_a_billionth():
    getisord = pytest.importorskip("esda.getisord", reason="esda is not installed (extra bench)")
    weights = pytest.importorskip("libpysal.weights", reason="libpysal is not installed (extra bench)")
    values = np.random.default_rng(5).poisson(3, SIDE**2).astype(float)
    lattice = weights.lat2W(SIDE, SIDE, rook=False)
    lattice.transform = "B"
    # binary, not its default "R", which shrinks every score; its p_norm is one-sided
    peer = getisord.G_Local(values, lattice, transform="B", permutations=0, star=True)
    found = gi_star(values, NEIGHBOURS)
    assert np.abs(found.z - peer.Zs).max() < 1e-9
    assert np.abs(found.p - 2 * peer.p_norm).max() < 1e-9


@given(counts, st.floats(0.1, 50), st.floats(-20, 20))
@settings(max_examples=30)
def test_other_units_change_no_score(values, factor, shift):
    before = gi_star(values, NEIGHBOURS).z
    assert gi_star(np.array(values) * factor + shift, NEIGHBOURS).z == pytest.approx(before, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("factor", [1e-12, 1e12])
def test_very_small_and_very_large_units_change_no_score(factor):
    values = np.arange(SIDE**2) % 7
    assert gi_star(values * factor, NEIGHBOURS).z == pytest.approx(gi_star(values, NEIGHBOURS).z)


@given(counts, st.permutations(range(SIDE**2)))
@settings(max_examples=30)
def test_the_order_of_the_cells_changes_no_score(values, order):
    before = gi_star(values, NEIGHBOURS)
    after = gi_star(np.array(values)[order], NEIGHBOURS[order][:, order])
    assert after.z == pytest.approx(before.z[order], abs=1e-9)
    assert after.adjusted_p == pytest.approx(before.adjusted_p[order], abs=1e-9)


@given(counts)
@settings(max_examples=30)
def test_the_false_discovery_control_is_that_of_benjamini_and_hochberg(values):
    found = gi_star(values, NEIGHBOURS)
    ranked = sorted(found.p)
    # hot are all p up to the largest p(k) that is at most k / n * 0.05
    passed = [p for k, p in enumerate(ranked, start=1) if p <= k / len(ranked) * 0.05 + 1e-15]
    limit = max(passed, default=-1.0)
    assert found.is_hot.tolist() == ((found.p <= limit) & (found.z > 0)).tolist()


def test_a_hill_is_hot_and_a_hole_is_not():
    hill = np.ones((SIDE, SIDE))
    hill[1:4, 1:4] = 30
    assert gi_star(hill.ravel(), NEIGHBOURS).is_hot[2 * SIDE + 2]
    assert not gi_star(31 - hill.ravel(), NEIGHBOURS).is_hot[2 * SIDE + 2]


def test_where_nothing_can_be_told_the_score_is_0_and_p_1():
    for values, neighbours in (
        (np.full(SIDE**2, 7), NEIGHBOURS), ([4, 9], sparse.csr_array([[0.0, 1.0], [1.0, 0.0]])),
        ([3], sparse.csr_array((1, 1))), ([], sparse.csr_array((0, 0))),
    ):
        found = gi_star(values, neighbours)
        assert not found.z.any()
        assert (found.p == 1).all()
        assert not found.is_hot.any()


@pytest.mark.parametrize("values", [[1.0], [float("nan")] * SIDE**2])
def test_values_that_do_not_fit_the_cells_are_refused(values):
    with pytest.raises(WrongArgument, match="one number for each"):
        gi_star(values, NEIGHBOURS)
