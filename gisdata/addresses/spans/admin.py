"""The divisions in front of an address: province, city, district, development zone, town."""

from __future__ import annotations

import re

from gisdata.addresses.spans.cursor import Cursor
from gisdata.addresses.spans.division_words import RULES
from gisdata.addresses.spans.labels import Part, Span

RANK = {part: rank for rank, part in enumerate(
    (Part.COUNTRY, Part.PROVINCE, Part.CITY, Part.DISTRICT, Part.DEV_ZONE, Part.TOWN, Part.COMMUNITY))}
GAP = re.compile(r"[-_ ,，、]+|null|其它区|(?:市区|城区)(?!域)")
KIND_FOLLOWS = re.compile(r"[镇乡区县市]|.?街道|.{1,6}?自治县")
"""It is the name of another: 龙港镇 is not the city 龙港, 四方坪街道 not the district 四方."""

NO_DIVISION_FOLLOWS = re.compile(r"村|工业|商务|新村|印象|经济|开发")
"""What makes a known name a part of another one (朝阳村, 临江工业园区)."""


def read_divisions(cursor: Cursor) -> None:
    """Read divisions from the cursor on, known names first and the words for their kinds after.

    What is said twice (浙江省温州市, 浙江省温州市鹿城区) counts once, in the fuller row; the rest is noise.
    """
    first = len(cursor.spans)
    while not cursor.is_done:
        gap = cursor.looks_at(GAP)
        if gap:
            cursor.move_to(gap.end(), Part.NOISE)
            continue
        found = _next(cursor)
        if not found:
            break
        cursor.move_to(found[1], found[0])
    _drop_repeats(cursor, first)


def _next(cursor: Cursor) -> tuple[Part, int] | None:
    known = cursor.gazetteer.at(cursor.text, cursor.at)
    by_kind = _by_kind(cursor)
    if not known or not _fits(cursor, *known):
        return by_kind
    return by_kind if by_kind and _goes_on(cursor, known[1], by_kind[1]) else known


def _goes_on(cursor: Cursor, known_end: int, end: int) -> bool:
    """Tell whether a known name is only the beginning of the one read by its kind."""
    return end > known_end and bool(KIND_FOLLOWS.match(cursor.text, known_end))


def _fits(cursor: Cursor, part: Part, end: int) -> bool:
    """Tell whether a known name may stand here: in full anywhere, without its kind only down the ranks."""
    if part is Part.COUNTRY:
        following = cursor.gazetteer.at(cursor.text, end)
        return following is not None and following[0] in (Part.PROVINCE, Part.CITY)
    if not cursor.gazetteer.is_short(cursor.text[cursor.at:end]):
        return True
    if NO_DIVISION_FOLLOWS.match(cursor.text, end):
        return False
    after = cursor.after
    return after is None or after not in RANK or RANK[after] < RANK[part]


def _by_kind(cursor: Cursor) -> tuple[Part, int] | None:
    for part, patterns in RULES:
        ends = [found.end() for found in map(cursor.looks_at, patterns) if found]
        if ends:
            behind_city = part is Part.CITY and cursor.after is Part.CITY  # a city in a city is a county-level one
            return Part.DISTRICT if behind_city else part, min(ends)
    return None


def _drop_repeats(cursor: Cursor, first: int) -> None:
    """Call noise what another row of divisions says again: a row ends where the rank does not fall."""
    rows: list[list[int]] = []
    for index in range(first, len(cursor.spans)):
        rank = RANK.get(cursor.spans[index].part)
        if rank is None:
            continue
        if not rows or rank <= RANK[cursor.spans[rows[-1][-1]].part]:
            rows.append([])
        rows[-1].append(index)
    fullest = max(reversed(rows), key=len, default=[])  # of equal rows the later one leads on to the street
    held = {cursor.spans[index].part for index in fullest}
    names = {cursor.word_of(cursor.spans[index])[:2] for index in fullest}
    for index in (index for row in rows if row is not fullest for index in row):
        span = cursor.spans[index]
        if cursor.word_of(span)[:2] in names or (span.part in held and len(fullest) > 1):
            cursor.spans[index] = Span(Part.NOISE, span.start, span.end)
