"""The command on incident reports: hotspots."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from api.cli.hotspot_figures import hotspot_figures
from api.cli.options import HERE, JsonOption, WorkspaceOption, speaker, workspace_in
from api.cli.out_files import OutFiles, require_known, write_files
from api.cli.speak import Speaker
from api.clock import today
from api.errors import WrongUse
from api.usecases.find_hotspots import (
    HotspotReport,
    judge_at,
    read_near_repeats,
    report_hotspots,
    require_incidents,
)
from api.usecases.sentences import TREND_TITLES, when_said
from gisdata.errors import WrongArgument
from gisdata.gaps import UnpatrolledCell
from gisdata.hotspots import CandidatePatrol, HotCell, Judgement, NearRepeat
from gisdata.hotspots.squares import SIDE_M
from gisdata.store import Reading
from gisdata.write.patrols_csv import write_patrols_csv
from planner.sentence import Sentence, say

SHOWN = 10
"""Lines of each list that are said; --json has all."""

WAY_TITLES = {"count": say("plain count"), "gi_star": say("Gi* score"), "density": say("kernel density")}


def add_to(app: typer.Typer) -> None:
    """Add the command of this file to the app."""
    app.command("hotspots")(hotspots)


def hotspots(  # one command, one signature
    out_files: OutFiles = None,
    patrols: Annotated[Path | None, typer.Option(
        "--patrols", help="Candidate patrols as CSV: read it, delete what you do not want, import it.")] = None,
    judge: Annotated[datetime | None, typer.Option(
        formats=["%Y-%m-%d"], help="Find hot spots in the reports before this day and judge them on those after.",
    )] = None,
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Show where and when public incident reports pile up, patrols that could be ordered, and gaps that matter."""
    require_known(out_files)
    if judge is not None and (out_files or patrols is not None):
        raise WrongUse("--judge writes no file; give it without -o and --patrols")
    place, out = workspace_in(workspace), speaker(as_json)
    settings = place.settings
    with place.open_store() as store, store.reading() as reading:
        require_incidents(reading)
        if judge is not None:
            _say_judgement(judge_at(reading, judge.date()), out)
            return
        report = report_hotspots(reading, today=today(settings.station.time_zone), rules=settings.visits)
        repeats = _near_repeats(reading, out)
        files = write_files(place, reading, "hotspots", out_files, out)
    _say_report(report, repeats, out)
    if patrols is not None:
        write_patrols_csv([one.order for one in report.candidates], patrols)
        out.say(say("{n} candidate patrols written to {file}; delete what you do not want, then: huhu import patrols "
                    "{file} --crs wgs84", n=len(report.candidates), file=patrols))
    out.result({**hotspot_figures(report, repeats), "files": files})


def _near_repeats(reading: Reading, out: Speaker) -> list[NearRepeat]:
    """Return the table of near repeats; [] and the reason said where reports are too heaped for the test."""
    try:
        return read_near_repeats(reading)
    except WrongArgument as error:      # hot spots, patrols and gaps do not hang on it
        out.progress(error.sentence)
        return []


def _say_report(report: HotspotReport, repeats: list[NearRepeat], out: Speaker) -> None:
    out.say(say("{n} incidents from {first} to {last}; {hot} of {squares} squares of {side} m are hot",
                n=report.n_incidents, first=report.first, last=report.last, hot=len(report.hot),
                squares=report.n_squares, side=round(SIDE_M)))
    if report.warning is not None:
        out.progress(report.warning)
    for cell in report.hot[:SHOWN]:
        out.say(_hot_cell_said(cell))
    nearest = repeats[0] if repeats else None
    if nearest is not None and nearest.ratio is not None:
        out.say(say("within {m} m and {days} days there are {ratio} times as many pairs of incidents as by chance "
                    "(p {p})", m=round(nearest.to_m), days=round(nearest.to_days), ratio=f"{nearest.ratio:.2f}",
                    p=f"{nearest.p:.3f}"))
    for one in report.candidates:
        out.say(_candidate_said(one))
    if report.off_duty:
        out.say(say("{n} more busy windows lie outside every shift; change the roster first", n=len(report.off_duty)))
    _say_gaps(report, out)


def _say_gaps(report: HotspotReport, out: Speaker) -> None:
    for gap in report.unpatrolled[:SHOWN]:
        out.say(_gap_said(gap))
    if len(report.unpatrolled) > SHOWN:
        out.say(say("gap: {n} more hot squares likewise", n=len(report.unpatrolled) - SHOWN))
    for waiting in report.unvisited[:SHOWN]:
        out.say(say("gap: {cell}: {n} due households, none reached for four weeks",
                    cell=waiting.name or waiting.cell_id, n=waiting.n_due))


def _gap_said(gap: UnpatrolledCell) -> Sentence:
    if gap.last_patrol is None:
        return say("gap: {cell} is hot and on no plan of the last eight weeks", cell=_name(gap.cell))
    return say("gap: {cell} is hot, last planned patrol on {day}", cell=_name(gap.cell), day=gap.last_patrol)


def _hot_cell_said(cell: HotCell) -> Sentence:
    return say("  {cell}: {n} incidents, z {z}, adjusted p {p}, {trend}", cell=_name(cell), n=cell.n_incidents,
               z=f"{cell.z:.1f}", p=f"{cell.adjusted_p:.2g}", trend=TREND_TITLES[cell.trend])


def _candidate_said(one: CandidatePatrol) -> Sentence:
    values = {"cell": one.order.label, "when": when_said(one.order), "minutes": one.order.presence_s // 60,
              "weight": f"{one.weight:.1f}", "n": one.n_incidents}
    if one.own_hours:
        return say("could be ordered: {cell}, {when}, {minutes} min; {weight} of its {n} incidents fall then", **values)
    return say("could be ordered: {cell}, {when}, {minutes} min; {weight} of the {n} incidents in and around it fall "
               "then", **values)


def _name(cell: HotCell) -> str:
    return cell.counted.name or cell.cell_id


def _say_judgement(found: Judgement, out: Speaker) -> None:
    out.say(say("{earlier} incidents before the day, {later} from it on in the same squares, {outside} elsewhere",
                earlier=found.n_earlier, later=found.n_later, outside=found.n_later_outside))
    for row in found.rows:
        out.say(say("{way}, {n} squares ({share} %): PAI {pai}, RRI {rri}, PEI* {pei}", way=WAY_TITLES[row.way],
                    n=row.quality.n_cells, share=f"{100 * row.share:g}", pai=_short(row.quality.pai),
                    rri=_short(row.quality.rri), pei=_short(row.quality.pei_star)))
    out.result({"earlier": found.n_earlier, "later": found.n_later, "later_outside": found.n_later_outside, "rows": [
        {"way": row.way, "share": row.share, **asdict(row.quality)} for row in found.rows]})


def _short(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
