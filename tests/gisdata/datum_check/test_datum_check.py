"""A wrong datum is told by the figures of the map, a right one never is, and badly lying points name none."""

import numpy as np
import pytest
import shapely

from gisdata.coordinates import Datum, from_wgs84, to_wgs84
from gisdata.datum_check import GivenPoints, KnownGround, check_datum
from gisdata.datum_check.check import PLACE_DEG
from gisdata.geodesy import EARTH_RADIUS_M
from gisdata.records.basemap import Basemap, BasemapArea, BasemapLine

HERE = np.array([110.79, 32.62])
A_METRE = np.degrees(1 / EARTH_RADIUS_M) * np.array([1 / np.cos(np.radians(HERE[1])), 1.0])
SHIFTED = (Datum.WGS84, Datum.GCJ02, Datum.BD09)


def degrees(xy_m):
    return HERE + np.atleast_2d(np.asarray(xy_m, dtype=float)) * A_METRE


def houses(chance, n=80):
    """Houses 20 m off the streets of a town whose blocks are not all alike."""
    street = chance.integers(len(STREETS), size=n)
    along = chance.uniform(0, 1, n)
    ends = STREETS[street]
    return ends[:, 0] + (ends[:, 1] - ends[:, 0]) * along[:, None] + np.array([14.0, 14.0])


LINES = np.cumsum([90, 160, 120, 230, 90, 310, 140, 200, 110, 260])
STREETS = np.array([[(x, 0), (x, 1700)] for x in LINES] + [[(0, y), (1700, y)] for y in LINES], dtype=float)


def town():
    chance = np.random.default_rng(3)
    homes = houses(chance)
    rings = [degrees(corner + np.array([(-6, -6), (6, -6), (6, 6), (-6, 6), (-6, -6)])) for corner in homes]
    basemap = Basemap(
        roads=tuple(BasemapLine(kind="residential", name="", coords=degrees(ends)) for ends in STREETS),
        buildings=tuple(BasemapArea(kind="building", name="", rings=(ring,)) for ring in rings))
    return homes, KnownGround(basemap, {})


def given(homes_m, *, true, taken_as, communities=()):
    lon, lat = to_wgs84(*from_wgs84(*degrees(homes_m).T, true), taken_as)
    return GivenPoints(lon_deg=lon, lat_deg=lat, communities=communities or [""] * len(homes_m),
                       taken_as=taken_as)


@pytest.mark.parametrize("true", SHIFTED)
@pytest.mark.parametrize("taken_as", SHIFTED)
def test_a_wrong_datum_is_named_with_its_figures_and_a_right_one_never(true, taken_as):
    homes, ground = town()
    finding = check_datum(given(homes, true=true, taken_as=taken_as), ground)
    if true is taken_as:
        assert finding is None
        return
    assert (finding.taken_as, finding.better) == (taken_as, true)
    assert 60 <= finding.n_places <= 80  # doors in one square of 50 m are one place
    assert finding.fits[true].at_building == 1.0
    assert finding.fits[true].street_m < 20
    assert finding.fits[taken_as].at_building < 0.5
    assert finding.fits[true].in_community is None


def test_cgcs2000_is_wgs84():
    homes, ground = town()
    assert check_datum(given(homes, true=Datum.WGS84, taken_as=Datum.CGCS2000), ground) is None
    wrong = check_datum(given(homes, true=Datum.GCJ02, taken_as=Datum.CGCS2000), ground)
    assert (wrong.taken_as, wrong.better) == (Datum.WGS84, Datum.GCJ02)


def test_fourteen_places_tell_nothing_and_fifteen_do():
    homes, ground = town()
    wrong = given(homes, true=Datum.WGS84, taken_as=Datum.GCJ02)
    squares = np.floor(np.column_stack([wrong.lon_deg, wrong.lat_deg]) / PLACE_DEG)
    _, first = np.unique(squares, axis=0, return_index=True)
    spread = np.sort(first)

    def only(n):
        return GivenPoints(lon_deg=wrong.lon_deg[spread[:n]], lat_deg=wrong.lat_deg[spread[:n]], communities=[""] * n,
                           taken_as=wrong.taken_as)

    assert check_datum(only(14), ground) is None
    assert check_datum(only(15), ground).better is Datum.WGS84


def test_many_homes_in_few_places_tell_nothing():
    homes, ground = town()
    around = np.random.default_rng(2).uniform(-20, 20, (300, 2))
    assert check_datum(given(homes[0] + around, true=Datum.GCJ02, taken_as=Datum.WGS84), ground) is None


def test_communities_alone_can_tell():
    homes, _ = town()
    name_of = [f"第{int(x // 600)}-{int(y // 600)}社区" for x, y in homes]
    corner = {f"第{x}-{y}社区": (x * 600, y * 600) for x in range(3) for y in range(3)}
    ground = KnownGround(None, {
        name: shapely.Polygon(degrees([(x, y), (x + 600, y), (x + 600, y + 600), (x, y + 600)]))
        for name, (x, y) in corner.items()})
    finding = check_datum(given(homes, true=Datum.BD09, taken_as=Datum.WGS84, communities=name_of), ground)
    assert finding.better is Datum.BD09
    assert finding.fits[Datum.BD09].in_community == 1.0
    assert finding.fits[Datum.BD09].street_m is None
    assert check_datum(given(homes, true=Datum.BD09, taken_as=Datum.BD09, communities=name_of), ground) is None


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("taken_as", SHIFTED)
def test_points_that_lie_anywhere_name_no_datum(seed, taken_as):
    _, ground = town()
    anywhere = np.random.default_rng(seed).uniform(-1000, 2500, (50, 2))
    assert check_datum(given(anywhere, true=taken_as, taken_as=taken_as), ground) is None


def test_an_unmapped_village_beside_a_mapped_town_names_no_datum():
    _, ground = town()
    for away in [(2300, 0), (-700, 0), (0, -700), (2500, 2500)]:
        village = np.random.default_rng(1).uniform(0, 400, (60, 2)) + away
        assert check_datum(given(village, true=Datum.WGS84, taken_as=Datum.WGS84), ground) is None


def test_outside_china_and_without_a_map_nothing_is_told():
    homes, ground = town()
    points = given(homes, true=Datum.GCJ02, taken_as=Datum.WGS84)
    assert check_datum(points, KnownGround(None, {})) is None
    abroad = GivenPoints(lon_deg=np.full(50, 11.28) + np.arange(50) / 1e3, lat_deg=np.full(50, 49.5),
                         communities=[""] * 50, taken_as=Datum.GCJ02)
    assert check_datum(abroad, ground) is None
