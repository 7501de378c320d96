"""The back of a Chinese address: group, lane, number, building, unit, floor and room, in this order."""

from __future__ import annotations

import re
from dataclasses import dataclass

HEAD = re.compile(r"[^0-9]*?(?=[0-9]|(?<![a-z])[a-z][0-9]|[a-z]栋|[甲乙丙丁戊](?:[0-9]|栋)|$)")

GROUP = re.compile(r"([0-9]+)[组社队]")
LANE = re.compile(r"([0-9]+号?(?:支路|支弄|支巷|巷|弄|路|街|条|排|里))")
PHASE = re.compile(r"([0-9a-z]+[期区])")
NUMBER = re.compile(r"([a-z甲乙丙丁戊]?[0-9]+(?:-[0-9]+)*[a-z]?)号(?:([附之][0-9]+)号?|([甲乙丙丁戊])(?!栋))?")
BARE_NUMBER = re.compile(r"([0-9]+[a-z]?)$")
A_BUILDING = r"(?:[a-z]?[0-9]+[a-z]?|[a-z]|[甲乙丙丁戊])栋"
INNER_NAME = re.compile(
    rf"([^0-9a-z]{{1,14}}?)(?={A_BUILDING}|[0-9]+[期区]|[0-9]+(?:层|楼|单元)|[0-9]{{3,4}}(?:室|房|$)|$)"
)
ESTATE_NAME = re.compile(r".+(?:小区|花园|家园|苑|公寓|新村|大院|大厦|宿舍)$")
BUILDING = re.compile(rf"({A_BUILDING[:-1]})栋")
UNIT = re.compile(r"([0-9]+|[a-z]|[东西南北中])(?:单元|门)")
FLOOR = re.compile(r"([0-9]+)[层楼]")
TRIPLE = re.compile(r"-?([0-9]+[a-z]?)-([0-9]+)-([0-9]{2,4})[室房]?$")
PAIR = re.compile(r"-?([0-9]+)-([0-9]{2,4})[室房]?$")
ROOM = re.compile(r"-?([0-9]{1,5}[a-z]?(?=[室房户])|[0-9]{3,4}[a-z]?)[室房户]?$")
SHORT_ROOM = re.compile(r"-?([0-9]{1,5}[a-z]?)[室房户号]?$")
LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")


@dataclass(slots=True)
class Tail:
    """A cursor over the normalised text, and the parts found so far."""

    text: str
    at: int
    parts: dict[str, str]

    def take(self, pattern: re.Pattern[str], *fields: str) -> re.Match[str] | None:
        """Move over `pattern` if it stands at the cursor, and keep its groups under `fields`."""
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
            for name, value in zip(fields, found.groups(), strict=False):
                self.parts[name] = LEADING_ZEROS.sub("", value or "")
        return found


def read_tail(text: str, start: int, parts: dict[str, str]) -> Tail:
    """Read the numbers of `text` from `start` on; `parts` holds the names in front of them and is added to."""
    tail = Tail(text, start, parts)
    tail.take(GROUP, "group")
    _read_lanes(tail)
    _read_phase(tail)
    _read_number(tail)
    _read_inner_name(tail)
    _read_phase(tail)
    tail.take(BUILDING, "building")
    _read_inside(tail)
    return tail


def _read_lanes(tail: Tail) -> None:
    """Add numbered lanes to the name in front of them (幸福路 + 3巷); a lane of nothing stays unread."""
    parts = tail.parts
    parent = next((name for name in ("street", "estate", "village", "community") if parts.get(name)), "")
    while parent and (found := LANE.match(tail.text, tail.at)):
        name = parts[parent] + found.group(1)
        if parent == "estate":
            del parts["estate"]
        parts["street"], parent, tail.at = name, "street", found.end()


def _read_phase(tail: Tail) -> None:
    """Add the phase or zone of an estate to its name (阳光花园 + 2期); without a name it stays unread."""
    parts = tail.parts
    parent = next((name for name in ("estate", "village", "community") if parts.get(name)), "")
    found = PHASE.match(tail.text, tail.at)
    if found and parent:
        parts["estate"], tail.at = parts[parent] + found.group(1), found.end()


def _read_number(tail: Tail) -> None:
    found = tail.take(NUMBER, "number")
    if found:
        tail.parts["number"] += (found.group(2) or found.group(3) or "").replace("之", "附")
    elif tail.parts.get("street"):
        tail.take(BARE_NUMBER, "number")


def _read_inner_name(tail: Tail) -> None:
    """Read a name behind the number: an estate when a building follows or it ends like one, a mere word else."""
    found = INNER_NAME.match(tail.text, tail.at)
    if not found or not tail.parts.get("number"):
        return
    leads_on = BUILDING.match(tail.text, found.end()) or PHASE.match(tail.text, found.end())
    is_estate = bool(leads_on or ESTATE_NAME.match(found.group(1)))
    tail.parts["estate" if is_estate and not tail.parts.get("estate") else "rest"] = found.group(1)
    tail.at = found.end()


def _read_inside(tail: Tail) -> None:
    """Read unit, floor and room: what lies behind the door plate, whose text is kept as `door_level`."""
    parts, door_end = tail.parts, tail.at
    may_be_triple = not parts.get("building") and (parts.get("number") or not parts.get("street"))
    if may_be_triple and tail.take(TRIPLE, "building", "unit", "room"):
        parts["door_level"] = f"{tail.text[:door_end]}{parts['building']}栋"
        return
    parts["door_level"] = tail.text[:door_end]
    tail.take(UNIT, "unit")
    tail.take(FLOOR, "floor")
    if parts.get("building") and not parts.get("unit") and tail.take(PAIR, "unit", "room"):
        return
    inside = any(parts.get(name) for name in ("building", "unit", "floor"))
    tail.take(SHORT_ROOM if inside else ROOM, "room")
