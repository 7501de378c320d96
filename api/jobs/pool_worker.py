"""The worker's side of the process pool."""

from __future__ import annotations

import os
import threading
from multiprocessing import connection, parent_process

from api.jobs.slate import Slate
from api.jobs.solve_task import solve_task
from api.jobs.task import WeekAnswer, WeekTask

_slate: list[Slate] = []
"""The slate of this process: a pool hands shared memory over when a process starts, never with a task."""


def start_worker(slate: Slate) -> None:
    """Keep the slate, and end with the parent: a worker whose parent was killed would else wait for ever."""
    _slate.append(slate)
    threading.Thread(target=_die_with_parent, name="huhu-die-with-parent", daemon=True).start()


def solve_in_worker(task: WeekTask) -> WeekAnswer | None:
    """Return the answer to a task, or None when it was stopped."""
    slate = _slate[-1]
    return solve_task(task, on_progress=slate.write, should_stop=slate.says_stop)


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
