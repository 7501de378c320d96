"""Datums of China to and from WGS-84."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisdata.coordinates import CHINA_BOX, Datum, from_wgs84, inside_china, to_wgs84

METRES_PER_DEGREE = 111_320.0
SHIFTED = (Datum.GCJ02, Datum.BD09)

# Published test values of public implementations (eviltransform, coordtransform): WGS-84 lon, lat and GCJ-02 lon, lat.
GCJ_CONTROLS = (
    (121.5272106, 31.1774276, 121.531541859215, 31.17530398364597),
    (113.912316, 22.543847, 113.9171764808363, 22.540796131694766),
    (116.377817, 39.911954, 116.38404722455657, 39.91334545536069),
    (116.404, 39.915, 116.41024449916938, 39.91640428150164),
)


@pytest.mark.parametrize(("lon", "lat", "gcj_lon", "gcj_lat"), GCJ_CONTROLS)
def test_gcj02_agrees_with_the_published_control_values(
    lon: float, lat: float, gcj_lon: float, gcj_lat: float
) -> None:
    found_lon, found_lat = from_wgs84(lon, lat, Datum.GCJ02)
    # Some of the published values were made on a slightly different ellipsoid, which moves them by centimetres.
    assert float(found_lon) == pytest.approx(gcj_lon, abs=2e-7)
    assert float(found_lat) == pytest.approx(gcj_lat, abs=2e-7)


def test_bd09_agrees_with_the_published_control_value() -> None:
    lon, lat = from_wgs84(116.404, 39.915, Datum.BD09)
    assert (float(lon), float(lat)) == pytest.approx((116.41662724378733, 39.922699552216216), abs=1e-9)


@pytest.mark.parametrize("datum", list(Datum))
def test_there_and_back_is_within_a_millimetre_all_over_china(datum: Datum) -> None:
    lon, lat = np.meshgrid(np.linspace(73.5, 135.1, 300), np.linspace(18.1, 53.6, 300))
    back_lon, back_lat = to_wgs84(*from_wgs84(lon, lat, datum), datum)
    error_m = np.hypot(back_lon - lon, back_lat - lat).max() * METRES_PER_DEGREE
    assert error_m < 0.001


@given(
    lon=st.floats(72.1, 137.7),
    lat=st.floats(0.9, 55.7),
    datum=st.sampled_from(SHIFTED),
)
def test_any_point_of_the_box_is_shifted_and_comes_back(lon: float, lat: float, datum: Datum) -> None:
    there_lon, there_lat = from_wgs84(lon, lat, datum)
    back_lon, back_lat = to_wgs84(there_lon, there_lat, datum)
    assert abs(float(back_lon) - lon) * METRES_PER_DEGREE < 0.001
    assert abs(float(back_lat) - lat) * METRES_PER_DEGREE < 0.001


@pytest.mark.parametrize("datum", SHIFTED)
@pytest.mark.parametrize("inside_deg", [1e-7, 1e-4, 0.004, 0.02])
def test_a_point_just_inside_the_box_comes_back_though_its_shift_took_it_out(datum: Datum, inside_deg: float) -> None:
    west, south, east, north = CHINA_BOX
    along_lon, along_lat = np.linspace(west + 0.05, east - 0.05, 500), np.linspace(south + 0.05, north - 0.05, 500)
    edge = np.ones(500)
    lon = np.concatenate([edge * (west + inside_deg), edge * (east - inside_deg), along_lon, along_lon])
    lat = np.concatenate([along_lat, along_lat, edge * (south + inside_deg), edge * (north - inside_deg)])
    there_lon, there_lat = from_wgs84(lon, lat, datum)
    back_lon, back_lat = to_wgs84(there_lon, there_lat, datum)
    assert not inside_china(there_lon, there_lat).all() or inside_deg > 0.01
    assert np.hypot(back_lon - lon, back_lat - lat).max() * METRES_PER_DEGREE < 0.001


@given(lon=st.floats(-180, 180), lat=st.floats(-90, 90), datum=st.sampled_from(list(Datum)))
def test_outside_china_nothing_moves(lon: float, lat: float, datum: Datum) -> None:
    if -0.1 + 72 <= lon <= 138 and 0.7 <= lat <= 56:
        return
    assert tuple(map(float, from_wgs84(lon, lat, datum))) == (lon, lat)
    assert tuple(map(float, to_wgs84(lon, lat, datum))) == (lon, lat)


def test_the_shift_at_shiyan_is_hundreds_of_metres() -> None:
    lon, lat = from_wgs84(110.79, 32.63, Datum.GCJ02)
    east_m = (float(lon) - 110.79) * METRES_PER_DEGREE * np.cos(np.radians(32.63))
    assert 300 < np.hypot(east_m, (float(lat) - 32.63) * METRES_PER_DEGREE) < 650


def test_a_point_that_is_not_a_number_stays_one_and_moves_no_other() -> None:
    lon, lat = to_wgs84([np.nan, 116.404], [39.9, np.nan], Datum.BD09)
    assert np.isnan(lon[0])
    assert np.isnan(lat[1])
    assert not inside_china(np.nan, 30.0)


def test_the_arrays_that_were_given_stay_as_they_are() -> None:
    lon, lat = np.array([110.79]), np.array([32.63])
    to_wgs84(lon, lat, Datum.GCJ02)
    from_wgs84(lon, lat, Datum.BD09)
    assert (lon[0], lat[0]) == (110.79, 32.63)


def test_the_edges_of_the_box_are_inside() -> None:
    assert inside_china([72.004, 72.003], [0.8293, 30.0]).tolist() == [True, False]
