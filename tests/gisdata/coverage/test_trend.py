"""Expected by today, fairness between communities, days since a patrol."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import shapely

from gisdata.coverage import CommunityCoverage, Coverage, days_since_patrol, fairness_of, trend_of
from gisdata.records import Cell
from tests.coverage_rows import coverage_row
from tests.gisdata.store.examples import a_stop, a_walk

START, DEADLINE = date(2026, 10, 1), date(2026, 10, 11)


def a_station(n_audited: int, n_reached: int) -> Coverage:
    """Return a station whose register has twenty rows more than the audit leaves."""
    return coverage_row(None, n_audited + 20, n_reached, n_audited=n_audited)


def communities(*counts: tuple[str, int, int]) -> list[CommunityCoverage]:
    fields = Coverage.__dataclass_fields__
    rows = [(name, coverage_row(None, audited, reached)) for name, audited, reached in counts]
    return [CommunityCoverage(community=name, **{field: getattr(row, field) for field in fields}) for name, row in rows]


@pytest.mark.parametrize(("days", "expected"), [(-3, 0), (0, 0), (1, 9), (5, 49), (10, 99), (40, 99)])
def test_what_is_expected_grows_evenly_from_the_first_day_to_the_deadline(days, expected):
    trend = trend_of(a_station(99, 30), today=START + timedelta(days=days), start=START, deadline=DEADLINE)
    assert (trend.n_expected, trend.n_behind) == (expected, expected - 30)


def test_fairness_names_the_worst_community_and_the_spread_and_leaves_small_ones_out():
    fairness = fairness_of(communities(("东", 10, 5), ("西", 40, 4), ("南", 20, 18), ("小", 9, 0)))
    assert fairness is not None
    assert (fairness.n_communities, fairness.n_small, fairness.worst_community) == (3, 1, "西")
    assert (fairness.worst, fairness.median, fairness.spread) == pytest.approx((0.1, 0.5, 0.8))


def test_one_community_alone_can_be_neither_fair_nor_unfair():
    assert fairness_of(communities(("东", 10, 5), ("小", 9, 0))) is None


def test_the_last_patrol_of_a_cell_is_the_newest_one_planned_there_up_to_today():
    today = date(2026, 11, 20)
    patrol, visit = replace(a_stop(), kind="patrol"), replace(a_stop(), kind="visit", lon_deg=a_stop().lon_deg + 0.01)
    walks = [replace(a_walk(), day=today + timedelta(days=shift), stops=(patrol, visit)) for shift in (-9, -2, 1)]
    cells = [Cell(cell_id=f"c{n}", name="", kind="square", community="", shape=shapely.Point(
        stop.lon_deg, stop.lat_deg).buffer(0.004)) for n, stop in enumerate((patrol, visit))]
    assert days_since_patrol(walks, cells, today=today) == {"c0": 2}


def test_a_patrol_whose_order_names_no_cell_or_one_of_an_older_grid_is_a_patrol_of_the_cell_it_stands_in():
    today = date(2026, 11, 20)
    stops = tuple(replace(a_stop(), kind="patrol", cell_id=named) for named in ("", "of the old grid"))
    cell = Cell(cell_id="new", name="", kind="square", community="",
                shape=shapely.Point(a_stop().lon_deg, a_stop().lat_deg).buffer(0.004))
    for stop in stops:
        assert days_since_patrol([replace(a_walk(), day=today, stops=(stop,))], [cell], today=today) == {"new": 0}

