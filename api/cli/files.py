"""Commands on exchange files: solve, check."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import JsonOption, speaker
from api.cli.proving import bound_figures, say_proof
from api.cli.speak import Speaker
from api.errors import WrongUse
from api.usecases.proof import bound_is_made_here, proof_of
from api.usecases.solve_file import check_file, solve_file
from planner.model import Verdict
from planner.sentence import Sentence, say
from planner.week import ENGINES, Budget, has_numba

FINDING = 1
SHOWN = 20


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file to the app."""
    app.command("solve")(solve)
    app.command("check")(check)


def solve(  # one command, one signature
    week: Annotated[Path, typer.Argument(help="WEEK.json or .json.gz")],
    plan: Annotated[Path, typer.Option("--out", "-o", help="PLAN.json or .json.gz")],
    seconds: Annotated[float | None, typer.Option(
        help="Search time, CPU seconds; 20 if not told, 0: the insertion alone.", min=0)] = None,
    work: Annotated[int | None, typer.Option(help="Repeat an earlier plan: its recorded search steps.", min=0)] = None,
    seed: Annotated[int, typer.Option(help="Seed of the search.", min=0)] = 1,
    engine: Annotated[str, typer.Option(help="search (the default) or ortools.")] = "search",
    bound: Annotated[float, typer.Option(help="CPU seconds to prove a bound beside the search; 0: none.", min=0)] = 0,
    enough: Annotated[int | None, typer.Option(
        help="A prize of the whole week that is enough: from there on, as little travel as possible.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Solve any week of the exchange format. Ctrl-C ends the search and keeps the best plan so far."""
    if engine not in ENGINES:
        raise WrongUse("--engine {engine} is not known; there is: {known}", engine=engine, known=", ".join(ENGINES))
    if seconds is not None and work is not None:
        raise WrongUse("give either --seconds or --work, not both")
    out = speaker(as_json)
    budget = Budget(work=work) if work is not None else Budget(seconds=20.0 if seconds is None else seconds)
    if bound:
        out.progress(bound_is_made_here(bound))
    found, verdict, ended = solve_file(
        week, plan, budget=budget, seed=seed, engine=engine, bound_s=bound, enough=enough, tell=out.progress)
    if ended:
        out.progress(say("the search was ended by Ctrl-C; this is the best plan so far"))
    out.say(say("{file}: prize {prize}, travel {travel} s, {visits} visits, {patrols} patrols, {left} left out",
                file=plan, prize=verdict.score.prize, travel=verdict.score.travel_s, visits=verdict.n_visits_served,
                patrols=verdict.n_patrols_served, left=len(found.left_out)))
    if enough is not None:
        out.say(_on_enough(verdict.score.prize, enough))
    proof = proof_of(verdict.score.prize, found.bound)
    say_proof(proof, out, wanted=bound > 0 and has_numba())
    _say_verdict(verdict, out, extra={
        "work": found.work, "seed": found.seed, "method": found.method, "cpu_s": round(found.cpu_s, 3),
        "compile_s": round(found.compile_s, 3), "bound": bound_figures(found.bound, proof),
        "enough": enough})


def _on_enough(prize: int, enough: int) -> Sentence:
    """Return what became of the prize that was asked for."""
    if prize < enough:
        return say("prize {prize} of the {enough} asked for: no plan with more was found", prize=prize, enough=enough)
    return say("the prize of {enough} asked for is reached, with as little travel as was found", enough=enough)


def check(
    week: Annotated[Path, typer.Argument(help="WEEK.json or .json.gz")],
    plan: Annotated[Path, typer.Argument(help="PLAN.json or .json.gz")],
    may_leave_out: Annotated[
        bool, typer.Option("--may-leave-out", help="A patrol or mandatory visit left out is no violation.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Check a plan against its week, rule by rule, without trusting whoever made it."""
    _say_verdict(check_file(week, plan, may_leave_out=may_leave_out), speaker(as_json), extra={})


def _say_verdict(verdict: Verdict, out: Speaker, *, extra: dict[str, object]) -> None:
    for violation in verdict.violations[:SHOWN]:
        out.progress(violation.sentence)
    if verdict.ok:
        out.say(say("no violation; prize {prize}, travel {travel} s", prize=verdict.score.prize,
                    travel=verdict.score.travel_s))
    else:
        out.say(say("{n} violations", n=len(verdict.violations)))
    out.result({
        "ok": verdict.ok, "violations_total": len(verdict.violations),
        "violations": [{"rule": v.rule, "sentence": str(v.sentence), "shift": v.shift, "task": v.task,
                        "amount": v.amount, "unit": v.unit} for v in verdict.violations],
        **asdict(verdict.score), "visits_served": verdict.n_visits_served,
        "patrols_served": verdict.n_patrols_served, **extra})
    if not verdict.ok:
        raise typer.Exit(FINDING)
