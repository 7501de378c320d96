"""Doors whose address has one misspelt name, where nothing else can be meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from gisdata.addresses.candidates import Candidates
from gisdata.addresses.normalise import HAS_HAN, normalise
from gisdata.addresses.parts import AddressParts
from gisdata.addresses.plates import Door, Plate, Plates, community_of, could_be_same
from gisdata.addresses.similar import edits, nearest, tells_apart
from gisdata.addresses.western import street_key


class Misspelt:
    """Finds the one known name that a misspelt street, estate or village can mean."""

    def __init__(self, sources: Sequence[Plates], candidates: Candidates, streets: frozenset[str]) -> None:
        self._candidates = candidates
        self._streets = streets
        self._near: dict[str, list[str]] = {}
        self._communities: dict[str, set[str]] = defaultdict(set)
        for plates in sources:
            for (_, name, _), found in plates.by_key.items():
                self._communities[name].update(community_of(plate.door) for plate in found)

    def as_meant(self, door: Door) -> Door | None:
        """Return the door under the one known name that its own can be a misspelling of, or None.

        Where several names are as near, the known community of the door decides: those without a plate in it drop
        out. A written name that the map knows as a street is none.
        """
        name = door.parts.street or door.parts.estate or door.parts.village
        if not name or self._candidates.knows_name(door) or name in self._streets:
            return None
        near = self._nearest(name)
        if len(near) > 1 and door.community:
            here = community_of(door)
            near = [other for other in near if self._communities.get(other, {""}) & {here, ""}]
        if len(near) != 1 or tells_apart(name, near[0]):
            return None
        return replace(door, parts=_renamed(door.parts, near[0]))

    def _nearest(self, name: str) -> list[str]:
        if name not in self._near:
            self._near[name] = nearest(name, self._candidates.similar_names(name))
        return self._near[name]


def one_name_off(door: Door, plates: Plates) -> list[Plate]:
    """Return the plates that agree in number, building and one name, while the other name has one wrong sign.

    Of 春园路26号学府花园11栋 all but the street stands on the plate 桃园路26号学府花园11栋.
    """
    parts, found = door.parts, {}
    if not (parts.number and parts.building and parts.street and parts.estate):
        return []
    for plate in (plate for key in door.plate_keys() for plate in plates.by_key.get(key, ())):
        theirs = plate.door.parts
        agree = (theirs.number, theirs.building) == (parts.number, parts.building)
        off = edits(parts.street, theirs.street, 1) + edits(parts.estate, theirs.estate, 1)
        mended = replace(door, parts=replace(parts, street=theirs.street, estate=theirs.estate))
        if agree and off == 1 and could_be_same(mended, plate.door):
            found[plate.point.address_id] = plate
    return list(found.values())


def _renamed(parts: AddressParts, name: str) -> AddressParts:
    if parts.street:
        return replace(parts, street=name)
    return replace(parts, estate=name) if parts.estate else replace(parts, village=name)


def as_compared(name: str) -> str:
    """Return the name of a street in the spelling by which names are compared."""
    plain = normalise(name)
    return plain if HAS_HAN.search(plain) else street_key(plain)
