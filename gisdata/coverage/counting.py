"""Counts a frame by any grouping of its rows, all groups at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from gisdata.coverage.frame import LEVEL, NO_DAY, Frame, Ints
from gisdata.records import Reached


def count_groups(frame: Frame, group: Ints, unlisted_group: Ints, n_groups: int) -> list[dict[str, Any]]:
    """Return the figures of `Coverage` of each group; `group` and `unlisted_group` say whose each row and report is.

    Each entry lies in 0 .. n_groups - 1.
    """
    def count(which: npt.NDArray[np.bool_]) -> list[int]:
        counts: list[int] = np.bincount(group[which], minlength=n_groups).tolist()
        return counts

    counted = frame.counted
    dwellings = np.array([report.dwellings for report in frame.unlisted], dtype=np.int64)
    unlisted = np.bincount(unlisted_group, weights=dwellings, minlength=n_groups).astype(np.int64)
    listed = np.bincount(group[counted], minlength=n_groups)
    middle, oldest = _days_of_groups(frame, group, n_groups)
    columns: dict[str, list[Any]] = {
        "n_registered": np.bincount(group, minlength=n_groups).tolist(),
        "n_audited": (listed + unlisted).tolist(),
        "n_unlisted": unlisted.tolist(),
        "n_demolished": count(frame.demolished),
        "n_duplicate": count(~counted & ~frame.demolished),
        "n_vacant": count(frame.vacant),
        "n_attempted": count(counted & (frame.level >= LEVEL[Reached.ATTEMPTED])),
        "n_contacted": count(counted & (frame.level >= LEVEL[Reached.CONTACTED])),
        "n_reached": count(counted & (frame.level >= LEVEL[Reached.COMPLETED])),
        "n_verified": count(counted & (frame.level >= LEVEL[Reached.VERIFIED])),
        "n_never": count(counted & (frame.contact_day == NO_DAY)),
        "median_days": middle,
        "oldest_days": oldest,
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _days_of_groups(frame: Frame, group: Ints, n_groups: int) -> tuple[list[float | None], list[int | None]]:
    """Return the median and the largest number of days since the last contact of each group, None without any."""
    known = frame.counted & (frame.contact_day != NO_DAY)
    days, of = frame.today.toordinal() - frame.contact_day[known], group[known]
    order = np.lexsort((days, of))
    days = days[order]
    end = np.cumsum(np.bincount(of, minlength=n_groups))
    start = np.concatenate([[0], end[:-1]])
    some = end > start
    low, high = start + (end - start - 1) // 2, start + (end - start) // 2
    middle: list[float | None] = [None] * n_groups
    oldest: list[int | None] = [None] * n_groups
    for i in np.flatnonzero(some).tolist():
        middle[i] = (int(days[low[i]]) + int(days[high[i]])) / 2
        oldest[i] = int(days[end[i] - 1])
    return middle, oldest
