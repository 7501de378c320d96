"""Settle an address of the review list: a candidate, a point, or that there is no such door."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from api.errors import WrongUse
from api.usecases.locate import put_into_cells
from api.workspace import Workspace
from gisdata.addresses import as_decided, decision_key
from gisdata.records import AddressDecision, Household, Located
from gisdata.store import Writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a person chose: the id of an address point, a WGS-84 point (lon, lat), or neither: no such door."""

    candidate_id: str | None = None
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The decision that is remembered, and how many households of the register it settled."""

    decision: AddressDecision
    n_households: int


def settle_address(workspace: Workspace, household_id: str, choice: Choice, *, now: datetime) -> Settled:
    """Remember a decision about the door of a household, and apply it to every home behind that door.

    Later imports with the same normalised address follow it. Households with a point from a file or a plate are left
    alone. Raises NotFound for an unknown household, WrongUse for an unknown candidate or a point off the earth.
    """
    with workspace.open_store() as store, store.writing() as writing:
        household = writing.household(household_id)
        lon_deg, lat_deg = _point(writing, choice)
        decision = AddressDecision(
            decision_key=decision_key(household.address, household.community), address=household.address,
            lon_deg=lon_deg, lat_deg=lat_deg, decided_at=now)
        settled = [h for h in writing.households() if _is_behind(h, decision)]
        if household not in settled:
            raise WrongUse("household {household} has a point already ({level}); only unsure ones are settled",
                           household=household_id, level=household.located.value)
        writing.save_address_decision(decision)
        writing.place_households([as_decided(replace(h, cell_id=None), decision) for h in settled])
        done = {h.household_id for h in settled}
        writing.replace_review_items([item for item in writing.review_items() if item.household_id not in done])
        put_into_cells(writing)
    return Settled(decision=decision, n_households=len(settled))


def _is_behind(household: Household, decision: AddressDecision) -> bool:
    return (household.located in (Located.NOWHERE, Located.DECIDED)
            and decision_key(household.address, household.community) == decision.decision_key)


def _point(writing: Writing, choice: Choice) -> tuple[float | None, float | None]:
    if choice.candidate_id is not None:
        for point in writing.address_points():
            if point.address_id == choice.candidate_id:
                return point.lon_deg, point.lat_deg
        raise WrongUse("there is no address point {id}; choose one of the candidates", id=choice.candidate_id)
    if choice.point is None:
        return None, None
    lon_deg, lat_deg = choice.point
    if not (-180 <= lon_deg <= 180 and -90 <= lat_deg <= 90):
        raise WrongUse("{lon}, {lat} is no point on the earth; give longitude, then latitude, in degrees",
                       lon=lon_deg, lat=lat_deg)
    return lon_deg, lat_deg
