"""Write a planned week into out/<week>/: exchange files, routes, sheets, calendars and maps; all or nothing."""

from __future__ import annotations

import errno
import gzip
import json
import shutil
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from api.errors import NotWritten
from api.i18n import translate
from api.usecases.draw_maps import MapInputs, map_pages, read_map_inputs
from api.usecases.sentences import stored_sentence
from api.workspace import Workspace
from gisdata.errors import DiskFull
from gisdata.files import replace_text
from gisdata.records import StoredPlan, Walk
from gisdata.records.language import Language
from gisdata.write import (
    write_calendar,
    write_due_csv,
    write_rooms_csv,
    write_route_sheets_csv,
    write_route_sheets_xlsx,
    write_routes_gpkg,
)
from planner.sentence import Sentence, say


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOrder:
    """Which week to write, in which language, as of which day (for days since the last visit)."""

    week: str
    language: Language
    today: date


def write_week(
    workspace: Workspace, order: WriteOrder, *, on_progress: Callable[[Sentence], None] | None = None,
) -> Path:
    """Return the folder out/<week>/ with everything of the newest plans of a week.

    It is written beside the old one and takes its place only when complete, so an interruption leaves the old files.
    Raises NotFound when the week was never planned, DiskFull when there is no room, NotWritten when the folder may not
    be written.
    """
    tell = on_progress or (lambda _: None)
    fresh = workspace.out_folder / f".{order.week}.new"
    try:
        inputs = read_map_inputs(workspace, order.week, today=order.today)
        shutil.rmtree(fresh, ignore_errors=True)
        (fresh / "calendars").mkdir(parents=True)
        _write_plans(inputs.plans, fresh)
        _write_routes(inputs, fresh, order.language)
        _write_maps(inputs, fresh / "maps", order.language, tell)
        return _swap(fresh, workspace.out_folder / order.week)
    except (DiskFull, OSError) as error:
        if isinstance(error, DiskFull) or error.errno == errno.ENOSPC:
            raise DiskFull("the disk is full: week {week} was not written out, but its plan is saved. Make room, then "
                           "run: huhu export --week {week}", week=order.week) from error
        raise NotWritten("week {week} was not written out, but its plan is saved: {file}: {why}. Mend that, then run: "
                         "huhu export --week {week}", week=order.week, file=error.filename or workspace.out_folder,
                         why=error.strerror or error) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def write_maps(workspace: Workspace, order: WriteOrder, folder: Path) -> list[str]:
    """Write the maps of a week into `folder`; returns their file names."""
    inputs = read_map_inputs(workspace, order.week, today=order.today)
    return _write_maps(inputs, folder, order.language, lambda _: None)


def _write_maps(
    inputs: MapInputs, folder: Path, language: Language, tell: Callable[[Sentence], None],
) -> list[str]:
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for name, html in map_pages(inputs, language=language):
        file = f"{file_name(name)}.html"
        tell(say("map {name}", name=file))
        replace_text(folder / file, html)
        names.append(file)
    return names


def _write_plans(plans: Sequence[StoredPlan], folder: Path) -> None:
    for plan in plans:
        for kind, packed in (("week", plan.problem_gz), ("plan", plan.plan_gz)):
            text = json.dumps(json.loads(gzip.decompress(packed)), ensure_ascii=False, separators=(",", ":"))
            replace_text(folder / f"{file_name(plan.team)}.{kind}.json", text)


def _write_routes(inputs: MapInputs, folder: Path, language: Language) -> None:
    walks = inputs.walks
    write_routes_gpkg(walks, folder / "routes.gpkg")
    write_route_sheets_xlsx(walks, folder / "routes.xlsx", language=language)
    write_route_sheets_csv(walks, folder / "routes.csv", language=language)
    write_due_csv([row for plan in inputs.plans for row in plan.due], folder / "due.csv", language=language,
                  say_in=lambda row: translate(stored_sentence(row), language))
    if inputs.stands:
        write_rooms_csv(inputs.stands, folder / "rooms.csv", language=language)
    of_officer: dict[str, list[Walk]] = defaultdict(list)
    for walk in walks:
        of_officer[walk.officer_id].append(walk)
    for officer_id in sorted({*of_officer, *(officer for stand in inputs.stands for officer in stand.crew)}):
        write_calendar(of_officer[officer_id], folder / "calendars" / f"{file_name(officer_id)}.ics", zone=inputs.zone,
                       language=language, version=max(plan.version for plan in inputs.plans),
                       rooms=[stand for stand in inputs.stands if officer_id in stand.crew])


def file_name(name: str) -> str:
    """Return a name that is safe as a file name: letters and digits of any script, - and _; the rest becomes _."""
    return "".join(c if c.isalnum() or c in "-_" else "_" for c in name) or "_"


def _swap(fresh: Path, final: Path) -> Path:
    old = final.with_name(f".{final.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if final.exists():
        final.rename(old)
    fresh.rename(final)
    shutil.rmtree(old, ignore_errors=True)
    return final
