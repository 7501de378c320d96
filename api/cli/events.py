"""Commands on the ten must-visit events: add, list, close."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from api.cli.options import HERE, JsonOption, WorkspaceOption, speaker, workspace_in
from api.cli.speak import Speaker
from api.clock import today
from api.usecases import events as use
from gisdata.events import EventOrder
from gisdata.records.events import EventKind
from planner.sentence import say


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file to the app."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None,
                        help="Occasions on which a visit is owed (十必访); each has an owner and an end.")
    app.add_typer(group, name="events")
    group.command("add")(add)
    group.command("list")(show)
    group.command("close")(close)


def add(
    kind: Annotated[EventKind, typer.Argument(help="What has happened.")],
    community: Annotated[str, typer.Option(help="The whole community.")] = "",
    household: Annotated[list[str] | None, typer.Option(help="A door (household or firm); may be repeated.")] = None,
    building: Annotated[bool, typer.Option("--building", help="All doors at the points of these doors.")] = False,
    first: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day; today.")] = None,
    due: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day the visits are due by.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day; then it is gone.")] = None,
    officer: Annotated[str, typer.Option(help="Its owner; the community's own if not told.")] = "",
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Make visits due for an event; the next plan has them. Nothing is left of it after its last day."""
    place, out = workspace_in(workspace), speaker(as_json)
    line = use.add_event(place, EventOrder(
        kind=kind, community=community, household_ids=tuple(household or ()), whole_building=building,
        starts_on=first.date() if first else today(place.settings.station.time_zone), officer_id=officer,
        due_on=due.date() if due else None, expires_on=until.date() if until else None))
    _say(line, out)
    out.result(_figures(line, out))


def show(workspace: WorkspaceOption = HERE, as_json: JsonOption = False) -> None:
    """List the events that run, those due first."""
    place, out = workspace_in(workspace), speaker(as_json)
    day = today(place.settings.station.time_zone)
    with place.open_store() as store, store.reading() as reading:
        view = use.view_events(reading, rules=place.settings.visits, today=day)
    for line in view.lines:
        _say(line, out)
    out.say(say("{n} events run on {day}", n=len(view.lines), day=day))
    out.result({"events": [_figures(line, out) for line in view.lines]})


def close(
    event: Annotated[str, typer.Argument(help="Its number, such as E0001.")],
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """End an event: it and its visits are deleted."""
    out = speaker(as_json)
    use.close_event(workspace_in(workspace), event)
    out.say(say("event {event} is closed, and nothing is left of it", event=event))
    out.result({"closed": event})


def _say(line: use.EventLine, out: Speaker) -> None:
    event = line.event
    out.say(say("{event} {kind}, {community}: {doors} doors, from {first}, due by {due}, gone after {last}; officer "
                "{officer}: {purpose}", event=event.event_id, kind=use.KIND_TITLES[event.kind],
                community=event.community, doors=line.n_doors, first=event.starts_on, due=event.due_on,
                last=event.expires_on, officer=event.officer_id, purpose=use.purpose_of(line.rule, out.language)))
    if line.rule.allowed_by:
        out.say(say("  allowed by {who} on {day}", who=line.rule.allowed_by, day=line.rule.allowed_on))


def _figures(line: use.EventLine, out: Speaker) -> dict[str, Any]:
    event = line.event
    return {
        "event": event.event_id, "kind": event.kind, "scope": event.scope, "community": event.community,
        "officer": event.officer_id, "first": event.starts_on, "due": event.due_on, "last": event.expires_on,
        "doors": line.n_doors, "purpose": out.text(use.purpose_of(line.rule, out.language)),
        "allowed_by": line.rule.allowed_by, "allowed_on": line.rule.allowed_on}
