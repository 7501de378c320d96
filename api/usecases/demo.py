"""The sample town from nothing to a folder of routes and maps, by the path that a user's own files take."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from api.errors import WrongUse
from api.usecases.import_report import ImportReport
from api.usecases.import_streets import import_streets
from api.usecases.import_table import ImportOrder, import_table
from api.usecases.locate import LocateReport, locate_households
from api.usecases.plan_week import PlannedWeek, PlanOrder, plan_week
from api.usecases.write_week import WriteOrder, write_week
from api.week_name import monday_of, next_week
from api.workspace import Workspace, create_workspace, open_workspace
from gisdata.coordinates import Datum
from gisdata.files import replace_text
from gisdata.records.language import Language
from gisdata.sample import SampleTown, write_sample_town
from planner.sentence import Sentence, say

STAMP = "demo.json"
SEED = 7
CREDIT = "清河 Qinghe: 虚构 invented"
CAMPAIGN_WEEKS = 8
"""The sample's campaign began so many weeks before the planned one; its register is written for that."""

FILES = (
    ("doorplates", "doorplates", Datum.WGS84), ("households", "households", Datum.WGS84),
    ("households", "households_old_town", Datum.WGS84), ("households", "households_villages", Datum.GCJ02),
    ("cells", "cells", Datum.WGS84), ("officers", "officers", Datum.WGS84), ("shifts", "shifts", None),
    ("places", "places", Datum.WGS84), ("incidents", "incidents", Datum.WGS84), ("patrols", "patrols", Datum.WGS84),
    ("reports", "reports", Datum.WGS84), ("visits", "visits", None),
)
"""Kind, file of the sample town, and the datum its coordinates are in."""

Tell = Callable[[Sentence], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOrder:
    """Where to make the demo, the language of its maps, the day and moment it is made, and the seconds per team."""

    folder: Path
    language: Language
    today: date
    now: datetime
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoResult:
    """What the demo made; an earlier run of the same week leaves nothing to do, then the last three are empty."""

    workspace: Workspace
    week: str
    out: Path
    imports: tuple[ImportReport, ...] = ()
    located: LocateReport | None = None
    planned: PlannedWeek | None = None


def run_demo(order: DemoOrder, *, on_progress: Tell) -> DemoResult:
    """Return the demo with the coming week planned; raises WrongUse when the folder holds something else.

    A second run in the same week finds everything done; a run that was broken off is made anew.
    """
    week = next_week(order.today)
    stamp = {"week": week, "version": version("huhu"), "seconds": order.seconds}
    workspace_folder = order.folder / "workspace"
    earlier = _read_stamp(order.folder)
    if earlier == {**stamp, "complete": True}:
        on_progress(say("the demo of week {week} is there already, in {folder}", week=week, folder=order.folder))
        workspace = open_workspace(workspace_folder)
        return DemoResult(workspace=workspace, week=week, out=workspace.out_folder / week)
    if earlier is not None:
        shutil.rmtree(workspace_folder, ignore_errors=True)
    order.folder.mkdir(parents=True, exist_ok=True)
    _write_stamp(order.folder, {**stamp, "complete": False})
    result = _make(order, week, workspace_folder, on_progress)
    _write_stamp(order.folder, {**stamp, "complete": True})
    return result


def _make(order: DemoOrder, week: str, workspace_folder: Path, tell: Tell) -> DemoResult:
    tell(say("[1/6] making the files of Qinghe, an invented town"))
    town = write_sample_town(order.folder / "files", seed=SEED, week=week)
    tell(say("[2/6] making a workspace in {folder}", folder=workspace_folder))
    start = monday_of(week) - timedelta(weeks=CAMPAIGN_WEEKS)
    workspace = create_workspace(workspace_folder, name="清河派出所", start=start, credit=CREDIT)
    tell(say("[3/6] importing streets"))
    import_streets(workspace, town.files["streets"], on_progress=tell)
    tell(say("[4/6] importing the register, officers, shifts, places, incidents and patrols"))
    imports = tuple(_import_all(workspace, town, order, tell))
    located = locate_households(workspace)
    tell(say("{placed} households placed by their address, {review} wait in the review list",
             placed=located.n_newly_placed, review=located.n_review))
    tell(say("[5/6] planning week {week}", week=week))
    planned = plan_week(workspace, PlanOrder(week=week, seed=SEED, today=order.today, made_at=order.now,
                                             seconds=order.seconds), on_progress=tell)
    tell(say("[6/6] writing routes and maps"))
    out = write_week(workspace, WriteOrder(week=week, language=order.language, today=order.today), on_progress=tell)
    return DemoResult(workspace=workspace, week=week, out=out, imports=imports, located=located, planned=planned)


def _import_all(workspace: Workspace, town: SampleTown, order: DemoOrder, tell: Tell) -> Iterator[ImportReport]:
    for kind, file, crs in FILES:
        # the sample has the flaws of real life, so its good rows are taken and the others reported
        report = import_table(workspace, ImportOrder(kind=kind, path=town.files[file], crs=crs, skip_bad=True,
                                                     today=order.today, now=order.now))
        tell(say("{file}: {taken} of {rows} rows taken, {refused} refused", file=report.file_name,
                 taken=report.n_taken, rows=report.n_rows, refused=len(report.refused)))
        yield report


def _read_stamp(folder: Path) -> dict[str, object] | None:
    """Return what an earlier run left, or None in a new folder; raises WrongUse in a folder of something else."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return None
    try:
        found = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WrongUse("{folder} is not empty and no demo of Huhu; name another folder", folder=folder) from error
    return dict(found)


def _write_stamp(folder: Path, stamp: dict[str, object]) -> None:
    replace_text(folder / STAMP, json.dumps(stamp))
