"""The names between divisions and numbers: communities, roads, lanes, places, and words that lead beside them."""

from __future__ import annotations

import re

from gisdata.addresses.spans.cursor import Cursor
from gisdata.addresses.spans.labels import Part
from gisdata.addresses.spans.name_words import (
    ASSIST,
    BETWEEN_ROADS,
    CALL,
    COMMUNITY,
    GROUP,
    PHASE,
    PLACE,
    ROAD,
    SECTION,
    VILLAGE,
)
from gisdata.addresses.spans.number_words import NUMBER_AHEAD

SMALL_WORDS = ((Part.NOISE, CALL), (Part.ASSIST, ASSIST), (Part.ASSIST, BETWEEN_ROADS))
KINDS = ((Part.COMMUNITY, COMMUNITY), (Part.COMMUNITY, VILLAGE), (Part.ROAD, GROUP), (Part.ROAD, ROAD),
         (Part.PLACE, PLACE))
DIGITS = re.compile("[0-9]+[a-z]?")


def read_name(cursor: Cursor) -> None:
    """Read one name at the cursor; at least one sign is taken.

    Of the kinds that a name may be the one that ends first is taken; a name of no known kind is a place.
    """
    for part, pattern in SMALL_WORDS:
        found = cursor.looks_at(pattern)
        if found:
            cursor.move_to(found.end(), part)
            return
    end = _end_of_words(cursor)
    stop, part = min(_kinds(cursor, end), key=lambda kind: kind[0], default=(end, Part.PLACE))
    cursor.move_to(stop, _under_what_is_before(cursor, part))


def read_phase(cursor: Cursor) -> bool:
    """Read the phase or zone of a place (2期, B区) or the section of a road (西段); tell whether there was one."""
    for pattern, part, parents in ((PHASE, Part.SUB_PLACE, (Part.PLACE, Part.SUB_PLACE, Part.COMMUNITY)),
                                   (SECTION, Part.SUB_ROAD, (Part.ROAD,))):
        found = cursor.looks_at(pattern)
        if found and cursor.after in parents:
            cursor.move_to(found.end(), part)
            return True
    return False


def _end_of_words(cursor: Cursor) -> int:
    """Return where the words end: before the next number, call or word beside a place, or at the end of the text."""
    digits = DIGITS.match(cursor.text, cursor.at)
    found = NUMBER_AHEAD.search(cursor.text, digits.end() if digits else cursor.at + 1)
    end = found.start() if found else len(cursor.text)
    for _, pattern in SMALL_WORDS:
        found = pattern.search(cursor.text, cursor.at + 1, end)
        end = found.start() if found else end
    return end


def _kinds(cursor: Cursor, end: int) -> list[tuple[int, Part]]:
    no_more_communities = cursor.has(Part.ROAD, Part.PLACE)
    return [(found.end(), part) for part, pattern in KINDS
            if not (part is Part.COMMUNITY and no_more_communities)
            and (found := pattern.match(cursor.text, cursor.at, end))]


def _under_what_is_before(cursor: Cursor, part: Part) -> Part:
    if part is Part.PLACE and cursor.after in (Part.PLACE, Part.SUB_PLACE):
        return Part.SUB_PLACE
    return Part.SUB_ROAD if part is Part.ROAD and _goes_on_a_road(cursor) else part


def _goes_on_a_road(cursor: Cursor) -> bool:
    """Tell whether a road hangs on the one before: a lane of it, or one that crosses it (毓蒙路和导航路)."""
    parts = [span.part for span in cursor.spans if span.part is not Part.NOISE]
    return parts[-1:] == [Part.ROAD] or (parts[-2:] == [Part.ROAD, Part.ASSIST]
                                         and cursor.last_word() in ("与", "和", "-"))
