"""Cuts the text of a Chinese address into its parts: known names first, rules after; no sign is lost."""

from __future__ import annotations

import re

from gisdata.addresses.spans.admin import read_divisions
from gisdata.addresses.spans.cursor import Cursor
from gisdata.addresses.spans.gazetteer import Gazetteer, plain_gazetteer
from gisdata.addresses.spans.labels import Part, Span
from gisdata.addresses.spans.name_words import NUMBERED_ROAD
from gisdata.addresses.spans.names import read_name, read_phase
from gisdata.addresses.spans.numbers import read_number
from gisdata.addresses.spans.one_spelling import glued, same_length

GAP = re.compile(r"[-_ ,，;；、.:：/?+*~'\"]+")


def read_spans(address: str, gazetteer: Gazetteer | None = None) -> list[Span]:
    """Return the parts of an address in order; laid end to end they are the address again.

    >>> [(span.part.value, span.start, span.end) for span in read_spans("宁波市幸福路12号3栋")]
    [('city', 0, 3), ('road', 3, 6), ('number', 6, 9), ('building', 9, 11)]
    """
    return spans_of(glued(same_length(address)), gazetteer or plain_gazetteer())


def spans_of(plain: str, gazetteer: Gazetteer) -> list[Span]:
    """Return the parts of a text that is in one spelling already, hyphens inside numbers glued."""
    cursor = Cursor(plain, gazetteer)
    read_divisions(cursor)
    while not cursor.is_done:
        gap = cursor.looks_at(GAP)
        road = cursor.looks_at(NUMBERED_ROAD)
        if gap:
            cursor.move_to(gap.end(), Part.NOISE)
        elif road:
            cursor.move_to(road.end(), Part.SUB_ROAD if cursor.after is Part.ROAD else Part.ROAD)
        elif not read_phase(cursor) and not read_number(cursor):
            read_name(cursor)
    return cursor.spans
