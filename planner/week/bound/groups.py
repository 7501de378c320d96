"""Groups of shifts that the linear bound looks at as one: same mode, start and end place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.week.bound.reach import Reach
from planner.week.tables import Flags, Ints, WeekTables


@dataclass(frozen=True, kw_only=True)
class ShiftGroup:
    """Shifts of one mode from one start place to one end place; whatever one of them may do, the group may do."""

    reach: Reach
    shifts: tuple[int, ...]

    @property
    def tables(self) -> WeekTables:
        """The week."""
        return self.reach.tables

    @cached_property
    def fits(self) -> Flags:
        """Shape (n_tasks,): some shift of the group may serve the task."""
        return np.asarray(self.reach.fits[list(self.shifts)].any(axis=0))

    @cached_property
    def tasks(self) -> Ints:
        """Numbers of the tasks that some shift of the group may serve."""
        return np.flatnonzero(self.fits)

    @cached_property
    def places(self) -> tuple[int, ...]:
        """Places of those tasks, in order of number."""
        return tuple(sorted(set(self.tables.place[self.tasks].tolist())))

    @property
    def leg_s(self) -> Ints:
        """Seconds of the legs between `places`, FAR_S for no way."""
        full = self.tables.leg_s[self.tables.problem.shifts[self.shifts[0]].mode]
        return full[np.ix_(self.places, self.places)].astype(np.int64)

    @property
    def start_leg_s(self) -> Ints:
        """Seconds from the start place to each of `places`."""
        start = self.tables.ends[self.shifts[0]][0]
        return self.tables.leg_s[self.tables.problem.shifts[self.shifts[0]].mode][start, self.places].astype(np.int64)

    @property
    def end_leg_s(self) -> Ints:
        """Seconds from each of `places` to the end place."""
        end = self.tables.ends[self.shifts[0]][1]
        return self.tables.back_s[self.tables.problem.shifts[self.shifts[0]].mode][self.places, end].astype(np.int64)


def group_shifts(reach: Reach) -> list[ShiftGroup]:
    """Return the groups of a week, in order of their first shift."""
    found: dict[tuple[str, int, int], list[int]] = {}
    for number, shift in enumerate(reach.tables.problem.shifts):
        found.setdefault((shift.mode, *reach.tables.ends[number]), []).append(number)
    return [ShiftGroup(reach=reach, shifts=tuple(members)) for members in found.values()]
