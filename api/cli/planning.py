"""Commands that plan: plan, export, map, status."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import HERE, JsonOption, WorkspaceOption, speaker, workspace_in
from api.cli.proving import proof_figures, say_proof
from api.cli.speak import Speaker
from api.clock import now_utc, today
from api.errors import WrongUse
from api.jobs import DaskScheduler, ExecutorChoice
from api.usecases.plan_week import PlannedWeek, PlanOrder, plan_week
from api.usecases.proof import Proof, proof_of_all, proof_of_stored
from api.usecases.sentences import reason_title
from api.usecases.status import read_status
from api.usecases.write_week import WriteOrder, write_maps, write_week
from api.week_name import named_week
from api.workspace import Workspace
from planner.sentence import say
from planner.week import ENGINES

FINDING = 1
WeekOption = Annotated[str, typer.Option("--week", help="ISO week such as 2026-W48, or this, or next.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file to the app."""
    app.command("plan")(plan)
    app.command("export")(export)
    app.command("map")(draw)
    app.command("status")(status)


def plan(  # one command, one signature
    week: WeekOption,
    seconds: Annotated[float | None, typer.Option(help="Search time per team, CPU seconds.", min=0.1)] = None,
    work: Annotated[int | None, typer.Option(
        help="Search steps of each team; the number kept with a team's plan repeats it.", min=0)] = None,
    seed: Annotated[int, typer.Option(help="Seed of the search.", min=0)] = 1,
    engine: Annotated[str, typer.Option(help="search (the default) or ortools.")] = "search",
    bound: Annotated[float | None, typer.Option(
        help="CPU seconds per team to prove a bound beside the search; as many as the search if not told, 0: none.",
        min=0)] = None,
    executor: Annotated[str | None, typer.Option(
        help="Who searches: inline (this process), pool (a process per core; several teams' default), dask.")] = None,
    scheduler: Annotated[str | None, typer.Option(help="Dask scheduler, such as tls://10.1.2.3:8786.")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes of the pool; one per core if not told.", min=1,
                                                max=256)] = None,
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Plan a week for all teams and write routes, sheets, calendars and maps into out/<week>/."""
    if engine not in ENGINES:
        raise WrongUse("--engine {engine} is not known; there is: {known}", engine=engine, known=", ".join(ENGINES))
    if seconds is not None and work is not None:
        raise WrongUse("give either --seconds or --work, not both")
    place, out = workspace_in(workspace), speaker(as_json)
    write_order = _write_order(place, week)
    order = PlanOrder(week=write_order.week, seed=seed, engine=engine, today=write_order.today, made_at=now_utc(),
                      seconds=seconds, work=work, bound_s=bound,
                      solve_on=_solve_on(place, executor, scheduler, workers))
    planned = plan_week(place, order, on_progress=out.progress)
    folder = write_week(place, write_order, on_progress=out.progress)
    say_planned(planned, folder, out)
    if planned.findings or planned.n_must_left_out:
        raise typer.Exit(FINDING)


def _solve_on(place: Workspace, executor: str | None, scheduler: str | None, workers: int | None) -> ExecutorChoice:
    if scheduler is not None and executor != "dask":
        raise WrongUse("--scheduler {address} is for Dask: add --executor dask", address=scheduler)
    if workers is not None and executor not in (None, "pool"):
        raise WrongUse("--workers is for --executor pool; this is --executor {name}", name=executor)
    dask = place.settings.dask
    address = scheduler or dask.scheduler
    return ExecutorChoice(name=executor or ("pool" if workers else None), n_workers=workers,
                          scheduler=DaskScheduler(address=address, tls=dask.tls) if address else None)


def _write_order(place: Workspace, week: str) -> WriteOrder:
    station = place.settings.station
    day = today(station.time_zone)
    return WriteOrder(week=named_week(week, day), language=station.language, today=day)


def say_planned(planned: PlannedWeek, folder: Path, out: Speaker) -> None:
    """Say the account of a planned week and where its files are."""
    for sentence in (*planned.notes, *planned.findings):
        out.progress(sentence)
    account = dict(sorted(planned.account.items()))
    n_planned = account.get("planned", 0)
    out.say(say("week {week}: {due} due households = {planned} planned + {left} left out", week=planned.week,
                due=planned.n_due, planned=n_planned, left=planned.n_due - n_planned))
    for reason, n in account.items():
        if reason != "planned":
            out.say(say("  {n}: {why}", n=n, why=reason_title(reason)))
    out.say(say("patrols: {served} of {n} planned; duties left out: {must}", served=planned.n_patrols_served,
                n=planned.n_patrols, must=planned.n_must_left_out))
    proofs = {plan.team: proof_of_stored(plan) for plan in planned.plans}
    together = proof_of_all(proofs.values())
    say_proof(together, out, wanted=False)
    out.say(say("written to {folder}", folder=folder))
    out.result({
        "week": planned.week, "due": planned.n_due, "planned": n_planned, "left_out": planned.n_due - n_planned,
        "account": account, "patrols": planned.n_patrols, "patrols_served": planned.n_patrols_served,
        "must_left_out": planned.n_must_left_out, "compile_s": round(planned.compile_s, 3),
        "findings": [str(f) for f in planned.findings],
        "notes": [str(n) for n in planned.notes], "folder": folder,
        "teams": [{
            "team": p.team, "version": p.version, "engine": p.engine, "seed": p.seed, "work": p.work, "prize": p.prize,
            "travel_s": p.travel_s, "routes": len(p.walks), "estimated": p.estimated,
            "proven": _proven(proofs[p.team])} for p in planned.plans],
        "proven": _proven(together)})


def _proven(proof: Proof | None) -> dict[str, object] | None:
    return None if proof is None else proof_figures(proof)


def export(week: WeekOption, workspace: WorkspaceOption = HERE, as_json: JsonOption = False) -> None:
    """Write out/<week>/ again from the saved plan."""
    place, out = workspace_in(workspace), speaker(as_json)
    folder = write_week(place, _write_order(place, week), on_progress=out.progress)
    out.say(say("written to {folder}", folder=folder))
    out.result({"folder": folder})


def draw(
    week: WeekOption,
    folder: Annotated[Path | None, typer.Option("--out", help="Where to write; out/<week>/maps if not told.")] = None,
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Write the maps of a week as single HTML files that open from disk."""
    place, out = workspace_in(workspace), speaker(as_json)
    order = _write_order(place, week)
    target = folder or place.out_folder / order.week / "maps"
    names = write_maps(place, order, target)
    out.say(say("{n} maps written to {folder}", n=len(names), folder=target))
    out.result({"folder": target, "maps": names})


def status(workspace: WorkspaceOption = HERE, as_json: JsonOption = False) -> None:
    """Show what the workspace holds."""
    out = speaker(as_json)
    found = read_status(workspace_in(workspace))
    out.say(say("station {name}; streets: {streets}", name=found.station, streets=found.streets))
    for table, n in found.counts.items():
        out.say(say("  {table}: {n}", table=table, n=n))
    out.say(say("planned weeks: {weeks}", weeks=", ".join(found.weeks) or "-"))
    for doubt in found.doubts:
        out.say(doubt)
    out.result({"station": found.station, "streets": found.streets, "counts": found.counts,
                "weeks": list(found.weeks), "doubts": [str(doubt) for doubt in found.doubts]})
