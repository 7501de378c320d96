"""Presence in the linear program: how long patrols of a cell stay at least when the visits of the cell count too."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from planner.model import Patrol
from planner.week.bound.groups import ShiftGroup
from planner.week.bound.program import Program
from planner.week.bound.travel_rows import Ways, ground_of_cell

_ROUNDING_S = 1e-5
"""Seconds of presence that a plan may lack by the rounding that the law allows, and to spare."""


def add_presence_rows(program: Program, group: ShiftGroup, served: dict[int, int], ways: Ways) -> list[int]:
    """Add, for each cell, the seconds its patrols stay beyond their least dwell; return these variables.

    What a patrol asks for is met by its stay and by waits, legs on the ground of the cell, and its credit for the
    service of visits of the cell. All of these lie in the run of that patrol. A second lies in the runs of two
    patrols at most, and counts for both only if both may be in one shift with windows that meet: then the seconds
    of this variable, waits among them, count twice too.
    """
    longer = []
    for cell in sorted({t.cell for t in group.tables.tasks if isinstance(t, Patrol) and t.cell is not None}):
        numbers = [k for k in served if _is_patrol_of(group, k, cell)]
        patrols = {k: t for k in numbers if isinstance(t := group.tables.tasks[k], Patrol)}
        if not patrols:
            continue
        wanted_s = sum(max(0, p.presence_s - p.min_dwell_s) for p in patrols.values())
        stay = program.add_variable(most=float(wanted_s))
        longer.append(stay)
        times = 2.0 if _share_time(list(patrols.items()), group) else 1.0
        program.require_at_most({
            **{served[k]: max(0.0, p.presence_s - p.min_dwell_s - _ROUNDING_S) for k, p in patrols.items()},
            stay: -times, **_counts_too(group, served, ways, patrols, times),
        }, 0.0)
    return longer


def _is_patrol_of(group: ShiftGroup, number: int, cell: str) -> bool:
    task = group.tables.tasks[number]
    return isinstance(task, Patrol) and task.cell == cell


def _share_time(patrols: Sequence[tuple[int, Patrol]], group: ShiftGroup) -> bool:
    """Tell whether two patrols may be in one shift and have windows that meet."""
    return any(
        p.window.start_s < q.window.end_s and q.window.start_s < p.window.end_s
        and any(group.reach.fits[r, k] and group.reach.fits[r, m] for r in group.shifts)
        for (k, p), (m, q) in combinations(patrols, 2)
    )


def _counts_too(
    group: ShiftGroup, served: dict[int, int], ways: Ways, patrols: dict[int, Patrol], times: float
) -> dict[int, float]:
    """Return what one of each variable gives the patrols of a cell, in seconds, with a minus."""
    cell, tables = next(p.cell for p in patrols.values() if p.cell is not None), group.tables
    ground = ground_of_cell(group, cell)
    credit = max(p.visit_credit for p in patrols.values())
    row = {}
    for number, column in served.items():
        in_cell = tables.problem.places[tables.place[number]].cell == cell
        if in_cell and credit and not tables.is_patrol[number]:
            row[column] = -times * credit * float(tables.stay_s[number])
    for (start, end), column in ways.legs.items():
        if start in ground and end in ground:
            row[column] = -times * ways.takes_s[column]
    return row
