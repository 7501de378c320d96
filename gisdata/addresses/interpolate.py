"""A house number between two known ones of its side of the street."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gisdata.addresses.one_point import distance_m, the_one_point
from gisdata.addresses.plates import Door, Plate, Plates, could_be_same
from gisdata.records import AddressPoint

PLAIN = re.compile("[0-9]{1,4}")

MOST_STEPS = 6
"""Known neighbours further apart in number than three houses of one side say little of what lies between."""

MOST_GAP_M = 60.0
"""A door between two neighbours that are so near is mostly within 30 m of the point between: the right block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """A point between two doors (WGS-84 degrees), and how far these are apart in metres."""

    lon_deg: float
    lat_deg: float
    gap_m: float
    neighbours: tuple[AddressPoint, AddressPoint]


class Interpolation:
    """Finds points between door plates of one street and side (even or odd numbers)."""

    def __init__(self, sources: Iterable[Plates]) -> None:
        self._on: dict[str, dict[int, list[Plate]]] = defaultdict(lambda: defaultdict(list))
        for plates in sources:
            for (kind, name, number), found in plates.by_key.items():
                if kind == "number" and PLAIN.fullmatch(number):
                    self._on[name][int(number)] += found

    def point(self, door: Door) -> Between | None:
        """Return the point of a plain number between its nearest known neighbours of the same side, or None.

        None also where the neighbours are far apart, in number or in metres, where one of them lies at several
        places, and at the ends of the known numbers: nothing is extended.
        """
        street, number = door.parts.street, door.parts.number
        if door.parts.building or not PLAIN.fullmatch(number) or street not in self._on:
            return None
        wanted = int(number)
        side = sorted(n for n in self._on[street] if n % 2 == wanted % 2)
        at = bisect_left(side, wanted)
        if at in (0, len(side)) or side[at] == wanted or side[at] - side[at - 1] > MOST_STEPS:
            return None
        lower, upper = side[at - 1], side[at]
        ends = [self._known(door, n) for n in (lower, upper)]
        return _between(ends[0], ends[1], (wanted - lower) / (upper - lower)) if ends[0] and ends[1] else None

    def _known(self, door: Door, number: int) -> AddressPoint | None:
        asked = Door(parts=replace(door.parts, number=str(number), rest=""), community=door.community)
        return the_one_point([plate for plate in self._on[door.parts.street][number]
                              if could_be_same(asked, plate.door)])


def _between(first: AddressPoint, second: AddressPoint, share: float) -> Between | None:
    gap_m = distance_m(first, second)
    if gap_m > MOST_GAP_M:
        return None
    return Between(
        lon_deg=first.lon_deg + share * (second.lon_deg - first.lon_deg),
        lat_deg=first.lat_deg + share * (second.lat_deg - first.lat_deg), gap_m=gap_m, neighbours=(first, second))
