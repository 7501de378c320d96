"""Address points ready to be asked: by their text, and by name and number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gisdata.addresses.normalise import HAS_HAN, normalise
from gisdata.addresses.parse import parse
from gisdata.addresses.parts import AddressParts
from gisdata.addresses.western import street_key
from gisdata.records import AddressPoint

COMMUNITY_KIND = re.compile(r"(?<=.)(?:社区|居委会|居民委员会|村委会|村民委员会|社区居委会|村)$")
SIMPLE_NUMBER = re.compile(r"[0-9]+ ?[a-z]?(?: ?[-/] ?[0-9]+ ?[a-z]?)*")
SEVERAL_NUMBERS = re.compile(r"\s*[;,]\s*")

Key = tuple[str, str, str]
"""What door plates are found by: ("number", name, house number) or ("building", name, building)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """An address taken apart, with the community it is known to lie in ("" when nobody says)."""

    parts: AddressParts
    community: str

    @property
    def place(self) -> str:
        """The estate or village, or, where the address names nothing else, the community."""
        named = self.parts.estate or self.parts.village or self.parts.community
        return named or ("" if self.parts.street else self.community)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that a number or building of this door may belong to."""
        return tuple(name for name in (self.parts.street, self.place) if name)

    def plate_keys(self) -> tuple[Key, ...]:
        """Return the keys under which a door plate of the same address is found; none without number or name."""
        parts, keys = self.parts, []
        if parts.street and parts.number:
            keys.append(("number", parts.street, parts.number))
        elif parts.street and parts.building:
            keys.append(("building", parts.street, parts.building))
        if self.place and parts.number and not parts.street:
            keys.append(("number", self.place, parts.number))
        elif self.place and parts.building:
            keys.append(("building", self.place, parts.building))
        return tuple(keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """An address point and the door it marks."""

    point: AddressPoint
    door: Door


class Plates:
    """All address points of one source."""

    def __init__(self, points: Iterable[AddressPoint]) -> None:
        self.by_text: dict[str, list[Plate]] = defaultdict(list)
        self.by_key: dict[Key, list[Plate]] = defaultdict(list)
        self.names: set[str] = set()
        for point in points:
            self._add(point)

    def _add(self, point: AddressPoint) -> None:
        doors = doors_of_point(point)
        written = parse(point.address)
        self.by_text[written.door_level].append(Plate(point=point, door=doors[0]))
        for door in doors:
            self.names.update(door.names)
            if door.parts.is_unclear:
                continue
            for key in door.plate_keys():
                self.by_key[key].append(Plate(point=point, door=door))


def door_of(address: str, community: str) -> Door:
    """Return the door that an address means, as a household writes it."""
    return Door(parts=parse(address), community=normalise(community))


def doors_of_point(point: AddressPoint) -> list[Door]:
    """Return the doors of an address point: one, or one per number where a map lists several ("12;14").

    Street and number are taken as the source keeps them apart; an address in one text is parsed.
    """
    if not (point.street and point.number):
        return [door_of(point.address, point.community)]
    street = normalise(point.street)
    doors = []
    for number in SEVERAL_NUMBERS.split(point.number.strip()):
        plain = normalise(number).removesuffix("号")
        if HAS_HAN.search(street) or not SIMPLE_NUMBER.fullmatch(plain):
            sign = "号" if SIMPLE_NUMBER.fullmatch(plain) else ""
            parts = parse(f"{point.street}{plain}{sign}" if sign else f"{point.street} {number}")
        else:
            parts = AddressParts(street=street_key(street), number=plain.replace(" ", ""))
            parts = replace(parts, town=parse(point.address).town)
        doors.append(Door(parts=parts, community=normalise(point.community)))
    return doors


def could_be_same(asked: Door, plate: Door) -> bool:
    """Tell whether nothing that both addresses say differs, and the plate has all that a number hangs on.

    Towns, districts, communities, villages, estates and streets must be equal where both know them. House
    numbers must be equal where both know them; a building that is asked for must be on the plate. A villagers'
    group must be equal, or known to one only where a street holds the number. A word that only the plate has
    (东院) makes it another door.
    """
    mine, theirs = asked.parts, plate.parts
    both_known = (
        (mine.province, theirs.province), (mine.city, theirs.city), (mine.district, theirs.district),
        (mine.town, theirs.town), (mine.village, theirs.village), (mine.estate, theirs.estate),
        (mine.street, theirs.street), (mine.number, theirs.number), (community_of(asked), community_of(plate)),
    )
    if any(one and other and one != other for one, other in both_known):
        return False
    if mine.building and mine.building != theirs.building:
        return False
    if mine.group != theirs.group and not (mine.street and not (mine.group and theirs.group)):
        return False
    return theirs.rest in ("", mine.rest)


def same_number(door: Door, plates: Plates) -> list[Plate]:
    """Return the plates of the same name and number that nothing speaks against, each once."""
    found = {
        plate.point.address_id: plate
        for key in door.plate_keys() for plate in plates.by_key.get(key, ()) if could_be_same(door, plate.door)
    }
    return list(found.values())


def community_of(door: Door) -> str:
    """Return the bare name of the community a door is known to lie in (东门社区 and 东门居委会 are 东门); or ""."""
    known = door.community or door.parts.community or door.parts.village
    return COMMUNITY_KIND.sub("", known)
