"""The commands that ask a planned week again: replan, explain."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.options import JsonOption, speaker
from api.cli.week_times import change_budget, week_time_s, week_window
from api.errors import WrongUse
from api.usecases.change_file import explain_file, replan_file
from gisdata.read.week_file import read_visit
from planner.change import (
    Appointment,
    Change,
    CrewLost,
    Done,
    Moved,
    Pin,
    Replanned,
    ShiftLost,
    Spot,
    VisitAdded,
    VisitDropped,
)
from planner.explain import Explanation
from planner.model import CrewId, ShiftId, TaskId
from planner.sentence import say
from planner.week import Budget

FINDING = 1
SHOWN = 40
"""Changes told one by one; --json has all."""

Week = Annotated[Path, typer.Argument(help="WEEK.json or .json.gz")]
Plan = Annotated[Path, typer.Argument(help="PLAN.json or .json.gz")]
Seconds = Annotated[float, typer.Option(help="CPU seconds for each time the week is solved again.", min=0.1)]
Texts = list[str]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file to the app."""
    app.command("replan")(replan)
    app.command("explain")(explain)


def replan(  # one command, one signature
    week: Week, plan: Plan,
    out_file: Annotated[Path, typer.Option("--out", "-o", help="The new PLAN.json or .json.gz")],
    lose_shift: Annotated[Texts | None, typer.Option(help="SHIFT that falls away.")] = None,
    lose_crew: Annotated[Texts | None, typer.Option(help="CREW, or \"CREW@thu 14:30\" from then on.")] = None,
    add: Annotated[list[Path] | None, typer.Option(help="VISIT.json: one urgent visit, as in `visits`.")] = None,
    appoint: Annotated[Texts | None, typer.Option(help="\"TASK=thu 18:00-20:00\", promised to a resident.")] = None,
    pin: Annotated[Texts | None, typer.Option(help="TASK, TASK@SHIFT or \"TASK@SHIFT@thu 14:30\".")] = None,
    done_until: Annotated[str | None, typer.Option(help="What started before \"thu 14:30\" stays.")] = None,
    drop: Annotated[Texts | None, typer.Option(help="TASK that is no longer wanted.")] = None,
    max_changed: Annotated[str, typer.Option(help="Visits that may change: 5% or a number.")] = "5%",
    week_out: Annotated[Path | None, typer.Option(help="Where to write the changed week.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the repair.", min=0)] = 1,
    seconds: Seconds = 10.0, as_json: JsonOption = False,
) -> None:
    """Change a planned week as little as can be; promised appointments, pins and done stops never move."""
    pins = [text.split("@") for text in pin or ()]
    changes: list[Change] = [
        *([Done(week_time_s(done_until))] if done_until else ()),
        *(ShiftLost(ShiftId(text)) for text in lose_shift or ()), *map(_crew_lost, lose_crew or ()),
        *(VisitDropped(TaskId(text)) for text in drop or ()), *map(_appointment, appoint or ()),
        *(_pin(parts) for parts in pins if len(parts) > 1), *(VisitAdded(read_visit(path)) for path in add or ()),
    ]
    found = replan_file(
        (week, plan), out_file, changes, pins=[TaskId(parts[0]) for parts in pins if len(parts) == 1],
        budget=change_budget(max_changed), seed=seed, search=Budget(seconds=seconds), week_out=week_out,
    )
    out = speaker(as_json)
    for note in found.notes:
        out.progress(note)
    sentences = found.diff.sentences()
    for sentence in sentences[:SHOWN]:
        out.say(sentence)
    if len(sentences) > SHOWN:
        out.say(say("and {n} more changes", n=len(sentences) - SHOWN))
    out.say(say("{file}: {changed} of {planned} visits changed, {allowed} allowed", file=out_file,
                changed=found.n_changed, planned=found.n_planned, allowed=found.n_allowed))
    out.result(_replanned(found))
    if found.must_left_out or not found.is_within_budget:
        raise typer.Exit(FINDING)


def explain(
    week: Week, plan: Plan, task: Annotated[str, typer.Argument(help="The visit or patrol that is left out.")],
    seed: Annotated[int, typer.Option(help="Seed of the search.", min=0)] = 1,
    seconds: Seconds = 10.0, as_json: JsonOption = False,
) -> None:
    """Say why a task is left out, proven by plans, and the smallest change that would fit it."""
    out = speaker(as_json)
    found = explain_file((week, plan), TaskId(task), search=Budget(seconds=seconds), seed=seed)
    out.say(found.sentence)
    if found.smallest:
        out.say(say("the smallest change that would fit it: {change}", change=found.smallest.sentence))
    for remedy in found.remedies[1:SHOWN]:
        out.say(say("or: {change}", change=remedy.sentence))
    out.result(_explained(found))


def _crew_lost(text: str) -> CrewLost:
    crew, at, time = text.partition("@")
    return CrewLost(CrewId(crew), week_time_s(time) if at else 0)


def _appointment(text: str) -> Appointment:
    task, sign, window = text.partition("=")
    if not sign:
        raise WrongUse("--appoint {text}: write TASK=START-END, such as \"h77=thu 18:00-20:00\"", text=text)
    return Appointment(TaskId(task), week_window(window))


def _pin(parts: list[str]) -> Pin:
    start_s = week_time_s("@".join(parts[2:])) if len(parts) > 2 else None
    return Pin(TaskId(parts[0]), ShiftId(parts[1]), start_s)


def _replanned(found: Replanned) -> dict[str, Any]:
    diff = found.diff
    return {
        "changed": found.n_changed, "allowed": found.n_allowed, "planned": found.n_planned,
        "within_budget": found.is_within_budget, "must_left_out": list(found.must_left_out),
        "notes": [str(note) for note in found.notes],
        "moved": [_moved(m) for m in diff.moved], "shifted": [_moved(m) for m in diff.shifted],
        "dropped": list(diff.dropped), "added": list(diff.added),
        "sentences": [str(sentence) for sentence in diff.sentences()],
    }


def _moved(one: Moved) -> dict[str, Any]:
    return {"task": one.task, "before": _spot(one.before), "after": _spot(one.after)}


def _spot(spot: Spot) -> dict[str, Any]:
    return {"shift": spot.shift, "crew": spot.crew, "day": spot.day, "start_s": spot.start_s}


def _explained(found: Explanation) -> dict[str, Any]:
    displaced = found.displaced
    return {
        "task": found.task, "reason": found.reason.value, "sentence": str(found.sentence),
        "proof": None if found.proof is None else {"shift": found.proof.shift, "start_s": found.proof.start_s},
        "displaced": None if displaced is None else {
            "tasks": list(displaced.tasks), "prize_lost": displaced.prize_lost},
        "changes": [
            {"kind": r.kind.value, "minutes": r.minutes, "officers": r.n_officers, "shift": r.witness.shift,
             "start_s": r.witness.start_s, "sentence": str(r.sentence)} for r in found.remedies
        ],
    }
