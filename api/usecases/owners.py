"""Who owns what (包联): the list, hand-overs, substitutes, contact points; a change that orphans a door is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from api.errors import WrongUse
from api.usecases.register import ownership_of
from api.workspace import Workspace
from gisdata.owners import Ownership, require_owned
from gisdata.records.owners import ContactPoint, HandOver, StandIn
from gisdata.store import Reading, Writing

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityOwners:
    """A community with its households, its owners and leader on a day, who acts then, and the hand-overs to come."""

    community: str
    n_households: int
    owners: tuple[str, ...]
    acting: tuple[str, ...]
    leader: str
    coming: tuple[HandOver, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """What a hand-over moved: open events, and promised visits, which lie with the community itself."""

    n_events: int
    n_promised: int


def list_owners(reading: Reading, *, day: date) -> list[CommunityOwners]:
    """Return all communities by name with who owns them and who acts on a day."""
    ownership, homes = ownership_of(reading), _n_households(reading)
    coming = [move for move in reading.hand_overs() if move.on > day]
    return [
        CommunityOwners(
            community=name, n_households=homes.get(name, 0), owners=ownership.owners(name, day),
            acting=ownership.acting(name, day), leader=ownership.leader(name),
            coming=tuple(move for move in coming if move.community == name))
        for name in sorted({*homes, *ownership.communities})
    ]


def hand_over(workspace: Workspace, order: HandOver, *, today: date) -> HandedOver:
    """Give a community to another officer from a day on; without one the ownership ends, if somebody is left.

    Open visits move with it: promised days, which belong to the doors, and events; nothing else does. Raises WrongUse
    for a day in the past or an officer who does not own it then, Conflict when nobody would be left.
    """
    def change(writing: Writing, ownership: Ownership) -> HandedOver:
        if order.on < today:
            raise WrongUse("{day} is past; a hand-over begins today or later", day=order.on)
        owners = ownership.owners(order.community, order.on)
        if order.from_officer not in owners:
            raise WrongUse("officer {officer} does not own {community} on {day}; it is owned by: {owners}",
                           officer=order.from_officer, community=order.community, day=order.on,
                           owners=", ".join(owners) or "-")
        if order.to_officer == order.from_officer:
            raise WrongUse("officer {officer} owns it already", officer=order.to_officer)
        n_promised = sum(
            h.community == order.community and h.must_visit_by is not None
            and (h.last_contact_on is None or h.last_contact_on < h.must_visit_by) for h in writing.households())
        return HandedOver(n_events=writing.add_hand_over(order), n_promised=n_promised)

    return _changed(workspace, change, officers=[order.to_officer], since=today)


def stand_in(workspace: Workspace, order: StandIn, *, today: date) -> None:
    """Note that an officer is away and who stands in; without a substitute the leader's contact point must.

    Raises WrongUse for days that are over or in the wrong order, Conflict when nobody would answer for a community.
    """
    def change(writing: Writing, _: Ownership) -> None:
        if order.last_on < max(today, order.first_on):
            raise WrongUse("{first} to {last} is over, or ends before it begins", first=order.first_on,
                           last=order.last_on)
        if order.substitute_id == order.officer_id:
            raise WrongUse("an officer cannot stand in for himself or herself")
        for one in writing.stand_ins():
            if one.officer_id == order.officer_id and one.first_on <= order.last_on and order.first_on <= one.last_on:
                raise WrongUse("officer {officer} is away from {first} to {last} already", officer=one.officer_id,
                               first=one.first_on, last=one.last_on)
        writing.add_stand_in(order)

    _changed(workspace, change, officers=[order.officer_id, order.substitute_id], since=today)


def set_contact_point(workspace: Workspace, point: ContactPoint, *, today: date) -> None:
    """Make a leader answer for a community ("": for all without another) when no owner can. Raises WrongUse."""
    _changed(workspace, lambda writing, _: writing.save_contact_point(point), officers=[point.officer_id], since=today)


def _changed(
    workspace: Workspace, change: Callable[[Writing, Ownership], Result], *, officers: list[str], since: date,
) -> Result:
    """Do a change, all of it or nothing: not when an officer is unknown or a community is left to nobody."""
    with workspace.open_store() as store, store.writing() as writing:
        known = {officer.officer_id for officer in writing.officers()}
        for officer_id in officers:
            if officer_id and officer_id not in known:
                raise WrongUse("there is no officer {officer}", officer=officer_id)
        before = ownership_of(writing)
        result = change(writing, before)
        require_owned(before, ownership_of(writing), _n_households(writing), since=since)
    return result


def _n_households(reading: Reading) -> dict[str, int]:
    counts: dict[str, int] = {}
    for household in reading.households():
        counts[household.community] = counts.get(household.community, 0) + 1
    return counts
