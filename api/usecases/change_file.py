"""Change, explain and weigh plans in exchange files, without a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gisdata.read.week_file import read_plan, read_problem
from gisdata.write.week_file import write_plan, write_problem
from planner.balance import Balance, Evened, EvenLimits, balance_of, even_out
from planner.change import Change, ChangeBudget, Pin, Replanned, diff_plans, replan
from planner.change.diff import PlanDiff, spots_of
from planner.errors import InvalidProblem
from planner.explain import Explanation, why_left_out
from planner.model import ShiftId, TaskId, WeekPlan, WeekProblem
from planner.week import Budget, solve_week, why_never


def replan_file(
    files: tuple[Path, Path], out: Path, changes: Sequence[Change], *, pins: Sequence[TaskId] = (),
    budget: ChangeBudget, seed: int, search: Budget, week_out: Path | None = None,
) -> Replanned:
    """Return the changed plan of WEEK.json and PLAN.json (`files`), written to `out`.

    `pins`: tasks to be kept where they are planned; `search`: what an engine may spend where the repair leaves out
    what must be served; `week_out`: where to write the changed week, of which the new plan is a plan.
    """
    problem, plan = _read(files)
    found = replan(
        problem, plan, [*changes, *(_pin_where_planned(problem, plan, task) for task in pins)], budget=budget,
        seed=seed, solve=lambda week: solve_week(week, search, seed=seed),
    )
    write_plan(found.plan, out)
    if week_out is not None:
        write_problem(found.problem, week_out)
    return found


def explain_file(files: tuple[Path, Path], task: TaskId, *, search: Budget, seed: int) -> Explanation:
    """Return why a task is left out of a plan; `search` is what each question to an engine may spend."""
    problem, plan = _read(files)
    return why_left_out(problem, plan, task, solve=lambda week: solve_week(week, search, seed=seed),
                        why_never=why_never)


def balance_file(files: tuple[Path, Path]) -> tuple[WeekProblem, Balance]:
    """Return the loads of a plan, and its week."""
    problem, plan = _read(files)
    return problem, balance_of(problem, plan)


def even_file(files: tuple[Path, Path], out: Path, *, limits: EvenLimits) -> tuple[WeekProblem, Evened, PlanDiff]:
    """Return the week, the plan with its work evened out, written to `out`, and what it changes."""
    problem, plan = _read(files)
    evened = even_out(problem, plan, limits=limits)
    write_plan(evened.plan, out)
    return problem, evened, diff_plans(plan, evened.plan, problem)


def _read(files: tuple[Path, Path]) -> tuple[WeekProblem, WeekPlan]:
    problem = read_problem(files[0])
    return problem, read_plan(files[1], problem)


def _pin_where_planned(problem: WeekProblem, plan: WeekPlan, task: TaskId) -> Pin:
    spot = spots_of(problem, plan).get(task)
    if spot is None:
        raise InvalidProblem("{task} is not planned: pin it to a shift, as {task}@SHIFT", task=task)
    return Pin(task, ShiftId(spot.shift), spot.start_s)
