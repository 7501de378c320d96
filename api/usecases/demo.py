"""The sample town from nothing to a published folder of routes and maps, by the path a user's own files take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from api.usecases.import_report import ImportReport
from api.usecases.import_streets import import_streets
from api.usecases.locate import LocateReport, locate_households, make_square_cells
from api.usecases.plan_week import PlannedWeek, PlanOrder, plan_week
from api.usecases.write_week import write_week
from api.week_name import monday_of, next_week
from api.workspace import Workspace, create_workspace, open_workspace
from gisdata.sample import SAMPLE_VERSION, write_sample_town
from planner.sentence import Sentence, say

STAMP = "demo.json"
SEED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOrder:
    """Where to put the demo, its language, the moment it is made, and the search seconds per team."""

    folder: Path
    language: str
    now: datetime
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoResult:
    """What the demo made; `fresh` is False when an earlier run of the same week had made it already."""

    workspace: Workspace
    week: str
    out: Path
    fresh: bool
    imports: tuple[ImportReport, ...] = ()
    located: LocateReport | None = None
    planned: PlannedWeek | None = None


def run_demo(order: DemoOrder, *, on_progress: Callable[[Sentence], None]) -> DemoResult:
    """Return the demo workspace with the coming week planned; raises WrongUse when the folder is someone's own.

    A second run in the same week finds everything done. A run that was broken off starts anew.
    """
    workspace_folder = order.folder / "workspace"
    stamp = order.folder / STAMP
    made = _read_stamp(order.folder, stamp)
    if made and made.get("complete"):
        workspace = open_workspace(workspace_folder)
        if made.get("sample") == SAMPLE_VERSION and made["week"] == _week(order, workspace):
            on_progress(say("the demo of week {week} is there already", week=made["week"]))
            return DemoResult(workspace=workspace, week=made["week"], out=workspace.out_folder / made["week"],
                              fresh=False)
    _clear(order.folder, workspace_folder)
    order.folder.mkdir(parents=True, exist_ok=True)
    _write_stamp(stamp, {"complete": False})
    return _make(order, workspace_folder, stamp, on_progress)


def _make(
    order: DemoOrder, workspace_folder: Path, stamp: Path, tell: Callable[[Sentence], None],
) -> DemoResult:
    week = next_week(order.now.date())
    tell(say("[1/6] making the sample town Qinghe, an invented place"))
    town = write_sample_town(order.folder / "files", seed=SEED, week=week)
    tell(say("[2/6] making a workspace in {folder}", folder=workspace_folder))
    workspace = create_workspace(workspace_folder, name="清河派出所", start=monday_of(week) - timedelta(weeks=8))
    tell(say("[3/6] importing streets"))
    import_streets(workspace, town.streets, on_progress=tell)
    tell(say("[4/6] importing the register, officers, shifts, places, incidents and patrols"))
    imports = tuple(_import_all(workspace, town, order.now, tell))
    located = locate_households(workspace)
    tell(say("{placed} households placed by their address, {review} to review by a person",
             placed=located.n_newly_placed, review=located.n_review))
    if not town.cells:
        make_square_cells(workspace, side_m=250)
    tell(say("[5/6] planning week {week}", week=week))
    plan_order = PlanOrder(week=week, seed=SEED, today=order.now.date(), made_at=order.now, seconds=order.seconds)
    planned = plan_week(workspace, plan_order, on_progress=tell)
    tell(say("[6/6] writing routes and maps"))
    out = write_week(workspace, week, language=order.language, on_progress=tell)
    _write_stamp(stamp, {"complete": True, "sample": SAMPLE_VERSION, "week": week})
    return DemoResult(workspace=workspace, week=week, out=out, fresh=True, imports=imports, located=located,
                      planned=planned)
