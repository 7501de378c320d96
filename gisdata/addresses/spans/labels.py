"""What the pieces of an address are called."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The parts that the text of an address is cut into, from the country down to the room.

    ROAD holds villagers' groups too (十二组), SUB_ROAD lanes of a road (88弄). ASSIST leads beside a place (对面),
    NOISE says nothing of where (a hyphen between numbers, a name said twice, 电联).
    """

    COUNTRY = "country"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    DEV_ZONE = "devzone"
    TOWN = "town"
    COMMUNITY = "community"
    ROAD = "road"
    SUB_ROAD = "subroad"
    ROAD_NUMBER = "number"
    SUB_ROAD_NUMBER = "subnumber"
    PLACE = "place"
    SUB_PLACE = "subplace"
    BUILDING = "building"
    UNIT = "unit"
    FLOOR = "floor"
    ROOM = "room"
    ASSIST = "assist"
    NOISE = "noise"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Span:
    """Signs `start` to `end` (not included) of a text, and what they are."""

    part: Part
    start: int
    end: int
