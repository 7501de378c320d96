"""The command `huhu`: one sub-command for each thing a user does."""

from __future__ import annotations

import logging
import sys

import typer

from api.cli import (
    addresses,
    auditing,
    campaign,
    cells,
    changing,
    dues,
    events,
    files,
    hotspots,
    imports,
    owners,
    planning,
    rooms,
    serving,
    simulating,
    weighing,
)
from api.cli.speak import Speaker, command_language
from api.cli.start import INTERRUPTED
from api.errors import ApiError, Interrupted
from gisdata.errors import GisDataError
from planner.errors import PlannerError
from planner.sentence import say

WRONG_USE = 2

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="Huhu 户户: patrols and household visits of a police station in one set of routes.",
    epilog="Exit codes: 0 done, 1 the plan or the data has a finding, 2 wrong use or input.",
)
for part in (imports, cells, planning, files, changing, weighing, auditing, hotspots, serving, addresses,
             events, owners, dues, campaign, simulating, rooms):
    part.add_to(app)


def main() -> None:
    """Run the command; every expected error is one sentence and exit code 2."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    speaker = Speaker(command_language())
    try:
        app()
    except (ApiError, GisDataError, PlannerError) as error:
        typer.echo(speaker.text(error.sentence), err=True)
        sys.exit(INTERRUPTED if isinstance(error, Interrupted) else WRONG_USE)
    except OSError as error:
        sentence = say("{file} cannot be read or written: {why}", file=error.filename or "a file",
                       why=error.strerror or error)
        typer.echo(speaker.text(sentence), err=True)
        sys.exit(WRONG_USE)


if __name__ == "__main__":
    main()
