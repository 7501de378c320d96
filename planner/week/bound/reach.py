"""Which tasks each shift can serve and when, as the bound may assume it: never narrower than the law."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.model import Patrol, Shift, Visit
from planner.week.bound.ways import ShortestWays
from planner.week.tables import FAR_S, NEVER_S, Flags, Ints, WeekTables


def work_s(shift: Shift) -> int:
    """Return the seconds of a shift less its break."""
    return max(0, shift.end_s - shift.start_s - (shift.rest.length_s if shift.rest else 0))


def least_stay_s(task: Visit | Patrol) -> int:
    """Return the seconds that a task takes at least from arrival to end, whatever stands beside it."""
    if isinstance(task, Visit):
        return task.service_s
    return task.full_stay_s if task.cell is None else task.min_dwell_s


@dataclass(frozen=True, eq=False)
class Reach:
    """The tasks in reach of each shift by the shortest ways there are."""

    tables: WeekTables

    @cached_property
    def ways(self) -> ShortestWays:
        """The shortest ways."""
        return ShortestWays(self.tables)

    @cached_property
    def stay_s(self) -> Ints:
        """Least seconds of each task from arrival to end."""
        return np.array([least_stay_s(t) for t in self.tables.tasks], dtype=np.int64)

    @cached_property
    def fits(self) -> Flags:
        """Shape (n_shifts, n_tasks): false where no plan without a violation serves the task in the shift."""
        found = np.zeros((self.tables.n_shifts, self.tables.n_tasks), dtype=bool)
        for r in range(self.tables.n_shifts):
            first_s, last_s = self.starts_s(r)
            found[r] = first_s <= last_s
        return found

    def starts_s(self, shift: int) -> tuple[Ints, Ints]:
        """Return the first and the last second at which each task can start in a shift; first > last: never.

        Of a patrol: arrive. It is held to the shift alone, since visits of its cell beside it may bring the
        presence; so must be a part of its window that is as long as its presence.
        """
        return self._starts_s[shift]

    def times_s(self, shift: int, task: int) -> list[tuple[int, int]]:
        """Return the first and last second of each time in which a task can start in a shift; of a patrol: arrive."""
        first_s, last_s = self.starts_s(shift)
        if self.tables.is_patrol[task]:
            return [(int(first_s[task]), int(last_s[task]))]
        held = ((max(a, int(first_s[task])), min(b, int(last_s[task]))) for a, b in self.tables.windows_s(shift, task))
        return [(a, b) for a, b in held if a <= b]

    @cached_property
    def _starts_s(self) -> list[tuple[Ints, Ints]]:
        return [self._starts_in(r) for r in range(self.tables.n_shifts)]

    def _starts_in(self, shift: int) -> tuple[Ints, Ints]:
        tables, span = self.tables, self.tables.problem.shifts[shift]
        out_s = self.ways.out_s(shift)[self.ways.row[tables.place]]
        home_s = self.ways.home_s(shift)[self.ways.row[tables.place]]
        can_come = (out_s < FAR_S) & (home_s < FAR_S) & (out_s + self.stay_s + home_s <= work_s(span))
        earliest_s, latest_s = span.start_s + out_s, span.end_s - home_s - self.stay_s
        lo = np.maximum(tables.starts_from_s[shift], earliest_s)
        hi = np.minimum(tables.starts_to_s[shift], latest_s)
        is_open = (lo <= hi) & can_come
        first_s = np.where(is_open, lo, NEVER_S).min(axis=0)
        last_s = np.where(is_open, hi, -NEVER_S).max(axis=0)
        for k in np.flatnonzero(tables.is_patrol).tolist():
            patrol = tables.tasks[k]
            if isinstance(patrol, Patrol) and can_come[k] and _has_time(patrol, span):
                first_s[k], last_s[k] = _arrivals_s(patrol, int(earliest_s[k]), int(latest_s[k]))
            else:
                first_s[k], last_s[k] = NEVER_S, -NEVER_S
        return first_s, last_s


def _has_time(patrol: Patrol, span: Shift) -> bool:
    """Tell whether a shift may serve a patrol and holds as much of its window as its presence."""
    held_s = min(patrol.window.end_s, span.end_s) - max(patrol.window.start_s, span.start_s)
    return (patrol.shifts is None or span.shift_id in patrol.shifts) and (
        patrol.presence_s == 0 or held_s >= patrol.presence_s
    )


def _arrivals_s(patrol: Patrol, earliest_s: int, latest_s: int) -> tuple[int, int]:
    """Return the arrivals possible at a patrol; without a cell its own stop must bring the presence."""
    if patrol.cell is None and patrol.presence_s:
        latest_s = min(latest_s, patrol.window.end_s - patrol.presence_s)
    return earliest_s, latest_s
