"""The shortest ways there are: over any stops in between, as if these took no time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.model import Mode
from planner.week.bound.kernel import kernel
from planner.week.tables import FAR_S, Ints, WeekTables


@dataclass(frozen=True, eq=False)
class ShortestWays:
    """Least seconds between the places of tasks, so that a route without one of its stops is never longer.

    `places`: numbers of the places where tasks are, sorted; `row[place]`: its row below. A crew stops nowhere else.
    """

    tables: WeekTables

    @cached_property
    def places(self) -> Ints:
        """Places of the tasks."""
        return np.unique(self.tables.place)

    @cached_property
    def row(self) -> Ints:
        """Shape (n_places,): the row of each place, -1 where no task is."""
        rows = np.full(len(self.tables.problem.places), -1, dtype=np.int64)
        rows[self.places] = np.arange(len(self.places))
        return rows

    @cached_property
    def leg_s(self) -> dict[Mode, Ints]:
        """Least seconds from place to place by mode, `enter_s` of each leg included; FAR_S: no way."""
        found = {}
        for mode, leg_s in self.tables.leg_s.items():
            found[mode] = np.ascontiguousarray(leg_s[np.ix_(self.places, self.places)].astype(np.int64))
            close_ways(found[mode], FAR_S)
        return found

    def out_s(self, shift: int) -> Ints:
        """Return the least seconds from the start place of a shift to each of `places`."""
        mode, start = self.tables.problem.shifts[shift].mode, self.tables.ends[shift][0]
        first_s = self.tables.leg_s[mode][start, self.places].astype(np.int64)
        return np.asarray(np.minimum((first_s[:, None] + self.leg_s[mode]).min(axis=0, initial=FAR_S), FAR_S))

    def home_s(self, shift: int) -> Ints:
        """Return the least seconds from each of `places` to the end place of a shift."""
        mode, end = self.tables.problem.shifts[shift].mode, self.tables.ends[shift][1]
        last_s = self.tables.back_s[mode][self.places, end].astype(np.int64)
        return np.asarray(np.minimum((self.leg_s[mode] + last_s[None, :]).min(axis=1, initial=FAR_S), FAR_S))


@kernel
def close_ways(leg_s: Ints, far_s: int) -> None:
    """Lower each leg to the shortest way over any places; source: Floyd and Warshall (1962)."""
    n = len(leg_s)
    for k in range(n):
        after = leg_s[k]
        for i in range(n):
            first, row = leg_s[i, k], leg_s[i]
            if first < far_s:
                for j in range(n):
                    row[j] = min(row[j], first + after[j])
