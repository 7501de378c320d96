"""The exact timetable of an order: each flexible patrol stays just as long as its presence still needs.

A flexible patrol is paid for in part by the visits of its cell beside it (its run). Waiting before the run, or
inside it, never beats a longer stay: both move all later stops alike, and the stay counts whole. So the earliest
times with the shortest stays fit if any times do. One exception is not looked for: a wait at a visit between two
patrols of one cell counts for both of them, a longer stay for one.
"""

from __future__ import annotations

import math

from planner.week.search.arrays import (
    CELL,
    CLOSES,
    END,
    FLEX,
    GOAL,
    HOME,
    LEAST,
    MODE,
    OPENS,
    PLACE,
    PRESENCE,
    REST_FROM,
    REST_LENGTH,
    REST_TO,
    RESTS,
    START,
    STAY,
    VISIT,
    Week,
)
from planner.week.search.kernel import kernel
from planner.week.search.windows import first_start_s
from planner.week.tables import NEVER_S, Ints

_NEVER = NEVER_S
NO_REST = -1
"""The gap of a break that is not taken."""
_ROUNDS = 30
"""Steps towards the shortest stay; after them the stay that is enough without any visit is taken."""
_ROUNDING_S = 1e-7
"""Slack in seconds for credits that have no exact binary value; a tenth of what the law allows."""
_ARRIVE, _START, _END, _LATEST = range(4)


@kernel
def time_order(week: Week, order: Ints, size: int, route: int, times: Ints) -> tuple[int, int]:
    """Return the earliest return of an order and the gap of its break (-1: none); NEVER_S: not in time.

    The timetable is left in `times`.
    """
    shift = week.shift[route]
    if shift[RESTS] == 0 or size == 0:
        return time_with_rest_at(week, order, size, route, NO_REST, times), NO_REST
    time_with_rest_at(week, order, size, route, NO_REST, times)   # no break: no stop can be earlier
    first = last = 0
    for gap in range(1, size + 1):
        if times[gap - 1, _END] >= _NEVER or times[gap - 1, _END] > shift[REST_TO]:
            break
        last = gap
        if times[gap - 1, _END] <= shift[REST_FROM]:
            first = gap   # a break further ahead would only wait for its earliest start
    best, best_gap = _NEVER, NO_REST
    for gap in range(first, last + 1):
        back_s = time_with_rest_at(week, order, size, route, gap, times)
        if back_s < best:
            best, best_gap = back_s, gap
    for gap in range(first if best == _NEVER else 0):
        back_s = time_with_rest_at(week, order, size, route, gap, times)
        if back_s < best:
            best, best_gap = back_s, gap
    if best < _NEVER:
        time_with_rest_at(week, order, size, route, best_gap, times)
    return best, best_gap


@kernel
def time_with_rest_at(week: Week, order: Ints, size: int, route: int, rest_gap: int, times: Ints) -> int:
    """Return the earliest return of an order with the break in one gap (-1: none); NEVER_S: not in time.

    Rows of `times` from the first stop that is not in time on hold NEVER_S as their end.
    """
    ready = walk(week, order, 0, size, route, rest_gap, week.shift[route, START], week.shift[route, HOME], times)
    if ready >= _NEVER:
        return _NEVER
    place = week.task[order[size - 1], PLACE] if size > 0 else week.shift[route, HOME]
    return _return_s(week, size, route, rest_gap, place, ready)


@kernel
def walk(
    week: Week, order: Ints, first: int, end: int, route: int, rest_gap: int, ready: int, place: int, times: Ints
) -> int:
    """Time the stops `first` .. `end` - 1 of an order, set out from a place; return when the last is left.

    NEVER_S: one is not in time; rows of `times` from it on hold NEVER_S as their end. A run of a flexible patrol
    must not begin before `first`, nor go on behind `end`.
    """
    task_rows, shift, leg = week.task, week.shift[route], week.leg[week.shift[route, MODE]]
    window, index = week.window, week.first
    for k in range(first, end):
        times[k, _END] = _NEVER
    for k in range(first, end):
        task = order[k]
        here = task_rows[task, PLACE]
        arrive = ready + leg[place, here]
        if k == rest_gap:
            if ready > shift[REST_TO]:
                return _NEVER
            arrive = max(arrive, shift[REST_FROM]) + shift[REST_LENGTH]
        a, b = index[route, task], index[route, task + 1]
        if a == b:
            return _NEVER
        times[k, _ARRIVE] = arrive
        if task_rows[task, FLEX]:
            if not _stay(week, order, first, end, route, k, rest_gap, times):
                return _NEVER
        else:
            start = first_start_s(window, a, b, arrive)
            if start >= _NEVER:
                return _NEVER
            times[k, _START], times[k, _END] = start, start + task_rows[task, STAY]
        ready, place = times[k, _END], here
    return ready


@kernel
def _return_s(week: Week, size: int, route: int, rest_gap: int, place: int, ready: int) -> int:
    shift = week.shift[route]
    back = ready
    if size > 0 and place != shift[GOAL]:
        back += week.leg[shift[MODE], place, shift[GOAL]] - week.enter_s
    if rest_gap == size:
        if ready > shift[REST_TO]:
            return _NEVER
        back = max(back, shift[REST_FROM]) + shift[REST_LENGTH]
    return back if back <= shift[END] else _NEVER


@kernel
def _stay(
    week: Week, order: Ints, begin: int, size: int, route: int, k: int, rest_gap: int, times: Ints
) -> bool:
    """Time the flexible patrol at position k, the stops before it being timed; False: its presence is out of reach."""
    task_rows = week.task
    row = task_rows[order[k]]
    opens, closes, lost = row[OPENS], row[CLOSES], week.lost[order[k]]
    arrive = times[k, _ARRIVE]
    come, visiting = arrive, 0
    a = k
    while a > begin and a != rest_gap and task_rows[order[a - 1], VISIT] and task_rows[order[a - 1], CELL] == row[CELL]:
        a -= 1
        come = times[a, _ARRIVE]
        visiting += max(0, min(times[a, _END], closes) - max(times[a, _START], opens))
    dwell, rounds = row[LEAST], 0
    while True:
        leave = arrive + dwell
        last, wait, after = _walk_on(week, order, size, route, k, rest_gap, leave)
        if last >= _NEVER:
            return False
        missing = row[PRESENCE] - (max(0, min(last, closes) - max(come, opens)) - lost * (visiting + after))
        if missing <= _ROUNDING_S:
            break
        if leave >= closes or rounds > _ROUNDS + 1:
            return False
        rounds += 1
        if rounds > _ROUNDS:
            dwell = max(dwell, max(arrive, opens) + row[PRESENCE] - arrive)
        else:   # a wait behind the patrol swallows a longer stay before it counts; nothing counts before it opens
            dwell += max(1, math.ceil(missing - _ROUNDING_S)) + max(wait, opens - last, 0)
    times[k, _START] = max(arrive, min(opens, leave - row[LEAST]))
    times[k, _END] = leave
    times[k, _LATEST] = times[k, _START] + max(0, closes - last + int(-missing))
    return bool(leave <= week.shift[route, END])


@kernel
def _walk_on(
    week: Week, order: Ints, size: int, route: int, k: int, rest_gap: int, leave: int
) -> tuple[int, int, int]:
    """Return the end of the run behind a patrol left at `leave`, the wait at its first stop, its service in the window.

    The end is NEVER_S when a stop of the run would be late.
    """
    task_rows, index, window, patrol = week.task, week.first, week.window, order[k]
    cell, opens, closes = task_rows[patrol, CELL], task_rows[patrol, OPENS], task_rows[patrol, CLOSES]
    leg = week.leg[week.shift[route, MODE]]
    ready, place, first_wait, after = leave, task_rows[patrol, PLACE], 0, 0
    for j in range(k + 1, size):
        task = order[j]
        if j == rest_gap or task_rows[task, VISIT] == 0 or task_rows[task, CELL] != cell:
            break
        here = task_rows[task, PLACE]
        arrive = ready + leg[place, here]
        start = first_start_s(window, index[route, task], index[route, task + 1], arrive)
        if start >= _NEVER:
            return _NEVER, 0, 0
        if j == k + 1:
            first_wait = start - arrive
        ready, place = start + task_rows[task, STAY], here
        after += max(0, min(ready, closes) - max(start, opens))
    return ready, first_wait, after
