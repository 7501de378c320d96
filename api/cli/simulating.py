"""The command that plays a campaign: simulate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import HERE, JsonOption, WorkspaceOption, speaker, workspace_in
from api.clock import today
from api.usecases.simulate import SimulationOrder, read_town, simulate
from api.usecases.simulate.policies import Policy
from api.usecases.simulate.tables import write_results
from api.week_name import monday_of, next_week
from planner.sentence import say

FOLDER = "simulations"


def add_to(app: typer.Typer) -> None:
    """Add the command of this file to the app."""
    app.command("simulate")(simulate_campaign)


def simulate_campaign(  # one command, one signature
    weeks: Annotated[int, typer.Option(min=1, max=156, help="Weeks of the campaign.")] = 26,
    seed: Annotated[list[int] | None, typer.Option(
        help="Seed of the hidden truth; may be given again. Default 1.")] = None,
    policy: Annotated[list[Policy] | None, typer.Option(
        help="How weeks are planned; may be given again. Default huhu.")] = None,
    hours: Annotated[int, typer.Option(min=1, max=100, help="Percent of the roster's shifts that are worked.")] = 100,
    work: Annotated[int, typer.Option(min=0, help="Steps of the search for each team's week.")] = 3000,
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Play a campaign week by week: plan, walk, record, learn, plan anew. Nothing of the workspace is changed.

    Nobody is met at the start; who answers is drawn from a hidden truth that the policies do not see. A run that was
    broken off goes on where it stopped. Results are in simulations/.
    """
    place, out = workspace_in(workspace), speaker(as_json)
    start = monday_of(next_week(today(place.settings.station.time_zone)))
    town = read_town(place, start=start, hours_percent=hours)
    folder = place.folder / FOLDER
    (folder / "kept").mkdir(parents=True, exist_ok=True)
    runs = []
    for one in policy or [Policy.HUHU]:
        for number in seed or [1]:
            kept = folder / "kept" / f"{one.value}-{start}-{weeks}w-{hours}pc-seed{number}.json"
            order = SimulationOrder(policy=one, n_weeks=weeks, seed=number, start=start, work=work, kept_in=kept)
            run = simulate(town, order, tell=out.progress)
            runs.append(run)
            out.say(say("{policy}, seed {seed}: {met} of {reachable} doors that can be met are met ({share} %), the "
                        "worst community {worst} %, {hours} h", policy=one.value, seed=number, met=run["contacted"],
                        reachable=run["reachable"], share=f"{100 * run['share']:.1f}",
                        worst=f"{100 * run['worst_community_share']:.1f}", hours=round(run["hours_used"])))
    table, picture = write_results(runs, folder)
    out.say(say("written: {table}, {picture}", table=_short(table, place.folder),
                picture=_short(picture, place.folder)))
    out.result(runs[0] if len(runs) == 1 else {"runs": runs})


def _short(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()
