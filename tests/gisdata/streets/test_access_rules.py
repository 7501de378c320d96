"""Which tags open and close a street for whom, and in which direction."""

from __future__ import annotations

import pytest

from gisdata.records import TravelMode
from gisdata.streets.access_rules import BACKWARD, FORWARD, barrier_flags, street_flags


def said(flags: int) -> str:
    """Return f, e, c for each open mode: small letter with a sign for one direction only."""
    words = []
    for letter, mode in zip("fec", TravelMode, strict=True):
        along, against = flags & FORWARD[mode], flags & BACKWARD[mode]
        words.append({(True, True): letter, (True, False): f"{letter}>", (False, True): f"{letter}<"}.get(
            (bool(along), bool(against)), ""))
    return "".join(words)


@pytest.mark.parametrize(("tags", "open_to"), [
    ("highway=residential", "fec"),
    ("highway=motorway", "c>"),
    ("highway=motorway oneway=no", "c"),
    ("highway=trunk", "fc"),
    ("highway=trunk bicycle=yes", "fec"),
    ("highway=footway", "f"),
    ("highway=footway bicycle=yes", "fe"),
    ("highway=footway bicycle=designated", "fe"),
    ("highway=footway access=yes", "f"),
    ("highway=steps bicycle=yes", "f"),
    ("highway=cycleway", "fe"),
    ("highway=track", "fe"),
    ("highway=track motor_vehicle=yes", "fec"),
    ("highway=construction", ""),
    ("highway=proposed foot=yes", ""),
    ("highway=pedestrian", "fe"),
    ("highway=pedestrian area=yes", ""),
    ("highway=service access=private", ""),
    ("highway=service access=private foot=yes", "f"),
    ("highway=service access=no bicycle=designated", "e"),
    ("highway=residential foot=no", "ec"),
    ("highway=residential bicycle=private", "fc"),
    ("highway=residential motor_vehicle=no", "fe"),
    ("highway=residential motor_vehicle=destination", "fec"),
    ("highway=residential vehicle=no", "f"),
    ("highway=residential vehicle=no bicycle=yes", "fe"),
    ("highway=residential access=permissive", "fec"),
    ("highway=residential oneway=yes", "fe>c>"),
    ("highway=residential oneway=1", "fe>c>"),
    ("highway=residential oneway=true", "fe>c>"),
    ("highway=residential oneway=-1", "fe<c<"),
    ("highway=residential oneway=no", "fec"),
    ("highway=residential oneway=yes oneway:bicycle=no", "fec>"),
    ("highway=residential oneway=yes cycleway=opposite_lane", "fec>"),
    ("highway=tertiary junction=roundabout", "fe>c>"),
    ("highway=tertiary junction=circular", "fe>c>"),
    ("highway=tertiary junction=roundabout oneway=no", "fec"),
])
def test_a_street_is_open_to(tags: str, open_to: str) -> None:
    assert said(street_flags(dict(tag.split("=") for tag in tags.split()))) == open_to


@pytest.mark.parametrize(("tags", "open_to"), [
    ("barrier=gate", "fec"),
    ("barrier=lift_gate", "fec"),
    ("barrier=gate access=private", ""),
    ("barrier=gate access=private foot=yes", "f"),
    ("barrier=bollard", "fe"),
    ("barrier=bollard motor_vehicle=yes", "fec"),
    ("barrier=stile", "f"),
    ("barrier=kissing_gate bicycle=yes", "fe"),
])
def test_a_barrier_is_passed_by(tags: str, open_to: str) -> None:
    assert said(barrier_flags(dict(tag.split("=") for tag in tags.split()))) == open_to
