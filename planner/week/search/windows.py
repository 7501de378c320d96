"""The first and the last second at which a task may start."""

from __future__ import annotations

from planner.week.search.kernel import kernel
from planner.week.tables import NEVER_S, Ints

_NEVER = NEVER_S


@kernel
def first_start_s(window: Ints, first: int, end: int, arrive_s: int) -> int:
    """Return the first second at or after an arrival inside one of `window[first:end]`; NEVER_S: none."""
    for w in range(first, end):
        if arrive_s <= window[w, 1]:
            return int(max(arrive_s, window[w, 0]))
    return _NEVER


@kernel
def last_start_s(window: Ints, first: int, end: int, latest_s: int) -> int:
    """Return the last second at or before `latest_s` inside one of `window[first:end]`; -NEVER_S: none."""
    for w in range(end - 1, first - 1, -1):
        if latest_s >= window[w, 0]:
            return int(min(latest_s, window[w, 1]))
    return -_NEVER
