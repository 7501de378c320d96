"""Seconds between a few duties of a shift: as the matrix has them, and the least that any plan could need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.model import Patrol, Visit
from planner.week.tables import WeekTables


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Seconds from, between and to the ends of n duties. Index k is the stop of duty k, n + k its run.

    `way_s`: shape (2n + 1, 2n), the last row from the start place; `home_s`: shape (2n), to the end place.
    `credit[k]`: the numbers of the duties that are visits in the cell of duty k, a patrol that such visits can pay
    for in part; None for any other duty, whose run is its stop.
    """

    way_s: list[list[int]]
    home_s: list[int]
    credit: tuple[tuple[int, ...] | None, ...]


def direct_ways(tables: WeekTables, shift: int, duties: Sequence[int]) -> Ways:
    """Return the legs as the matrix has them, between the stops alone; nothing pays for a patrol."""
    span, (home, goal) = tables.problem.shifts[shift], tables.ends[shift]
    places = np.tile(tables.place[list(duties)], 2)
    starts = np.append(places, home)
    leg = tables.leg_s[span.mode].astype(np.int64)
    back = tables.back_s[span.mode].astype(np.int64)
    return Ways(leg[np.ix_(starts, places)].tolist(), back[places, goal].tolist(), (None,) * len(duties))


def least_ways(tables: WeekTables, shift: int, duties: Sequence[int]) -> Ways:
    """Return the least time over any stops in between, which themselves take no time.

    No plan can be faster, whatever else it serves on the way. The run of a patrol may begin and end at any place
    of its cell where the shift could serve a visit, so the way to it is the way to the nearest of them.
    """
    span, (home, goal) = tables.problem.shifts[shift], tables.ends[shift]
    back_s = tables.back_s[span.mode].astype(np.int64)[:, goal]
    beside = [_places_beside(tables, shift, duty) for duty in duties]
    areas = [*([int(tables.place[duty])] for duty in duties),
             *([int(tables.place[duty]), *(around or ())] for duty, around in zip(duties, beside, strict=True))]
    rows = [tables.least_from_s(span.mode, tuple(area)) for area in [*areas, [home]]]
    return Ways(
        way_s=[[int(row[area].min()) for area in areas] for row in rows],
        home_s=[int((row + back_s).min()) for row in rows[:-1]],
        credit=tuple(_in_cell(tables, duties, duty) if around else None
                     for duty, around in zip(duties, beside, strict=True)),
    )


def _places_beside(tables: WeekTables, shift: int, duty: int) -> list[int]:
    """Return the places of visits that could stand beside a patrol in this shift; none for a visit."""
    one = tables.tasks[duty]
    if not isinstance(one, Patrol) or one.cell is None:
        return []
    return sorted({
        int(tables.place[k]) for k, task in enumerate(tables.tasks)
        if isinstance(task, Visit) and tables.fits_shift[shift, k] and tables.cells[k] == one.cell
    })


def _in_cell(tables: WeekTables, duties: Sequence[int], patrol: int) -> tuple[int, ...]:
    return tuple(
        k for k, duty in enumerate(duties)
        if isinstance(tables.tasks[duty], Visit) and tables.cells[duty] == tables.cells[patrol]
    )
