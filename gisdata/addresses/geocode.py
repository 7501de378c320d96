"""Gives households without a point the point of their door plate; what is not sure goes to a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from gisdata.addresses import why
from gisdata.addresses.candidates import MOST_CANDIDATES, Candidates
from gisdata.addresses.one_point import the_one_point
from gisdata.addresses.plates import Door, Plate, Plates, community_of, could_be_same, door_of
from gisdata.records import AddressPoint, AddressSource, Household, Located, ReviewItem
from planner.sentence import Sentence

BESIDE = re.compile(r"旁|边|侧|对|附近|隔壁|后|前|口|交|以|往|向|至|与|和|米|上|下")
"""Words behind a number that lead away from its door (12号对面); a harmless 门前 goes to a person as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Geocoded:
    """All households in the order given, those to be reviewed still without a point, and how each was located.

    `counts` has every way of being located; its values add up to the number of households.
    """

    households: tuple[Household, ...]
    review: tuple[ReviewItem, ...]
    counts: Mapping[Located, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is known of one address: a point and how it was found, or why not and the candidates."""

    point: AddressPoint | None = None
    located: Located = Located.NOWHERE
    why: Sentence | None = None
    candidates: tuple[tuple[str, str], ...] = ()


def geocode(households: Iterable[Household], address_points: Iterable[AddressPoint]) -> Geocoded:
    """Return the households with points where the address is sure, and a review item for each of the others.

    Only households that are NOWHERE are touched. The official door plates are asked first, then the points of
    the map, by the whole text down to the door plate (located DOORPLATE or OSM_ADDRESS), and then both again by
    name and number (SAME_NUMBER). A step that finds points more than 30 m apart ends in review, and so does a
    wrong, missing or unclear number: a point is never guessed and always is one of `address_points`.
    """
    answers = Answers(address_points)
    placed: list[Household] = []
    review: list[ReviewItem] = []
    for household in households:
        if household.located is not Located.NOWHERE:
            placed.append(household)
            continue
        answer = answers.to(household.address, household.community)
        placed.append(_placed(household, answer))
        if answer.point is None:
            review.append(ReviewItem(
                household_id=household.household_id, address=household.address,
                why=str(answer.why), candidates=answer.candidates,
            ))
    counts = Counter(household.located for household in placed)
    return Geocoded(
        households=tuple(placed), review=tuple(review), counts={how: counts[how] for how in Located}
    )


def _placed(household: Household, answer: Answer) -> Household:
    if answer.point is None:
        return household
    return replace(
        household, lon_deg=answer.point.lon_deg, lat_deg=answer.point.lat_deg, located=answer.located
    )


class Answers:
    """Answers addresses from door plates and map points; homes behind one door are worked out once."""

    def __init__(self, address_points: Iterable[AddressPoint]) -> None:
        points = list(address_points)
        self._official = Plates(point for point in points if point.source is AddressSource.DOORPLATE)
        self._map = Plates(point for point in points if point.source is AddressSource.OSM)
        self._candidates = Candidates([self._official, self._map])
        self._is_empty = not points
        self._known: dict[tuple[str, str], Answer] = {}

    def to(self, address: str, community: str) -> Answer:
        """Return the answer to one address of a household in a community ("" when unknown)."""
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
                return Answer(point=point, located=located)
        return Answer(why=self._reason(door), candidates=self._candidates.of(door))

    def _ladder(self, door: Door) -> Iterable[tuple[Located, list[Plate]]]:
        """Yield the plates of each step, surest first."""
        yield Located.DOORPLATE, _same_text(door, self._official)
        yield Located.OSM_ADDRESS, _same_text(door, self._map)
        if not door.parts.is_unclear and not BESIDE.search(door.parts.rest):
            yield Located.SAME_NUMBER, _same_number(door, self._official)
            yield Located.SAME_NUMBER, _same_number(door, self._map)

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
            if key in self._official.by_key or key in self._map.by_key:
                return why.DIFFERS
        return why.NUMBER_UNKNOWN if self._candidates.knows_name(door) else why.NAME_UNKNOWN


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


def _same_number(door: Door, plates: Plates) -> list[Plate]:
    found = {
        plate.point.address_id: plate
        for key in door.plate_keys() for plate in plates.by_key.get(key, ()) if could_be_same(door, plate.door)
    }
    return list(found.values())


def _listed(plates: list[Plate]) -> tuple[tuple[str, str], ...]:
    return tuple((plate.point.address_id, plate.point.address) for plate in plates[:MOST_CANDIDATES])
