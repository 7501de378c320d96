"""The map on which a person says where one door is: candidates by letter, plates around by number, a pin to move.

Alone of all maps it tells the page around it something: where the pin stands. How is in README.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Unpack

from gisdata.maps.bounds import bounds_of, widened
from gisdata.maps.offline import DataLayer, OfflineMap
from gisdata.maps.sheet import Sheet, SheetOptions, page_of

ROOM_TO_SEARCH = 3.0
"""The ground is drawn and the view may move this share of the first view around it, at least some 900 m each way."""

LAST_NUMBER = re.compile(r"([0-9]+[a-z]?(?:[-/附][0-9]+)*)(?!.*[0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorPlate:
    """An address point in WGS-84 degrees; `number` may be "" where the source keeps the address in one text."""

    plate_id: str
    lon: float
    lat: float
    number: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What the map shows: where the pin stands first (lon, lat), and whether that is the door's present place."""

    start: tuple[float, float]
    is_placed: bool
    candidates: tuple[DoorPlate, ...] = ()
    plates: tuple[DoorPlate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateMark:
    """A mark that can be chosen: a letter or a house number, and the whole address for pointer and screen reader."""

    id: str
    lat: float
    lon: float
    sign: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorData:
    """What static/maps/door.js draws."""

    pin: tuple[float, float]
    placed: bool
    candidates: tuple[PlateMark, ...]
    plates: tuple[PlateMark, ...]
    words: dict[str, str]


def draw_door_map(door: Door, **options: Unpack[SheetOptions]) -> str:
    """Return an HTML page on which the place of one door can be chosen: a candidate, a plate, or the pin anywhere.

    It tells the page around it (and nobody else) each place that is chosen, and takes a candidate chosen there.
    """
    return page_of(build_door_map(door, **options))


def build_door_map(door: Door, **options: Unpack[SheetOptions]) -> OfflineMap:
    """Return the same map as a folium map."""
    sheet = Sheet(**options)
    words = sheet.words
    view = bounds_of([door.start, *((plate.lon, plate.lat) for plate in door.candidates)])
    paper = sheet.paper(words["door_title"], view, subtitle=words["door_sub"])
    drawn = sheet.start_map(paper, widened(view, ROOM_TO_SEARCH))
    data = DoorData(
        pin=(door.start[1], door.start[0]), placed=door.is_placed, words=words,
        candidates=tuple(_mark(plate, sign) for plate, sign in zip(door.candidates, ascii_uppercase, strict=False)),
        plates=tuple(_mark(plate, _number_of(plate)) for plate in door.plates),
    )
    DataLayer("door", data, scripts=["door"], call="huhu.addDoor(map, data, huhu.sheet);").add_to(drawn)
    return drawn


def _mark(plate: DoorPlate, sign: str) -> PlateMark:
    return PlateMark(id=plate.plate_id, lat=plate.lat, lon=plate.lon, sign=sign, text=plate.address)


def _number_of(plate: DoorPlate) -> str:
    """Return what a plate shows: its number, else the last number of its address, else nothing."""
    found = LAST_NUMBER.search(plate.address)
    return plate.number or (found[1] if found else "")
