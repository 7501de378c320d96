"""Hours of the day in the linear program: what must be done in them fits into what the shifts have of them."""

from __future__ import annotations

import numpy as np

from planner.model import DAY_S, Patrol
from planner.week.bound.groups import ShiftGroup
from planner.week.bound.program import Program

MOST_EDGES = 24
"""Starts and ends of intervals tried for a group: 24 x 24 rows at most, few of which can bind."""


def add_interval_rows(program: Program, group: ShiftGroup, served: dict[int, int]) -> None:
    """Add, for intervals of the day, that service which lies inside on all days fits into the shifts' share of it.

    Times count from the midnight before the shift starts, so one row holds the same hours of all days.
    """
    first_s, last_s, takes_s = _hulls(group)
    shifts = [group.tables.problem.shifts[r] for r in group.shifts]
    midnight_s = np.array([s.start_s // DAY_S * DAY_S for s in shifts])
    start_s = np.array([s.start_s for s in shifts]) - midnight_s
    end_s = np.array([s.end_s for s in shifts]) - midnight_s
    numbers = np.array(sorted(takes_s), dtype=np.int64)
    if not len(numbers):
        return
    lo, hi = np.array([first_s[k] for k in numbers]), np.array([last_s[k] for k in numbers])
    amount = np.array([takes_s[k] for k in numbers])
    for from_s in _edges(lo):
        for to_s in _edges(hi):
            room_s = np.maximum(0, np.minimum(end_s, to_s) - np.maximum(start_s, from_s)).sum()
            inside = (lo >= from_s) & (hi <= to_s)
            if from_s < to_s and amount[inside].sum() > room_s:
                program.require_at_most(
                    {served[int(k)]: float(a) for k, a in zip(numbers[inside], amount[inside], strict=True)},
                    float(room_s),
                )


def _hulls(group: ShiftGroup) -> tuple[dict[int, int], dict[int, int], dict[int, int]]:
    """Return for each task the first second of day it can begin, the last it can end, and its length.

    Of a patrol without a cell, `presence_s` seconds lie in its window; one with a cell is left out.
    """
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    takes: dict[int, int] = {}
    for r in group.shifts:
        midnight_s = group.tables.problem.shifts[r].start_s // DAY_S * DAY_S
        lo, hi = group.reach.starts_s(r)
        for k in np.flatnonzero(group.reach.fits[r]).tolist():
            task = group.tables.tasks[k]
            if isinstance(task, Patrol):
                if task.cell is not None:
                    continue
                begin_s, end_s, takes[k] = task.window.start_s, task.window.end_s, task.presence_s
            else:
                begin_s, end_s, takes[k] = int(lo[k]), int(hi[k]) + task.service_s, task.service_s
            first[k] = min(first.get(k, begin_s - midnight_s), begin_s - midnight_s)
            last[k] = max(last.get(k, end_s - midnight_s), end_s - midnight_s)
    return first, last, takes


def _edges(times_s: np.ndarray) -> list[int]:
    """Return the distinct times, thinned evenly to MOST_EDGES."""
    edges = np.unique(times_s)
    if len(edges) > MOST_EDGES:
        edges = edges[np.linspace(0, len(edges) - 1, MOST_EDGES).astype(np.int64)]
    return [int(t) for t in edges]
