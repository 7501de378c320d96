from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gisdata.hotspots import Trend, density_at, find_hot_spots, kernel_density
from tests.hot_scenes import SIDE_DEG, SOUTH, WEST, an_incident, squares, weekly

N = 8
CELLS = squares(N)


def hill():
    """Twelve in square (4, 4), four in each of the eight around it, one here and there."""
    around = [(r, c) for r in (3, 4, 5) for c in (3, 4, 5) if (r, c) != (4, 4)]
    return (weekly(4, 4, n=12, hour=20) + [i for r, c in around for i in weekly(r, c, n=4, hour=20)]
            + weekly(0, 0, n=1, hour=3) + weekly(7, 1, n=1, hour=3))


def test_the_hot_cells_are_those_of_the_hill_most_incidents_first():
    found = find_hot_spots(hill(), CELLS)
    assert found.hot[0].cell_id == "C04-04"
    assert found.hot[0].n_incidents == 12
    assert {cell.cell_id for cell in found.hot} >= {"C03-04", "C05-04", "C04-03", "C04-05"}
    assert all(cell.z > 0 and cell.adjusted_p <= 0.05 for cell in found.hot)
    assert not any(cell.is_hot for cell in found.cells if cell.cell_id in ("C00-00", "C07-01"))


def test_a_cell_whose_surroundings_hold_four_incidents_is_never_hot_and_one_with_five_may_be():
    four, five = (find_hot_spots(weekly(7, 7, n=n, hour=20), squares(15)).cells[7 * 15 + 7] for n in (4, 5))
    assert four.adjusted_p <= 0.05
    assert (four.is_few, four.is_hot) == (True, False)
    assert (five.is_few, five.is_hot) == (False, True)


def test_incidents_outside_every_cell_are_in_no_figure_and_told():
    found = find_hot_spots([*hill(), an_incident(50, 50)], CELLS)
    assert (found.n_outside, sum(cell.n_incidents for cell in found.cells)) == (1, len(hill()))
    assert found.index[-1] == -1


def test_the_later_half_is_of_whole_weeks_and_ends_with_the_last_report():
    # reports on Mondays of 20 weeks: 134 days, halves of 9 weeks; the last day is Monday 2026-05-18
    found = find_hot_spots(weekly(2, 2, n=20, hour=12), CELLS)
    assert found.later_from == date(2026, 3, 17)
    assert found.cells[2 * N + 2].trend is Trend.STEADY


def test_a_cell_that_starts_in_the_later_half_is_new_and_one_that_ends_is_gone():
    early = [i for k in range(3) for i in weekly(1, 1, n=8, hour=8 + k)]
    late = [an_incident(6, 6, after_h=168 * week + hour) for week in range(12, 20) for hour in (8, 9, 10)]
    found = find_hot_spots(early + late, CELLS)
    assert (found.cells[N + 1].trend, found.cells[6 * N + 6].trend) == (Trend.GONE, Trend.NEW)
    assert found.cells[0].trend is Trend.TOO_FEW


def test_under_eight_weeks_no_trend_is_told_and_from_eight_weeks_on_it_is():
    # Mondays of 8 weeks span 50 days; with one more on day 55 it is 56
    first = [i for k in range(3) for i in weekly(1, 1, n=3, hour=8 + k)]
    short, long = weekly(5, 5, n=8, hour=8), [an_incident(5, 5, after_h=55 * 24)]
    assert find_hot_spots(first + short, CELLS).later_from is None
    assert all(cell.trend is Trend.TOO_FEW for cell in find_hot_spots(first + short, CELLS).cells)
    found = find_hot_spots(first + short + long, CELLS)
    assert found.later_from is not None
    assert found.cells[N + 1].trend is Trend.GONE


def test_one_report_dated_years_back_does_not_stretch_the_span():
    reports = [i for k in range(6) for i in weekly(2, 2, n=20, hour=8 + k)]
    stray = an_incident(2, 2, after_h=-24 * 2000)
    assert find_hot_spots([stray, *reports], CELLS).later_from == find_hot_spots(reports, CELLS).later_from


def test_no_incidents_or_no_cells_is_nothing_and_no_error():
    assert find_hot_spots([], CELLS).hot == ()
    assert len(find_hot_spots([], CELLS).cells) == N * N
    assert find_hot_spots(hill(), []).n_outside == len(hill())


def figures_of(cells):
    return {cell.cell_id: (cell.n_incidents, round(cell.z, 9), cell.is_hot) for cell in cells}


@given(st.permutations(range(N * N)))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_cells_changes_only_the_order_of_the_rows(order):
    after = find_hot_spots(hill(), [CELLS[i] for i in order]).cells
    assert [cell.cell_id for cell in after] == [CELLS[i].cell_id for i in order]
    assert figures_of(after) == figures_of(find_hot_spots(hill(), CELLS).cells)


def test_density_at_points_is_that_of_the_surface():
    rows = hill()
    points = [(i.lon_deg, i.lat_deg) for i in rows]
    surface = kernel_density(*zip(*points, strict=True), cell_m=10, bandwidth_m=400)
    west, south, east, north = surface.bounds
    n_rows, n_columns = surface.per_km2.shape
    at = np.array([(WEST + 4.7 * SIDE_DEG, SOUTH + 4.2 * SIDE_DEG), (WEST + 2.6 * SIDE_DEG, SOUTH + 3.9 * SIDE_DEG)])
    row = ((north - at[:, 1]) / (north - south) * n_rows).astype(int)
    column = ((at[:, 0] - west) / (east - west) * n_columns).astype(int)
    assert density_at(at, points, bandwidth_m=400) == pytest.approx(surface.per_km2[row, column], rel=0.05)


def test_density_of_one_incident_is_the_height_of_the_kernel():
    # 3 / (pi 0.2²) = 23.87 per km² above the incident, nothing beyond the bandwidth
    assert density_at([(110, 32), (110.01, 32)], [(110, 32)], bandwidth_m=200) == pytest.approx([23.87, 0], abs=0.01)
    assert not density_at([(110, 32)], [], bandwidth_m=200).any()
