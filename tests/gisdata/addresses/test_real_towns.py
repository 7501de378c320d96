"""Addresses of real towns against themselves: how much is placed, and that nothing is placed wrongly."""

from pathlib import Path

import osmium
import pytest

from gisdata.addresses import geocode, normalise
from gisdata.addresses.one_point import distance_m
from gisdata.records import AddressPoint, AddressSource, Household
from tests.benchmarks.geocoding import SEED, a_town, at, town_table
from tests.benchmarks.geocoding_cn import a_chinese_town

SAME_BLOCK_M = 60  # a shop on the second floor of Mikonkatu 8 is mapped 39 m from the door of Mikonkatu 8
OSM = Path(__file__).parents[3] / "../shared/data/osm"


def read_points(name: str) -> list[AddressPoint]:
    path = OSM / name
    if not path.exists():
        pytest.skip(f"{name} is not here: real towns are kept outside the repository, in ../shared/data/osm")
    points = []
    for entity in osmium.FileProcessor(str(path)).with_locations().with_filter(
        osmium.filter.KeyFilter("addr:housenumber")
    ):
        where = [entity.location] if entity.is_node() else []
        if entity.is_way():
            where = [node.location for node in entity.nodes if node.location.valid()]
        street = entity.tags.get("addr:street", "")
        if not (where and street):
            continue
        number = entity.tags["addr:housenumber"]
        points.append(AddressPoint(
            address_id=f"{'n' if entity.is_node() else 'w'}{entity.id}", source=AddressSource.OSM,
            address=f"{street} {number}", street=street, number=number, community="",
            lon_deg=sum(spot.lon for spot in where) / len(where),
            lat_deg=sum(spot.lat for spot in where) / len(where),
        ))
    return points


@pytest.mark.parametrize(("name", "least_right"), [
    ("lauf", 0.65),
    ("helsinki_centre", 0.45),  # blocks of shops, whose entrances under one number lie over 30 m apart
])
def test_of_spoilt_addresses_with_half_of_the_doors_withheld_one_in_200_is_wrong_at_most(name, least_right):
    path = OSM / f"{name}.osm.pbf"
    if not path.exists():
        pytest.skip(f"{path.name} is not here: real towns are kept outside the repository, in ../shared/data/osm")
    text, outcome, _ = town_table(*a_town(path, SEED))
    print(text)
    assert outcome.counts["wrong"] <= 0.005 * outcome.counts.total()
    assert outcome.counts["right"] >= least_right * outcome.counts.total()


@pytest.mark.parametrize("name", ["lauf.osm.pbf", "helsinki_centre.osm.pbf"])
def test_a_number_that_the_street_does_not_have_is_never_placed(name):
    points = read_points(name)
    households = [
        Household(household_id=f"{point.address_id}-{i}", address=wrong, community="")
        for point in points if "," not in point.number  # "2, floor 3zz" is no wrong house number
        for i, wrong in enumerate((f"{point.street} 9{point.number}", f"{point.street} {point.number}zz"))
    ]
    real = {(normalise(point.street), number.strip()) for point in points for number in point.number.split(";")}
    wrong_ones = [
        household for household in households
        if (normalise(household.address.rsplit(" ", 1)[0]), household.address.rsplit(" ", 1)[1]) not in real
    ]
    done = geocode(wrong_ones, points)
    placed = [household.address for household in done.households if household.has_point]
    assert placed == []
    assert len(wrong_ones) > 1000


@pytest.mark.parametrize("name", ["lauf.osm.pbf", "helsinki_centre.osm.pbf"])
def test_a_street_with_a_letter_missing_is_placed_rightly_or_offered_in_review(name):
    points = [point for point in read_points(name) if len(point.street) > 8 and " " not in point.number]
    streets = {normalise(point.street) for point in points}
    asked = [
        (point, f"{point.street[:3]}{point.street[4:]} {point.number}") for point in points
        if point.street[3].isalpha() and normalise(f"{point.street[:3]}{point.street[4:]}") not in streets
    ]
    done = geocode(
        [Household(household_id=point.address_id, address=text, community="") for point, text in asked], points
    )
    truth = {point.address_id: point for point, _ in asked}
    offered = {item.household_id: {normalise(address) for _, address in item.candidates} for item in done.review}
    placed = [household for household in done.households if household.has_point]
    right = sum(distance_m(at(truth[h.household_id], h.lon_deg, h.lat_deg), truth[h.household_id]) <= SAME_BLOCK_M
                for h in placed)
    missed = [id_ for id_, texts in offered.items() if normalise(truth[id_].address) not in texts]
    print(name, "typos", len(asked), "placed", len(placed), "rightly", right, "in review without the door", len(missed))
    assert right >= 0.995 * len(placed)
    assert len(placed) >= 0.5 * len(asked)
    assert len(missed) <= 0.05 * len(asked)


def test_of_spoilt_chinese_addresses_with_all_plates_known_95_in_100_are_right_and_next_to_none_wrong():
    text, outcome, _ = town_table(*a_chinese_town(SEED, withheld=0.0, times=2))
    print(text)
    assert outcome.counts["right"] >= 0.95 * outcome.counts.total()
    assert outcome.counts["wrong"] <= 0.005 * outcome.counts.total()
