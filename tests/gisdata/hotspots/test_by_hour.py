"""Incidents around a square and an hour: its neighbours and the hours beside it count, nothing else does."""

from datetime import datetime, timedelta

import numpy as np
import pytest

from gisdata.hotspots import find_hot_spots, hours_around
from gisdata.records import Incident
from tests.map_crowds import many_squares

MONDAY = datetime.fromisoformat("2026-11-16")
SQUARES = many_squares(5)


def an_incident(k: int, square: int, after_h: float, length_h: float = 0.0) -> Incident:
    middle, since = SQUARES[square].shape.centroid, MONDAY + timedelta(hours=after_h)
    return Incident(incident_id=f"i{k}", kind="盗窃", since=since, until=since + timedelta(hours=length_h),
                    lon_deg=middle.x, lat_deg=middle.y)


def test_an_incident_counts_in_its_square_the_squares_around_and_the_hours_beside() -> None:
    incidents = [an_incident(0, 12, 0.5)]                    # Monday, first hour: the hour before is Sunday's last
    spots = find_hot_spots(incidents, SQUARES)
    hours = hours_around(incidents, spots)

    assert hours.shape == (168, len(SQUARES))
    assert [hour for hour in range(168) if hours[hour].any()] == [0, 1, 167]
    around = {12, *spots.neighbours.indices[spots.neighbours.indptr[12]:spots.neighbours.indptr[13]].tolist()}
    assert len(around) == 9
    assert set(np.flatnonzero(hours[0]).tolist()) == around
    assert set(hours[0][list(around)].tolist()) == {1.0}


def test_an_interval_counts_in_parts_and_an_incident_outside_not_at_all() -> None:
    away = Incident(incident_id="x", kind="", since=MONDAY, until=MONDAY, lon_deg=100, lat_deg=20)
    incidents = [away, an_incident(1, 0, 10, 4)]
    hours = hours_around(incidents, find_hot_spots(incidents, SQUARES))

    assert hours[:, 0].sum() == pytest.approx(3)              # each hour's weight in three windows
    assert hours[11, 0] == pytest.approx(0.75)
    assert hours[9, 0] == pytest.approx(0.25)


def test_no_incident_in_any_square_gives_zeros() -> None:
    assert not hours_around([], find_hot_spots([], SQUARES)).any()
