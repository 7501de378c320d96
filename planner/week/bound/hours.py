"""When each task can be served in each shift, as the bound may assume it: never narrower than the law."""

from __future__ import annotations

import numpy as np

from planner.model import Patrol, Shift, Visit
from planner.week.tables import NEVER_S, Flags, Ints, WeekTables


def work_s(shift: Shift) -> int:
    """Return the seconds of a shift less its break."""
    return max(0, shift.end_s - shift.start_s - (shift.rest.length_s if shift.rest else 0))


def least_stay_s(task: Visit | Patrol) -> int:
    """Return the seconds that a task takes at least from arrival to end, whatever stands beside it."""
    if isinstance(task, Visit):
        return task.service_s
    return task.full_stay_s if task.cell is None else task.min_dwell_s


def may_serve(tables: WeekTables) -> Flags:
    """Return shape (n_shifts, n_tasks): false where no plan without a violation serves the task in the shift.

    A visit needs a window in the shift. A patrol needs to be allowed only: with visits of its cell beside it,
    its stop need not lie inside its window.
    """
    fits = tables.fits_shift.copy()
    number = {s.shift_id: r for r, s in enumerate(tables.problem.shifts)}
    for k, task in enumerate(tables.tasks):
        if not isinstance(task, Patrol):
            continue
        fits[:, k] = task.shifts is None
        fits[[number[s] for s in task.shifts or ()], k] = True
    room_s = np.array([work_s(s) for s in tables.problem.shifts])
    stay_s = np.array([least_stay_s(t) for t in tables.tasks], dtype=np.int64)
    return np.asarray(fits & (stay_s[None, :] <= room_s[:, None]))


def starts_hull_s(tables: WeekTables, shift: int) -> tuple[Ints, Ints]:
    """Return the first and the last second at which each visit may start in a shift; first > last: never."""
    lo, hi = tables.starts_from_s[shift], tables.starts_to_s[shift]
    open_ = lo <= hi
    return np.where(open_, lo, NEVER_S).min(axis=0), np.where(open_, hi, -NEVER_S).max(axis=0)
