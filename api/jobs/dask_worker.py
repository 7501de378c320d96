"""The worker's side of Dask: what runs on the cluster. It must be installed there, in the same version."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from importlib.metadata import version

from distributed import Worker, get_worker

from api.jobs.solve_task import solve_task
from api.jobs.task import WeekAnswer, WeekTask
from planner.sentence import say
from planner.week import Progress

TOPIC = "huhu"
"""One topic for all runs: the scheduler keeps the events of a topic, up to a limit, for as long as it lives."""

_NEWS_EVERY_S = 1.0
"""Progress goes through the scheduler, which also works for others."""

_stopped: set[tuple[str, str]] = set()
"""Run and key of searches to end (key "": all of the run): Dask cannot end a task that runs, so the search asks."""


def solve_on_dask(task: WeekTask, run: str, huhu: str) -> WeekAnswer | None:
    """Return the answer to a task of a run of Huhu version `huhu`, or None when the run was stopped."""
    mine = version("huhu")
    if mine != huhu:
        return WeekAnswer(key=task.key, attempts=1, failure=say(
            "team {team}: a Dask worker has Huhu {theirs}, this is Huhu {ours}: install the same version on both",
            team=task.key, theirs=mine, ours=huhu))
    news = _News(get_worker(), run, task.key)
    news.begun()
    names = {(run, ""), (run, task.key)}
    return solve_task(task, on_progress=news.progress, should_stop=lambda: not _stopped.isdisjoint(names))


def stop_searches(run: str, key: str = "") -> None:
    """End the searches of a run on this worker, or that of one task."""
    _stopped.add((run, key))


@dataclass(slots=True)
class _News:
    """Tells the client that a task was begun and how far it is, at most once in _NEWS_EVERY_S."""

    worker: Worker
    run: str
    key: str
    told_at_s: float = 0.0

    def begun(self) -> None:
        self.worker.log_event(TOPIC, {"run": self.run, "key": self.key})

    def progress(self, progress: Progress) -> None:
        now_s = time.monotonic()
        if now_s - self.told_at_s < _NEWS_EVERY_S:
            return
        self.told_at_s = now_s
        self.worker.log_event(TOPIC, {"run": self.run, "key": self.key, "progress": asdict(progress)})
