"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.speak import Speaker, command_language
from api.workspace import Workspace, open_workspace

WorkspaceOption = Annotated[
    Path, typer.Option("--workspace", "-w", envvar="HUHU_WORKSPACE", help="The workspace folder.", show_default="here"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")]
HERE = Path()


def speaker(as_json: bool = False) -> Speaker:
    """Return the speaker in the language of the shell."""
    return Speaker(command_language(), as_json)


def workspace_in(folder: Path) -> Workspace:
    """Return the workspace in `folder`."""
    return open_workspace(folder)
