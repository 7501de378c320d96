"""H3 hexagons over the points: every point in one, no cell without a point, ids as everywhere in the world."""

import h3
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisdata.cells import cell_of_points, h3_cells
from gisdata.errors import WrongArgument


def test_a_cell_is_the_hexagon_that_h3_says():
    (cell,) = h3_cells([110.79], [32.62], 9)
    assert cell.cell_id == h3.latlng_to_cell(32.62, 110.79, 9)
    assert len(cell.shape.exterior.coords) == 7
    assert cell.kind == "h3"


@given(
    st.lists(st.tuples(st.floats(110.5, 110.7), st.floats(32.5, 32.7)), min_size=1, max_size=30),
    st.sampled_from([5, 7, 9, 12]),
)
def test_every_point_lies_in_one_cell_and_no_cell_is_without_a_point(points, resolution):
    lon, lat = zip(*points, strict=True)
    cells = h3_cells(lon, lat, resolution)
    assert set(cell_of_points(lon, lat, cells)) == {cell.cell_id for cell in cells}


@pytest.mark.parametrize("resolution", [5, 7, 9])
def test_a_point_within_a_hair_of_a_side_still_has_a_cell(resolution):
    corners = np.array(h3.cell_to_boundary(h3.latlng_to_cell(32.62, 110.79, resolution)))
    middle = (corners + np.roll(corners, 1, axis=0)) / 2
    near = np.vstack([middle + np.array([hair, hair]) for hair in (-1e-7, -1e-9, 0, 1e-9, 1e-7)])
    cells = h3_cells(near[:, 1], near[:, 0], resolution)
    assert None not in cell_of_points(near[:, 1], near[:, 0], cells)


def test_no_points_no_cells_and_points_that_are_no_numbers_are_passed_over():
    assert h3_cells([], [], 9) == []
    assert len(h3_cells([110.79, float("nan")], [32.62, 32.62], 9)) == 1


@pytest.mark.parametrize("resolution", [-1, 4, 13])
def test_a_resolution_that_makes_no_sense_is_refused(resolution):
    with pytest.raises(WrongArgument, match="H3 resolution"):
        h3_cells([110.79], [32.62], resolution)
