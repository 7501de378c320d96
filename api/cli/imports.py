"""Commands that bring data in: init, import, locate, review."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import HERE, JsonOption, WorkspaceOption, speaker, workspace_in
from api.cli.speak import Speaker
from api.clock import now_utc, today
from api.errors import WrongUse
from api.i18n import gettext
from api.settings import read_zone
from api.usecases.import_report import ImportReport
from api.usecases.import_streets import import_streets
from api.usecases.import_table import ImportOrder, import_table
from api.usecases.locate import (
    LocateReport,
    locate_households,
    notes_on_outside,
    register_from_addresses,
)
from api.workspace import Workspace, create_workspace
from gisdata.coordinates import Datum
from gisdata.read import columns_of
from planner.sentence import say

FINDING = 1
WRONG_INPUT = 2
SHOWN_ROWS = 10
"""Refused rows that are printed; all of them are in the file."""


class TableKind(StrEnum):
    """What a file of rows holds."""

    DOORPLATES = "doorplates"
    HOUSEHOLDS = "households"
    OFFICERS = "officers"
    SHIFTS = "shifts"
    PLACES = "places"
    INCIDENTS = "incidents"
    PATROLS = "patrols"
    CELLS = "cells"
    REPORTS = "reports"
    VISITS = "visits"


CrsOption = Annotated[
    Datum | None, typer.Option("--crs", help="Datum of the file's coordinates; never guessed, so it must be told."),
]
SkipBadOption = Annotated[bool, typer.Option("--skip-bad", help="Take the good rows although some are refused.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file to the app."""
    bring = typer.Typer(no_args_is_help=True, help="Bring data in; each file is taken whole or not at all.",
                        rich_markup_mode=None)
    app.command("init")(init)
    app.add_typer(bring, name="import")
    bring.command("streets")(bring_streets)
    bring.command("households", epilog=_columns(TableKind.HOUSEHOLDS))(bring_households)
    for kind in TableKind:
        if kind is not TableKind.HOUSEHOLDS:
            bring.command(kind.value, help=f"Import {kind.value} from a file.", epilog=_columns(kind))(
                _table_command(kind))
    app.command("locate")(locate)
    app.command("review")(review)


def _columns(kind: TableKind) -> str:
    """Return the columns of a kind for its help page, or what a file of cells is."""
    if kind is TableKind.CELLS:
        return "GeoJSON or GeoPackage polygons with the properties cell_id 网格编码, name 名称, community 社区."
    names = [f"{c.english} {c.chinese}{' (required)' if c.in_header else ''}" for c in columns_of(kind.value)]
    return "Columns, in Chinese or English, in any order: " + ", ".join(names) + "."


def init(
    folder: Annotated[Path, typer.Argument(help="The folder to make the workspace in.")],
    name: Annotated[str, typer.Option(help="Name of the station.")] = "派出所",
    time_zone: Annotated[str, typer.Option(help="Time zone of the station.")] = "Asia/Shanghai",
    start: Annotated[str, typer.Option(help="First day of the campaign, YYYY-MM-DD; this week's Monday if not told.")]
    = "",
) -> None:
    """Make a workspace: huhu.toml and an empty database."""
    first = _date(start) if start else _monday(time_zone)
    workspace = create_workspace(folder, name=name, start=first, time_zone=time_zone)
    speaker().say(say("workspace made in {folder}; its settings are in {file}", folder=folder,
                      file=workspace.folder / "huhu.toml"))


def _monday(time_zone: str) -> date:
    day = today(read_zone(time_zone))
    return date.fromordinal(day.toordinal() - day.weekday())


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUse("--start {value} is no date; write YYYY-MM-DD", value=text) from None


def bring_streets(
    file: Annotated[Path, typer.Argument(help="An OpenStreetMap extract, .osm.pbf.")],
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Import streets, buildings, addresses and key places from an OpenStreetMap extract."""
    out = speaker(as_json)
    done = import_streets(workspace_in(workspace), file, on_progress=out.progress)
    for note in done.notes:
        out.progress(note)
    out.say(say("{file}: {buildings} buildings, {addresses} addresses, {places} key places", file=done.file_name,
                buildings=done.n_buildings, addresses=done.n_addresses, places=done.n_places))
    out.result({"file": done.file_name, "buildings": done.n_buildings, "addresses": done.n_addresses,
                "places": done.n_places, "streets": asdict(done.streets), "notes": [str(n) for n in done.notes]})


def bring_households(  # one command, one signature
    file: Annotated[Path | None, typer.Argument(help="A .csv or .xlsx file.")] = None,
    crs: CrsOption = None, skip_bad: SkipBadOption = False,
    from_osm_addresses: Annotated[
        bool, typer.Option("--from-osm-addresses", help="Make a register out of the extract's addresses.")] = False,
    areas: Annotated[int, typer.Option(help="With --from-osm-addresses: number of areas to split the town in.", min=1)]
    = 6,
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Import the register of households; `huhu locate` then places those without coordinates by address."""
    if from_osm_addresses == (file is not None):
        raise WrongUse("give either a file of households or --from-osm-addresses")
    place = workspace_in(workspace)
    out = speaker(as_json)
    if file is not None:
        _report(_import(place, TableKind.HOUSEHOLDS, file, crs=crs, skip_bad=skip_bad), out)
        return
    n, notes = register_from_addresses(place, n_areas=areas)
    for note in notes:
        out.progress(note)
    out.say(say("{n} households taken from the map's addresses, in {areas} areas", n=n, areas=areas))
    out.result({"households": n, "areas": areas, "notes": [str(note) for note in notes]})


def _table_command(kind: TableKind):  # type: ignore[no-untyped-def]  # typer reads the inner signature
    def bring(
        file: Annotated[Path, typer.Argument(help="The file.")],
        crs: CrsOption = None, skip_bad: SkipBadOption = False,
        workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
    ) -> None:
        _report(_import(workspace_in(workspace), kind, file, crs=crs, skip_bad=skip_bad), speaker(as_json))
    return bring


def _import(place: Workspace, kind: TableKind, file: Path, *, crs: Datum | None, skip_bad: bool) -> ImportReport:
    return import_table(place, ImportOrder(kind=kind.value, path=file, crs=crs, skip_bad=skip_bad,
                                           today=today(place.settings.station.time_zone), now=now_utc()))


def _report(report: ImportReport, out: Speaker) -> None:
    """Say what was taken, changed and refused; exits 2 when nothing was taken, 1 when some rows were skipped."""
    for note in report.notes:
        out.progress(note)
    for row in report.refused[:SHOWN_ROWS]:
        where = say("row {row}, {column} = {value}: ", row=row.row, column=row.column, value=row.value)
        typer.echo(out.text(where) + out.text(row.reason), err=True)
    if len(report.refused) > SHOWN_ROWS:
        out.progress(say("... and {n} more refused rows", n=len(report.refused) - SHOWN_ROWS))
    out.say(say("{file}: {rows} rows, {taken} taken ({new} new, {updated} updated, {same} as before), {changed} values "
                "tidied, {refused} refused", file=report.file_name, rows=report.n_rows, taken=report.n_taken,
                new=report.n_new, updated=report.n_updated, same=report.n_same, changed=len(report.changed),
                refused=len(report.refused)))
    if report.refused_file is not None:
        out.progress(say("the refused rows are in {file}: correct them there and import that file",
                         file=report.refused_file))
    if not report.taken:
        out.progress(say("nothing of {file} was taken; correct it, or take the good rows with --skip-bad",
                         file=report.file_name))
    out.result({
        "kind": report.kind, "file": report.file_name, "rows": report.n_rows, "taken": report.n_taken,
        "new": report.n_new, "updated": report.n_updated, "same": report.n_same,
        "changed": [asdict(c) for c in report.changed],
        "refused": [{"row": r.row, "column": r.column, "value": r.value, "reason": str(r.reason)}
                    for r in report.refused],
        "refused_file": report.refused_file, "notes": [str(n) for n in report.notes]})
    if report.refused:
        raise typer.Exit(FINDING if report.taken else WRONG_INPUT)


def locate(workspace: WorkspaceOption = HERE, as_json: JsonOption = False) -> None:
    """Place households by their address; unsure ones go to the review list, never to a guess."""
    out = speaker(as_json)
    report = locate_households(workspace_in(workspace))
    _say_located(report, out)


def _say_located(report: LocateReport, out: Speaker) -> None:
    out.say(say("{placed} households placed now, {review} wait in the review list, {outside} lie outside every cell",
                placed=report.n_newly_placed, review=report.n_review, outside=len(report.outside_cells)))
    if report.n_not_existing:
        out.say(say("{n} households stand at doors that were found not to exist", n=report.n_not_existing))
    for note in notes_on_outside(report.outside_cells):
        out.progress(note)
    out.result({"by_level": report.by_level, "not_existing": report.n_not_existing,
                "newly_placed": report.n_newly_placed, "review": report.n_review,
                "outside_cells": len(report.outside_cells), "outside": report.outside_cells})


def review(workspace: WorkspaceOption = HERE, as_json: JsonOption = False) -> None:
    """List the addresses that a person must settle, with candidates."""
    out = speaker(as_json)
    with workspace_in(workspace).open_store() as store, store.reading() as reading:
        items = list(reading.review_items())
    for item in items:
        candidates = "; ".join(text for _, text in item.candidates) or "-"
        out.say(say("{household}: {address}. {why} Candidates: {candidates}", household=item.household_id,
                    address=item.address, why=gettext(item.why, out.language), candidates=candidates))
    out.say(say("{n} addresses in the review list", n=len(items)))
    out.result({"n": len(items), "items": [asdict(item) for item in items]})
