"""Events on which a visit is owed: add one, list those that run, close one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from api.usecases.register import ownership_of
from api.workspace import Workspace
from gisdata.events import EventOrder, EventRule, make_event
from gisdata.events.visits import doors_of
from gisdata.records import Household
from gisdata.records.events import Event, EventKind
from gisdata.store import Reading
from gisdata.week_input import VisitRules, premises_to_call_at
from planner.sentence import Sentence, say

KIND_TITLES: dict[EventKind, Sentence] = {
    EventKind.FESTIVAL: say("Festival"),
    EventKind.HARDSHIP: say("Hardship"),
    EventKind.LOCAL_ELECTION: say("Local election"),
    EventKind.BURGLARY_WAVE: say("Burglaries nearby"),
    EventKind.ACCIDENT_OR_FIRE: say("Serious accident or fire"),
    EventKind.GROUP_GRIEVANCE: say("Grievance of a group"),
    EventKind.WEDDING_OR_FUNERAL: say("Wedding or funeral"),
    EventKind.RELATIVE_IN_CUSTODY: say("Help for families with somebody in custody"),
    EventKind.NEIGHBOUR_DISPUTE: say("Neighbours at odds"),
    EventKind.FIRM_CLOSING: say("Firm closing"),
}
"""What a kind of event is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """An event that runs, its rule, and how many doors it calls at; which ones is not listed."""

    event: Event
    rule: EventRule
    n_doors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsView:
    """The events that run on a day, by due day, and what is needed to add one."""

    lines: tuple[EventLine, ...]
    rules: Mapping[EventKind, EventRule]
    communities: tuple[str, ...]
    officers: tuple[str, ...]


def view_events(reading: Reading, *, rules: VisitRules, today: date) -> EventsView:
    """Return the events that are not over on `today`."""
    doors, officers = reading.households(), reading.officers()
    running = [event for event in reading.events() if event.expires_on >= today]
    lines = (EventLine(event=event, rule=rules.events[event.kind], n_doors=_n_doors(event, rules, doors))
             for event in running)
    return EventsView(
        lines=tuple(sorted(lines, key=lambda line: (line.event.due_on, line.event.event_id))), rules=rules.events,
        communities=tuple(sorted({door.community for door in doors})),
        officers=tuple(officer.officer_id for officer in officers))


def add_event(workspace: Workspace, order: EventOrder) -> EventLine:
    """Keep a new event and return it. Raises WrongArgument when it cannot be made as asked for."""
    rules = workspace.settings.visits
    with workspace.open_store() as store, store.writing() as writing:
        households, officers = writing.households(), writing.officers()
        firms = premises_to_call_at(writing.key_places(), households=households, cells=(), rules=rules.dues,
                                    of_events=order.household_ids)
        doors = [*households, *(one.door for one in firms)]
        event = make_event(
            order, event_id=_next_id(writing.events()), rule=rules.events[order.kind], doors=doors,
            owners=_owners(writing, order.starts_on), officers=[officer.officer_id for officer in officers])
        writing.add_event(event)
    return EventLine(event=event, rule=rules.events[event.kind], n_doors=_n_doors(event, rules, doors))


def close_event(workspace: Workspace, event_id: str) -> None:
    """Delete an event with its visits. Raises NotFound when there is none."""
    with workspace.open_store() as store, store.writing() as writing:
        writing.close_event(event_id)


def _n_doors(event: Event, rules: VisitRules, doors: Sequence[Household]) -> int:
    return sum(1 for _ in doors_of(event, doors)) if rules.events[event.kind].calls_at_doors else 0


def _next_id(events: Sequence[Event]) -> str:
    """Return a number that no running event has, such as E0007."""
    return f"E{max((int(event.event_id[1:]) for event in events), default=0) + 1:04d}"


def _owners(reading: Reading, day: date) -> dict[str, tuple[str, ...]]:
    """Return who owns each community on a day, the leader where nobody does."""
    ownership = ownership_of(reading)
    communities = {*ownership.communities, *(household.community for household in reading.households())}
    return {name: ownership.owners(name, day) or ownership.acting(name, day) for name in communities}


def purpose_of(rule: EventRule, language: str) -> Sentence:
    """Return what a call of this kind is for: in the station's own words if it has any in this language."""
    own = {known: words for known, words in rule.own_words.items() if known == language}
    return say("{text}", text=own[next(iter(own))]) if own else rule.purpose
