"""One run on a Dask cluster: the few tasks that are in flight, their news and their answers."""

from __future__ import annotations

import queue
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Any

from distributed import Client, Future
from distributed.scheduler import KilledWorker

from api.errors import SchedulerLost
from api.jobs.dask_worker import TOPIC, solve_on_dask, stop_searches
from api.jobs.pool import given_up
from api.jobs.task import MAX_ATTEMPTS, WeekAnswer, WeekTask
from planner.week import Progress

WINDOW = 8
"""Tasks handed to the cluster at a time: with all of them there, kills of workers made half be done twice."""

_FETCH_S = 5.0
"""How long to wait for an answer that is there; when its worker was killed since, Dask makes it again."""

_NO_WORKER_S = 60.0
"""How long a cluster may be without any worker: a nanny needs a few seconds to start a new one."""

_COUNT_EVERY_S = 5.0
"""How often the scheduler is asked whether it has workers."""


@dataclass(slots=True)
class _Flight:
    task: WeekTask
    future: Future[WeekAnswer | None]
    n_begun: int = 0


class DaskRun:
    """The flights of one run. Answers are fetched as soon as they are there, so that no later kill can lose them."""

    def __init__(self, client: Client) -> None:
        self._client, self._name, self._huhu = client, uuid.uuid4().hex, version("huhu")
        self._flights: dict[str, _Flight] = {}
        self._events: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._news: list[tuple[str, Progress]] = []
        self._n_submitted, self._n_done = 0, 0
        self._workers_seen_s = self._workers_asked_s = time.monotonic()
        client.subscribe_topic(TOPIC, lambda event: self._events.put(event[1]))

    def fill(self, tasks: Iterator[WeekTask]) -> bool:
        """Hand tasks over until the window is full; tell whether any is in flight."""
        while len(self._flights) < WINDOW:
            task = next(tasks, None)
            if task is None:
                break
            self._flights[task.key] = _Flight(task, self._submit(task))
        return bool(self._flights)

    def _submit(self, task: WeekTask) -> Future[WeekAnswer | None]:
        self._n_submitted += 1
        return self._client.submit(solve_on_dask, task, self._name, self._huhu, pure=False,
                                   key=f"huhu-{self._name}-{self._n_submitted}")

    def news(self) -> list[tuple[str, Progress]]:
        """Return the key and progress of tasks since the last call."""
        self._listen()
        news, self._news = self._news, []
        return news

    def _listen(self) -> None:
        while not self._events.empty():
            event = self._events.get()
            flight = self._flights.get(event["key"])
            if event["run"] != self._name or flight is None:
                continue
            if "progress" in event:
                self._news.append((event["key"], Progress(**event["progress"])))
            else:
                flight.n_begun += 1

    def answers(self) -> Iterator[WeekAnswer]:
        """Yield the answers that are there. Raises SchedulerLost when the scheduler, or every worker, is gone."""
        self.require_cluster()
        for key, flight in list(self._flights.items()):
            answer = self._answer(flight)
            if answer is not None:
                del self._flights[key]   # forgets the future too: the cluster drops what was fetched
                self._n_done += 1
                yield answer

    def _answer(self, flight: _Flight) -> WeekAnswer | None:
        status = flight.future.status
        self._listen()   # after the status: the beginnings of what is finished are known by now
        if status == "cancelled":
            raise self._lost()
        if flight.n_begun > MAX_ATTEMPTS:
            self._stop([flight])
            return given_up(flight.task.key, MAX_ATTEMPTS)
        if status == "finished":
            return self._fetched(flight)
        return self._after_error(flight) if status == "error" else None

    def _fetched(self, flight: _Flight) -> WeekAnswer | None:
        try:
            answer = flight.future.result(timeout=_FETCH_S)
        except TimeoutError:
            return None
        self._listen()   # an answer that died with its worker was made again meanwhile: that counts as begun again
        return None if answer is None else replace(answer, attempts=max(1, flight.n_begun))

    def _after_error(self, flight: _Flight) -> WeekAnswer | None:
        error = flight.future.exception()
        if not isinstance(error, KilledWorker):
            raise error
        if flight.n_begun >= MAX_ATTEMPTS:
            return given_up(flight.task.key, flight.n_begun)
        flight.future = self._submit(flight.task)   # Dask also blames tasks that only waited on the killed worker
        return None

    def require_cluster(self) -> None:
        """Raise SchedulerLost when the scheduler is gone, or no worker was there for a minute."""
        if self._client.status != "running":
            raise self._lost()
        now_s = time.monotonic()
        if now_s - self._workers_asked_s < _COUNT_EVERY_S:
            return
        self._workers_asked_s = now_s
        if self._client.scheduler_info(n_workers=1)["workers"]:
            self._workers_seen_s = now_s
        elif now_s - self._workers_seen_s > _NO_WORKER_S:
            raise SchedulerLost("the Dask scheduler has had no worker for {n} s: start workers, then plan again",
                                n=round(_NO_WORKER_S))

    def _lost(self) -> SchedulerLost:
        return SchedulerLost("the Dask scheduler was lost, after {done} teams were planned: start it, then plan again",
                             done=self._n_done)

    def break_off(self) -> None:
        """Take back what is in flight and end the searches that run."""
        if self._flights and self._client.status == "running":
            self._stop(list(self._flights.values()))
        self._flights.clear()

    def _stop(self, flights: list[_Flight]) -> None:
        with suppress(OSError):   # the scheduler went just now: nothing is in flight any more
            self._client.cancel([flight.future for flight in flights])
            key = flights[0].task.key if len(flights) == 1 else ""
            self._client.run(stop_searches, self._name, key, on_error="ignore")   # dead workers have nothing to end
