"""A community in beats: even minutes, each in one piece, no building split, the same whatever the order of rows."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gisdata.beats import split_into_beats
from gisdata.errors import WrongArgument
from gisdata.geodesy import EARTH_RADIUS_M
from gisdata.records import Building, Dwelling, Household, Located

SERVICE_S = {Dwelling.FLAT: 900, Dwelling.HOUSE: 1200, Dwelling.DORMITORY: 600, Dwelling.UNKNOWN: 900}
HERE = np.array([110.79, 32.62])
A_METRE = np.degrees(1 / EARTH_RADIUS_M) * np.array([1 / np.cos(np.radians(HERE[1])), 1.0])


def a_household(number, x_m, y_m, *, dwelling=Dwelling.FLAT, do_not_disturb=False):
    lon, lat = HERE + np.array([x_m, y_m]) * A_METRE
    return Household(household_id=f"H{number:04d}", address="新街1号", community="东门社区", dwelling=dwelling,
                     lon_deg=float(lon), lat_deg=float(lat), located=Located.GIVEN, do_not_disturb=do_not_disturb)


def ground(*corners_m):
    return shapely.Polygon([HERE + np.array(corner) * A_METRE for corner in corners_m])


def a_building(number, west, south, east, north):
    return Building(building_id=f"B{number}", shape=ground((west, south), (east, south), (east, north), (west, north)),
                    kind="yes", levels=None, name="")


def split(households, n_beats, *, buildings=(), community=None):
    return split_into_beats(households, buildings, community=community, n_beats=n_beats, service_s=SERVICE_S)


def rows_of_houses(n=60):
    return [a_household(i, 30 * (i % 10), 40 * (i // 10)) for i in range(n)]


def test_the_minutes_of_even_beats_are_those_of_a_full_round():
    found = split(rows_of_houses(), 4)
    assert [beat.minutes for beat in found.beats] == [225.0] * 4   # 60 flats of 15 minutes in four beats
    assert [beat.n_households for beat in found.beats] == [15] * 4
    assert found.is_even and found.spread == (0, 0)


def test_a_heavy_building_is_never_split_and_the_spread_says_so():
    tower = [a_household(i, 150, 150 + i / 10) for i in range(60)]
    houses = [a_household(100 + i, 30 * (i % 6), 20 * (i // 6)) for i in range(30)]
    found = split([*tower, *houses], 3, buildings=[a_building(1, 145, 145, 160, 160)])
    assert len({found.beat_of[home.household_id] for home in tower}) == 1
    assert not found.is_even
    assert found.spread[1] == pytest.approx(1.0)   # 60 of 90 households in one of three beats


def test_whoever_asks_not_to_be_disturbed_has_a_beat_and_no_minutes():
    quiet = a_household(999, 45, 45, do_not_disturb=True)
    found = split([*rows_of_houses(20), quiet], 2)
    assert found.beat_of["H0999"] in (1, 2)
    assert sum(beat.minutes for beat in found.beats) == 20 * 15
    assert sum(beat.n_households for beat in found.beats) == 21


def test_beats_do_not_depend_on_the_order_of_the_rows():
    homes = rows_of_houses()
    assert split(homes, 3).beat_of == split(homes[::-1], 3).beat_of


def test_more_beats_than_buildings_are_refused():
    homes = [a_household(i, 0, 0) for i in range(30)]
    for n_beats in (0, 2):
        with pytest.raises(WrongArgument, match="1 buildings with households to visit"):
            split(homes, n_beats)
    assert split(homes, 1).beats[0].n_households == 30


def test_without_any_point_nothing_can_be_split():
    homeless = Household(household_id="H1", address="新街1号", community="东门社区")
    with pytest.raises(WrongArgument, match="no household has a point"):
        split([homeless], 1)


def test_beats_fill_the_community_and_do_not_overlap():
    community = ground((-50, -50), (350, -50), (350, 300), (-50, 300))
    shapes = [beat.shape for beat in split(rows_of_houses(), 4, community=community).beats]
    assert shapely.union_all(shapes).symmetric_difference(community).area < 1e-6 * community.area
    assert sum(shape.area for shape in shapes) == pytest.approx(community.area, rel=1e-6)


def test_a_river_through_the_community_leaves_each_beat_on_few_sides():
    banks = shapely.union_all([ground((-50, -50), (350, -50), (350, 60), (-50, 60)),
                               ground((-50, 100), (350, 100), (350, 300), (-50, 300))])
    south = [a_household(i, 30 * i, 10) for i in range(10)]
    north = [a_household(50 + i, 30 * i, 150) for i in range(10)]
    found = split([*south, *north], 2, community=banks)
    assert [beat.n_households for beat in found.beats] == [10, 10]
    assert len({found.beat_of[home.household_id] for home in south}) == 1   # no street is known, but the river is


def test_a_home_outside_its_community_has_ground_all_the_same():
    community = ground((-50, -50), (350, -50), (350, 300), (-50, 300))
    far = a_household(999, 500, 100)
    found = split([*rows_of_houses(), far], 3, community=community)
    assert found.beats[found.beat_of["H0999"] - 1].shape.covers(shapely.Point(far.lon_deg, far.lat_deg))


places = st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(list(Dwelling)))


@settings(max_examples=60, deadline=None)
@given(st.lists(places, min_size=1, max_size=40), st.integers(1, 5))
def test_every_home_lies_in_the_ground_of_its_own_beat(spots, n_beats):
    homes = [a_household(i, 12 * x, 9 * y, dwelling=dwelling) for i, (x, y, dwelling) in enumerate(spots)]
    n_buildings = len({(x, y) for x, y, _ in spots})
    if n_beats > n_buildings:
        with pytest.raises(WrongArgument):
            split(homes, n_beats)
        return
    found = split(homes, n_beats)
    assert set(found.beat_of.values()) == set(range(1, n_beats + 1))
    for home in homes:
        shape = found.beats[found.beat_of[home.household_id] - 1].shape
        assert shape.is_valid
        assert shape.buffer(1e-9).covers(shapely.Point(home.lon_deg, home.lat_deg))
    assert all(beat.shape.geom_type == "Polygon" for beat in found.beats)   # each in one piece
