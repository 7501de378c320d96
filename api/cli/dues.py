"""The command `huhu dues`: what is due in a week."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import HERE, JsonOption, WorkspaceOption, speaker, workspace_in
from api.cli.planning import WeekOption
from api.cli.speak import Speaker
from api.clock import today
from api.usecases.register import read_register
from api.usecases.view_dues import REASON_TITLES, REST_TITLES, DuesView, view_dues
from api.week_name import monday_of, named_week
from gisdata.write import DueLine, write_dues_csv
from planner.sentence import say


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file to the app."""
    app.command("dues")(dues)


def dues(
    week: WeekOption = "next",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="CSV of the due doors, for the station only.")] = None,
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Say how many visits are due in a week, by community and reason, and how many doors rest."""
    place, speak = workspace_in(workspace), speaker(as_json)
    station = place.settings.station
    name = named_week(week, today(station.time_zone))
    view = view_dues(read_register(place), monday=monday_of(name), rules=place.settings.visits)
    _say(view, name, speak)
    if out is not None:
        write_dues_csv(_lines(view), out, language=station.language)
        speak.say(say("{n} due doors written to {file}; keep the list in the station", n=len(view.due), file=out))
    speak.result({
        "week": name, "due": len(view.due), "mandatory": view.n_mandatory, "by_reason": view.by_reason,
        "resting": {why.value: n for why, n in sorted(view.resting.items())},
        "communities": [{"community": row.community, "due": row.n_due, "mandatory": row.n_mandatory,
                         "firms": row.n_firms, "by_reason": row.by_reason} for row in view.communities]})


def _say(view: DuesView, week: str, out: Speaker) -> None:
    out.say(say("week {week}: {due} doors are due, {must} of them must be called at", week=week, due=len(view.due),
                must=view.n_mandatory))
    for reason, n in sorted(view.by_reason.items()):
        out.say(say("  {n}: {why}", n=n, why=REASON_TITLES[reason]))
    for row in view.communities:
        out.say(say("{community}: {due} due, {must} of them must be called at, {firms} firms and key places",
                    community=row.community, due=row.n_due, must=row.n_mandatory, firms=row.n_firms))
    out.say(say("{n} doors rest", n=view.resting.total()))
    for why, n in sorted(view.resting.items()):
        out.say(say("  {n}: {why}", n=n, why=REST_TITLES[why]))


def _lines(view: DuesView) -> list[DueLine]:
    return [
        DueLine(household_id=door.household.household_id, address=door.household.address,
                community=door.household.community, must=door.due.mandatory,
                last_day=view.monday + timedelta(days=door.due.last_day))
        for door in view.due
    ]
