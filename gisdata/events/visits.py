"""The visits that events ask for in a week, door by door; nothing of them is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from gisdata.events.catalogue import EventRule
from gisdata.records import Household
from gisdata.records.events import Event, EventKind, EventScope
from planner.dues import EventVisit


def visits_of_events(
    events: Iterable[Event], *, doors: Sequence[Household], rules: Mapping[EventKind, EventRule], monday: date,
) -> dict[str, tuple[EventVisit, ...]]:
    """Return the visits by door, days counted from `monday`; none of events that are over by then or turned off.

    A community's event calls at every door of it, save the sensitive kinds, which call at none.
    """
    found: dict[str, list[EventVisit]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.event_id):
        rule = rules[event.kind]
        if event.expires_on < monday or not rule.is_on or not rule.calls_at_doors:
            continue
        visit = EventVisit(
            purpose=event.kind.value, first_day=(event.starts_on - monday).days, due_day=(event.due_on - monday).days,
            last_day=(event.expires_on - monday).days, mandatory=rule.mandatory)
        for door_id in doors_of(event, doors):
            found[door_id].append(visit)
    return {door_id: tuple(visits) for door_id, visits in found.items()}


def doors_of(event: Event, doors: Sequence[Household]) -> Iterator[str]:
    """Give the numbers of the doors an event calls at, sensitive kinds left aside."""
    if event.scope is not EventScope.COMMUNITY:
        yield from event.household_ids
        return
    for door in doors:
        if door.community == event.community:
            yield door.household_id
