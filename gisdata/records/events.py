"""Events on which a visit is owed (十必访): what kind, where, whose, by when, until when. Never who is concerned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EventKind(StrEnum):
    """The ten occasions of the practice."""

    FESTIVAL = "festival"
    HARDSHIP = "hardship"
    LOCAL_ELECTION = "local_election"
    BURGLARY_WAVE = "burglary_wave"
    ACCIDENT_OR_FIRE = "accident_or_fire"
    GROUP_GRIEVANCE = "group_grievance"
    WEDDING_OR_FUNERAL = "wedding_or_funeral"
    RELATIVE_IN_CUSTODY = "relative_in_custody"
    NEIGHBOUR_DISPUTE = "neighbour_dispute"
    FIRM_CLOSING = "firm_closing"


SENSITIVE_KINDS = frozenset({EventKind.GROUP_GRIEVANCE, EventKind.RELATIVE_IN_CUSTODY})
"""Off unless a named leader allows them, and then never tied to a door (red line 5)."""


class EventScope(StrEnum):
    """Where an event calls: at named doors, at all doors of a building, in a whole community."""

    HOUSEHOLD = "household"
    BUILDING = "building"
    COMMUNITY = "community"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event of one community and one owner; its visits are due by `due_on`, and it is gone after `expires_on`.

    `household_ids`: the doors of a HOUSEHOLD or BUILDING event, kept as long as the event and no longer; a COMMUNITY
    event names none.
    """

    event_id: str
    kind: EventKind
    scope: EventScope
    community: str
    officer_id: str
    starts_on: date
    due_on: date
    expires_on: date
    household_ids: tuple[str, ...] = ()
