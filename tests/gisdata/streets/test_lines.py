"""Lines along streets, with the time that the table gives."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from gisdata.errors import NotFound
from gisdata.geodesy import great_circle_m
from gisdata.records import TravelMode
from tests.osm_files import OsmFile, lon_lat

EBIKE = TravelMode.EBIKE
Build = Callable[[OsmFile], Any]


def a_block() -> OsmFile:
    """A block of 100 m whose south side leads east only."""
    osm = OsmFile()
    osm.street((0, 0), (100, 0), oneway="yes")
    osm.street((100, 0), (100, 100), (0, 100), (0, 0))
    return osm


def length_m(line: tuple[tuple[float, float], ...]) -> float:
    return sum(float(great_circle_m(*map(np.array, (*a, *b)))) for a, b in pairwise(line))


def in_metres(line: tuple[tuple[float, float], ...]) -> list[tuple[int, int]]:
    (west, south), (east, north) = lon_lat(0, 0), lon_lat(1000, 1000)
    return [(round((lon - west) / (east - west) * 1000), round((lat - south) / (north - south) * 1000))
            for lon, lat in line]


def test_a_line_goes_from_door_to_door_along_the_streets(build: Build) -> None:
    line = build(a_block()).line((50, -10), (110, 60))
    assert in_metres(line) == [(50, -10), (50, 0), (100, 0), (100, 60), (110, 60)]
    assert line[0] == lon_lat(50, -10)
    assert line[-1] == lon_lat(110, 60)


def test_a_line_against_a_one_way_street_goes_around_the_block(build: Build) -> None:
    line = build(a_block()).line((80, 0), (20, 0), EBIKE)
    assert in_metres(line) == [(80, 0), (80, 0), (100, 0), (100, 100), (0, 100), (0, 0), (20, 0), (20, 0)]


def test_a_line_within_one_street_stays_in_it(build: Build) -> None:
    line = build(a_block()).line((20, 5), (80, 5), EBIKE)
    assert in_metres(line) == [(20, 5), (20, 0), (80, 0), (80, 5)]


def test_a_line_between_equal_points_leads_to_the_street_and_back(build: Build) -> None:
    assert in_metres(build(a_block()).line((20, 5), (20, 5))) == [(20, 5), (20, 0), (20, 5)]


@pytest.mark.parametrize("end", [(95, 3), (20, 0), (0, 40), (-20, 77), (60, 120)])
def test_the_length_of_a_line_over_the_speed_is_the_travel_time(build: Build, end: tuple[float, float]) -> None:
    town = build(a_block())
    assert length_m(town.line((70, -4), end)) / 1.0 == pytest.approx(town.seconds((70, -4), end), abs=0.6)


def test_there_is_no_line_to_a_door_that_no_street_reaches(build: Build) -> None:
    with pytest.raises(NotFound, match="no street within 150 m"):
        build(a_block()).line((0, 0), (50, -400))
