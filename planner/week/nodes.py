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
import numpy.typing as npt

from planner.model import DAY_S, Shift
from planner.week.insertion import Orders
from planner.week.tables import Flags, Ints, WeekTables, starts_of_s

MAX_NODES = 1_500
"""Nodes offered to OR-Tools: memory and neighbourhoods grow with the square. With 2600 it did not finish one
descent in 20 s; 7300 took 3.5 GB. The insertion and the fill pass always try everything."""

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


def nodes_to_offer(tables: WeekTables, start: Orders) -> Nodes:
    """Return the nodes of all tasks that fit a shift and gain something, or the MAX_NODES best of them.

    First come the nodes that `start` uses, then the others of duties, then the others of its visits, then the
    visits with the most prize for their stay and the way from the nearest task of the start.
    """
    fits = np.asarray(tables.fits_shift.any(axis=0)) & (tables.is_must | (tables.prize > 0))
    nodes = build_nodes(tables, np.flatnonzero(fits))
    if len(nodes) <= MAX_NODES:
        return nodes
    shift_of = np.full(tables.n_tasks, -1)
    for shift, order in enumerate(start):
        shift_of[list(order)] = shift
    now_in = shift_of[nodes.task]
    is_used = (now_in >= 0) & nodes.allowed[np.arange(len(nodes)), now_in]
    rank = np.select([is_used, tables.is_must[nodes.task], now_in >= 0], [0, 1, 2], 3)
    order_of_choice = np.lexsort((np.arange(len(nodes)), -_worth(tables, shift_of >= 0)[nodes.task], rank))
    kept = np.sort(order_of_choice[: max(MAX_NODES, int(is_used.sum()))])
    return Nodes(nodes.task[kept], tuple(nodes.windows[k] for k in kept), nodes.allowed[kept])


def _worth(tables: WeekTables, is_served: Flags) -> npt.NDArray[np.float64]:
    """Return the prize of each task for each second of its stay and of the way from the nearest task served."""
    near_s = np.zeros(tables.n_tasks, dtype=np.int64)
    if is_served.any():
        legs = np.minimum.reduce(list(tables.leg_s.values()))
        near_s += legs[np.unique(tables.place[is_served])].min(axis=0)[tables.place]
    worth: npt.NDArray[np.float64] = tables.prize / (near_s + tables.stay_s + 60)
    return worth


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
