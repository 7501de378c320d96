"""Making an event: where it calls, who owns it, from when until when; refused in one sentence when it cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gisdata.errors import WrongArgument
from gisdata.events.catalogue import EventRule
from gisdata.records import Household
from gisdata.records.events import Event, EventKind, EventScope


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOrder:
    """What a person asks for: a community, or doors (with `whole_building` all doors at their points).

    `officer_id` "": the owner of the community; `due_on`, `expires_on` None: as the catalogue says.
    """

    kind: EventKind
    starts_on: date
    community: str = ""
    household_ids: tuple[str, ...] = ()
    whole_building: bool = False
    officer_id: str = ""
    due_on: date | None = None
    expires_on: date | None = None

    @property
    def scope(self) -> EventScope:
        """Where the event calls."""
        if not self.household_ids:
            return EventScope.COMMUNITY
        return EventScope.BUILDING if self.whole_building else EventScope.HOUSEHOLD


def make_event(
    order: EventOrder, *, event_id: str, rule: EventRule, doors: Sequence[Household],
    owners: Mapping[str, Sequence[str]], officers: Sequence[str],
) -> Event:
    """Return the event; `doors`: the register and the firms; `owners`: officers by community, the first one leads.

    Raises WrongArgument when the kind is off, may not be of this scope, lasts too long, names doors that are not there
    or lie in several communities, or has no owner.
    """
    _require_allowed(order, rule)
    chosen = _doors(order, doors)
    community = _community(order, chosen, doors)
    due_on = order.due_on or order.starts_on + timedelta(days=rule.due_days)
    expires_on = order.expires_on or order.starts_on + timedelta(days=rule.last_days)
    _require_days(order.starts_on, due_on, expires_on, rule)
    return Event(
        event_id=event_id, kind=order.kind, scope=order.scope, community=community,
        officer_id=_owner(order, community, owners, officers), starts_on=order.starts_on, due_on=due_on,
        expires_on=expires_on, household_ids=tuple(sorted(door.household_id for door in chosen)))


def _require_allowed(order: EventOrder, rule: EventRule) -> None:
    if not rule.is_on and not rule.calls_at_doors:
        raise WrongArgument(
            "{kind} is off: a named leader may allow it in huhu.toml under [events], with allowed_by and allowed_on; "
            "it then acts in a community, never at a door", kind=order.kind.value)
    if not rule.is_on:
        raise WrongArgument("{kind} is off in this station (huhu.toml, [events])", kind=order.kind.value)
    if order.scope not in rule.scopes:
        raise WrongArgument("{kind} may not be an event of this scope: {scope}; it may be: {known}",
                            kind=order.kind.value, scope=order.scope.value, known=", ".join(rule.scopes))


def _doors(order: EventOrder, doors: Sequence[Household]) -> list[Household]:
    by_id = {door.household_id: door for door in doors}
    for id_ in order.household_ids:
        if id_ not in by_id:
            raise WrongArgument("there is no household or place {household}", household=id_)
    named = [by_id[id_] for id_ in dict.fromkeys(order.household_ids)]
    if not order.whole_building:
        return named
    for door in named:
        if not door.has_point:
            raise WrongArgument("{address} has no point on the map, so its building is not known; name each door",
                                address=door.address)
    points = {(door.lon_deg, door.lat_deg) for door in named}
    return [door for door in doors if (door.lon_deg, door.lat_deg) in points]


def _community(order: EventOrder, chosen: Sequence[Household], doors: Sequence[Household]) -> str:
    if order.household_ids and order.community:
        raise WrongArgument("name a community or doors, not both")
    found = {door.community for door in chosen}
    if len(found) > 1:
        raise WrongArgument("these doors lie in several communities ({communities}); an event has one owner, so make "
                            "one event for each", communities=", ".join(sorted(found)))
    if found:
        return found.pop()
    if not any(door.community == order.community for door in doors):
        raise WrongArgument("no household lies in a community {community}", community=order.community)
    return order.community


def _owner(
    order: EventOrder, community: str, owners: Mapping[str, Sequence[str]], officers: Sequence[str],
) -> str:
    if order.officer_id and order.officer_id not in officers:
        raise WrongArgument("there is no officer {officer}", officer=order.officer_id)
    if not order.officer_id and not owners.get(community):
        raise WrongArgument("nobody owns community {community}; name an officer for the event", community=community)
    return order.officer_id or owners[community][0]


def _require_days(starts_on: date, due_on: date, expires_on: date, rule: EventRule) -> None:
    if not starts_on <= due_on <= expires_on:
        raise WrongArgument("the days of an event are its first, its due and its last one in this order; these are "
                            "{first}, {due}, {last}", first=starts_on, due=due_on, last=expires_on)
    if (expires_on - starts_on).days > rule.longest_days:
        raise WrongArgument("{kind} lasts {most} days at most; {first} to {last} is longer", kind=rule.kind.value,
                            most=rule.longest_days, first=starts_on, last=expires_on)
