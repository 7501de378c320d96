import pyproj
import pytest
import shapely

from gisdata.hotspots import count_by_cell, small_count_warning
from gisdata.records import Cell


def a_cell(cell_id: str, west: float, width: float = 0.01) -> Cell:
    return Cell(
        cell_id=cell_id, name=cell_id, kind="imported", community="", shape=shapely.box(west, 32, west + width, 32.01)
    )


def test_incidents_are_counted_by_cell_and_per_square_kilometre():
    cells = [a_cell("A", 110), a_cell("B", 110.01), a_cell("C", 110.02)]
    rows = count_by_cell([3, 1, 0], cells)
    assert [(row.cell_id, row.n_incidents) for row in rows] == [("A", 3), ("B", 1), ("C", 0)]
    # 0.01 degrees at 32 N: 944.6 m east to west, 1108.9 m north to south, 1.0473 km²
    assert rows[0].area_km2 == pytest.approx(1.0473, rel=0.001)
    assert rows[0].per_km2 == pytest.approx(3 / 1.0473, rel=0.001)
    side_m = pyproj.Geod(ellps="WGS84").inv(110, 32.005, 110.01, 32.005)[2]
    assert side_m == pytest.approx(944.6, abs=0.5)


def test_a_ring_that_runs_the_other_way_round_has_the_same_area():
    cell = a_cell("A", 110)
    turned = Cell(cell_id="A", name="A", kind="imported", community="", shape=cell.shape.reverse())
    assert count_by_cell([0], [turned])[0].area_km2 == pytest.approx(count_by_cell([0], [cell])[0].area_km2)


def test_twenty_nine_incidents_bring_a_warning_and_thirty_do_not():
    assert "only 29 incidents" in str(small_count_warning(range(29)))
    assert small_count_warning(range(30)) is None
