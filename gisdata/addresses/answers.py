"""Answers addresses step by step, surest first; each answer says how it was found and how far it can be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gisdata.addresses import why
from gisdata.addresses.areas import Communities, NamedBuildings
from gisdata.addresses.candidates import MOST_CANDIDATES, Candidates
from gisdata.addresses.interpolate import Interpolation
from gisdata.addresses.misspelt import Misspelt, as_compared, one_name_off
from gisdata.addresses.one_point import the_one_point
from gisdata.addresses.plates import Door, Plate, Plates, community_of, door_of, same_number
from gisdata.records import AddressPoint, AddressSource, Building, Located
from planner.sentence import Sentence

BESIDE = re.compile(r"旁|边|侧|对|附近|隔壁|后|前|口|交|以|往|向|至|与|和|米|上|下")
"""Words behind a number that lead away from its door (12号对面); a harmless 门前 goes to a person as well."""

CONFIDENCE = {
    Located.DOORPLATE: 0.99, Located.OSM_ADDRESS: 0.99, Located.SAME_NUMBER: 0.98, Located.SIMILAR_NAME: 0.95,
    Located.INTERPOLATED: 0.9, Located.BUILDING: 0.8, Located.COMMUNITY: 0.2, Located.NOWHERE: 0.0,
}
"""How likely the door is within 50 m, by level; tests/benchmarks/geocoding.py measures the first five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What is known of the ground: address points, buildings, and names of streets whether or not they have plates."""

    address_points: tuple[AddressPoint, ...]
    buildings: tuple[Building, ...] = ()
    street_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is known of one address: a point (WGS-84) and how it was found, or why not and the candidates."""

    lon_deg: float | None = None
    lat_deg: float | None = None
    located: Located = Located.NOWHERE
    why: Sentence | None = None
    candidates: tuple[tuple[str, str], ...] = ()

    @property
    def confidence(self) -> float:
        """The share of such answers whose door lies within 50 m; 0 without a point."""
        return CONFIDENCE[self.located]

    @property
    def is_sure(self) -> bool:
        """True when the point may stand for the door; the middle of a community may not."""
        return self.lon_deg is not None and self.located is not Located.COMMUNITY


class Answers:
    """Answers addresses from what is known of the ground; homes behind one door are worked out once."""

    def __init__(self, ground: Ground) -> None:
        points = ground.address_points
        self._official = Plates(point for point in points if point.source is AddressSource.DOORPLATE)
        self._map = Plates(point for point in points if point.source is AddressSource.OSM)
        self._sources = [self._official, self._map]
        streets = frozenset(as_compared(name) for name in ground.street_names)
        self._candidates = Candidates(self._sources, streets)
        self._misspelt = Misspelt(self._sources, self._candidates, streets)
        self._between = Interpolation(self._sources)
        self._buildings = NamedBuildings(ground.buildings)
        self._communities = Communities(self._sources)
        self._is_empty = not points
        self._known: dict[tuple[str, str], Answer] = {}

    def to(self, address: str, community: str) -> Answer:
        """Return the answer to one address, known to lie in a community ("" when nobody says)."""
        door = door_of(address, community)
        key = (door.parts.door_level, door.community)
        if key not in self._known:
            self._known[key] = self._work_out(door)
        return self._known[key]

    def _work_out(self, door: Door) -> Answer:
        for located, plates in self._ladder(door):
            if plates:
                point = the_one_point(plates)
                if point is None:
                    return Answer(why=why.SEVERAL, candidates=_listed(plates))
                return Answer(lon_deg=point.lon_deg, lat_deg=point.lat_deg, located=located,
                              candidates=_listed(plates))
        return self._larger(door) or Answer(why=self._reason(door), candidates=self._candidates.of(door))

    def _ladder(self, door: Door) -> Iterable[tuple[Located, list[Plate]]]:
        """Yield the plates of each step, surest first."""
        yield Located.DOORPLATE, _same_text(door, self._official)
        yield Located.OSM_ADDRESS, _same_text(door, self._map)
        if _is_plain(door):
            for plates in self._sources:
                yield Located.SAME_NUMBER, same_number(door, plates)
            meant = self._misspelt.as_meant(door)
            for plates in self._sources if meant else ():
                yield Located.SIMILAR_NAME, same_number(meant or door, plates)
            for plates in self._sources:
                yield Located.SIMILAR_NAME, one_name_off(door, plates)

    def _larger(self, door: Door) -> Answer | None:
        """Return what is known where no plate of the door is: between neighbours, a building, a community."""
        if not _is_plain(door):
            return None
        meant = self._misspelt.as_meant(door) or door
        if not any(key in plates.by_key for plates in self._sources for key in meant.plate_keys()):
            between = self._between.point(meant)
            if between:
                return Answer(lon_deg=between.lon_deg, lat_deg=between.lat_deg, located=Located.INTERPOLATED,
                              candidates=tuple((p.address_id, p.address) for p in between.neighbours))
        for located, spot in ((Located.BUILDING, self._buildings.point(door)),
                              (Located.COMMUNITY, self._communities.middle(door))):
            if spot:
                return Answer(lon_deg=spot[0], lat_deg=spot[1], located=located,
                              why=self._reason(door), candidates=self._candidates.of(door))
        return None

    def _reason(self, door: Door) -> Sentence:
        """Return why no plate was found."""
        if self._is_empty:
            return why.NO_PLATES
        if door.parts.is_unclear:
            return why.UNCLEAR
        if BESIDE.search(door.parts.rest):
            return why.BESIDE
        if not door.parts.names_a_door:
            return why.NO_NUMBER
        if not door.names:
            return why.NO_NAME
        return self._reason_of_name(door)

    def _reason_of_name(self, door: Door) -> Sentence:
        for key in door.plate_keys():
            if any(key in plates.by_key for plates in self._sources):
                return why.DIFFERS
        return why.NUMBER_UNKNOWN if self._candidates.knows_name(door) else why.NAME_UNKNOWN


def _is_plain(door: Door) -> bool:
    return not door.parts.is_unclear and not BESIDE.search(door.parts.rest)


def _same_text(door: Door, plates: Plates) -> list[Plate]:
    """Return the plates with the same text down to the door plate, in a community that does not differ.

    A text that names nothing (12号) says too little: then the same community must be known of both.
    """
    names_something = bool(door.parts.street or door.parts.estate or door.parts.village or door.parts.community)
    found = []
    for plate in plates.by_text.get(door.parts.door_level, ()):
        both_known = bool(door.community and plate.door.community)
        if community_of(door) == community_of(plate.door) if both_known else names_something:
            found.append(plate)
    return found


def _listed(plates: list[Plate]) -> tuple[tuple[str, str], ...]:
    return tuple((plate.point.address_id, plate.point.address) for plate in plates[:MOST_CANDIDATES])
