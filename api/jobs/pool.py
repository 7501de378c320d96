"""The executor of one machine: a worker process for each core."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

from api.jobs.executor import OnDone, OnProgress, ShouldStop
from api.jobs.pool_slot import PoolSlot, Running
from api.jobs.task import MAX_ATTEMPTS, WeekAnswer, WeekTask
from planner.sentence import say

_LOOK_S = 0.1
"""How long to wait for a worker before progress and the stop flag are looked at again."""


def n_cores() -> int:
    """Return the cores this process may use; containers and batch systems often grant fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class PoolExecutor:
    """Solves in `n_workers` processes of this machine (the cores, when None); a killed one costs its own task only."""

    def __init__(self, n_workers: int | None = None) -> None:
        self.n_workers = n_workers or n_cores()

    def run(self, tasks: Iterable[WeekTask], *, on_done: OnDone, on_progress: OnProgress,
            should_stop: ShouldStop) -> None:
        """Solve the tasks, the next one as soon as a worker is free; see Executor."""
        run = _PoolRun(iter(tasks), on_done)
        slots = [PoolSlot() for _ in range(self.n_workers)]
        try:
            while not should_stop() and run.fill(slots):
                wait([slot.running.future for slot in slots if slot.running], _LOOK_S, FIRST_COMPLETED)
                for slot in slots:
                    progress = slot.news()
                    if progress and slot.running:
                        on_progress(slot.running.task.key, progress)
                    if slot.running and slot.running.future.done() and not should_stop():
                        run.collect(slot, slot.running)
        finally:
            for slot in slots:
                slot.slate.tell_to_stop()   # all of them first, so that they end at the same time
            for slot in slots:
                slot.close()


class _PoolRun:
    """The tasks of one run that wait: new ones, and those to be begun again."""

    def __init__(self, tasks: Iterator[WeekTask], on_done: OnDone) -> None:
        self.tasks, self.on_done = tasks, on_done
        self.again: deque[Running] = deque()

    def fill(self, slots: list[PoolSlot]) -> bool:
        """Begin a task in each free slot; tell whether any task is running."""
        for slot in slots:
            if slot.running is None:
                self._begin_next(slot)
        return any(slot.running for slot in slots)

    def _begin_next(self, slot: PoolSlot) -> None:
        if self.again:
            lost = self.again.popleft()
            slot.begin(lost.task, lost.attempt + 1)
            return
        task = next(self.tasks, None)
        if task is not None:
            slot.begin(task, 1)

    def collect(self, slot: PoolSlot, running: Running) -> None:
        """Hand over the answer of a finished task, or note a lost one to be begun again."""
        slot.running = None
        try:
            answer = running.future.result()
        except BrokenProcessPool:
            slot.renew()
            if running.attempt < MAX_ATTEMPTS:
                self.again.append(running)
            else:
                self.on_done(given_up(running.task.key, running.attempt))
            return
        if answer is not None:
            self.on_done(replace(answer, attempts=running.attempt))


def given_up(key: str, attempts: int) -> WeekAnswer:
    """Return the answer to a task whose workers died again and again."""
    return WeekAnswer(key=key, attempts=attempts, failure=say(
        "team {team}: the process that planned it was killed {n} times, so it was given up; most often there is too "
        "little memory for so many processes at once", team=key, n=attempts))
