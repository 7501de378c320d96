"""The linear program of a week: what is served, where a group goes, and the hours it has for both."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from planner.model import Patrol
from planner.week.bound.groups import ShiftGroup, group_shifts
from planner.week.bound.interval_rows import add_interval_rows
from planner.week.bound.presence_rows import add_presence_rows
from planner.week.bound.program import Floats, Program, Solved
from planner.week.bound.reach import Reach, work_s
from planner.week.bound.travel_rows import Ways, add_ways
from planner.week.tables import WeekTables

_AT_LEAST_ONCE = 2.0
"""Limit of a served task: above 1, so that the row `at most once` binds first and carries the whole price."""


@dataclass(frozen=True, kw_only=True)
class GroupColumns:
    """The variables of one group: served[task], stays[place] (how many shifts of it come there), ways."""

    group: ShiftGroup
    served: dict[int, int]
    stays: dict[int, int]
    ways: Ways


@dataclass(kw_only=True)
class WeekProgram:
    """The program and its variables, one part for each group; and the row that serves each task once.

    `once[task]`: its number, and whether it is an equality.
    """

    tables: WeekTables
    program: Program
    parts: list[GroupColumns] = field(default_factory=list)
    once: dict[int, tuple[int, bool]] = field(default_factory=dict)

    def prices(self, solved: Solved) -> Floats:
        """Return what serving each task once more would add: >= 0, of either sign where it must be served."""
        found = np.zeros(self.tables.n_tasks)
        for task, (row, is_equal) in self.once.items():
            found[task] = solved.equal_price[row] if is_equal else solved.row_price[row]
        return found


def build_week_program(reach: Reach, n_spare: int) -> WeekProgram:
    """Return the program whose optimum bounds the prize of plans that miss at most `n_spare` duties in reach.

    Source of the travel rows: the directed form of the cut constraints of Dantzig, Fulkerson and Johnson (1954);
    the cuts themselves are added by `subtours`.
    """
    week = WeekProgram(tables=reach.tables, program=Program())
    for group in group_shifts(reach):
        week.parts.append(_add_group(week.program, group))
    missed: dict[int, float] = {}
    for number in np.flatnonzero(reach.fits.any(axis=0)).tolist():
        row = {part.served[number]: 1.0 for part in week.parts if number in part.served}
        if not reach.tables.is_must[number]:
            week.once[number] = week.program.require_at_most(row, 1.0), False
            continue
        if n_spare:
            row[miss := week.program.add_variable(most=1.0)] = 1.0
            missed[miss] = 1.0
        week.once[number] = week.program.require_equal(row, 1.0), True
    if missed:
        week.program.require_at_most(missed, float(n_spare))
    return week


def _add_group(program: Program, group: ShiftGroup) -> GroupColumns:
    tables, n_shifts = group.tables, len(group.shifts)
    served = {
        int(k): program.add_variable(most=_AT_LEAST_ONCE, worth=float(tables.prize[k])) for k in group.tasks
    }
    stays = {place: program.add_variable(most=float(n_shifts)) for place in group.places}
    _tie_stays(program, group, served, stays)
    ways = add_ways(program, group, stays)
    hours = dict(ways.takes_s)
    for number, column in served.items():
        hours[column] = float(group.reach.stay_s[number])
    hours |= dict.fromkeys(add_presence_rows(program, group, served, ways), 1.0)
    room_s = [work_s(tables.problem.shifts[r]) for r in group.shifts]
    program.require_at_most(hours, float(sum(room_s)))
    for place, column in stays.items():
        row = {c: float(group.reach.stay_s[k]) for k, c in served.items() if tables.place[k] == place}
        if sum(row.values()) > max(room_s):
            program.require_at_most({**row, column: -float(max(room_s))}, 0.0)
    add_interval_rows(program, group, served)
    return GroupColumns(group=group, served=served, stays=stays, ways=ways)


def _tie_stays(program: Program, group: ShiftGroup, served: dict[int, int], stays: dict[int, int]) -> None:
    """Require that a shift comes to the place of what it serves; patrols of different shifts need one each."""
    tables = group.tables
    own: dict[tuple[int, int], int] = {}
    for number, column in served.items():
        place = int(tables.place[number])
        program.require_at_most({column: 1.0, stays[place]: -1.0}, 0.0)
        able = [r for r in group.shifts if group.reach.fits[r, number]]
        if isinstance(tables.tasks[number], Patrol) and len(able) == 1:
            own.setdefault((place, able[0]), column)
    for place, column in stays.items():
        patrols = {patrol: 1.0 for (where, _), patrol in own.items() if where == place}
        if len(patrols) > 1:
            program.require_at_most({**patrols, column: -1.0}, 0.0)
