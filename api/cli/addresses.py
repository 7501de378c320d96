"""Commands on addresses: parse."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import JsonOption, speaker
from api.errors import WrongUse
from api.usecases.parse_addresses import labelled_lines, write_parts
from planner.sentence import say

DivisionsOption = Annotated[Path | None, typer.Option(
    help="CSV with the columns name and level (city, county, town, village): the station's own divisions.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file to the app."""
    address = typer.Typer(no_args_is_help=True, help="Read and place addresses of a file.", rich_markup_mode=None)
    app.add_typer(address, name="address")
    address.command("parse")(parse)


def parse(
    file: Annotated[Path, typer.Argument(help="CSV or XLSX with a column address; for tokens also a text file.")],
    as_tokens: Annotated[bool, typer.Option(
        "--as-tokens", help="Print one token a line with its label, a blank line behind each address.")] = False,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="CSV to write the parts to.")] = None,
    divisions: DivisionsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Cut addresses into their parts: province, city, county, town, community, road, number, building, room."""
    if as_tokens == (out is not None):
        raise WrongUse("give either --as-tokens, which prints, or -o OUT.csv")
    if out is None:
        typer.echo("\n".join(labelled_lines(file, divisions=divisions)))
        return
    speak = speaker(as_json)
    done = write_parts(file, out, divisions=divisions)
    speak.say(say("{n} addresses cut into parts in {file}; {double} fields held two addresses", n=done.n_addresses,
                  file=out, double=done.n_double))
    speak.result(asdict(done))
