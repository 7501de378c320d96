"""Settle an unsure address, leave it for later, or take a decision back; the register follows at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from api.errors import WrongUse
from api.usecases.address_ground import known_ground
from api.usecases.locate import put_into_cells
from api.workspace import Workspace
from gisdata.addresses import as_decided, bare_community, decision_key, geocode
from gisdata.read import FAR_KM, distance_km, middle
from gisdata.records import UNSURE, AddressDecision, Household, Located
from gisdata.store import Reading, Writing

OPEN = UNSURE | {Located.NOWHERE, Located.DECIDED}
"""What a person may decide on; a point from a file or from the plate of the door itself is left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a person chose: the id of an address point, a WGS-84 point (lon, lat), or neither: no such door."""

    candidate_id: str | None = None
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The decision that is remembered, or was until now, and the ids of the households that it settled."""

    decision: AddressDecision
    household_ids: tuple[str, ...]

    @property
    def n_households(self) -> int:
        """How many homes stand behind the door."""
        return len(self.household_ids)


def settle_address(workspace: Workspace, household_id: str, choice: Choice, *, now: datetime) -> Settled:
    """Remember a decision about the door of a household, and apply it to every home behind that door.

    Later imports with the same normalised address follow it; plans that are made already do not change. Households
    with a point from a file or a plate are left alone. Raises NotFound for an unknown household, WrongUse for an
    unknown candidate or a point off the earth, or over 100 km from the homes of its community.
    """
    with workspace.open_store() as store, store.writing() as writing:
        household = writing.household(household_id)
        if household.located not in OPEN:
            raise WrongUse("household {household} has a point already ({level}); only unsure ones are settled",
                           household=household_id, level=household.located.value)
        lon_deg, lat_deg = _point(writing, choice, household)
        decision = AddressDecision(decision_key=key_of(household), address=household.address,
                                   lon_deg=lon_deg, lat_deg=lat_deg, decided_at=now)
        homes = homes_behind(writing, decision.decision_key)
        writing.save_address_decision(decision)
        _place(writing, [as_decided(home, decision) for home in homes])
        writing.drop_review_items(home.household_id for home in homes)
    return Settled(decision=decision, household_ids=tuple(home.household_id for home in homes))


def take_back(workspace: Workspace, key: str) -> Settled:
    """Forget a decision: the homes it settled are placed anew by rule, or wait in the review list again.

    Raises NotFound when nothing was decided under this key.
    """
    with workspace.open_store() as store:
        with store.reading() as reading:
            ground = known_ground(workspace, reading)
        with store.writing() as writing:
            decision = writing.take_back_address_decision(key)
            homes = [home for home in homes_behind(writing, key) if home.located not in UNSURE]
            bare = [replace(home, lon_deg=None, lat_deg=None, located=Located.NOWHERE) for home in homes]
            found = geocode(bare, ground, writing.address_decisions())
            _place(writing, list(found.households))
            writing.save_review_items(found.review)
    return Settled(decision=decision, household_ids=tuple(home.household_id for home in homes))


def leave_for_later(workspace: Workspace, household_id: str, *, later: bool) -> None:
    """Set an address of the review list aside, or take it up again. Raises NotFound when it is not on the list."""
    with workspace.open_store() as store, store.writing() as writing:
        writing.set_aside(household_id, later=later)


def key_of(household: Household) -> str:
    """Return the key under which a decision about the door of a household is kept."""
    return decision_key(household.address, household.community)


def homes_behind(reading: Reading, key: str) -> list[Household]:
    """Return the households behind the door of a key that a person may decide on, by id."""
    named = [name for name in reading.communities() if key.endswith(f"@{bare_community(name)}")]
    near = reading.households_in(named)
    return [home for home in near if home.located in OPEN and key_of(home) == key]


def _place(writing: Writing, homes: list[Household]) -> None:
    writing.place_households(homes)
    put_into_cells(writing, households=homes)


def _point(writing: Writing, choice: Choice, household: Household) -> tuple[float | None, float | None]:
    if choice.candidate_id is not None:
        point = writing.address_points_of([choice.candidate_id]).get(choice.candidate_id)
        if point is None:
            raise WrongUse("there is no address point {id}; choose one of the candidates", id=choice.candidate_id)
        return point.lon_deg, point.lat_deg
    if choice.point is None:
        return None, None
    lon_deg, lat_deg = choice.point
    if not (-180 <= lon_deg <= 180 and -90 <= lat_deg <= 90):
        raise WrongUse("{lon}, {lat} is no point on the earth; give longitude, then latitude, in degrees",
                       lon=lon_deg, lat=lat_deg)
    _require_near(writing.households_in([household.community]), household.community, (lon_deg, lat_deg))
    return lon_deg, lat_deg


def _require_near(homes: list[Household], community: str, point: tuple[float, float]) -> None:
    """Raise WrongUse when a point lies as far from the homes of a community as an import would refuse it."""
    placed = [home for home in homes if home.has_point]
    if not placed:
        return
    here = middle(np.array([home.lon_deg for home in placed]), np.array([home.lat_deg for home in placed]))
    away_km = float(distance_km(np.array(point[:1]), np.array(point[1:]), here)[0])
    if away_km > FAR_KM:
        raise WrongUse("{lon}, {lat} lies {km} km away from the homes of {community}; give longitude, then latitude, "
                       "in degrees", lon=point[0], lat=point[1], km=round(away_km), community=community)
