"""The week as arrays: what insertion and timing read instead of ids and objects.

Tasks are numbered as in `problem.tasks` (visits, then patrols), shifts and places as in the problem. All times
are integer seconds since the start of the week.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.model import Break, CellId, Mode, Patrol, Visit, WeekProblem

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

FAR_S = 2**31 - 1
"""Seconds that stand for 'no way': the longest 32-bit leg, 68 years, beyond the end of any shift."""

NEVER_S = 2**60
"""Seconds that stand for 'in no window': sums with it stay inside 64 bits."""


@dataclass(frozen=True, kw_only=True, eq=False)
class WeekTables:
    """Arrays of a week problem; `tasks` are its visits, then its patrols.

    `place`, `stay_s`, `prize`, `is_must`, `is_patrol`: one entry for each task; a patrol stays its full stay.
    `starts_from_s[r]`, `starts_to_s[r]`: shape (n_windows, n_tasks), the seconds in which a task may start in
    shift r so that it ends within the shift; rows beyond a task's own windows hold an empty one (NEVER_S..-NEVER_S).
    `leg_s[mode]`: int32, shape (n_places, n_places), `enter_s` included, 0 within a place, FAR_S for no way;
    `back_s[mode]`: the same for the way to an end place, without `enter_s`.
    """

    problem: WeekProblem
    tasks: tuple[Visit | Patrol, ...]
    place: Ints
    stay_s: Ints
    prize: Ints
    is_must: Flags
    is_patrol: Flags
    starts_from_s: tuple[Ints, ...]
    starts_to_s: tuple[Ints, ...]
    leg_s: dict[Mode, npt.NDArray[np.int32]]
    back_s: dict[Mode, npt.NDArray[np.int32]]

    _windows: dict[tuple[int, int], list[tuple[int, int]]] = field(default_factory=dict, repr=False)
    _least_s: dict[tuple[Mode, tuple[int, ...]], Ints] = field(default_factory=dict, repr=False)

    @property
    def n_tasks(self) -> int:
        """Number of visits and patrols."""
        return len(self.place)

    @property
    def n_shifts(self) -> int:
        """Number of shifts."""
        return len(self.problem.shifts)

    @cached_property
    def fits_shift(self) -> Flags:
        """Shape (n_shifts, n_tasks): the task may be served in the shift and has a window in it."""
        rows = [(a <= b).any(axis=0) for a, b in zip(self.starts_from_s, self.starts_to_s, strict=True)]
        return np.array(rows, dtype=bool).reshape(self.n_shifts, self.n_tasks)

    @cached_property
    def cells(self) -> tuple[CellId | None, ...]:
        """The cell of each task: of a visit's place, of a patrol as it names it."""
        of_place = {place.place_id: place.cell for place in self.problem.places}
        return tuple(t.cell if isinstance(t, Patrol) else of_place[t.place] for t in self.tasks)

    @cached_property
    def could_be_shorter(self) -> tuple[bool, ...]:
        """Tell for each task whether it is a patrol with visits in its cell, which could pay for a part of it."""
        visited = {cell for cell, one in zip(self.cells, self.tasks, strict=True) if isinstance(one, Visit)} - {None}
        return tuple(isinstance(one, Patrol) and cell in visited
                     for cell, one in zip(self.cells, self.tasks, strict=True))

    @cached_property
    def ends(self) -> tuple[tuple[int, int], ...]:
        """Place numbers of the start and the end of each shift."""
        index = self.problem.place_index
        return tuple((index[s.start_place], index[s.end_place]) for s in self.problem.shifts)

    def windows_s(self, shift: int, task: int) -> list[tuple[int, int]]:
        """Return the closed intervals in which a task may start in a shift."""
        found = self._windows.get((shift, task))
        if found is None:
            column = zip(self.starts_from_s[shift][:, task], self.starts_to_s[shift][:, task], strict=True)
            found = self._windows[shift, task] = [(int(a), int(b)) for a, b in column if a <= b]
        return found

    def least_from_s(self, mode: Mode, area: tuple[int, ...]) -> Ints:
        """Return the least seconds from any of some places to every place, over any others; FAR_S for no way."""
        found = self._least_s.get((mode, area))
        if found is None:
            found = self._least_s[mode, area] = _least_from(self.leg_s[mode].astype(np.int64), area)
        return found


def build_tables(problem: WeekProblem) -> WeekTables:
    """Return the arrays of a week."""
    tasks = problem.tasks
    stay_s = np.array([stay_of_s(t) for t in tasks], dtype=np.int64)
    allowed = _allowed(problem)
    owner, from_s, to_s = _window_rows(tasks)
    starts = []
    for r, shift in enumerate(problem.shifts):
        lo = np.maximum(from_s, shift.start_s)
        hi = np.minimum(to_s, shift.end_s - stay_s[owner])
        keep = (lo <= hi) & allowed[r][owner]
        starts.append(_stack(owner[keep], lo[keep], hi[keep], len(tasks)))
    return WeekTables(
        problem=problem,
        tasks=tasks,
        place=np.array([problem.place_index[t.place] for t in tasks], dtype=np.int64),
        stay_s=stay_s,
        prize=np.array([t.prize if isinstance(t, Visit) else 0 for t in tasks], dtype=np.int64),
        is_must=np.array([isinstance(t, Patrol) or t.mandatory for t in tasks], dtype=bool),
        is_patrol=np.array([isinstance(t, Patrol) for t in tasks], dtype=bool),
        starts_from_s=tuple(lo for lo, _ in starts),
        starts_to_s=tuple(hi for _, hi in starts),
        leg_s={m: _legs(d, problem.enter_s) for m, d in problem.travel.duration_s.items()},
        back_s={m: _legs(d, 0) for m, d in problem.travel.duration_s.items()},
    )


def stay_of_s(task: Visit | Patrol) -> int:
    """Return the seconds the engine stays at a task: a patrol is planned with its full stay."""
    return task.full_stay_s if isinstance(task, Patrol) else task.service_s


def starts_of_s(task: Visit | Patrol) -> list[tuple[int, int]]:
    """Return the closed intervals in which a task may start, whatever the shift.

    A patrol that stays `full_stay_s` reaches its presence exactly if at least `presence_s` of the stay lie in
    its window; this is one interval, empty when the window is shorter than the presence.
    """
    if isinstance(task, Visit):
        return [(w.start_s, w.end_s) for w in task.windows] or [(-NEVER_S, NEVER_S)]
    if task.presence_s == 0:
        return [(-NEVER_S, NEVER_S)]   # nothing need lie in its window
    if task.window.end_s - task.window.start_s < task.presence_s:
        return []
    spare_s = task.full_stay_s - task.presence_s
    return [(task.window.start_s - spare_s, task.window.end_s - task.presence_s)]


def rest_of(tables: WeekTables, shift: int) -> Break | None:
    """Return the break of a shift, or None."""
    return tables.problem.shifts[shift].rest


def _allowed(problem: WeekProblem) -> Flags:
    """Return shape (n_shifts, n_tasks): the task names the shift, or names none."""
    number = {s.shift_id: r for r, s in enumerate(problem.shifts)}
    allowed = np.ones((len(problem.shifts), len(problem.tasks)), dtype=bool)
    for k, task in enumerate(problem.tasks):
        if task.shifts is not None:
            allowed[:, k] = False
            allowed[[number[s] for s in task.shifts], k] = True
    return allowed


def _window_rows(tasks: Sequence[Visit | Patrol]) -> tuple[Ints, Ints, Ints]:
    """Return all start intervals of all tasks in one list: task number, from, to; sorted by task and time."""
    rows = [(k, a, b) for k, task in enumerate(tasks) for a, b in sorted(set(starts_of_s(task)))]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]


def _stack(owner: Ints, lo: Ints, hi: Ints, n_tasks: int) -> tuple[Ints, Ints]:
    """Return the intervals of each task one below the other: two arrays of shape (n_windows, n_tasks)."""
    first = np.searchsorted(owner, owner)  # `owner` is sorted
    rank = np.arange(len(owner)) - first
    depth = int(rank.max()) + 1 if len(rank) else 1
    from_s = np.full((depth, n_tasks), NEVER_S, dtype=np.int64)
    to_s = np.full((depth, n_tasks), -NEVER_S, dtype=np.int64)
    from_s[rank, owner], to_s[rank, owner] = lo, hi
    return from_s, to_s


def _legs(duration_s: npt.NDArray[np.int32], enter_s: int) -> npt.NDArray[np.int32]:
    legs = duration_s.astype(np.int64) + enter_s
    legs[duration_s < 0] = FAR_S
    np.fill_diagonal(legs, 0)
    return np.minimum(legs, FAR_S).astype(np.int32)


def _least_from(leg_s: Ints, area: Sequence[int]) -> Ints:
    """Return the shortest ways from an area (Bellman and Ford, all edges of a round at once)."""
    least: Ints = leg_s[list(area)].min(axis=0)
    while True:
        reached = np.flatnonzero(least < FAR_S)
        shorter: Ints = np.minimum(least, (least[reached, None] + leg_s[reached]).min(axis=0))
        if (shorter == least).all():
            return least
        least = shorter
