"""Addresses of real towns against themselves: how much is placed, and that nothing is placed wrongly."""

import random
from collections import Counter
from pathlib import Path

import osmium
import pytest

from gisdata.addresses import geocode, normalise
from gisdata.addresses.one_point import distance_m
from gisdata.records import AddressPoint, AddressSource, Household

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


@pytest.mark.parametrize(("name", "least_share"), [
    ("lauf.osm.pbf", 0.95),
    ("helsinki_centre.osm.pbf", 0.7),  # blocks of shops, whose entrances under one number lie over 30 m apart
])
def test_with_half_the_addresses_withheld_nothing_is_placed_wrongly(name, least_share):
    points = read_points(name)
    chance = random.Random(7)
    addresses = sorted({normalise(point.address) for point in points})
    kept = {address for address in addresses if chance.random() < 0.5}
    known = [point for point in points if normalise(point.address) in kept]
    households = [
        Household(household_id=point.address_id, address=point.address, community="") for point in points
    ]
    done = geocode(households, known)
    truth = {point.address_id: point for point in points}
    spot = {(point.lon_deg, point.lat_deg): point for point in points}
    outcome: Counter[str] = Counter()
    for household in done.households:
        if not household.has_point:
            outcome["review"] += 1
            continue
        found = spot[household.lon_deg, household.lat_deg]
        outcome["right" if distance_m(found, truth[household.household_id]) <= SAME_BLOCK_M else "wrong"] += 1
    withheld = sum(normalise(point.address) not in kept for point in points)
    print(name, dict(outcome), f"withheld {withheld} of {len(points)}", dict(done.counts))
    assert outcome["wrong"] == 0
    assert outcome["review"] >= withheld  # a withheld address is never placed elsewhere
    assert outcome["right"] >= least_share * (len(points) - withheld)  # and most known ones are found


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
def test_a_street_with_a_letter_missing_goes_to_review_and_mostly_offers_the_right_door(name):
    points = [point for point in read_points(name) if len(point.street) > 8 and " " not in point.number]
    streets = {normalise(point.street) for point in points}
    asked = [
        (point, f"{point.street[:3]}{point.street[4:]} {point.number}") for point in points
        if point.street[3].isalpha() and normalise(f"{point.street[:3]}{point.street[4:]}") not in streets
    ]
    done = geocode(
        [Household(household_id=point.address_id, address=text, community="") for point, text in asked], points
    )
    assert len(done.review) == len(asked)
    right = {item.household_id: item.address for item in done.review}
    text_of = {point.address_id: normalise(point.address) for point in points}
    offered = sum(
        any(normalise(address) == text_of[item.household_id] for _, address in item.candidates)
        for item in done.review
    )
    print(name, "typos", len(right), "right door offered", offered)
    assert offered >= 0.95 * len(asked)
