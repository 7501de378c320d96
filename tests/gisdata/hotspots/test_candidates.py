import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gisdata.hotspots import candidate_patrols, find_hot_spots
from gisdata.hotspots.candidates import busy_windows
from gisdata.records import PatrolScope
from tests.hot_scenes import an_incident, squares, weekly

N = 15
CELLS = squares(N)


def town(n_market=40, extra=()):
    """A market, busy on Saturdays from 9 to 11, a little around it, and a scatter."""
    market = weekly(4, 4, n=n_market, weekday=5, hour=9.5)
    around = [i for r, c in ((3, 4), (5, 4), (4, 3), (4, 5)) for i in weekly(r, c, n=6, weekday=5, hour=10.2)]
    scatter = [an_incident(k % N, (k * 4) % N, after_h=31 * k, number=k) for k in range(30)]
    return market + around + scatter + list(extra)


def candidates(incidents, **options):
    return candidate_patrols(incidents, CELLS, find_hot_spots(incidents, CELLS), **options)


def test_the_market_is_proposed_on_saturday_morning_for_fifteen_minutes():
    first = candidates(town())[0]
    order = first.order
    assert (first.cell.cell_id, order.label, order.scope) == ("C04-04", "网格4-4", PatrolScope.CELL)
    assert (order.weekdays, order.day) == ((6,), None)
    assert order.window_start_s <= 9.5 * 3600 < order.window_end_s
    assert order.window_end_s - order.window_start_s == 2 * 3600
    assert 10 * 60 <= order.presence_s <= 16 * 60
    assert (order.team, order.officer_id) == ("", "")
    assert first.own_hours
    assert first.weight == pytest.approx(40)
    assert first.n_incidents in (40, 41)


def test_the_quiet_cells_around_the_market_are_not_proposed_beside_it():
    assert {one.cell.cell_id for one in candidates(town())} == {"C04-04"}


def test_two_busy_places_side_by_side_are_both_proposed_each_at_its_hours():
    bars = weekly(4, 5, n=60, weekday=4, hour=22.5)
    found = [(one.cell.cell_id, one.order.weekdays) for one in candidates(town(extra=bars))]
    assert found[0] == ("C04-05", (5,))
    assert ("C04-04", (6,)) in found


def test_a_cell_under_thirty_incidents_shares_the_hours_of_those_around_it():
    # 29 of the market and 24 around it; alone, 29 are too few to tell
    shared = candidates(town(n_market=29))[0]
    assert (shared.own_hours, shared.order.weekdays) == (False, (6,))
    assert shared.n_incidents >= 29 + 24
    assert candidates(town(n_market=31))[0].own_hours is True


def test_twenty_nine_incidents_with_nothing_around_propose_nothing_and_thirty_do():
    assert candidates(weekly(4, 4, n=29, weekday=5, hour=9.5)) == []
    assert candidates(weekly(4, 4, n=30, weekday=5, hour=9.5))[0].own_hours is True


def test_equal_hours_on_two_days_are_one_patrol():
    night = [i for day in (3, 4) for i in weekly(4, 4, n=30, weekday=day, hour=22.5)]
    orders = [one.order for one in candidates(night + town(n_market=0))]
    both = [order for order in orders if order.weekdays == (4, 5)]
    assert [(order.window_start_s, order.window_end_s) for order in both] == [(21 * 3600, 23 * 3600)]


def test_at_most_so_many_cells_are_proposed():
    second = [i for k in (0, 1) for i in weekly(12, 12, n=20, weekday=2, hour=15 + k)]
    assert {one.cell.cell_id for one in candidates(town(extra=second))} == {"C04-04", "C12-12"}
    assert {one.cell.cell_id for one in candidates(town(extra=second), most=1)} == {"C04-04"}


def test_a_patrol_is_named_by_cell_and_hour_so_that_next_month_it_is_the_same():
    ids = [one.order.patrol_id for one in candidates(town())]
    assert ids[0] in ("HOT-C04-04-08", "HOT-C04-04-09")
    assert len(ids) == len(set(ids))
    assert candidates(town(n_market=45))[0].order.patrol_id == ids[0]


def test_the_place_is_in_the_cell_and_never_that_of_one_report():
    for one in candidates(town()):
        cell = next(cell for cell in CELLS if cell.cell_id == one.cell.cell_id)
        assert cell.shape.bounds[0] < one.order.lon_deg < cell.shape.bounds[2]
        assert cell.shape.bounds[1] < one.order.lat_deg < cell.shape.bounds[3]
    alone = weekly(4, 4.3, n=40, weekday=5, hour=9)
    order = candidates(alone + town(n_market=0))[0].order
    assert abs(order.lon_deg - alone[0].lon_deg) > 1e-5


def test_nothing_hot_proposes_nothing():
    assert candidates([]) == []
    assert candidates([an_incident(k % N, k // N, after_h=31 * k) for k in range(N * N)]) == []


def test_a_window_holds_twice_its_even_share_however_sure_that_is():
    # 250 in every hour but one: an even share is 500 and a little, far less than 800 is no chance any more
    even = np.full(168, 250.0)
    even[50] = 800.0
    assert busy_windows(even) == [49]
    even[50] = 700.0
    assert busy_windows(even) == []


@pytest.mark.parametrize(("n", "is_busy"), [(4, False), (5, True)])
def test_a_window_holds_more_than_the_busiest_of_all_would_by_chance(n, is_busy):
    # 30 incidents, 0.357 in any two hours: five or more come by chance once in 27,000, 168 times that is under 0.05;
    # four or more once in 1,900
    hours = np.zeros(168)
    hours[60] = n
    hours[2 + 5 * np.arange(30 - n)] = 1.0
    assert (busy_windows(hours) != []) is is_busy


@pytest.mark.parametrize("n", [30, 60, 100, 300])
def test_incidents_strewn_evenly_over_the_week_hardly_ever_have_busy_hours(n):
    chance = np.random.default_rng(4)
    weeks = [np.bincount(chance.integers(0, 168, n), minlength=168).astype(float) for _ in range(200)]
    assert sum(busy_windows(hours) != [] for hours in weeks) <= 20      # one in twenty, and chance on top


def test_hours_that_are_busy_on_all_days_together_are_proposed_for_every_day():
    # 70 incidents, 28 of them between 18:00 and 20:00, four a day: too few on any one day
    hours = np.zeros(168)
    hours[np.arange(42) * 4] = 1.0
    hours[[24 * day + 18 for day in range(7)]] += 2.0
    hours[[24 * day + 19 for day in range(7)]] += 2.0
    assert busy_windows(hours) == [24 * day + 18 for day in range(7)]


def test_windows_do_not_overlap_not_even_over_sunday_night():
    hours = np.zeros(168)
    hours[[167, 0, 1]] = 10, 10, 9
    assert busy_windows(hours) == [167, 1]


@given(st.lists(st.floats(0, 20), min_size=168, max_size=168))
@settings(max_examples=30)
def test_up_to_three_windows_the_busiest_first(hours):
    hours = np.array(hours) ** 3 / 100      # some stand out by far
    found = busy_windows(hours)
    if len(found) == 7:
        assert {start % 24 for start in found} == {found[0]}
        return
    weight = [hours[start] + hours[(start + 1) % 168] for start in found]
    assert len(found) <= 3
    assert weight == sorted(weight, reverse=True)
    assert not found or weight[0] == pytest.approx((hours + np.roll(hours, -1)).max())
    assert len({h for start in found for h in (start, (start + 1) % 168)}) == 2 * len(found)
