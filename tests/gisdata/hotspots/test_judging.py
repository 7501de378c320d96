from datetime import date, timedelta

import pytest

from gisdata.errors import WrongArgument
from gisdata.hotspots import judge_hot_spots
from tests.hot_scenes import MONDAY, an_incident, weekly

DAY = MONDAY.date() + timedelta(weeks=10)


def judge(incidents, day=DAY):
    return judge_hot_spots(incidents, day=day, bandwidth_m=300)


def test_a_place_that_stays_hot_is_caught_by_every_way():
    # 20 weeks at one place, half of it before the day; elsewhere 10 reports before, 5 later at one of these places
    elsewhere = [an_incident(9, 3 * k, after_h=24 * k) for k in range(10)]
    later = [an_incident(9, 3, after_h=168 * 12) for _ in range(5)]
    found = judge(weekly(5, 5, n=20, hour=9) + elsewhere + later)
    assert (found.n_earlier, found.n_later, found.n_later_outside) == (20, 15, 0)
    best = {row.way: row.quality for row in found.rows if row.share == 0.01}
    assert set(best) == {"count", "gi_star", "density"}
    # one of some hundred squares: 10 of 15 later reports, 10 of 20 before; no other square holds more than 10
    assert (best["count"].n_cells, best["count"].hits) == (1, 10)
    assert best["count"].rri == pytest.approx((10 / 15) / (10 / 20))
    assert best["count"].pei_star == 1


def test_what_is_reported_later_far_from_all_before_is_told_and_counts_nowhere():
    found = judge([*weekly(5, 5, n=20, hour=9), an_incident(40, 40, after_h=168 * 12)])
    assert (found.n_later, found.n_later_outside) == (10, 1)


def test_the_day_itself_is_later_and_the_middle_of_the_interval_counts():
    early = weekly(5, 5, n=10, hour=9)
    at_midnight = an_incident(5, 5, after_h=168 * 10)
    over_midnight = an_incident(5, 5, after_h=168 * 10 - 3, length_h=4)     # its middle is an hour before midnight
    assert judge([*early, at_midnight, over_midnight]).n_later == 1
    assert judge([*early, at_midnight, over_midnight]).n_earlier == 11


def test_later_reports_do_not_change_what_was_chosen():
    early = weekly(5, 5, n=10, hour=9)
    later = [an_incident(5, 6, after_h=168 * 11, number=k) for k in range(50)]
    assert {row.quality.hits for row in judge(early + later).rows if row.share == 0.01} == {0}


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2030, 1, 1)])
def test_without_reports_on_both_sides_of_the_day_nothing_is_judged(day):
    with pytest.raises(WrongArgument, match="before it and after it"):
        judge(weekly(5, 5, n=20, hour=9), day)
