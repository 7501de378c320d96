"""Ways in the linear program: the near legs one by one, the far ones as two halves, and what flows in flows out."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from planner.model import CellId, Patrol
from planner.week.bound.groups import ShiftGroup
from planner.week.bound.program import Program
from planner.week.tables import FAR_S, Flags, Ints

NEAREST = 12
"""Legs kept from and to each place; 20 changed the bound of the reference weeks by less than 0.01 %."""

START = -1
"""The place number that stands for the start of a shift in `Ways.legs`."""

_NONE_S = 2**40
"""Seconds that stand for 'no leg to choose from'."""


@dataclass(frozen=True, kw_only=True)
class Ways:
    """Variables: how often a leg is gone. `legs[i, j]` by places, i may be START; `into[j]`: by some far leg.

    `takes_s[variable]`: the seconds it takes at least. `balance[place]`: +1 for each way into it, -1 out of it.
    """

    most: float
    legs: dict[tuple[int, int], int] = field(default_factory=dict)
    into: dict[int, int] = field(default_factory=dict)
    takes_s: dict[int, float] = field(default_factory=dict)
    balance: dict[int, dict[int, float]] = field(default_factory=dict)

    def add(self, program: Program, takes_s: float, *, out_of: int | None, to: int | None) -> int:
        """Return the new variable of a way from a place to a place; None: from or to elsewhere."""
        column = program.add_variable(most=self.most)
        self.takes_s[column] = takes_s
        if out_of is not None:
            self.balance.setdefault(out_of, {})[column] = -1.0
        if to is not None:
            self.balance.setdefault(to, {})[column] = 1.0
        return column


def add_ways(program: Program, group: ShiftGroup, stays: dict[int, int]) -> Ways:
    """Add the ways of a group: each place is left as often as it is come to, at least `stays` times.

    A leg that is not kept costs half the shortest such leg out of its start plus half the shortest into its end.
    A crew may come to a place more than once, so that nothing is assumed about detours being longer.
    """
    ways = Ways(most=float(len(group.tasks)))
    places, leg_s = group.places, group.leg_s
    possible = leg_s < FAR_S
    np.fill_diagonal(possible, False)
    kept = (_nearest(leg_s) | _same_cell(group)) & possible
    for a, b in zip(*np.nonzero(kept), strict=True):
        pair = places[a], places[b]
        ways.legs[pair] = ways.add(program, float(leg_s[a, b]), out_of=pair[0], to=pair[1])
    _add_ends(program, group, ways)
    _add_far(program, group, np.where(possible & ~kept, leg_s, _NONE_S), ways)
    for place in places:
        row = ways.balance.get(place, {})
        program.require_equal(row, 0.0)
        program.require_at_most({stays[place]: 1.0, **{c: -1.0 for c, sign in row.items() if sign > 0}}, 0.0)
    return ways


def _add_ends(program: Program, group: ShiftGroup, ways: Ways) -> None:
    """Add the ways from the start and to the end: as many of each, at most one for each shift."""
    starts: dict[int, float] = {}
    ends: dict[int, float] = {}
    for place, first_s, last_s in zip(group.places, group.start_leg_s, group.end_leg_s, strict=True):
        if first_s < FAR_S:
            ways.legs[START, place] = column = ways.add(program, float(first_s), out_of=None, to=place)
            starts[column] = 1.0
        if last_s < FAR_S:
            ends[ways.add(program, float(last_s), out_of=place, to=None)] = -1.0
    program.require_at_most(starts, float(len(group.shifts)))
    program.require_equal({**starts, **ends}, 0.0)


def _add_far(program: Program, group: ShiftGroup, far_s: Ints, ways: Ways) -> None:
    """Add the two halves of the legs that are not kept: as many first halves as second ones."""
    if not far_s.size:
        return
    halves: dict[int, float] = {}
    out_s, into_s = far_s.min(axis=1), far_s.min(axis=0)
    for a, place in enumerate(group.places):
        if out_s[a] < _NONE_S:
            halves[ways.add(program, float(out_s[a]) / 2, out_of=place, to=None)] = 1.0
        if into_s[a] < _NONE_S:
            ways.into[place] = column = ways.add(program, float(into_s[a]) / 2, out_of=None, to=place)
            halves[column] = -1.0
    program.require_equal(halves, 0.0)


def _nearest(leg_s: Ints) -> Flags:
    """Return which legs are among the NEAREST from their start or to their end."""
    others = np.where(np.eye(len(leg_s), dtype=bool), _NONE_S, leg_s)
    near = np.zeros(leg_s.shape, dtype=bool)
    np.put_along_axis(near, np.argsort(others, axis=1, kind="stable")[:, :NEAREST], values=True, axis=1)
    np.put_along_axis(near, np.argsort(others, axis=0, kind="stable")[:NEAREST, :], values=True, axis=0)
    return near


def ground_of_cell(group: ShiftGroup, cell: CellId) -> set[int]:
    """Return the places where a run of a patrol of the cell may stop: those of the cell and of its patrols."""
    tables = group.tables
    inside = {place for place in group.places if tables.problem.places[place].cell == cell}
    patrols = [k for k, task in enumerate(tables.tasks) if isinstance(task, Patrol) and task.cell == cell]
    return inside | {int(tables.place[k]) for k in patrols}


def _same_cell(group: ShiftGroup) -> Flags:
    """Return which legs stay on the ground of a patrol's cell: their seconds count for it, so they are all kept."""
    tables = group.tables
    inside = np.zeros((len(group.places), len(group.places)), dtype=bool)
    for cell in sorted({t.cell for t in tables.tasks if isinstance(t, Patrol) and t.cell is not None}):
        ground = ground_of_cell(group, cell)
        here = np.array([place in ground for place in group.places], dtype=bool)
        inside |= here[:, None] & here[None, :]
    return inside
