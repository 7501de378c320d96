import time

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gisdata.cells import cell_of_points, square_cells
from gisdata.errors import WrongArgument

TO_DEGREES = pyproj.Transformer.from_crs("EPSG:32649", "EPSG:4326", always_xy=True)  # UTM 49 N: 108-114 E


def at(east_m: float, north_m: float) -> tuple[float, float]:
    """Return the point so many metres from a corner of the 250 m grid near 110.6 E, 32.5 N."""
    return TO_DEGREES.transform(460_000 + east_m, 3_600_000 + north_m)


def cells_of(points: list[tuple[float, float]], side_m: float = 250):
    lon, lat = zip(*points, strict=True)
    return square_cells(lon, lat, side_m)


def test_cells_are_counted_east_and_north_from_the_south_west_corner():
    # 100 m and 130 m lie in the first column and row; 600 m is the third column, 300 m the second row
    cells = cells_of([at(100, 100), at(130, 130), at(600, 100), at(100, 300)])
    assert [cell.cell_id for cell in cells] == ["C0001-0001", "C0001-0002", "C0003-0001"]
    assert {cell.kind for cell in cells} == {"square"}


def test_a_cell_is_a_square_of_the_side_asked_for():
    (cell,) = cells_of([at(100, 100)])
    area_m2, around_m = pyproj.Geod(ellps="WGS84").geometry_area_perimeter(cell.shape)
    assert cell.shape.is_valid
    assert abs(around_m) == pytest.approx(1000, rel=0.001)
    assert abs(area_m2) == pytest.approx(62_500, rel=0.001)
    assert cell.shape.covers(shapely.Point(at(1, 1)))
    assert cell.shape.covers(shapely.Point(at(249, 249)))
    assert not cell.shape.covers(shapely.Point(at(251, 249)))


def test_the_same_bounds_give_the_same_ids_and_more_points_never_shift_the_lines():
    few = cells_of([at(100, 100), at(900, 900)])
    many = cells_of([at(100, 100), at(400, 400), at(900, 900)])
    assert {cell.cell_id for cell in few} < {cell.cell_id for cell in many}
    wider = cells_of([at(-600, -600), at(100, 100)])
    assert wider[-1].shape.equals(few[0].shape)


def test_empty_ground_between_the_points_gets_no_cell():
    assert len(cells_of([at(100, 100), at(10_100, 10_100)])) == 2


def test_no_points_no_cells_and_points_that_are_no_numbers_are_passed_over():
    assert square_cells([], [], 250) == []
    assert len(square_cells([at(1, 1)[0], float("nan")], [at(1, 1)[1], 32.6], 250)) == 1


@pytest.mark.parametrize("side_m", [0, -250, 9.9, 20_001, float("nan"), float("inf")])
def test_a_side_that_makes_no_sense_is_refused(side_m):
    with pytest.raises(WrongArgument, match="grid cell"):
        square_cells([110.6], [32.5], side_m)


@given(
    st.lists(st.tuples(st.floats(110.5, 110.7), st.floats(32.5, 32.7)), min_size=1, max_size=30),
    st.sampled_from([100, 250, 1000, 5000]),
)
def test_every_point_lies_in_a_cell_of_its_own_grid_and_no_cell_is_without_a_point(points, side_m):
    lon, lat = zip(*points, strict=True)
    cells = square_cells(lon, lat, side_m)
    found = cell_of_points(lon, lat, cells)
    assert set(found) == {cell.cell_id for cell in cells}


@pytest.mark.parametrize("side_m", [250, 5000])
def test_a_point_within_a_hair_of_a_grid_line_still_has_a_cell(side_m):
    # sides are straight in degrees, so about a line the polygon and the division in metres may disagree
    points = [at(125 + i, side_m + hair) for i in range(50) for hair in (-0.001, -1e-6, 0, 1e-6, 0.001)]
    lon, lat = zip(*points, strict=True)
    assert None not in cell_of_points(lon, lat, square_cells(lon, lat, side_m))


def test_a_hundred_thousand_points_find_their_cell_among_five_thousand_in_seconds():
    chance = np.random.default_rng(7)
    lon, lat = chance.uniform(110.5, 110.7, 100_000), chance.uniform(32.5, 32.7, 100_000)
    began = time.process_time()
    cells = square_cells(lon, lat, 290)
    found = cell_of_points(lon, lat, cells)
    assert len(cells) > 4_500
    assert None not in found
    assert time.process_time() - began < 10  # measured: under 1 s; the rest is room for a busy machine
