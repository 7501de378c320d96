"""The nodes of the OR-Tools model: one for each way to serve a task, in times folded to one day.

OR-Tools keeps a bit for every second of a time with holes in it. Over a whole week taking out the nights of 800
visits cost 4 s and slowed the search; so each shift counts its seconds from 00:00 of its own first day. A visit
wanted every evening is then one node with one window; one whose hours differ between days becomes several
nodes, at most one of which may be served.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.model import DAY_S, Shift
from planner.week.tables import Flags, Ints, WeekTables, starts_of_s

Windows = tuple[tuple[int, int], ...]
"""Closed intervals of start in folded seconds, sorted."""


@dataclass(frozen=True, slots=True, eq=False)
class Nodes:
    """Nodes of a list of tasks: `task[k]`, `windows[k]`, and `allowed[k, r]`: node k may be served in shift r."""

    task: Ints
    windows: tuple[Windows, ...]
    allowed: Flags

    def __len__(self) -> int:
        return len(self.windows)


def fold_s(shift: Shift) -> int:
    """Return the second from which a shift counts: 00:00 of the day on which it starts."""
    return shift.start_s // DAY_S * DAY_S


def build_nodes(tables: WeekTables, tasks: Ints) -> Nodes:
    """Return the nodes of tasks that fit some shift, in the order of the tasks."""
    shifts = tables.problem.shifts
    groups_of: dict[Windows, dict[Windows, Flags]] = {}
    owner: list[int] = []
    windows: list[Windows] = []
    allowed: list[Flags] = []
    for task in tasks.tolist():
        starts = tuple(sorted(starts_of_s(tables.tasks[task])))
        if starts not in groups_of:  # hundreds of visits share their hours
            groups_of[starts] = _groups(shifts, starts)
        for folded, in_shifts in groups_of[starts].items():
            able = in_shifts & tables.fits_shift[:, task]
            if able.any():
                owner.append(task)
                windows.append(folded)
                allowed.append(able)
    return Nodes(
        np.array(owner, dtype=np.int64), tuple(windows),
        np.array(allowed, dtype=bool).reshape(len(owner), len(shifts)),
    )


def span_of_day_s(shifts: Sequence[Shift]) -> tuple[int, int]:
    """Return the first start and the last end of all shifts in folded seconds."""
    return min(s.start_s - fold_s(s) for s in shifts), max(s.end_s - fold_s(s) for s in shifts)


def _groups(shifts: Sequence[Shift], starts: Windows) -> dict[Windows, Flags]:
    """Return the shifts that see the same folded windows, by these windows."""
    first_s, last_s = span_of_day_s(shifts)
    groups: dict[Windows, Flags] = {}
    for r, shift in enumerate(shifts):
        zero_s = fold_s(shift)
        near = [
            (max(a - zero_s, first_s), min(b - zero_s, last_s)) for a, b in starts
            if (a < zero_s + DAY_S and b >= zero_s) or (a <= shift.end_s and b >= shift.start_s)
        ]
        folded = tuple((a, b) for a, b in near if a <= b)
        if folded:
            groups.setdefault(folded, np.zeros(len(shifts), dtype=bool))[r] = True
    return groups
