"""Jobs: many week problems solved through one interface, whoever solves them: this process, a pool, or Dask."""

from api.jobs.choice import EXECUTORS, ExecutorChoice, open_executor
from api.jobs.executor import Executor
from api.jobs.scheduler import DaskScheduler, TlsFiles
from api.jobs.task import WeekAnswer, WeekTask

__all__ = [
    "EXECUTORS", "DaskScheduler", "Executor", "ExecutorChoice", "TlsFiles", "WeekAnswer", "WeekTask", "open_executor",
]
