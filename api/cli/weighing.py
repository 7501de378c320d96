"""The command that weighs the work of a week: balance."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.options import JsonOption, speaker
from api.cli.speak import Speaker
from api.errors import WrongUse
from api.usecases.change_file import balance_file, even_file
from planner.balance import Balance, EvenLimits, Load, Spread
from planner.model import MINUTE_S, WeekProblem
from planner.sentence import say


def add_to(app: typer.Typer) -> None:
    """Add the command of this file to the app."""
    app.command("balance")(balance)


def balance(  # one command, one signature
    week: Annotated[Path, typer.Argument(help="WEEK.json or .json.gz")],
    plan: Annotated[Path, typer.Argument(help="PLAN.json or .json.gz")],
    even_out: Annotated[bool, typer.Option("--even-out", help="Move visits from busy officers to others.")] = False,
    out_file: Annotated[Path | None, typer.Option("--out", "-o", help="The evened PLAN.json or .json.gz")] = None,
    max_prize: Annotated[int, typer.Option(help="Prize that evening out may cost.", min=0)] = 0,
    max_travel_min: Annotated[int, typer.Option(help="Minutes of travel it may add.", min=0)] = 60,
    as_json: JsonOption = False,
) -> None:
    """Report the minutes of work of each shift and officer, and even them out at a stated cost."""
    if even_out != (out_file is not None):
        raise WrongUse("--even-out and -o NEW.json go together")
    out = speaker(as_json)
    if out_file is None:
        problem, found = balance_file((week, plan))
        _say_balance(problem, found, out)
        out.result(_balance(found))
        return
    limits = EvenLimits(prize=max_prize, travel_s=max_travel_min * MINUTE_S)
    problem, evened, diff = even_file((week, plan), out_file, limits=limits)
    _say_balance(problem, evened.after, out)
    before, after = evened.before.of_crews, evened.after.of_crews
    out.say(say(
        "{file}: officers' range {before} min, now {after} min; cost: prize {prize}, travel {travel} s, "
        "{n} stops changed",
        file=out_file, before=before.range_s // MINUTE_S, after=after.range_s // MINUTE_S, prize=evened.prize_lost,
        travel=evened.travel_added_s, n=len(diff.tasks),
    ))
    out.result({
        "before": _balance(evened.before), "after": _balance(evened.after), "prize_lost": evened.prize_lost,
        "travel_added_s": evened.travel_added_s, "changed": sorted(diff.tasks),
    })


def _say_balance(problem: WeekProblem, found: Balance, out: Speaker) -> None:
    for shift in problem.shifts:
        load = found.by_shift[shift.shift_id]
        out.say(say("shift {shift}: {minutes} min of work, {visits} visits", shift=shift.shift_id,
                    minutes=load.worked_s // MINUTE_S, visits=load.n_visits))
    for crew, load in found.by_crew.items():
        out.say(say("officer {crew}: {minutes} min of work, {visits} visits", crew=crew,
                    minutes=load.worked_s // MINUTE_S, visits=load.n_visits))
    for spread, sentence in ((found.of_shifts, say("shifts")), (found.of_crews, say("officers"))):
        ratio = "-" if spread.ratio is None else f"{spread.ratio:.2f}"
        out.say(say("{who}: from {least} to {most} min, range {range} min, most / least {ratio}", who=sentence,
                    least=spread.least_s // MINUTE_S, most=spread.most_s // MINUTE_S,
                    range=spread.range_s // MINUTE_S, ratio=ratio))


def _balance(found: Balance) -> dict[str, Any]:
    return {
        "shifts": {shift: _load(load) for shift, load in found.by_shift.items()},
        "crews": {crew: _load(load) for crew, load in found.by_crew.items()},
        "of_shifts": _spread(found.of_shifts), "of_crews": _spread(found.of_crews),
    }


def _load(load: Load) -> dict[str, int]:
    return {"worked_s": load.worked_s, "service_s": load.service_s, "presence_s": load.presence_s,
            "travel_s": load.travel_s, "visits": load.n_visits}


def _spread(spread: Spread) -> dict[str, float | None]:
    return {"least_s": spread.least_s, "most_s": spread.most_s, "range_s": spread.range_s, "ratio": spread.ratio}
