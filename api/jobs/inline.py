"""The plainest executor: one task after the other in this process."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from api.jobs.executor import OnDone, OnProgress, ShouldStop
from api.jobs.solve_task import solve_task
from api.jobs.task import WeekTask


class InlineExecutor:
    """Solves in this process and thread; nothing to start, nothing to lose."""

    def run(self, tasks: Iterable[WeekTask], *, on_done: OnDone, on_progress: OnProgress,
            should_stop: ShouldStop) -> None:
        """Solve the tasks in their order; see Executor."""
        for task in tasks:
            if should_stop():
                return
            answer = solve_task(task, on_progress=partial(on_progress, task.key), should_stop=should_stop)
            if answer is None:
                return
            on_done(answer)
