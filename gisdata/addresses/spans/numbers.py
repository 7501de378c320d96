"""The numbers of an address, each by the word behind it and by what stands in front."""

from __future__ import annotations

import re

from gisdata.addresses.spans.cursor import Cursor
from gisdata.addresses.spans.labels import Part
from gisdata.addresses.spans.number_words import (
    BARE,
    ESTATE,
    GOES_ON,
    HOUSE,
    IS_NAME,
    LETTER,
    LONG,
    POSTCODE,
    STALLS,
    UNITS,
)
from gisdata.addresses.spans.one_spelling import GLUE

LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
PLACES = (Part.PLACE, Part.SUB_PLACE)
ROAD_NUMBERS = (Part.ROAD_NUMBER, Part.SUB_ROAD_NUMBER)

BEHIND_HOUSE = {
    Part.SUB_ROAD: Part.SUB_ROAD_NUMBER, Part.ROAD_NUMBER: Part.BUILDING, Part.SUB_ROAD_NUMBER: Part.BUILDING,
    Part.UNIT: Part.ROOM, Part.FLOOR: Part.ROOM,
}
"""What a number with 号 is, by the part in front."""

BEHIND_BARE: dict[Part | None, Part] = {
    Part.ROAD: Part.ROAD_NUMBER, Part.TOWN: Part.ROAD_NUMBER, None: Part.ROAD_NUMBER,
    Part.SUB_ROAD: Part.SUB_ROAD_NUMBER,
}
"""What a number without a word is, by the part in front."""

DEEPER = {Part.BUILDING: Part.UNIT, Part.UNIT: Part.FLOOR, Part.FLOOR: Part.ROOM}
"""What the next of several bare numbers is (8-10-5-1109)."""

TAKES_BARE = (Part.ROAD, Part.SUB_ROAD, Part.BUILDING, Part.UNIT, Part.FLOOR)
"""Behind these a number is a number though a word follows; elsewhere 455医院 is a name."""


def read_number(cursor: Cursor) -> bool:
    """Read one number at the cursor and tell whether there was one."""
    if found := cursor.looks_at(POSTCODE):
        cursor.move_to(found.end(), Part.NOISE)
        return True
    for part, pattern in UNITS:
        found = cursor.looks_at(pattern)
        if found and not (part is Part.SUB_ROAD and cursor.after is None):
            cursor.move_to(found.end(), _by_word(cursor, part, found.end()))
            return True
    if found := cursor.looks_at(HOUSE):
        cursor.move_to(found.end(), _of_house(cursor, found.group()))
        return True
    return _read_bare(cursor)


def _read_bare(cursor: Cursor) -> bool:
    found = cursor.looks_at(BARE)
    if found:
        if cursor.looks_at(IS_NAME) and cursor.after not in TAKES_BARE:
            return False
        cursor.move_to(found.end(), _of_bare(cursor, found.group(), found.end()))
        return True
    letter = cursor.looks_at(LETTER)
    if letter:
        cursor.move_to(letter.end(), Part.BUILDING)
    return letter is not None


def _by_word(cursor: Cursor, part: Part, end: int) -> Part:
    """Return the part that a word tells; a lane may stand for the number, # for 号, a building in one is a unit."""
    if part is Part.SUB_ROAD and cursor.after is Part.ROAD and not HOUSE.match(cursor.text, end):
        return Part.ROAD_NUMBER  # 人民路965弄
    if part is Part.BUILDING and cursor.after is Part.ROAD and cursor.text[end - 1] == "#":
        return Part.ROAD_NUMBER  # 中山路103#
    if part is Part.BUILDING and cursor.after is Part.BUILDING:
        return Part.UNIT  # 一号楼A座
    return part


def _of_house(cursor: Cursor, word: str) -> Part:
    """Return what a number with 号 is."""
    after = cursor.after
    if after is Part.BUILDING:
        is_room = _is_long(word) or GLUE in word or word[0] in LATIN
        return Part.ROOM if is_room and not _behind_a_dash(cursor) else Part.UNIT
    if after in PLACES:
        return _of_house_in_place(cursor, word)
    return BEHIND_HOUSE.get(after, Part.ROAD_NUMBER) if after else Part.ROAD_NUMBER


def _of_house_in_place(cursor: Cursor, word: str) -> Part:
    place = cursor.last_word()
    if STALLS.search(place) and (_is_long(word) or GLUE in word):
        return Part.ROOM
    if ESTATE.search(place):
        return Part.ROOM if word[0] in LATIN else Part.BUILDING
    if cursor.has(Part.ROAD_NUMBER):
        return Part.ROOM if _is_long(word) else Part.BUILDING
    return Part.ROAD_NUMBER


def _of_bare(cursor: Cursor, word: str, end: int) -> Part:
    """Return what a number without a word is: by what stands in front, and whether a hyphen leads to another."""
    after, goes_on = cursor.after, bool(GOES_ON.match(cursor.text, end))
    if after in DEEPER:
        return DEEPER[after] if goes_on or _is_last_unit(cursor, word) else Part.ROOM
    if after in BEHIND_BARE:
        return BEHIND_BARE[after]
    if after in ROAD_NUMBERS:
        return Part.ROOM if not goes_on and _is_long(word) else Part.BUILDING
    if goes_on or not (_is_long(word) or cursor.has(Part.BUILDING)):
        return Part.BUILDING
    return Part.ROAD_NUMBER if after is Part.COMMUNITY else Part.ROOM


def _is_last_unit(cursor: Cursor, word: str) -> bool:
    """Tell whether a last number is a unit: a small one behind the hyphen of a numbered building (146-6)."""
    return (cursor.after is Part.BUILDING and cursor.last_word() not in LATIN
            and not _is_long(word) and _behind_a_dash(cursor))


def _is_long(word: str) -> bool:
    return max((len(run) for run in re.findall("[0-9]+", word)), default=0) >= LONG


def _behind_a_dash(cursor: Cursor) -> bool:
    return cursor.text[:cursor.at].endswith("-")
