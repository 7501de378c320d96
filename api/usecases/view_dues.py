"""What is due in a week: counts by community and reason, and, for the station itself, the list of doors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from api.usecases.register import Register
from gisdata.week_input import DueDoor, VisitRules
from planner.dues import RestWhy, Why
from planner.sentence import Sentence, say

EVENT = "event"
"""All occasions together: which of them concerns which door is counted nowhere (red line)."""

REASON_TITLES: dict[str, Sentence] = {
    Why.CAMPAIGN: say("not contacted in this round of the campaign"),
    Why.INTERVAL: say("its interval is over"),
    Why.PROMISE: say("a visit is promised"),
    EVENT: say("an event"),
}
"""What asks for a call, in words."""

REST_TITLES: dict[RestWhy, Sentence] = {
    RestWhy.NOT_YET: say("not due yet"),
    RestWhy.PAUSE: say("in the pause before the next call"),
    RestWhy.ENOUGH_ATTEMPTS: say("left in peace until the next round"),
    RestWhy.ASKED_FOR_REST: say("wishes no call at present"),
    RestWhy.ASKED_FOR_QUIET: say("asked not to be disturbed"),
}
"""Why there is no call, in words; of the whole station, never of a door or a community."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityDues:
    """Due doors of a community; a door with two reasons counts for both, so `by_reason` may add up to more.

    Events are not among its reasons: in a small community one would point at a door.
    """

    community: str
    n_due: int
    n_mandatory: int
    n_firms: int
    by_reason: Counter[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DuesView:
    """What is due in the week of `monday`: by community, in all, and how many doors rest for which reason."""

    monday: date
    communities: tuple[CommunityDues, ...]
    due: tuple[DueDoor, ...]
    by_reason: Counter[str]
    resting: Counter[RestWhy]

    @property
    def n_mandatory(self) -> int:
        """Doors at which a visit must be made this week."""
        return sum(row.n_mandatory for row in self.communities)


def view_dues(register: Register, *, monday: date, rules: VisitRules) -> DuesView:
    """Return what is due in the week of `monday`."""
    dues = register.dues(monday, rules)
    doors_of: dict[str, list[DueDoor]] = {}
    for door in dues.due:
        doors_of.setdefault(door.household.community, []).append(door)
    return DuesView(
        monday=monday, communities=tuple(_community(name, doors, rules) for name, doors in sorted(doors_of.items())),
        due=dues.due, by_reason=_by_reason(dues.due), resting=Counter(door.rest.why for door in dues.resting))


def _community(name: str, doors: list[DueDoor], rules: VisitRules) -> CommunityDues:
    return CommunityDues(
        community=name, n_due=len(doors), n_mandatory=sum(door.due.mandatory for door in doors),
        n_firms=sum(door.kind in rules.dues.office_kinds for door in doors),
        by_reason=Counter({reason: n for reason, n in _by_reason(doors).items() if reason != EVENT}))


def _by_reason(doors: Iterable[DueDoor]) -> Counter[str]:
    return Counter(reason for door in doors for reason in {told_reason(r) for r in door.due.reasons})


def told_reason(reason: str) -> str:
    """Return a reason as it is counted and listed: every occasion is just an event.

    >>> told_reason("campaign"), told_reason("hardship")
    ('campaign', 'event')
    """
    return reason if reason in set(Why) else EVENT
