"""The one interface of everything that solves many weeks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from api.jobs.task import WeekAnswer, WeekTask
from planner.week import Progress

OnDone = Callable[[WeekAnswer], None]
OnProgress = Callable[[str, Progress], None]
"""Called with the key of the task and how far its search is."""

ShouldStop = Callable[[], bool]


class Executor(Protocol):
    """Solves tasks; the same tasks get the same plans, byte for byte, from every executor."""

    def run(self, tasks: Iterable[WeekTask], *, on_done: OnDone, on_progress: OnProgress,
            should_stop: ShouldStop) -> None:
        """Solve the tasks and hand each answer to `on_done` as soon as it is there, in the order they finish.

        Tasks are drawn one by one when there is room for them, so a generator keeps memory flat. A task whose worker
        is killed is begun again; after MAX_ATTEMPTS its answer is a failure, and the others are not touched. Once
        `should_stop` says yes, nothing more is begun, what runs is ended, nothing more is handed over, and `run`
        returns. The three functions are called in the thread of the caller; what they raise ends the run.
        """
        ...
