from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gisdata.cells import cell_of_points
from gisdata.errors import WrongArgument
from gisdata.hotspots import count_by_cell, hot_squares, squares, touching
from tests.hot_scenes import an_incident


def test_one_incident_has_its_square_and_the_eight_around():
    found = hot_squares([an_incident(0, 0)])
    assert len(found) == 9
    assert sorted(touching(found).sum(axis=1)) == [3, 3, 3, 3, 5, 5, 5, 5, 8]
    # 200 m x 200 m are 0.04 km²; UTM shortens lengths by up to 0.04 %
    assert [row.area_km2 for row in count_by_cell([0] * 9, found)] == pytest.approx([0.04] * 9, rel=0.002)


def test_a_square_keeps_its_id_when_others_are_reported():
    alone = {cell.cell_id: cell.shape for cell in hot_squares([an_incident(0, 0)])}
    among = {cell.cell_id: cell.shape for cell in hot_squares([an_incident(0, 0), an_incident(-9, 20)])}
    assert alone.keys() < among.keys()
    assert all(among[cell_id].equals(shape) for cell_id, shape in alone.items())


@given(st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3)), min_size=1, max_size=15))
@settings(max_examples=20, deadline=None)
def test_every_incident_lies_in_a_square(places):
    incidents = [an_incident(row, column) for row, column in places]
    found = cell_of_points([i.lon_deg for i in incidents], [i.lat_deg for i in incidents], hot_squares(incidents))
    assert None not in found


def test_south_of_the_equator_squares_are_squares_too():
    south = [replace(an_incident(0, 0), lat_deg=-33.9, lon_deg=18.4)]
    assert [row.area_km2 for row in count_by_cell([0] * 9, hot_squares(south))] == pytest.approx([0.04] * 9, rel=0.002)


def test_no_incident_no_square():
    assert hot_squares([]) == []


def test_reports_strewn_over_a_country_are_refused(monkeypatch):
    strewn = [an_incident(0, 40 * k) for k in range(3)]
    monkeypatch.setattr(squares, "MOST_SQUARES", 27)
    assert len(hot_squares(strewn)) == 27
    with pytest.raises(WrongArgument, match="remove incidents that lie far away"):
        hot_squares([*strewn, an_incident(0, 400)])
