"""Who owns what (包联), by day: hand-overs, who stands in for whom, and the contact points of leaders. Numbers only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """From the day `on` a community is no longer of one officer but of another ("": of those who own it beside)."""

    community: str
    from_officer: str
    to_officer: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """An officer is away from `first_on` to `last_on`, both ends included; why is not asked.

    `substitute_id` "": the leader whose contact point the community is stands in.
    """

    officer_id: str
    first_on: date
    last_on: date
    substitute_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPoint:
    """The leader who answers for a community when none of its owners can; community "": for all that have no other."""

    community: str
    officer_id: str
