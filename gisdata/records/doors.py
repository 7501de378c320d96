"""What is known of doors from the street: field reports, what a visit reached, and doors merged by decision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from gisdata.records.households import Household
from planner.dues.slots import DayPart


class ReportKind(StrEnum):
    """What somebody saw of a dwelling; STANDING takes an earlier report of the same dwelling back."""

    UNLISTED = "unlisted"
    VACANT = "vacant"
    DEMOLISHED = "demolished"
    DUPLICATE = "duplicate"
    STANDING = "standing"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorReport:
    """A field report about a dwelling, never about anybody in it.

    UNLISTED says where (`address`, or a WGS-84 point, or both) and how many `dwellings`; `household_id` is filled in
    once the door has been registered. The other kinds name the `household_id`; DUPLICATE also the row it repeats
    (`same_as`). `note` describes the place in 100 characters at most.
    """

    report_id: str
    reported_on: date
    kind: ReportKind
    household_id: str = ""
    same_as: str = ""
    address: str = ""
    community: str = ""
    lon_deg: float | None = None
    lat_deg: float | None = None
    dwellings: int = 1
    note: str = ""


class Reached(StrEnum):
    """How far a visit came, each level including those before it. Why it came no further is not asked."""

    ATTEMPTED = "attempted"
    CONTACTED = "contacted"
    COMPLETED = "completed"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitAttempt:
    """The highest level reached at a household or firm on a day, and in which part of the day (None: not written down).

    `wants_rest` True: the household wants no visit for half a year; False: it wants visits again; None: nothing said.
    It moves the door's rest (`DoorRest`) and is kept nowhere else.
    """

    household_id: str
    visited_on: date
    reached: Reached
    day_part: DayPart | None = None
    wants_rest: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorRest:
    """A door that nobody calls at before the day `until`; why is not kept, and the row goes when the day has come."""

    household_id: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptCount:
    """Attempts of an ISO week in a cell ("": in none) whose rows were deleted after 90 days."""

    week: str
    cell_id: str
    n_attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A person's decision that two rows of the register are one household; `kept` and `gone` as they were.

    `undone_at` is None while the decision stands.
    """

    kept: Household
    gone: Household
    merged_at: datetime
    undone_at: datetime | None = None


def joined(kept: Household, gone: Household) -> Household:
    """Return the kept household with what both rows knew: latest contact, earliest owed visit, any wish for quiet.

    The point of the kept row stays; without one it takes that of the other. Nothing is owed to a household that asks
    not to be disturbed.
    """
    contacts = [day for day in (kept.last_contact_on, gone.last_contact_on) if day is not None]
    owed = [day for day in (kept.must_visit_by, gone.must_visit_by) if day is not None]
    quiet = kept.do_not_disturb or gone.do_not_disturb
    both = replace(kept, last_contact_on=max(contacts, default=None), do_not_disturb=quiet,
                   must_visit_by=None if quiet else min(owed, default=None))
    if kept.has_point:
        return both
    return replace(both, lon_deg=gone.lon_deg, lat_deg=gone.lat_deg, located=gone.located, cell_id=gone.cell_id)
