"""Commands that show: serve, demo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from api.cli.options import HERE, JsonOption, WorkspaceOption, speaker, workspace_in
from api.cli.planning import say_planned
from api.cli.speak import Speaker
from api.clock import now_utc, today
from api.usecases.demo import DemoOrder, DemoResult, run_demo
from api.usecases.forget_attempts import forget_old_attempts
from api.workspace import Workspace
from gisdata.store import upgrade_schema
from planner.sentence import say

SAMPLE_ZONE = ZoneInfo("Asia/Shanghai")
"""Qinghe lies in China; its coming week begins there."""

PortOption = Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file to the app."""
    app.command("serve")(serve)
    app.command("demo")(demo)
    app.command("upgrade")(upgrade)


def serve(
    workspace: WorkspaceOption = HERE,
    host: Annotated[str, typer.Option(help="Until sign-in exists only this machine: 127.0.0.1.")] = "127.0.0.1",
    port: PortOption = 8000,
) -> None:
    """Show the pages of commander, officer and analyst at http://127.0.0.1:8000 until Ctrl-C."""
    _serve(workspace_in(workspace), host, port, speaker())


def demo(
    folder: Annotated[Path, typer.Argument(help="Where the demo is made.")] = Path("demo"),
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Make everything, but start no server.")] = False,
    seconds: Annotated[float, typer.Option(help="Search time per team, CPU seconds.", min=0.1)] = 5.0,
    port: PortOption = 8000, as_json: JsonOption = False,
) -> None:
    """Make the sample town, import it, plan the coming week, write routes and maps, and show them."""
    out = speaker(as_json)
    order = DemoOrder(folder=folder, language="zh-CN", today=today(SAMPLE_ZONE), now=now_utc(), seconds=seconds)
    result = run_demo(order, on_progress=out.progress)
    _say_demo(result, out)
    if not no_serve:
        _serve(result.workspace, "127.0.0.1", port, out)


def upgrade(workspace: WorkspaceOption = HERE) -> None:
    """Bring the database of a workspace to this version of Huhu, or make its tables in a new PostgreSQL database."""
    place = workspace_in(workspace)
    upgrade_schema(place.database_url)
    speaker().say(say("the database of {folder} is up to date", folder=place.folder))


def _say_demo(result: DemoResult, out: Speaker) -> None:
    if result.planned is not None:
        say_planned(result.planned, result.out, out)
    else:
        out.say(say("written to {folder}", folder=result.out))
        out.result({"week": result.week, "folder": result.out})


def _serve(workspace: Workspace, host: str, port: int, out: Speaker) -> None:
    forget_old_attempts(workspace, today=today(workspace.settings.station.time_zone))
    from api.web import serve as serve_pages  # noqa: PLC0415  # FastAPI takes a second to load; only serve needs it

    serve_pages(workspace, host=host, port=port, on_ready=lambda: out.say(
        say("pages at http://{host}:{port}; end with Ctrl-C", host=host, port=port)))
