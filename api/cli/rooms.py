"""Commands of the mobile police rooms: rooms plan, rooms list."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from api.cli.options import HERE, JsonOption, WorkspaceOption, speaker, workspace_in
from api.cli.planning import FINDING, WeekOption
from api.cli.speak import Speaker
from api.clock import now_utc, today
from api.usecases.plan_rooms import RoomOrder, plan_room_week
from api.usecases.view_rooms import at_least, require_rooms, stand_said
from api.week_name import named_week
from gisdata.records import RoomWeek
from planner.sentence import say


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file to the app."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None,
                        help="Mobile police rooms: where vehicles stand in a week, near many due doors.")
    app.add_typer(group, name="rooms")
    group.command("plan")(plan)
    group.command("list")(show)


def plan(
    week: WeekOption,
    vehicles: Annotated[int | None, typer.Option(
        "--vehicles", help="How many vehicles of [rooms] in huhu.toml; all if not told.", min=1)] = None,
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Choose the stops of a week; exits 1 when an officer of a crew has no shift then, or has visits already."""
    place, out = workspace_in(workspace), speaker(as_json)
    day = today(place.settings.station.time_zone)
    planned = plan_room_week(place, RoomOrder(week=named_week(week, day), n_vehicles=vehicles, today=day,
                                              made_at=now_utc()))
    for sentence in (*planned.notes, *planned.findings):
        out.progress(sentence)
    _say_rooms(planned.rooms, out, findings=[str(finding) for finding in planned.findings])
    if planned.findings:
        raise typer.Exit(FINDING)


def show(
    week: WeekOption, workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """List the stops of a week."""
    place, out = workspace_in(workspace), speaker(as_json)
    name = named_week(week, today(place.settings.station.time_zone))
    with place.open_store() as store, store.reading() as reading:
        rooms = require_rooms(reading, name)
    _say_rooms(rooms, out, findings=[])


def _say_rooms(rooms: RoomWeek, out: Speaker, *, findings: list[str]) -> None:
    for stand in rooms.stands:
        out.say(stand_said(stand))
    out.say(say("week {week}: {n} stops out of {sites} places; due doors within 10 minutes on foot of a desk: {before} "
                "before, {after} with the rooms, of {due}", week=rooms.week, n=len(rooms.stands), sites=rooms.n_sites,
                before=rooms.near_before.within_10_min, after=rooms.near_after.within_10_min, due=rooms.n_due))
    out.say(at_least(rooms))
    out.result({**asdict(rooms), "findings": findings})
