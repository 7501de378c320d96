"""One place of the process pool: a worker process of its own, replaced when it is killed."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context

from api.jobs.pool_worker import solve_in_worker, start_worker
from api.jobs.slate import Slate
from api.jobs.task import WeekAnswer, WeekTask
from planner.week import Progress

_CONTEXT = get_context("spawn")
"""Fresh processes: a forked copy of a process with threads (OR-Tools, a web server) can hang."""


@dataclass(slots=True)
class Running:
    """A task in a worker: which attempt it is, and the answer to come."""

    task: WeekTask
    attempt: int
    future: Future[WeekAnswer | None]
    seen: int = 0


@dataclass(slots=True)
class PoolSlot:
    """A pool of one worker. When a worker dies, a ProcessPoolExecutor loses all its tasks: so each has one only."""

    slate: Slate = field(default_factory=lambda: Slate.new(_CONTEXT))
    pool: ProcessPoolExecutor | None = None
    running: Running | None = None

    def begin(self, task: WeekTask, attempt: int) -> None:
        """Begin a task; the worker is started if there is none, or if it died while it had nothing to do."""
        try:
            future = self._submit(task)
        except BrokenProcessPool:
            self.renew()
            future = self._submit(task)
        self.running = Running(task, attempt, future, seen=int(self.slate.values[0]))

    def _submit(self, task: WeekTask) -> Future[WeekAnswer | None]:
        with _ctrl_c_held_back():
            if self.pool is None:
                self.pool = ProcessPoolExecutor(1, mp_context=_CONTEXT, initializer=start_worker,
                                                initargs=(self.slate,))
            return self.pool.submit(solve_in_worker, task)

    def renew(self) -> None:
        """Forget the worker, which is dead, and its slate, which it may have left half written."""
        self.close()
        self.pool, self.slate = None, Slate.new(_CONTEXT)

    def news(self) -> Progress | None:
        """Return how far the search is, when that changed since the last call."""
        if self.running is None:
            return None
        self.running.seen, progress = self.slate.read(self.running.seen)
        return progress

    def close(self) -> None:
        """End the worker; what it is doing is ended within about a second."""
        self.slate.tell_to_stop()
        if self.pool is not None:
            self.pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """Start a worker that never sees Ctrl-C: a terminal sends it to all processes, but only the parent decides.

    The worker inherits the mask. Where there are no masks (Windows) the parent and its workers see it both.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
