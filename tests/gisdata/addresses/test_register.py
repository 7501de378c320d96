from collections import Counter

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gisdata.addresses import households_from_addresses, notes_on_addresses
from gisdata.addresses.register import balanced_areas
from gisdata.errors import WrongArgument
from gisdata.records import AddressPoint, AddressSource, Located


def a_point(number: int, lon_deg: float, lat_deg: float, street: str = "Hauptstraße") -> AddressPoint:
    return AddressPoint(
        address_id=f"n{number}-{lon_deg}-{street}", source=AddressSource.OSM, address=f"{street} {number}",
        street=street, number=str(number), community="", lon_deg=lon_deg, lat_deg=lat_deg,
    )


def test_each_address_becomes_one_household_and_exact_repeats_one():
    points = [a_point(1, 11.0, 49.0), a_point(2, 11.001, 49.0), a_point(1, 11.0, 49.0), a_point(1, 11.0005, 49.0)]
    households = households_from_addresses(points, n_areas=1)
    assert [h.household_id for h in households] == [f"h-{points[i].address_id}" for i in (0, 1, 3)]
    assert {h.community for h in households} == {"片区 1"}
    assert households[0].located is Located.OSM_ADDRESS
    assert (households[0].address, households[0].lon_deg, households[0].lat_deg) == ("Hauptstraße 1", 11.0, 49.0)


def test_a_row_of_ten_houses_in_three_areas_is_cut_into_runs_of_neighbours():
    # ten houses west to east, three areas: the first area holds four, the others three, none reaches into another
    households = households_from_addresses([a_point(i, 11 + i / 1000, 49.0) for i in range(10)], n_areas=3)
    assert [h.community for h in households] == ["片区 1"] * 4 + ["片区 2"] * 3 + ["片区 3"] * 3


def test_more_areas_than_addresses_are_as_many_as_addresses():
    households = households_from_addresses([a_point(i, 11 + i / 1000, 49.0) for i in range(2)], n_areas=5)
    assert [h.community for h in households] == ["片区 1", "片区 2"]
    assert households_from_addresses([], n_areas=5) == []


def test_no_areas_at_all_are_refused():
    with pytest.raises(WrongArgument, match="0 areas"):
        households_from_addresses([a_point(1, 11.0, 49.0)], n_areas=0)


@given(
    st.lists(st.tuples(st.floats(10, 12), st.floats(48, 50)), min_size=1, max_size=80), st.integers(1, 12)
)
def test_areas_differ_by_one_household_at_most(points, n_areas):
    sizes = Counter(balanced_areas(points, n_areas))
    assert sorted(sizes) == list(range(min(n_areas, len(points))))
    assert max(sizes.values()) - min(sizes.values()) <= 1


def test_areas_of_a_square_town_are_compact():
    # 24 x 24 houses in 9 areas: the rectangles around them hardly overlap, so they cover the town about once
    points = [(11 + x / 1000, 49 + y / 1524) for x in range(24) for y in range(24)]  # 73 m apart both ways
    area_of = balanced_areas(points, 9)
    boxes = [
        shapely.MultiPoint([p for p, area in zip(points, area_of, strict=True) if area == wanted]).envelope
        for wanted in range(9)
    ]
    assert sum(box.area for box in boxes) < 1.3 * shapely.MultiPoint(points).envelope.area


def test_an_extract_with_almost_no_house_numbers_says_so():
    notes = [str(note) for note in notes_on_addresses(5, n_buildings=257)]
    assert any("only 5 address points for 257 buildings" in note for note in notes)
    assert not any("almost no house numbers" in str(note) for note in notes_on_addresses(5400, n_buildings=6500))
