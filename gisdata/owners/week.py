"""The owners of one week: officers with the communities they act for, on which of its days, and who is away when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gisdata.owners.ownership import Ownership
from gisdata.records import Officer


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekOwners:
    """`officers` own what they act for on any day of the week; `days`: on which (0..6), by officer and community.

    `away`: pairs of officer and day on which nothing is planned for the officer.
    """

    officers: tuple[Officer, ...]
    days: Mapping[tuple[str, str], frozenset[int]]
    away: frozenset[tuple[str, int]]


def owners_of_week(
    officers: Sequence[Officer], ownership: Ownership, *, communities: Iterable[str], monday: date,
) -> WeekOwners:
    """Return who acts for which community on which day of the week of `monday`."""
    days: dict[tuple[str, str], set[int]] = defaultdict(set)
    for community in sorted({*communities, *ownership.communities}):
        for day in range(7):
            for officer_id in ownership.acting(community, monday + timedelta(days=day)):
                days[officer_id, community].add(day)
    mine: dict[str, list[str]] = defaultdict(list)
    for officer_id, community in days:
        mine[officer_id].append(community)
    return WeekOwners(
        officers=tuple(replace(o, communities=_in_order(o, mine[o.officer_id])) for o in officers),
        days={key: frozenset(found) for key, found in days.items()},
        away=frozenset((o.officer_id, day) for o in officers for day in range(7)
                       if ownership.is_away(o.officer_id, monday + timedelta(days=day))))


def _in_order(officer: Officer, communities: list[str]) -> tuple[str, ...]:
    """Return the communities in the order of the officers' file, new ones behind."""
    known = [c for c in officer.communities if c in communities]
    return (*known, *(c for c in communities if c not in known))
