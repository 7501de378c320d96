"""The week as packed arrays: what the compiled search reads.

One row of numbers for each task and shift, so that what is read together lies together. Tasks, shifts and places
are numbered as in `WeekTables`; times are integer seconds since the start of the week.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.model import Mode, Patrol, Visit
from planner.week.tables import FAR_S, NEVER_S, Flags, Ints, WeekTables

Numbers = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]

PLACE, STAY, PRIZE, MUST, FLEX, CELL, VISIT, LEAST, PRESENCE, OPENS, CLOSES, N_TASK = range(12)
"""Columns of `task`. STAY of a flexible patrol is its dwell of now. CELL is the cell of a visit's place, or the
cell of a flexible patrol; -1 for none. FLEX: a patrol that visits of its cell can pay for in part; LEAST, PRESENCE,
OPENS, CLOSES are its least dwell, its presence and its window."""

MODE, START, END, HOME, GOAL, RESTS, REST_FROM, REST_TO, REST_LENGTH, N_SHIFT = range(10)
"""Columns of `shift`. RESTS: 1 when it has a break."""

POWERS = (1.0, 1.5, 2.0, 0.6)
"""Exponents of the prize among which an insertion draws (measured together, not one by one)."""

UNLIMITED = 2**62
"""A prize that no week has."""

N_NEAR = 150
"""Nearest tasks kept for each place: a tenth of a big week; more never helped in the trials."""

N_DOMINATORS = 12
"""Better neighbours kept for each visit."""


class Week(NamedTuple):
    """A week in arrays.

    `task`: shape (n_tasks, N_TASK); `shift`: (n_shifts, N_SHIFT). `window[first[r, t]:first[r, t + 1]]` are the
    closed intervals of start of task t in shift r, sorted; none: it may not be served there. The one window of
    a flexible patrol is rewritten whenever its route is timed. `leg[mode, i, j]`: seconds with `enter_s`,
    FAR_S for no way. `lost[t]`: the share of a visit's service that does not count for flexible patrol t.
    `near[place]`: tasks by their way from the place, -1 after the last. `dominator[t]`: visits of the same door
    step and hours that give more for less, -1 after the last. `value[a, t]`: prize to the power POWERS[a].
    `enough`: the prize beyond which more is worth nothing (UNLIMITED: more is always worth more). `n_duties`: patrols
    and mandatory visits that a plan can serve, as far as nothing else is proven.
    """

    task: Ints
    shift: Ints
    first: Numbers
    window: Ints
    leg: Numbers
    lost: Floats
    near: Numbers
    dominator: Numbers
    value: Floats
    offered: Ints
    enter_s: int
    enough: int
    n_duties: int


def pack_week(tables: WeekTables, enough: int | None = None, n_unservable: int = 0) -> Week:
    """Return the arrays of a week; `offered` are the tasks worth a place on a route.

    `enough` None, or no less than all prizes together: no prize is enough. `n_unservable`: offered duties that no plan
    can serve all the same.
    """
    cells = _cells(tables)
    task = _task_rows(tables, cells)
    first, window = _window_rows(tables, task)
    modes = list(tables.leg_s)
    prize = task[:, PRIZE].astype(np.float64)
    scale = prize[prize > 0].mean() if (prize > 0).any() else 1.0
    gains = (np.diff(first, axis=1) > 0).any(axis=0) & (tables.is_must | (tables.prize > 0))
    return Week(
        task=task, shift=_shift_rows(tables, modes), first=first, window=window,
        leg=np.ascontiguousarray(np.stack([tables.leg_s[m] for m in modes])),
        lost=np.array([1 - t.visit_credit if isinstance(t, Patrol) else 0.0 for t in tables.tasks], dtype=np.float64),
        near=_near(tables, gains), dominator=_dominators(tables),
        value=np.stack([(prize / scale) ** power for power in POWERS]),
        offered=np.flatnonzero(gains).astype(np.int64), enter_s=int(tables.problem.enter_s),
        enough=UNLIMITED if enough is None or enough >= int(task[:, PRIZE].sum()) else enough,
        n_duties=int((gains & tables.is_must).sum()) - n_unservable,
    )


def most_stops(tables: WeekTables) -> int:
    """Return a number of stops that no route of the week can exceed: its shortest stays, one after the other."""
    stays = np.array([t.min_dwell_s if isinstance(t, Patrol) else t.service_s for t in tables.tasks], dtype=np.int64)
    most = 0
    for r, span in enumerate(tables.problem.shifts):
        mine = np.sort(stays[tables.fits_shift[r]])
        most = max(most, int((np.cumsum(mine) <= span.end_s - span.start_s).sum()))
    return most + 2


def _cells(tables: WeekTables) -> dict[str | None, int]:
    names = sorted({p.cell for p in tables.problem.places if p.cell is not None})
    return {None: -1, **{name: k for k, name in enumerate(names)}}


def _task_rows(tables: WeekTables, cells: dict[str | None, int]) -> Ints:
    cell_of = {p.place_id: p.cell for p in tables.problem.places}
    visited = {cell_of[v.place] for v in tables.problem.visits}
    rows = np.zeros((tables.n_tasks, N_TASK), dtype=np.int64)
    for k, task in enumerate(tables.tasks):
        row = rows[k]
        row[[PLACE, STAY, PRIZE, MUST]] = tables.place[k], tables.stay_s[k], tables.prize[k], tables.is_must[k]
        if isinstance(task, Visit):
            row[[CELL, VISIT]] = cells[cell_of[task.place]], 1
        else:
            flexible = task.cell is not None and task.cell in visited
            row[[CELL, FLEX]] = (cells[task.cell], 1) if flexible else (-1, 0)
            row[[LEAST, PRESENCE]] = task.min_dwell_s, task.presence_s
            row[[OPENS, CLOSES]] = task.window.start_s, task.window.end_s
    return rows


def _shift_rows(tables: WeekTables, modes: list[Mode]) -> Ints:
    rows = np.zeros((tables.n_shifts, N_SHIFT), dtype=np.int64)
    for r, span in enumerate(tables.problem.shifts):
        rows[r, [MODE, START, END, HOME, GOAL]] = (modes.index(span.mode), span.start_s, span.end_s, *tables.ends[r])
        if span.rest is not None:
            rest = span.rest
            rows[r, [RESTS, REST_FROM, REST_TO, REST_LENGTH]] = 1, rest.earliest_s, rest.latest_s, rest.length_s
    return rows


def _flexible_starts(tables: WeekTables, shift: int, patrol: int) -> tuple[int, int]:
    """Return the seconds in which a flexible patrol might start: its dwell is not known yet."""
    span, one = tables.problem.shifts[shift], tables.tasks[patrol]
    if not isinstance(one, Patrol) or one.window.end_s - one.window.start_s < one.presence_s:
        return NEVER_S, -NEVER_S
    if one.shifts is not None and span.shift_id not in one.shifts:
        return NEVER_S, -NEVER_S
    if one.presence_s == 0:   # nothing need lie in its window
        return span.start_s, span.end_s - one.min_dwell_s
    if one.window.start_s > span.end_s:
        return NEVER_S, -NEVER_S
    return span.start_s, min(span.end_s - one.min_dwell_s, one.window.end_s)


def _window_rows(tables: WeekTables, task: Ints) -> tuple[Numbers, Ints]:
    """Return the CSR index, shape (n_shifts, n_tasks + 1), and the intervals."""
    first = np.zeros((tables.n_shifts, tables.n_tasks + 1), dtype=np.int32)
    rows: list[Ints] = []
    total = 0
    for r in range(tables.n_shifts):
        lo, hi = tables.starts_from_s[r].T.copy(), tables.starts_to_s[r].T.copy()
        for k in np.flatnonzero(task[:, FLEX]).tolist():
            lo[k], hi[k] = NEVER_S, -NEVER_S
            lo[k, 0], hi[k, 0] = _flexible_starts(tables, r, k)
        keep = lo <= hi
        hi = np.maximum.accumulate(hi, axis=1)   # windows that overlap: the later one reaches as far as the earlier
        first[r, 0] = total
        first[r, 1:] = total + np.cumsum(keep.sum(axis=1))
        total = int(first[r, -1])
        rows.append(np.stack([lo[keep], hi[keep]], axis=1))
    rows.append(np.zeros((1, 2), dtype=np.int64))   # never read: an array without rows has no type of its own
    return first, np.ascontiguousarray(np.concatenate(rows))


def _near(tables: WeekTables, gains: Flags) -> Numbers:
    """Return for each place the tasks nearest to it, there and back, by the fastest mode."""
    tasks = np.flatnonzero(gains)
    least = np.minimum.reduce([leg.astype(np.int64) for leg in tables.leg_s.values()])
    way = np.minimum(least, FAR_S) + np.minimum(least.T, FAR_S)
    n_near = min(N_NEAR, max(1, len(tasks)))
    near = np.full((len(way), n_near), -1, dtype=np.int32)
    if len(tasks):
        for place in np.unique(tables.place[tasks]).tolist():
            far = way[place, tables.place[tasks]]
            near[place] = tasks[np.argsort(far, kind="stable")[:n_near]]
    return near


def _dominators(tables: WeekTables) -> Numbers:
    """Return for each visit the visits that can always stand in its place, give no less and take no longer."""
    found = np.full((max(1, tables.n_tasks), N_DOMINATORS), -1, dtype=np.int32)
    groups: dict[tuple[object, ...], list[int]] = {}
    for k, visit in enumerate(tables.problem.visits):   # visits come first among the tasks
        hours = (visit.place, visit.windows, visit.shifts is None, tuple(sorted(visit.shifts or ())))
        groups.setdefault(hours, []).append(k)
    for members in groups.values():
        for k in members:
            better = [j for j in members if j != k and _is_better(tables, j, k)]
            found[k, : len(better[:N_DOMINATORS])] = better[:N_DOMINATORS]
    return found


def _is_better(tables: WeekTables, one: int, other: int) -> bool:
    """Tell whether a visit gives no less, takes no longer, and is not the same; equals: the first is better."""
    gives, takes = int(tables.prize[one] - tables.prize[other]), int(tables.stay_s[one] - tables.stay_s[other])
    return gives >= 0 and takes <= 0 and (gives > 0 or takes < 0 or one < other)
