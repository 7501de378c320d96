"""Key places of an extract: police, schools, stations, malls, markets, banks, hospitals."""

from __future__ import annotations

from collections.abc import Mapping

from gisdata.osm_file import Tags
from gisdata.read.osm_points import TaggedPoints
from gisdata.records import KeyPlace, PlaceKind

KINDS: Mapping[tuple[str, str], PlaceKind] = {
    ("amenity", "police"): PlaceKind.POLICE,
    ("amenity", "school"): PlaceKind.SCHOOL,
    ("amenity", "kindergarten"): PlaceKind.KINDERGARTEN,
    ("amenity", "hospital"): PlaceKind.HOSPITAL,
    ("amenity", "bank"): PlaceKind.BANK,
    ("amenity", "marketplace"): PlaceKind.MARKET,
    ("amenity", "bus_station"): PlaceKind.STATION,
    ("railway", "station"): PlaceKind.STATION,
    ("railway", "halt"): PlaceKind.STATION,
    ("public_transport", "station"): PlaceKind.STATION,
    ("shop", "mall"): PlaceKind.MALL,
    ("shop", "department_store"): PlaceKind.MALL,
}
"""The first tag that matches decides; entrances, stops and platforms are parts of a station, not stations."""

PLACE_KEYS: tuple[str, ...] = tuple(dict.fromkeys(key for key, _ in KINDS))


def place_kind(tags: Tags) -> PlaceKind | None:
    """Return the kind of key place that the tags speak of, None for anything else."""
    return next((kind for (key, value), kind in KINDS.items() if tags.get(key) == value), None)


def key_places(things: TaggedPoints) -> tuple[KeyPlace, ...]:
    """Return the key places in file order; one that is mapped twice under one name stays once.

    A station is often a node and an area, a school a site and its house: same kind and name within NEAR_DEG.
    """
    places: list[KeyPlace] = []
    for name, tags, (lon_deg, lat_deg) in things.items():
        kind = place_kind(tags)
        if kind is None:
            continue
        place = KeyPlace(place_id=name, kind=kind, name=tags.get("name", "").strip(), lon_deg=lon_deg,
                         lat_deg=lat_deg, source="osm")
        if not any(_same(place, other) for other in places):
            places.append(place)
    return tuple(places)


NEAR_DEG = 0.003
"""About 300 m: the length of a station or a school ground."""


def _same(a: KeyPlace, b: KeyPlace) -> bool:
    return (
        a.name != "" and (a.kind, a.name) == (b.kind, b.name)
        and abs(a.lon_deg - b.lon_deg) < NEAR_DEG and abs(a.lat_deg - b.lat_deg) < NEAR_DEG
    )
