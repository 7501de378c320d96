"""Commands of cells and beats: square, h3, split, list."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import HERE, JsonOption, WorkspaceOption, speaker, workspace_in
from api.cli.out_files import OutFiles, language_of, require_known, write_files
from api.cli.speak import Speaker
from api.usecases.locate import make_cells
from api.usecases.split_community import CommunityBeats, SplitOrder, split_community
from gisdata.cells import h3_cells, square_cells
from gisdata.layers.words import layer_word
from planner.sentence import say

FINDING = 1


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file to the app."""
    cells = typer.Typer(no_args_is_help=True, help="Make grid cells, or split a community into beats.",
                        rich_markup_mode=None)
    app.add_typer(cells, name="cells")
    cells.command("square")(square)
    cells.command("h3")(hexagons)
    cells.command("split")(split)
    cells.command("list")(list_cells)


def square(
    side: Annotated[float, typer.Option(help="Side of a cell in metres.", min=20, max=5000)] = 250,
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Replace the cells by squares over all buildings and households."""
    out = speaker(as_json)
    n_cells = make_cells(workspace_in(workspace), lambda lon, lat: square_cells(lon, lat, side))
    out.say(say("{n} cells of {side} m", n=n_cells, side=side))
    out.result({"cells": n_cells, "side_m": side})


def hexagons(
    resolution: Annotated[int, typer.Option(help="H3 resolution; at 9 a side is about 200 m.")] = 9,
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Replace the cells by H3 hexagons over all buildings and households."""
    out = speaker(as_json)
    n_cells = make_cells(workspace_in(workspace), lambda lon, lat: h3_cells(lon, lat, resolution))
    out.say(say("{n} H3 cells of resolution {resolution}", n=n_cells, resolution=resolution))
    out.result({"cells": n_cells, "resolution": resolution})


def split(
    community: Annotated[str, typer.Option("--community", help="Name of the community, as the register has it.")],
    beats: Annotated[int, typer.Option("--beats", help="Number of beats.", min=1)],
    folder: Annotated[Path | None, typer.Option("--out", "-o", help="Folder of the files; out/beats if not told.")]
    = None,
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Split a community into beats of even household-minutes; exits 1 when one is over 10 % off the mean.

    The workspace keeps the beats beside its cells (`huhu coverage --json`, `huhu cells list -o FILE`). Writes them as
    GeoJSON, which `huhu import cells` takes, the beat of each household as CSV, and a map.
    """
    out = speaker(as_json)
    place = workspace_in(workspace)
    order = SplitOrder(community=community, n_beats=beats, folder=folder or place.out_folder / "beats",
                       language=out.language)
    _say_beats(split_community(place, order), out)


def list_cells(
    out_files: OutFiles = None, workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Count the cells by kind and the beats by community, and write their ground into files."""
    require_known(out_files)
    place, out = workspace_in(workspace), speaker(as_json)
    with place.open_store() as store, store.reading() as reading:
        cells, beats = Counter(cell.kind for cell in reading.cells()), Counter(b.community for b in reading.beats())
        files = write_files(place, reading, "cells", out_files, out)
    for kind, n_cells in sorted(cells.items()):
        out.say(say("{n} cells of kind {kind}", n=n_cells, kind=layer_word(kind, language_of(out))))
    for community, n_beats in sorted(beats.items()):
        out.say(say("{community}: {n} beats", community=community, n=n_beats))
    out.result({"cells": dict(cells), "beats": dict(beats), "files": files})


def _say_beats(done: CommunityBeats, out: Speaker) -> None:
    for beat in done.beats.beats:
        out.say(say("{beat}: {households} households in {buildings} buildings, {minutes} min, {way} m from the middle",
                    beat=done.code_of(beat), households=beat.n_households, buildings=beat.n_buildings,
                    minutes=round(beat.minutes), way=round(beat.way_m)))
    least, most = (f"{part:+.0%}" for part in done.beats.spread)
    out.say(say("minutes of the beats against their mean: {least} to {most}", least=least, most=most))
    if not done.beats.is_even:
        out.progress(say("a beat is more than 10 % off the mean; moving one building across a border does not mend it"))
    if done.n_without_point:
        out.progress(say("{n} households have no point and no beat; place them with: huhu locate",
                         n=done.n_without_point))
    if not done.is_stored:
        out.progress(say("the beats were not kept: cells have their codes, because beats were imported as cells"))
    for file in done.files:
        out.progress(say("written: {file}", file=file))
    out.result({
        "community": done.community, "spread": list(done.beats.spread), "is_even": done.beats.is_even,
        "without_point": done.n_without_point, "is_stored": done.is_stored, "files": list(done.files),
        "beats": [{"beat": done.code_of(beat), "households": beat.n_households, "buildings": beat.n_buildings,
                   "minutes": round(beat.minutes, 1), "way_m": round(beat.way_m), "roundness": round(beat.roundness, 2)}
                  for beat in done.beats.beats]})
    if not done.beats.is_even:
        raise typer.Exit(FINDING)
