"""The register: households, where they are, and what is asked of the planner. Doors and dates, not people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Dwelling(StrEnum):
    """Kind of dwelling; it chooses service minutes, nothing else."""

    FLAT = "flat"
    HOUSE = "house"
    DORMITORY = "dormitory"
    UNKNOWN = "unknown"


class Slot(StrEnum):
    """Time of the week the household would rather be called at."""

    ANY = "any"
    DAYTIME = "daytime"
    EVENING = "evening"
    WEEKEND = "weekend"


class Located(StrEnum):
    """How the point of a household came to be known, best first; NOWHERE has no point and is never guessed.

    COMMUNITY is the middle of a community: an answer to an address, never the place of a household.
    """

    GIVEN = "given"
    DECIDED = "decided"
    DOORPLATE = "doorplate"
    OSM_ADDRESS = "osm_address"
    SAME_NUMBER = "same_number"
    SIMILAR_NAME = "similar_name"
    INTERPOLATED = "interpolated"
    BUILDING = "building"
    COMMUNITY = "community"
    NOWHERE = "nowhere"


UNSURE = frozenset((Located.SIMILAR_NAME, Located.INTERPOLATED, Located.BUILDING))
"""Placed, but by a conclusion and not by the plate of the door: a person may look again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """One dwelling to be called at. No name, no phone, no number of a person, no score and no tag.

    `lon_deg`, `lat_deg`: WGS-84 degrees, both None when `located` is NOWHERE. `last_contact_on`: day of the last
    completed visit. `must_visit_by`: a visit is owed by this day; why is not asked.
    """

    household_id: str
    address: str
    community: str
    dwelling: Dwelling = Dwelling.UNKNOWN
    lon_deg: float | None = None
    lat_deg: float | None = None
    located: Located = Located.NOWHERE
    slot: Slot = Slot.ANY
    do_not_disturb: bool = False
    last_contact_on: date | None = None
    must_visit_by: date | None = None
    cell_id: str | None = None

    @property
    def has_point(self) -> bool:
        """True when the household has coordinates."""
        return self.lon_deg is not None and self.lat_deg is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """A household address that no rule could place surely: why, and the candidates a person may choose from.

    `candidates`: pairs (address point id, address text), best first, at most five. `set_aside`: a person has looked
    at it and left it for later.
    """

    household_id: str
    address: str
    why: str
    candidates: tuple[tuple[str, str], ...] = ()
    set_aside: bool = False
