"""Lengths on the ground."""

from __future__ import annotations

import numpy as np
import pytest

from gisdata.geodesy import EARTH_RADIUS_M, LocalPlane, great_circle_m


def test_a_quarter_of_the_equator_is_a_quarter_of_the_circumference() -> None:
    length_m = great_circle_m(np.array(0.0), np.array(0.0), np.array(90.0), np.array(0.0))
    assert float(length_m) == pytest.approx(EARTH_RADIUS_M * np.pi / 2)


def test_the_way_to_the_other_side_of_the_earth_is_half_the_circumference() -> None:
    length_m = great_circle_m(np.array(10.0), np.array(40.0), np.array(-170.0), np.array(-40.0))
    assert float(length_m) == pytest.approx(EARTH_RADIUS_M * np.pi)


def test_the_plane_agrees_with_the_great_circle_over_a_district() -> None:
    plane = LocalPlane(lon_deg=116.3, lat_deg=40.0)
    lon_deg, lat_deg = np.array([116.3, 116.302]), np.array([40.0, 40.1])
    (ax, ay), (bx, by) = plane.metres(lon_deg, lat_deg)
    length_m = float(great_circle_m(lon_deg[0], lat_deg[0], lon_deg[1], lat_deg[1]))
    assert float(np.hypot(bx - ax, by - ay)) == pytest.approx(length_m, rel=0.003)
