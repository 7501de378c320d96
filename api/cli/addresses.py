"""Commands on addresses: parse, match, decide."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import HERE, JsonOption, WorkspaceOption, speaker, workspace_in
from api.cli.speak import Speaker
from api.clock import now_utc
from api.errors import WrongUse
from api.usecases.match_addresses import match_addresses
from api.usecases.online_geocoder import online_geocoder
from api.usecases.parse_addresses import labelled_lines, write_parts
from api.usecases.settle_address import Choice, key_of, settle_address, take_back
from api.workspace import Workspace
from gisdata.coordinates import Datum, to_wgs84
from planner.sentence import say

DivisionsOption = Annotated[Path | None, typer.Option(
    help="CSV with the columns name and level (city, county, town, village): the station's own divisions.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file to the app."""
    address = typer.Typer(no_args_is_help=True, help="Read and place addresses of a file.", rich_markup_mode=None)
    app.add_typer(address, name="address")
    address.command("parse")(parse)
    address.command("match")(match)
    address.command("decide")(decide)


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


def match(
    file: Annotated[Path, typer.Argument(help="CSV or XLSX with a column address; a column community helps.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="CSV to write: each row with lon, lat, level, ...")],
    online: Annotated[bool, typer.Option(
        "--online", help="Ask the geocoder of huhu.toml for unsure ones: these addresses leave the station.")] = False,
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Place the addresses of a file by the plates and streets of the workspace; nothing is stored."""
    place, speak = workspace_in(workspace), speaker(as_json)
    asked = online_geocoder(place.settings.online) if online else None
    done = match_addresses(place, file, out, online=asked, tell=speak.progress)
    review = done.by_level.get("review", 0)
    speak.say(say("{n} addresses answered in {file}, {review} of them to be reviewed", n=done.n_rows, file=out,
                  review=review))
    speak.result(asdict(done))


def decide(
    household: Annotated[str, typer.Argument(help="A household of the review list (huhu review).")],
    accept: Annotated[str, typer.Option(help="Id of a candidate: its point is the door.")] = "",
    at: Annotated[str, typer.Option(help="The point of the door: LON,LAT in degrees; needs --crs.")] = "",
    crs: Annotated[Datum | None, typer.Option(help="Datum of --at; never guessed.")] = None,
    not_existing: Annotated[bool, typer.Option("--not-existing", help="There is no such door.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take back what was decided about the door.")] = False,
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Settle an unsure address; the decision is remembered for later imports of the same address."""
    if sum(map(bool, (accept, at, not_existing, undo))) != 1:
        raise WrongUse("give one of --accept, --at, --not-existing and --undo")
    place, speak = workspace_in(workspace), speaker(as_json)
    if undo:
        _undo(place, household, speak)
        return
    choice = Choice(candidate_id=accept or None, point=_point(at, crs) if at else None)
    done = settle_address(place, household, choice, now=now_utc())
    speak.say(say("{address}: settled for {n} households, and remembered", address=done.decision.address,
                  n=done.n_households))
    speak.result({"households": done.n_households, "exists": done.decision.exists,
                  "lon_deg": done.decision.lon_deg, "lat_deg": done.decision.lat_deg})


def _undo(place: Workspace, household_id: str, speak: Speaker) -> None:
    with place.open_store() as store, store.reading() as reading:
        key = key_of(reading.household(household_id))
    done = take_back(place, key)
    speak.say(say("{address}: the decision is taken back; {n} households are placed by rule again or wait for review",
                  address=done.decision.address, n=done.n_households))
    speak.result({"households": done.n_households, "undone": True})


def _point(text: str, crs: Datum | None) -> tuple[float, float]:
    if crs is None:
        raise WrongUse("--at needs --crs wgs84, gcj02 or bd09; coordinates are never guessed")
    try:
        lon_deg, lat_deg = map(float, text.split(","))
    except ValueError:
        raise WrongUse("--at {value} is no point; write longitude,latitude in degrees", value=text) from None
    lon, lat = to_wgs84([lon_deg], [lat_deg], crs)
    return float(lon[0]), float(lat[0])
