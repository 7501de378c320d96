"""Without an extract: straight lines x 1.2, marked as an estimate."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from gisdata.records import TravelMode
from gisdata.streets import open_streets
from tests.osm_files import lon_lat

SPEEDS_KMH = {TravelMode.FOOT: 3.6, TravelMode.CAR: 36.0}


def test_a_workspace_without_streets_estimates_and_says_so(tmp_path: Path) -> None:
    streets = open_streets(tmp_path / "streets", SPEEDS_KMH)
    lon_deg, lat_deg = np.array([lon_lat(0, 0), lon_lat(100, 0), lon_lat(0, 0), lon_lat(0, 0.1)]).T
    table = streets.travel_times(TravelMode.FOOT, lon_deg, lat_deg)
    # 100 m x 1.2 at 1 m/s; equal points are no way apart, others at least a second
    assert table.duration_s.tolist() == [[0, 120, 0, 1], [120, 0, 120, 120], [0, 120, 0, 1], [1, 120, 1, 0]]
    assert streets.travel_times(TravelMode.CAR, lon_deg, lat_deg).duration_s[0, 1] == 12
    assert streets.estimated
    assert streets.engine == "straight line"
    assert [str(n) for n in table.notes] == [
        "no street map is imported: travel times are straight lines times 1.2, an estimate",
    ]
    assert table.faults == (None,) * 4


def test_an_estimated_line_is_its_two_ends(tmp_path: Path) -> None:
    streets = open_streets(tmp_path, SPEEDS_KMH)
    assert streets.line(TravelMode.FOOT, (110.8, 32.6), (110.9, 32.7)) == ((110.8, 32.6), (110.9, 32.7))
    assert streets.basemap() is None


def test_a_point_without_coordinates_is_named_in_an_estimate_too(tmp_path: Path) -> None:
    lon_deg, lat_deg = np.array([110.8, np.nan, np.inf]), np.array([32.6, 32.6, 32.6])
    table = open_streets(tmp_path, SPEEDS_KMH).travel_times(TravelMode.FOOT, lon_deg, lat_deg)
    assert table.duration_s.tolist() == [[0, -1, -1], [-1, 0, -1], [-1, -1, 0]]
    assert [str(f) for f in table.faults] == ["None", *["the point has no coordinates"] * 2]


def test_no_points_give_an_empty_estimate(tmp_path: Path) -> None:
    nothing = np.empty(0)
    assert open_streets(tmp_path, SPEEDS_KMH).travel_times(TravelMode.FOOT, nothing, nothing).duration_s.shape == (0, 0)


def test_straight_lines_from_the_first_points_are_the_upper_part_of_the_whole(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    lon_deg, lat_deg = rng.uniform(110.7, 110.9, 300), rng.uniform(32.5, 32.7, 300)
    lon_deg[[1, 299]] = np.nan
    streets = open_streets(tmp_path, SPEEDS_KMH)
    whole = streets.travel_times(TravelMode.FOOT, lon_deg, lat_deg).duration_s
    for n_origins in (2, 257):
        part = streets.travel_times(TravelMode.FOOT, lon_deg, lat_deg, n_origins=n_origins).duration_s
        assert part.tolist() == whole[:n_origins].tolist()
