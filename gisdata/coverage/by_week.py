"""How the campaign came along: households reached by the end of each week, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from gisdata.coverage.by_area import cell_numbers
from gisdata.coverage.frame import NO_DAY, Frame
from gisdata.records import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyReached:
    """`n_reached[week][cell]`: audited households reached by the end of that day, in the order of the cells."""

    days: tuple[date, ...]
    n_reached: tuple[tuple[int, ...], ...]


def reached_by_week(frame: Frame, cells: Sequence[Cell]) -> WeeklyReached:
    """Return the households reached by each Sunday since the campaign began, and by today.

    The last week is what `coverage_by_cell` counts. The weeks before are what is known today of those days: the
    register keeps the last contact only, so a household that was reached again, without a visit on record, moves to
    the later week. No day before the campaign began, no week: then there is nothing.
    """
    days = _ends(frame.since, frame.today)
    of_rows, _ = cell_numbers(frame, cells)
    known = frame.counted & (frame.reached_day != NO_DAY) & (of_rows < len(cells))
    week = np.searchsorted([day.toordinal() for day in days], frame.reached_day[known])
    counts = np.zeros((len(days), len(cells)), dtype=np.int64)
    np.add.at(counts, (week, of_rows[known]), 1)
    return WeeklyReached(days=days, n_reached=tuple(map(tuple, np.cumsum(counts, axis=0).tolist())))


def _ends(since: date, today: date) -> tuple[date, ...]:
    first = since + timedelta(days=6 - since.weekday())
    sundays = [first + timedelta(days=7 * k) for k in range(max(0, (today - first).days + 6) // 7)]
    return (*(day for day in sundays if day < today), today) if since <= today else ()
