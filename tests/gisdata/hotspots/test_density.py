import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisdata.errors import WrongArgument
from gisdata.hotspots import DensityGrid, kernel_density


def total(grid: DensityGrid) -> float:
    return float(grid.per_km2.sum()) * grid.cell_m**2 / 1e6


def middle_of(grid: DensityGrid, row: int, column: int) -> tuple[float, float]:
    west, south, east, north = grid.bounds
    n_rows, n_columns = grid.per_km2.shape
    return west + (column + 0.5) * (east - west) / n_columns, north - (row + 0.5) * (north - south) / n_rows


def test_one_incident_makes_the_quartic_hill():
    grid = kernel_density([110.0], [32.0], cell_m=10, bandwidth_m=200)
    # height of the quartic kernel over its middle: 3 / (pi h²) = 3 / (pi 0.2² km²) = 23.87 per km²
    assert grid.per_km2.max() == pytest.approx(23.87, rel=0.01)
    # the incident stands on the corner of cells 19 and 20; the middle of cell [20, 30] lies 5 m south, 105 m east:
    # d² / h² = (25 + 11,025) / 40,000 = 0.27625, and (1 - 0.27625)² x 23.87 = 12.51
    assert grid.per_km2[20, 30] == pytest.approx(12.51, rel=0.002)
    assert grid.per_km2.shape == (40, 40)
    assert total(grid) == pytest.approx(1)


def test_row_0_is_north_and_column_0_is_west():
    # two incidents in the north-west, one in the south-east, about a kilometre apart
    grid = kernel_density([110.0, 110.0, 110.01], [32.01, 32.01, 32.0], cell_m=50, bandwidth_m=150)
    row, column = np.unravel_index(grid.per_km2.argmax(), grid.per_km2.shape)
    assert row < grid.per_km2.shape[0] / 2
    assert column < grid.per_km2.shape[1] / 2
    lon, lat = middle_of(grid, int(row), int(column))
    assert lon == pytest.approx(110.0, abs=0.0004)  # within one cell of 50 m
    assert lat == pytest.approx(32.01, abs=0.0004)


def test_the_bounds_reach_one_bandwidth_beyond_the_points():
    west, south, east, north = kernel_density([110.0], [32.0], cell_m=100, bandwidth_m=500).bounds
    # 500 m at 32 N are 0.00529 degrees of longitude (94,493 m each) and 0.00451 of latitude (110,882 m each)
    assert (110.0 - west, east - 110.0) == pytest.approx((0.00529, 0.00529), abs=2e-5)
    assert (32.0 - south, north - 32.0) == pytest.approx((0.00451, 0.00451), abs=2e-5)


@given(
    st.lists(st.tuples(st.floats(110.0, 110.02), st.floats(32.0, 32.02)), min_size=1, max_size=40),
    st.sampled_from([25.0, 60.0, 200.0]), st.sampled_from([10.0, 150.0, 400.0]),
)
def test_the_surface_adds_up_to_the_number_of_incidents(points, cell_m, bandwidth_m):
    lon, lat = zip(*points, strict=True)
    grid = kernel_density(lon, lat, cell_m=cell_m, bandwidth_m=bandwidth_m)
    assert total(grid) == pytest.approx(len(points), rel=1e-9)
    assert grid.per_km2.min() >= 0


def test_with_years_the_values_are_per_year():
    one, two = (kernel_density([110.0], [32.0], cell_m=50, bandwidth_m=200, years=years) for years in (None, 2))
    assert two.per_km2.max() == pytest.approx(one.per_km2.max() / 2)
    assert (one.per_year, two.per_year) == (False, True)


def test_the_grid_cannot_be_written_to():
    grid = kernel_density([110.0], [32.0], cell_m=50, bandwidth_m=200)
    with pytest.raises(ValueError, match="read-only"):
        grid.per_km2[0, 0] = 1.0


@pytest.mark.parametrize(("lon", "lat", "cell_m", "bandwidth_m", "says"), [
    ([], [], 50, 200, "no incident"),
    ([110.0], [32.0], 0, 200, "cell side"),
    ([110.0], [32.0], 50, float("nan"), "bandwidth"),
    ([float("nan")], [32.0], 50, 200, "not numbers"),
    ([110.0, 116.0], [32.0, 40.0], 50, 200, "too large"),
])
def test_what_makes_no_sense_is_refused_with_a_sentence(lon, lat, cell_m, bandwidth_m, says):
    with pytest.raises(WrongArgument, match=says):
        kernel_density(lon, lat, cell_m=cell_m, bandwidth_m=bandwidth_m)
