"""Commands that count: coverage of the campaign, and the audit of its denominator."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import typer

from api.cli.duplicates import duplicates
from api.cli.options import HERE, JsonOption, WorkspaceOption, speaker, workspace_in
from api.cli.out_files import OutFiles, require_known, write_files
from api.cli.speak import Speaker
from api.clock import today
from api.usecases.audit_register import audit_workspace
from api.usecases.view_coverage import CoverageView, view_coverage
from gisdata.audit import AuditRow
from gisdata.coverage import Coverage
from planner.sentence import Sentence, say

SHOWN_ROWS = 20
"""Cells that are printed; --json has them all."""


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file to the app."""
    app.command("coverage")(coverage)
    audits = typer.Typer(invoke_without_command=True, rich_markup_mode=None,
                         help="Audit the register: how many households there really are, with an interval.")
    audits.callback()(audit)
    audits.command("duplicates")(duplicates)
    app.add_typer(audits, name="audit")


def coverage(
    out_files: OutFiles = None, workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Show how far the campaign has come: attempted, contacted, reached, verified, over the audited register."""
    require_known(out_files)
    place, out = workspace_in(workspace), speaker(as_json)
    day = today(place.settings.station.time_zone)
    with place.open_store() as store, store.reading() as reading:
        view = view_coverage(reading, today=day, campaign=place.settings.campaign)
        files = write_files(place, reading, "coverage", out_files, out)
    _say_coverage(view, out)
    out.result({
        "station": _figures(view.station), "cells": [_figures(row) for row in view.cells],
        "communities": [_figures(row) for row in view.communities], "areas": [_figures(row) for row in view.areas],
        "beats": [_figures(row) for row in view.beats],
        "trend": {**asdict(view.trend), "n_behind": view.trend.n_behind},
        "fairness": None if view.fairness is None else asdict(view.fairness),
        "uncovered": [row.cell_id for row in view.uncovered], "patrol_days": view.patrol_days,
        "forgotten_attempts": view.n_forgotten, "files": files,
    })


def _figures(row: Coverage) -> dict[str, Any]:
    return {**asdict(row), "share": row.share, "share_of_register": row.share_of_register}


def _say_coverage(view: CoverageView, out: Speaker) -> None:
    row, trend = view.station, view.trend
    out.say(say("{registered} households registered; {audited} audited ({demolished} demolished, {duplicate} "
                "duplicate, {unlisted} unlisted, {vacant} vacant)", registered=row.n_registered, audited=row.n_audited,
                demolished=row.n_demolished, duplicate=row.n_duplicate, unlisted=row.n_unlisted, vacant=row.n_vacant))
    out.say(say("attempted {attempted}, contacted {contacted}, reached {reached}, verified {verified}: {share} of the "
                "audited, {register} of the registered households reached", attempted=row.n_attempted,
                contacted=row.n_contacted, reached=row.n_reached, verified=row.n_verified, share=_percent(row.share),
                register=_percent(row.share_of_register)))
    out.say(say("expected by today {expected}, reached {reached}; the campaign ends on {deadline}",
                expected=trend.n_expected, reached=trend.n_reached, deadline=trend.deadline))
    if view.fairness is not None:
        fair = view.fairness
        out.say(say("of {n} communities the least reached is {worst} with {share}; the middle one has {median}, the "
                    "widest gap is {spread} points", n=fair.n_communities, worst=fair.worst_community,
                    share=_percent(fair.worst), median=_percent(fair.median), spread=round(100 * fair.spread)))
    out.say(say("{n} cells with households have seen no call in this campaign: {cells}", n=len(view.uncovered),
                cells=_names([row.name or row.cell_id or "" for row in view.uncovered])))


def audit(
    context: typer.Context, out_files: OutFiles = None, workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Compare the register with buildings, numbers of rooms and field reports; the worst cells first."""
    if context.invoked_subcommand is not None:
        return
    require_known(out_files)
    place, out = workspace_in(workspace), speaker(as_json)
    view = audit_workspace(place, today=today(place.settings.station.time_zone))
    with place.open_store() as store, store.reading() as reading:
        files = write_files(place, reading, "audit", out_files, out)
    out.say(_row_sentence(view.station, say("the station")))
    out.say(say("{reached} households reached in the campaign: {least} to {most} of those there really are",
                reached=view.n_reached, least=_percent(view.share_reached[0]), most=_percent(view.share_reached[1])))
    for stick, what in ((view.houses, say("houses")), (view.blocks, say("flats"))):
        out.say(say("{what}: {m2} m2 of floor a dwelling, learned from {n} buildings", what=what,
                    m2=round(1 / stick.middle), n=stick.n_buildings) if stick.is_learned else
                say("{what}: {m2} m2 of floor a dwelling assumed, too few buildings to learn from", what=what,
                    m2=round(1 / stick.middle)))
    out.say(say("{n} cells disagree, worst first; {groups} groups of rows may be one household each (huhu audit "
                "duplicates)", n=len(view.worst), groups=len(view.duplicates)))
    for row in view.worst[:SHOWN_ROWS]:
        out.say(_row_sentence(row, row.name or row.area or ""))
    out.result({"station": _audit_figures(view.station), "worst": [row.area for row in view.worst],
                "reached": view.n_reached, "share_reached": view.share_reached,
                "cells": [_audit_figures(row) for row in view.cells],
                "communities": [_audit_figures(row) for row in view.communities],
                "yardsticks": {"house": asdict(view.houses), "block": asdict(view.blocks)},
                "duplicate_groups": len(view.duplicates), "files": files})


def _audit_figures(row: AuditRow) -> dict[str, Any]:
    return {"area": row.area, "name": row.name, **asdict(row.evidence), "low": row.low, "likely": row.likely,
            "high": row.high, "gap": row.gap, "disagrees": row.disagrees}


def _row_sentence(row: AuditRow, name: str | Sentence) -> Sentence:
    told = row.evidence
    return say("{name}: {registered} registered, likely {likely} ({low} to {high}); {unlisted} unlisted, {rooms} gaps "
               "in room numbers, {thin} buildings with too few rows", name=name, registered=told.n_registered,
               likely=row.likely, low=row.low, high=row.high, unlisted=told.n_unlisted, rooms=told.n_rooms,
               thin=told.n_thin_buildings)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f} %"


def _names(names: list[str]) -> str:
    shown = ", ".join(names[:SHOWN_ROWS]) or "-"
    return shown + (" ..." if len(names) > SHOWN_ROWS else "")
