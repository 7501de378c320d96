"""Two addresses in one field: where the second one begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gisdata.addresses.spans.labels import Part, Span

PARTING = re.compile(r"[;；,，、/|\s()（）]+")
"""What people put between two addresses; a hyphen never does."""

DOORS = frozenset((Part.ROAD_NUMBER, Part.SUB_ROAD_NUMBER, Part.BUILDING, Part.ROOM))
DIVISIONS = frozenset((Part.PROVINCE, Part.CITY, Part.DISTRICT, Part.TOWN))


def second_address(address: str, spans: Sequence[Span]) -> int | None:
    """Return where a second whole address begins in the text, or None.

    The first has a door, and the second begins with a road and its number, or with a division and has a door; a sign
    other than a hyphen parts them. 幸福路12号;学府路3号 is two, 幸福路12号(3栋) and 幸福路12号 清风大厦3楼 are one.
    """
    for index, span in enumerate(spans):
        if span.part is not Part.NOISE or not PARTING.fullmatch(address[span.start:span.end]):
            continue
        before, after = spans[:index], spans[index + 1:]
        if _has_door(before) and _begins_anew(after):
            return span.end
    return None


def _has_door(spans: Sequence[Span]) -> bool:
    return any(span.part in DOORS for span in spans)


def _begins_anew(spans: Sequence[Span]) -> bool:
    parts = [span.part for span in spans]
    if parts[:1] == [Part.ROAD]:
        return Part.ROAD_NUMBER in parts[1:3]
    return bool(parts) and parts[0] in DIVISIONS and _has_door(spans)
