"""Who may go where, and in which direction: OpenStreetMap tags read as rules."""

from __future__ import annotations

from collections.abc import Mapping

from gisdata.osm_file import Tags
from gisdata.records import TravelMode
from gisdata.streets.road_classes import NEVER_OPENED, OPEN_CLASSES, ROAD_CLASSES

MODES: tuple[TravelMode, ...] = (TravelMode.FOOT, TravelMode.EBIKE, TravelMode.CAR)

FORWARD: Mapping[TravelMode, int] = {TravelMode.FOOT: 1, TravelMode.EBIKE: 4, TravelMode.CAR: 16}
BACKWARD: Mapping[TravelMode, int] = {TravelMode.FOOT: 2, TravelMode.EBIKE: 8, TravelMode.CAR: 32}
"""One bit per mode and direction in the flags of a street segment."""

ACCESS_KEYS: Mapping[TravelMode, tuple[str, ...]] = {
    TravelMode.FOOT: ("foot", "access"),
    TravelMode.EBIKE: ("bicycle", "vehicle", "access"),
    TravelMode.CAR: ("motorcar", "motor_vehicle", "vehicle", "access"),
}
"""The tags that speak to a mode, the most particular first; the first that says open or closed decides."""

CLOSED = frozenset({"no", "private"})
OPEN = frozenset({"yes", "designated", "permissive", "official"})
ONE_WAY = frozenset({"yes", "1", "true"})
AGAINST = frozenset({"-1", "reverse"})

CAR_BARRIERS = frozenset({
    "bollard", "block", "cycle_barrier", "motorcycle_barrier", "jersey_barrier", "log", "debris", "planter",
    "stile", "kissing_gate", "turnstile", "full-height_turnstile", "wall", "fence", "chain", "step",
})
BIKE_BARRIERS = frozenset({"stile", "kissing_gate", "turnstile", "full-height_turnstile", "wall", "fence", "step"})
"""Barriers that stop a mode without a tag of their own; gates and lift gates open for a patrol car."""


def street_flags(tags: Tags) -> int:
    """Return the bits of all modes and directions in which a street is open; 0 when it is open to none.

    >>> bin(street_flags({"highway": "residential", "oneway": "yes"}))
    '0b10111'
    """
    if tags.get("area") == "yes" or tags.get("highway") not in ROAD_CLASSES:
        return 0
    flags = 0
    for mode in MODES:
        if _is_open(mode, tags):
            forward, backward = _directions(mode, tags)
            flags |= (FORWARD[mode] if forward else 0) | (BACKWARD[mode] if backward else 0)
    return flags


def barrier_flags(tags: Tags) -> int:
    """Return the bits of the modes that may pass a barrier node, both directions."""
    flags = 0
    for mode in MODES:
        said = _said(mode, tags)
        stops = {TravelMode.FOOT: frozenset[str](), TravelMode.EBIKE: BIKE_BARRIERS, TravelMode.CAR: CAR_BARRIERS}
        passes = tags["barrier"] not in stops[mode] if said is None else said
        if passes:
            flags |= FORWARD[mode] | BACKWARD[mode]
    return flags


def _said(mode: TravelMode, tags: Tags) -> bool | None:
    """Return what the access tags say to a mode: open, closed, or nothing."""
    for key in ACCESS_KEYS[mode]:
        if tags.get(key) in CLOSED:
            return False
        if tags.get(key) in OPEN:
            return True
    return None


def _is_open(mode: TravelMode, tags: Tags) -> bool:
    road_class = tags.get("highway", "")
    if road_class in NEVER_OPENED[mode]:
        return False
    said = _said(mode, tags)
    if said is False:
        return False
    # access=yes alone speaks of no mode, so it opens nothing that the class keeps shut
    named = any(tags.get(key) in OPEN for key in ACCESS_KEYS[mode] if key not in ("access", "vehicle"))
    return road_class in OPEN_CLASSES[mode] or named


def _directions(mode: TravelMode, tags: Tags) -> tuple[bool, bool]:
    """Return whether the street is open (along, against) the direction in which it is drawn."""
    if mode is TravelMode.FOOT:
        return True, True
    if mode is TravelMode.EBIKE and _bike_is_free(tags):
        return True, True
    sign = tags.get("oneway", "")
    if sign in AGAINST:
        return False, True
    implied = tags.get("junction") in ("roundabout", "circular") or tags.get("highway") == "motorway"
    one_way = sign in ONE_WAY or (implied and sign != "no")
    return True, not one_way


def _bike_is_free(tags: Tags) -> bool:
    return tags.get("oneway:bicycle") == "no" or tags.get("cycleway", "").startswith("opposite")
