"""Two addresses in one field: where the second one begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gisdata.addresses.spans.labels import Part, Span

PARTING = re.compile(r"[;；,，、/|\s()（）]+")
"""What people put between two addresses; a hyphen never does."""

DOORS = frozenset((Part.ROAD_NUMBER, Part.SUB_ROAD_NUMBER, Part.BUILDING, Part.ROOM))
LEADS = frozenset((Part.PROVINCE, Part.CITY, Part.DISTRICT, Part.TOWN, Part.COMMUNITY, Part.ROAD, Part.PLACE))


def second_address(address: str, spans: Sequence[Span]) -> int | None:
    """Return where a second whole address begins in the text, or None.

    Each of the two has a name and a number of a door of its own, and a sign other than a hyphen parts them:
    幸福路12号;学府路3号 is two, 幸福路12号(3栋) is one.
    """
    for index, span in enumerate(spans):
        if span.part is not Part.NOISE or not PARTING.fullmatch(address[span.start:span.end]):
            continue
        before, after = spans[:index], spans[index + 1:]
        if _is_whole(before) and _is_whole(after) and after[0].part in LEADS:
            return span.end
    return None


def _is_whole(spans: Sequence[Span]) -> bool:
    parts = {span.part for span in spans}
    return bool(parts & DOORS) and bool(parts & LEADS)
