"""The best gap of a route for a task: its worth for each second it adds, one test for each gap.

Gaps beside the run of a flexible patrol, and the gaps of such a patrol itself, are timed exactly, but only where a
quick bound says that they might be the best.
"""

from __future__ import annotations

from planner.week.search.arrays import (
    CELL,
    FLEX,
    MODE,
    PLACE,
    REST_FROM,
    REST_LENGTH,
    REST_TO,
    RESTS,
    STAY,
    VISIT,
    LEAST,
    GOAL,
    Week,
)
from planner.week.search.kernel import kernel
from planner.week.search.presence import time_order
from planner.week.search.walks import (
    BESIDE,
    BESIDE_TWO,
    DIRECT,
    DWELL,
    FROM,
    LATE,
    LATE_REST,
    N_FLEX,
    NOT_BESIDE,
    READY,
    RESTED,
    SPARE,
    TO,
    Walks,
)
from planner.week.search.windows import first_start_s
from planner.week.tables import NEVER_S

_NEVER = NEVER_S
_TOO_DEAR = 2**50

STEP_S = 60.0
"""Seconds added to the cost of every insertion, so that a task next door is not infinitely good (measured: 60)."""


@kernel
def best_offer(week: Week, walks: Walks, route: int, task: int, worth: float) -> tuple[float, int]:
    """Return the best worth for each second that a route offers a task, and the gap; 0.0: it fits nowhere."""
    first, end = week.first[route, task], week.first[route, task + 1]
    if first == end:
        return 0.0, 0
    if week.task[task, FLEX]:
        return _offer_patrol(week, walks, route, task, worth)
    if walks.total[route, N_FLEX]:
        return _offer_beside(week, walks, route, task, worth)
    return _offer_plain(week, walks, route, task, worth)


@kernel
def _offer_plain(week: Week, walks: Walks, route: int, task: int, worth: float) -> tuple[float, int]:
    """Return the best offer of a route without flexible patrols: exact."""
    shift = week.shift[route]
    first, end = week.first[route, task], week.first[route, task + 1]
    here, stay = week.task[task, PLACE], week.task[task, STAY]
    best, best_gap = _TOO_DEAR, -1
    n_gaps = walks.size[route] + 1
    last = week.window[end - 1, 1]
    gap, leg, window = walks.gap[route], week.leg[shift[MODE]], week.window
    goal, rests = shift[GOAL], shift[RESTS] == 1
    for k in range(n_gaps):
        row = gap[k]
        if min(row[RESTED], row[READY]) > last:
            break
        come, go = leg[row[FROM], here], leg[here, row[TO]]
        if k == n_gaps - 1 and here != goal:
            go -= week.enter_s
        detour = come + go - row[DIRECT]
        if detour + stay >= best:
            continue
        if rests:
            added = _added_with_rest(week, route, row, first, end, come, go, stay)
        else:
            arrive = row[RESTED] + come
            start = first_start_s(window, first, end, arrive)
            added = start - arrive + stay if start + stay + go <= row[LATE] else _TOO_DEAR
        if added < _TOO_DEAR and added + detour < best:
            best, best_gap = added + detour, k
    if best_gap < 0:
        return 0.0, 0
    return worth / (max(0, best) + STEP_S), best_gap


@kernel
def _added_with_rest(week, route, row, first, end, come, go, stay):  # type: ignore[no-untyped-def]
    """Return wait and stay of a task in a gap with the break before, after or beside it; _TOO_DEAR: not in time."""
    shift, window = week.shift[route], week.window
    late = row[LATE]
    arrive = row[RESTED] + come
    start = first_start_s(window, first, end, arrive)
    if start + stay + go <= late:
        return start - arrive + stay
    ready = row[READY]
    arrive = ready + come
    start = first_start_s(window, first, end, arrive)
    leave = start + stay
    if leave + go <= row[LATE_REST]:
        return start - arrive + stay
    if leave <= shift[REST_TO] and max(leave + go, shift[REST_FROM]) + shift[REST_LENGTH] <= late:
        return start - arrive + stay
    if ready <= shift[REST_TO]:
        arrive = max(arrive, shift[REST_FROM]) + shift[REST_LENGTH]
        start = first_start_s(window, first, end, arrive)
        if start + stay + go <= late:
            return start - arrive + stay
    return _TOO_DEAR


@kernel
def _offer_beside(week: Week, walks: Walks, route: int, task: int, worth: float) -> tuple[float, int]:
    """Return the best offer of a route with flexible patrols; beside their runs by the exact timetable."""
    shift = week.shift[route]
    first, end = week.first[route, task], week.first[route, task + 1]
    here, stay, cell = week.task[task, PLACE], week.task[task, STAY], week.task[task, CELL]
    best, best_gap = _TOO_DEAR, -1
    n_gaps = walks.size[route] + 1
    last = week.window[end - 1, 1]
    gap, leg = walks.gap[route], week.leg[shift[MODE]]
    pays = week.task[task, VISIT] == 1 and cell >= 0
    for k in range(n_gaps):
        row = gap[k]
        if min(row[RESTED], row[READY]) > last:
            break
        come, go = leg[row[FROM], here], leg[here, row[TO]]
        if k == n_gaps - 1 and here != shift[GOAL]:
            go -= week.enter_s
        detour = come + go - row[DIRECT]
        beside = row[BESIDE]
        saved = 0
        if beside != NOT_BESIDE and pays and (beside in (cell, BESIDE_TWO)):
            saved = min(walks.total[route, SPARE], stay + max(0, detour))
        if detour + stay - saved >= best:
            continue
        added = _added(week, route, row, first, end, come, go, stay, saved)
        if beside != NOT_BESIDE and added < _TOO_DEAR and added + detour - saved < best:
            added = _added_exactly(week, walks, route, k, task)
            saved = 0
        if added < _TOO_DEAR and added + detour - saved < best:
            best, best_gap = added + detour - saved, k
    if best_gap < 0:
        return 0.0, 0
    return worth / (max(0, best) + STEP_S), best_gap


@kernel
def _added(week, route, row, first, end, come, go, stay, saved):  # type: ignore[no-untyped-def]
    """Return wait and stay of a task in a gap if `saved` seconds of a patrol are given back; _TOO_DEAR: not in time."""
    if week.shift[route, RESTS] == 1:
        return _added_with_rest(week, route, row, first, end, come, go - saved, stay)
    arrive = row[RESTED] + come
    start = first_start_s(week.window, first, end, arrive)
    return start - arrive + stay if start + stay + go - saved <= row[LATE] else _TOO_DEAR


@kernel
def _offer_patrol(week: Week, walks: Walks, route: int, task: int, worth: float) -> tuple[float, int]:
    """Return the best offer of a route for a flexible patrol: every gap by the exact timetable."""
    here, shift = week.task[task, PLACE], week.shift[route]
    first = week.first[route, task]
    gap, leg = walks.gap[route], week.leg[shift[MODE]]
    best, best_gap = _TOO_DEAR, -1
    n_gaps = walks.size[route] + 1
    for k in range(n_gaps):
        row = gap[k]
        come, go = leg[row[FROM], here], leg[here, row[TO]]
        if k == n_gaps - 1 and here != shift[GOAL]:
            go -= week.enter_s
        ready = min(row[RESTED], row[READY])
        if ready > shift[2]:
            break
        late = max(row[LATE], row[LATE_REST])
        if ready + come + week.task[task, LEAST] + go > late + walks.total[route, SPARE] or week.first[route, task + 1] == first:
            continue
        detour = come + go - row[DIRECT]
        added = _added_exactly(week, walks, route, k, task)
        if added < _TOO_DEAR and added + detour < best:
            best, best_gap = added + detour, k
    if best_gap < 0:
        return 0.0, 0
    return worth / (max(0, best) + STEP_S), best_gap


@kernel
def _added_exactly(week: Week, walks: Walks, route: int, gap: int, task: int) -> int:
    """Return the seconds of stay that a task in a gap adds to the whole route; _TOO_DEAR: not in time."""
    order, size, trial = walks.order[route], walks.size[route], walks.trial
    for k in range(gap):
        trial[k] = order[k]
    trial[gap] = task
    for k in range(gap, size):
        trial[k + 1] = order[k]
    back_s, _ = time_order(week, trial, size + 1, route, walks.times)
    if back_s >= _NEVER:
        return _TOO_DEAR
    added = -walks.total[route, DWELL]
    for k in range(size + 1):
        if week.task[trial[k], FLEX]:
            added += walks.times[k, 2] - walks.times[k, 1]
    return added if week.task[task, FLEX] else added + week.task[task, STAY]
