"""The least a patrol could take: the earliest end of its stop and its run, whatever visits stand beside it.

A visit beside a patrol pays for a part of it, but it does not make the run shorter: all that counts for the patrol
lies between the begin and the end of its run, and no second of it counts more than once. So from the second at which
the run has begun and the window is open, at least `presence_s` go by before the run ends, whatever visits fill them
(presence with credit, `planner.rules.presence`); a visit of the run loses 1 - `visit_credit` of its service on top.
What credit gives is that these visits, and the legs between them, lie inside those seconds; and that the run may begin
and end at another place of the cell than the patrol's own (see `least_ways`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from math import ceil

from planner.model import Patrol, TimeWindow, overlap_s
from planner.week.tables import NEVER_S, WeekTables
from planner.week.timing import first_start_s

_ROUNDING_S = 1e-6
"""Slack in seconds for sums that hold fractions, as the law allows it."""


def runs_from(
    tables: WeekTables, shift: int, patrol: int, visits: Sequence[tuple[int, int]], *, most: int, begin_s: int,
    arrive_s: int,
) -> Iterator[tuple[int, int, int]]:
    """Yield for each choice of up to `most` visits (bit, task) inside the run: their bits, the least ends of stop, run.

    The run begins at `begin_s` at the earliest, its stop at `arrive_s`. A choice that no such run can hold is
    missing. Proof of the ends: everything in the run comes one after the other; each visit starts in its window; and
    the presence inside the window must be reached (the argument above).
    """
    one = tables.tasks[patrol]
    assert isinstance(one, Patrol)
    choices = chain.from_iterable(combinations(visits, n) for n in range(min(most, len(visits)) + 1))
    stop_s = arrive_s + one.min_dwell_s
    for chosen in choices:
        tasks = [task for _, task in chosen]
        ends_s = [_earliest_end_s(tables, shift, task, begin_s) for task in tasks]
        serving_s = sum(int(tables.stay_s[task]) for task in tasks)
        lost_s = (1 - one.visit_credit) * sum(_least_inside_s(tables, shift, t, begin_s, one.window) for t in tasks)
        present_s = _present_s(one, begin_s, lost_s)
        run_s = max(stop_s, begin_s + one.min_dwell_s + serving_s, present_s, *ends_s)
        if run_s < NEVER_S:
            yield sum(bit for bit, _ in chosen), stop_s, run_s


def _present_s(patrol: Patrol, begin_s: int, lost_s: float) -> int:
    """Return when the presence of a run can be reached at the earliest; NEVER_S: the window closes before."""
    if patrol.presence_s == 0:
        return begin_s
    reached_s = max(begin_s, patrol.window.start_s) + patrol.presence_s + lost_s - _ROUNDING_S
    return ceil(reached_s) if reached_s <= patrol.window.end_s else NEVER_S


def _earliest_end_s(tables: WeekTables, shift: int, visit: int, begin_s: int) -> int:
    start_s = first_start_s(tables.windows_s(shift, visit), begin_s)
    return NEVER_S if start_s == NEVER_S else start_s + int(tables.stay_s[visit])


def _least_inside_s(tables: WeekTables, shift: int, visit: int, begin_s: int, window: TimeWindow) -> int:
    """Return the fewest seconds of a visit inside a window if it starts at `begin_s` or later.

    As the start moves these seconds grow, stay and shrink again: the least lies at an end of an interval of starts.
    """
    stay_s = int(tables.stay_s[visit])
    starts = [s for a, b in tables.windows_s(shift, visit) if begin_s <= b for s in (max(a, begin_s), b)]
    return min((overlap_s(s, s + stay_s, window) for s in starts), default=0)
