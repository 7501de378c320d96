"""Which executor to use: the one asked for, or what suits the number of teams."""

from __future__ import annotations

from dataclasses import dataclass

from api.errors import WrongUse
from api.jobs.executor import Executor
from api.jobs.inline import InlineExecutor
from api.jobs.pool import PoolExecutor
from api.jobs.scheduler import DaskScheduler, require_safe

EXECUTORS = ("inline", "pool", "dask")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutorChoice:
    """What the user asked for: a name of EXECUTORS or None, the processes of a pool, the scheduler of Dask."""

    name: str | None = None
    n_workers: int | None = None
    scheduler: DaskScheduler | None = None


def open_executor(choice: ExecutorChoice, *, n_tasks: int) -> Executor:
    """Return the executor asked for; when none was: a pool for several tasks, this process for a single one.

    Nothing is started or connected yet. Raises WrongUse when the choice contradicts itself or is not safe.
    """
    name = choice.name or ("pool" if n_tasks > 1 else "inline")
    if name not in EXECUTORS:
        raise WrongUse("--executor {name} is not known; there is: {known}", name=name, known=", ".join(EXECUTORS))
    if name == "dask":
        return _dask(choice)
    return PoolExecutor(choice.n_workers) if name == "pool" else InlineExecutor()


def _dask(choice: ExecutorChoice) -> Executor:
    if choice.scheduler is None:
        raise WrongUse("--executor dask needs the scheduler: add --scheduler tls://HOST:8786")
    safe = require_safe(choice.scheduler)
    try:
        from api.jobs.dask_cluster import DaskExecutor  # noqa: PLC0415 - distributed is an optional extra, slow to load
    except ImportError as error:
        raise WrongUse("Dask is not installed here: install huhu[dask]") from error
    return DaskExecutor(safe)
