"""The executor of many machines: a Dask cluster that somebody else started."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from distributed import Client, Security

from api.errors import SchedulerLost
from api.jobs.dask_run import DaskRun
from api.jobs.executor import OnDone, OnProgress, ShouldStop
from api.jobs.scheduler import DaskScheduler, TlsFiles, require_safe
from api.jobs.task import WeekTask

_LOOK_S = 0.05
"""How often answers, progress and the stop flag are looked at; nothing against seconds of search."""


class DaskExecutor:
    """Solves on the workers of a Dask scheduler; each worker should have one thread (`--nthreads 1`)."""

    def __init__(self, scheduler: DaskScheduler, *, connect_s: float = 10.0) -> None:
        self._scheduler, self._connect_s = require_safe(scheduler), connect_s

    def run(self, tasks: Iterable[WeekTask], *, on_done: OnDone, on_progress: OnProgress,
            should_stop: ShouldStop) -> None:
        """Solve the tasks, a few at a time; see Executor.

        Raises SchedulerLost when the scheduler does not answer, or is lost; what was handed over by then stays good.
        """
        waiting = iter(tasks)
        with _quiet_dask(), self._connected() as client:
            run = DaskRun(client)
            try:
                while not should_stop() and run.fill(waiting):
                    for key, progress in run.news():
                        on_progress(key, progress)
                    for answer in run.answers():
                        on_done(answer)
                    time.sleep(_LOOK_S)
            finally:
                run.break_off()

    @contextmanager
    def _connected(self) -> Iterator[Client]:
        try:
            client = Client(self._scheduler.address, security=_security(self._scheduler.tls),
                            timeout=self._connect_s, set_as_default=False)
        except OSError as error:
            raise SchedulerLost("no Dask scheduler answers at {address} within {n} s", address=self._scheduler.address,
                                n=round(self._connect_s)) from error
        try:
            yield client
        finally:
            client.close()


@contextmanager
def _quiet_dask() -> Iterator[None]:
    """Keep Dask from writing tracebacks when the scheduler is lost: the user gets one sentence about it."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client")]   # each has its own level
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _security(tls: TlsFiles | None) -> Security | None:
    if tls is None:
        return None
    return Security(tls_ca_file=str(tls.ca), tls_client_cert=str(tls.cert), tls_client_key=str(tls.key),
                    require_encryption=True)
