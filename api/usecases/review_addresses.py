"""The review of addresses as a person works through it: a page of the list, and one door with its candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from api.usecases.settle_address import OPEN, homes_behind, key_of
from gisdata.addresses.answers import CONFIDENCE
from gisdata.addresses.why import PLACED_BY
from gisdata.geodesy import great_circle_m
from gisdata.records import AddressDecision, AddressPoint, Household, Located, ReviewFilter, ReviewRow, ReviewState
from gisdata.store import Reading
from planner.sentence import Sentence, say

PAGE_SIZE = 50
"""Addresses on a page: a few screens of a phone; a list of 20,000 has 400 pages."""

NOT_OPEN = say("the place of this household comes from a file or a door plate; there is nothing to settle")
NO_SUCH_DOOR = say("a person has found that there is no such door")
DECIDED = say("a person has chosen this place")
NOT_LISTED = say("the address is not placed yet; run: huhu locate")

LEVEL_NAMES: dict[Located, Sentence] = {
    Located.GIVEN: say("from a file"),
    Located.DECIDED: say("decided"),
    Located.DOORPLATE: say("door plate"),
    Located.OSM_ADDRESS: say("address of the map"),
    Located.SAME_NUMBER: say("same name and number"),
    Located.SIMILAR_NAME: say("similar name"),
    Located.INTERPOLATED: say("between two numbers"),
    Located.BUILDING: say("named building"),
    Located.NOWHERE: say("not placed"),
}
"""Levels in words; the middle of a community is never the place of a household."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """A household of the list: how it is placed, how far that can be trusted, and why a person should look."""

    household: Household
    why: Sentence
    n_candidates: int
    later: bool

    @property
    def level(self) -> Sentence:
        """How the household is placed, in words."""
        return LEVEL_NAMES[self.household.located]

    @property
    def confidence(self) -> float:
        """The share of households placed so whose door lies within 50 m; 0 without a point, 1 when it was decided."""
        return CONFIDENCE.get(self.household.located, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewList:
    """A page of the list: rows `first` to `last` of `n_rows`; `counts`: households by state without a filter."""

    lines: tuple[ReviewLine, ...]
    first: int
    n_rows: int
    counts: dict[ReviewState, int]
    n_decided: int
    communities: tuple[str, ...]

    @property
    def last(self) -> int:
        """The number behind the last row of the page."""
        return self.first + len(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A door plate that may be meant; `distance_m` from the present place or the middle of the community, if known."""

    point: AddressPoint
    distance_m: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDoor:
    """One address to settle. `near` is its present place, else the middle of its community's households, else None.

    `n_homes`: households behind the door that a decision moves. `is_open`: a person may decide.
    """

    line: ReviewLine
    candidates: tuple[Candidate, ...]
    near: tuple[float, float] | None
    decision: AddressDecision | None
    n_homes: int

    @property
    def is_open(self) -> bool:
        """True when the place of the household is for a person to decide."""
        return self.line.household.located in OPEN


def view_review(reading: Reading, wanted: ReviewFilter, *, first: int = 0) -> ReviewList:
    """Return a page of the households of one state, by address, from row number `first` on."""
    rows = reading.review_rows(wanted, first=max(0, first), most=PAGE_SIZE)
    return ReviewList(
        lines=tuple(map(_line, rows)), first=max(0, first), n_rows=reading.count_review(wanted),
        counts={state: reading.count_review(ReviewFilter(state=state)) for state in ReviewState},
        n_decided=len(reading.address_decisions()), communities=tuple(reading.review_communities(wanted.state)),
    )


def view_decisions(reading: Reading, *, text: str = "") -> list[AddressDecision]:
    """Return what was decided about addresses that hold `text`, the latest decision first."""
    found = [decision for decision in reading.address_decisions() if text in decision.address]
    return sorted(found, key=lambda decision: (decision.decided_at, decision.decision_key), reverse=True)


def view_door(reading: Reading, household_id: str) -> OpenDoor:
    """Return one address to settle. Raises NotFound when the household is not in the register."""
    row = reading.review_row(household_id)
    household, near = row.household, _near(reading, row.household)
    decision = reading.address_decision(key_of(household))
    points = reading.address_points_of([id_ for id_, _ in row.item.candidates] if row.item else [])
    known = [points[id_] for id_, _ in (row.item.candidates if row.item else ()) if id_ in points]
    line = _line(row)
    if decision is not None and household.located in OPEN:
        line = replace(line, why=DECIDED if decision.exists else NO_SUCH_DOOR)
    return OpenDoor(
        line=line, near=near, decision=decision,
        candidates=tuple(Candidate(point=point, distance_m=_distance_m(near, point)) for point in known),
        n_homes=len(homes_behind(reading, key_of(household))) if household.located in OPEN else 0,
    )


def next_door(reading: Reading, wanted: ReviewFilter, behind: Household) -> str | None:
    """Return the id of the household of the list that follows one, by address; None behind the last."""
    rows = reading.review_rows(wanted, most=1, after=behind)
    return rows[0].household.household_id if rows else None


def _line(row: ReviewRow) -> ReviewLine:
    household, item = row.household, row.item
    if household.located is Located.NOWHERE:
        why = NOT_LISTED if item is None else Sentence(item.why, {})
    else:
        why = PLACED_BY.get(household.located, DECIDED if household.located is Located.DECIDED else NOT_OPEN)
    return ReviewLine(household=household, why=why, n_candidates=len(item.candidates) if item else 0,
                      later=item is not None and item.set_aside)


def _near(reading: Reading, household: Household) -> tuple[float, float] | None:
    if household.lon_deg is not None and household.lat_deg is not None:
        return household.lon_deg, household.lat_deg
    return middle_of(reading.households_in([household.community]) if household.community else [])


def middle_of(households: Sequence[Household]) -> tuple[float, float] | None:
    """Return the median longitude and latitude of the households that have a point, or None when none has."""
    placed = [(h.lon_deg, h.lat_deg) for h in households if h.lon_deg is not None and h.lat_deg is not None]
    if not placed:
        return None
    return median(lon for lon, _ in placed), median(lat for _, lat in placed)


def _distance_m(near: tuple[float, float] | None, point: AddressPoint) -> int | None:
    if near is None:
        return None
    here, there = np.array(near), np.array((point.lon_deg, point.lat_deg))
    return round(float(great_circle_m(here[0], here[1], there[0], there[1])))
