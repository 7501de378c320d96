"""What every worker does with a task, in whichever process: unpack, solve, pack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from api.jobs.packing import pack_plan, unpack_problem
from api.jobs.task import WeekAnswer, WeekTask
from planner.errors import PlannerError
from planner.week import Progress, solve_and_bound


def solve_task(
    task: WeekTask, *, on_progress: Callable[[Progress], None], should_stop: Callable[[], bool],
) -> WeekAnswer | None:
    """Return the answer to a task; a week that cannot be solved is an answer with a failure. None when it was stopped.

    A plan that was cut short is not the plan of its budget, so nothing of it is returned.
    """
    stop = _StopNote(should_stop)
    try:
        plan = solve_and_bound(unpack_problem(task.problem_gz), task.budget, bound_s=task.bound_s, seed=task.seed,
                               on_progress=on_progress, should_stop=stop, **task.options)
    except PlannerError as error:
        return WeekAnswer(key=task.key, attempts=1, failure=error.sentence)
    if stop.was_told:
        return None
    plan_gz, digest = pack_plan(plan)
    return WeekAnswer(key=task.key, attempts=1, plan_gz=plan_gz, digest=digest, cpu_s=plan.cpu_s,
                      compile_s=plan.compile_s, bound=plan.bound)


@dataclass(slots=True)
class _StopNote:
    """Asks whether to stop, and remembers that the search was told so."""

    should_stop: Callable[[], bool]
    was_told: bool = False

    def __call__(self) -> bool:
        self.was_told = self.was_told or self.should_stop()
        return self.was_told
