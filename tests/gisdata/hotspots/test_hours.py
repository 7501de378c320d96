from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisdata.errors import WrongArgument
from gisdata.hotspots import hour_of_week
from gisdata.records import Incident

MONDAY = datetime.fromisoformat("2026-11-16")  # no zone: incidents carry the clock time of the station


def an_incident(after_h: float, length_h: float = 0.0) -> Incident:
    since = MONDAY + timedelta(hours=after_h)
    return Incident(
        incident_id="i1", kind="盗窃", since=since, until=since + timedelta(hours=length_h), lon_deg=110, lat_deg=32
    )


def test_a_known_moment_puts_its_whole_weight_into_its_hour():
    weights = hour_of_week([an_incident(14.5), an_incident(6 * 24 + 23.99)])
    assert weights.shape == (7, 24)
    assert weights[0, 14] == weights[6, 23] == 1
    assert weights.sum() == 2


def test_an_interval_spreads_its_weight_by_the_minutes_in_each_hour():
    # Monday 22:30 to Tuesday 00:30, 120 minutes: 30 in the hour of 22, 60 in that of 23, 30 after midnight
    weights = hour_of_week([an_incident(22.5, 2)])
    assert (weights[0, 22], weights[0, 23], weights[1, 0]) == (0.25, 0.5, 0.25)


def test_an_interval_over_sunday_night_goes_on_on_monday():
    weights = hour_of_week([an_incident(6 * 24 + 23, 2)])
    assert (weights[6, 23], weights[0, 0]) == (0.5, 0.5)


def test_an_interval_of_a_week_and_a_half_hour_weighs_on_every_hour():
    # 168.5 hours: every hour once, the hour from Monday 08:00 half an hour more
    weights = hour_of_week([an_incident(8, 168.5)])
    assert weights[3, 3] == pytest.approx(1 / 168.5)
    assert weights[0, 8] == pytest.approx(1.5 / 168.5)


def test_an_interval_that_ends_before_it_starts_is_refused():
    with pytest.raises(WrongArgument, match="before it starts"):
        hour_of_week([an_incident(8, -1)])


@given(st.lists(st.tuples(st.floats(0, 167.9), st.floats(0, 500)), max_size=20))
def test_the_weights_add_up_to_the_number_of_incidents(drawn):
    weights = hour_of_week([an_incident(after, length) for after, length in drawn])
    assert weights.sum() == pytest.approx(len(drawn))
