"""Commands on who owns what (包联): list, hand-over, substitute, contact-point."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from api.cli.options import HERE, JsonOption, WorkspaceOption, speaker, workspace_in
from api.clock import today
from api.usecases import owners as use
from gisdata.records.owners import ContactPoint, HandOver, StandIn
from planner.sentence import say

FINDING = 1
DAY = ["%Y-%m-%d"]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file to the app."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None,
                        help="Who owns which community (包联); no household is ever left without.")
    app.add_typer(group, name="owners")
    group.command("list")(show)
    group.command("hand-over")(hand_over)
    group.command("substitute")(substitute)
    group.command("contact-point")(contact_point)


def show(
    on: Annotated[datetime | None, typer.Option(formats=DAY, help="On this day; today if not told.")] = None,
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """List the communities with their owners and who acts for them on a day."""
    place, out = workspace_in(workspace), speaker(as_json)
    day = on.date() if on else today(place.settings.station.time_zone)
    with place.open_store() as store, store.reading() as reading:
        rows = use.list_owners(reading, day=day)
    for row in rows:
        out.say(say("{community}: {n} households, owned by {owners}, on {day} in the hands of {acting}; leader "
                    "{leader}", community=row.community, n=row.n_households, owners=", ".join(row.owners) or "-",
                    day=day, acting=", ".join(row.acting) or "-", leader=row.leader or "-"))
        for move in row.coming:
            out.say(say("  from {day} on: {officer} hands over to {other}", day=move.on, officer=move.from_officer,
                        other=move.to_officer or "-"))
    orphans = [row.community for row in rows if row.n_households and not row.acting]
    out.say(say("{n} communities with households have nobody: {communities}", n=len(orphans),
                communities=", ".join(orphans) or "-"))
    out.result({"day": day, "communities": [asdict(row) for row in rows], "without_owner": orphans})
    if orphans:
        raise typer.Exit(FINDING)


def hand_over(
    community: Annotated[str, typer.Argument(help="The community.")],
    from_officer: Annotated[str, typer.Option("--from", help="The officer who owns it.")],
    to_officer: Annotated[str, typer.Option("--to", help="The new owner; without one the ownership ends.")] = "",
    on: Annotated[datetime | None, typer.Option(formats=DAY, help="First day of the new owner; today.")] = None,
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Give a community to another officer: open visits move, and nothing else."""
    place, out = workspace_in(workspace), speaker(as_json)
    day = today(place.settings.station.time_zone)
    order = HandOver(community=community, from_officer=from_officer, to_officer=to_officer,
                     on=on.date() if on else day)
    done = use.hand_over(place, order, today=day)
    out.say(say("{community} is handed over on {day}: {promised} promised visits and {events} events go with it",
                community=community, day=order.on, promised=done.n_promised, events=done.n_events))
    out.result({**asdict(order), **asdict(done)})


def substitute(
    officer: Annotated[str, typer.Argument(help="The officer who is away.")],
    first: Annotated[datetime, typer.Option("--from", formats=DAY, help="First day.")],
    until: Annotated[datetime, typer.Option(formats=DAY, help="Last day.")],
    by: Annotated[str, typer.Option(help="Who stands in; the leader's contact point if not told.")] = "",
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Note that an officer is away and who answers for the communities meanwhile."""
    place, out = workspace_in(workspace), speaker(as_json)
    order = StandIn(officer_id=officer, first_on=first.date(), last_on=until.date(), substitute_id=by)
    use.stand_in(place, order, today=today(place.settings.station.time_zone))
    out.say(say("officer {officer} is away from {first} to {last}; in between: {by}", officer=officer,
                first=order.first_on, last=order.last_on, by=by or say("the leader's contact point")))
    out.result(asdict(order))


def contact_point(
    officer: Annotated[str, typer.Argument(help="The leader, by number.")],
    community: Annotated[str, typer.Option(help="The community; all that have no other if not told.")] = "",
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Make a leader answer for a community whenever none of its owners can."""
    place, out = workspace_in(workspace), speaker(as_json)
    point = ContactPoint(community=community, officer_id=officer)
    use.set_contact_point(place, point, today=today(place.settings.station.time_zone))
    out.say(say("officer {officer} answers for {community} when no owner can", officer=officer,
                community=community or say("every community without another leader")))
    out.result(asdict(point))
