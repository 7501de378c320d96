"""Solve or check exchange files: any week of the format, without a workspace."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from api.errors import WrongUse
from api.interrupt import noted_interrupt
from api.usecases.progress_words import ProgressWords
from gisdata.read.week_file import read_plan, read_problem
from gisdata.write.week_file import write_plan
from planner.checker import check_plan
from planner.model import Verdict, WeekPlan
from planner.sentence import Sentence
from planner.week import Budget, Progress, precheck, solve_and_bound


def solve_file(
    week: Path, out: Path, *, budget: Budget, seed: int, engine: str = "search", bound_s: float = 0.0,
    enough: int | None = None, tell: Callable[[Sentence], None] = lambda _: None,
) -> tuple[WeekPlan, Verdict, bool]:
    """Return the plan of WEEK.json, written to `out`, the checker's verdict on it, and whether Ctrl-C ended the search.

    After Ctrl-C it is the best plan so far. What cannot be served is told before the search begins. `bound_s`: CPU
    seconds for a proven bound beside the search; 0: none. `enough`: the prize beyond which travel alone counts.
    """
    if week.resolve() == out.resolve():
        raise WrongUse("{file} is the week itself; name another file for the plan with --out", file=week)
    problem = read_problem(week)
    for finding in precheck(problem):
        tell(finding.sentence)
    words = ProgressWords()

    def on_progress(progress: Progress) -> None:
        with suppress(OSError):   # whoever read the screen is gone: that costs no plan
            for sentence in words.new(progress):
                tell(sentence)

    with noted_interrupt(tell) as interrupted:
        plan = solve_and_bound(problem, budget, bound_s=bound_s, seed=seed, engine=engine, enough=enough,
                               on_progress=on_progress, should_stop=interrupted)
        ended = interrupted()
    write_plan(plan, out)
    return plan, check_plan(problem, plan), ended


def check_file(week: Path, plan: Path, *, may_leave_out: bool) -> Verdict:
    """Return the verdict on PLAN.json against WEEK.json."""
    problem = read_problem(week)
    return check_plan(problem, read_plan(plan, problem), may_leave_out=may_leave_out)
