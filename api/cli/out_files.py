"""The option -o of the commands that show figures: the ending of each name says what is written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.speak import Speaker
from api.clock import today
from api.i18n import known_language
from api.usecases.write_out import OutOrder, read_theme, require_known_ending, write_layers
from api.workspace import Workspace
from gisdata.records.language import Language
from gisdata.store import Reading
from planner.sentence import say

OutFiles = Annotated[
    list[Path] | None, typer.Option(
        "--out", "-o", help="Write a file, small cells hidden; its ending says which: .gpkg (QGIS, with styles), "
        ".parquet (GeoParquet), .xlsx, .csv, or a map for a report as .png or .pdf. May be given more than once."),
]


def require_known(files: list[Path] | None) -> None:
    """Raise WrongUse before anything is computed when a file has an ending that nobody writes."""
    for file in files or ():
        require_known_ending(file)


def language_of(out: Speaker) -> Language:
    """Return the language of the shell as one that files are written in."""
    return known_language(out.language, "en")


def write_files(place: Workspace, reading: Reading, theme: str, files: list[Path] | None, out: Speaker) -> list[Path]:
    """Write a theme into each file, say so, and return all files written, those beside them too."""
    if not files:
        return []
    made: list[Path] = []
    order = OutOrder(theme=theme, today=today(place.settings.station.time_zone), language=language_of(out))
    layers = read_theme(place, reading, order)
    for file in files:
        written = write_layers(place, layers, order, file)
        for warning in written.warnings:
            out.progress(warning)
        for path in written.files:
            out.progress(say("written: {file}", file=path))
        made += written.files
    return made
