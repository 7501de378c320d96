"""Gaps beside the run of a flexible patrol: there the stops of the run are timed again, exactly.

Only where a quick bound says that the gap might be the best. What lies behind the run is taken with its stays of
now; the whole route is timed before the insertion is done.
"""

from __future__ import annotations

from planner.week.search.arrays import (
    CELL,
    FLEX,
    GOAL,
    LEAST,
    MODE,
    PLACE,
    REST_FROM,
    REST_LENGTH,
    REST_TO,
    RESTS,
    STAY,
    VISIT,
    Week,
)
from planner.week.search.kernel import kernel
from planner.week.search.presence import NO_REST, walk
from planner.week.search.walks import (
    BESIDE,
    BESIDE_TWO,
    DIRECT,
    FROM,
    LATE,
    LATE_REST,
    NOT_BESIDE,
    READY,
    REST_GAP,
    RESTED,
    ROOM,
    RUN_END,
    RUN_FIRST,
    RUN_PATROL,
    RUN_SPARE,
    SPARE,
    TO,
    Walks,
)
from planner.week.search.windows import first_start_s
from planner.week.tables import NEVER_S, Ints

TOO_DEAR = 2**50
"""Added seconds that stand for 'fits nowhere'."""

_NEVER = NEVER_S


@kernel
def scan_beside(week: Week, walks: Walks, route: int, task: int, home: int) -> tuple[int, int]:
    """Return the least added seconds and the gap (-1: none) of a visit of a cell that a flexible patrol is in.

    What it saves beside that patrol is estimated, and only the best such gap is timed exactly: timing all of them
    took longer and found no better plans. `home`: what the way to the end place is shorter than a leg.
    """
    task_rows, gap, window, shift = week.task, walks.gap[route], week.window, week.shift[route]
    leg = week.leg[shift[MODE]]
    first, end = week.first[route, task], week.first[route, task + 1]
    here, stay, cell = task_rows[task, PLACE], task_rows[task, STAY], task_rows[task, CELL]
    best, best_gap = TOO_DEAR, -1
    least, least_way, paid_gap = TOO_DEAR, TOO_DEAR, -1
    n_gaps = walks.size[route] + 1
    last = window[end - 1, 1]
    for k in range(n_gaps):
        if min(gap[k, RESTED], gap[k, READY]) > last:
            break
        is_paid = gap[k, BESIDE] in (cell, BESIDE_TWO) and gap[k, RUN_SPARE] > 0
        if not is_paid and stay > gap[k, ROOM]:
            continue
        come, go = leg[gap[k, FROM], here], leg[here, gap[k, TO]]
        if k == n_gaps - 1:
            go -= home
        detour = come + go - gap[k, DIRECT]
        if is_paid:
            counted = int(stay - week.lost[gap[k, RUN_PATROL]] * stay) + 1
            counted += come if k == gap[k, RUN_END] else go if k == gap[k, RUN_FIRST] else max(0, detour)
            saved = min(gap[k, RUN_SPARE], counted, stay + max(0, detour))
            added = detour + stay - saved
            if stay - saved > gap[k, ROOM] or added > least or (added == least and detour >= least_way):
                continue
            if added_in(gap, k, window, first, end, come, go - saved, stay, shift) < TOO_DEAR:
                least, least_way, paid_gap = added, detour, k
        elif detour + stay < best and added_in(gap, k, window, first, end, come, go, stay, shift) < TOO_DEAR:
            added = detour + (added_around(week, walks, route, k, task) if is_inside(gap, k) else stay)
            if added < best:
                best, best_gap = added, k
    if paid_gap >= 0 and least < best:
        added = least_way + added_around(week, walks, route, paid_gap, task)
        if added < best:
            return added, paid_gap
    return best, best_gap


@kernel
def is_inside(gap: Ints, k: int) -> bool:
    """Tell whether a gap lies between two stops of one run of a flexible patrol."""
    return bool(gap[k, BESIDE] != NOT_BESIDE and gap[k, RUN_FIRST] < k < gap[k, RUN_END])


@kernel
def added_around(week: Week, walks: Walks, route: int, k: int, task: int) -> int:
    """Return the seconds of stay that a task adds to the runs that gap k touches; TOO_DEAR: not in time."""
    gap = walks.gap[route]
    return added_in_run(week, walks, route, k, task, gap[k, RUN_FIRST], gap[k, RUN_END])


@kernel
def added_in(
    gap: Ints, k: int, window: Ints, first: int, end: int, come: int, go: int, stay: int, shift: Ints
) -> int:
    """Return the stay of a task in a gap, the break after, before or beside it; TOO_DEAR: not in time."""
    late = gap[k, LATE]
    arrive = gap[k, RESTED] + come
    start = first_start_s(window, first, end, arrive)
    if start + stay + go <= late:
        return stay
    if shift[RESTS] == 0:
        return TOO_DEAR
    ready = gap[k, READY]
    arrive = ready + come
    start = first_start_s(window, first, end, arrive)
    leave = start + stay
    if leave + go <= gap[k, LATE_REST]:
        return stay
    if leave <= shift[REST_TO] and max(leave + go, shift[REST_FROM]) + shift[REST_LENGTH] <= late:
        return stay
    if ready <= shift[REST_TO]:
        arrive = max(arrive, shift[REST_FROM]) + shift[REST_LENGTH]
        start = first_start_s(window, first, end, arrive)
        if start + stay + go <= late:
            return stay
    return TOO_DEAR


@kernel
def scan_patrol(week: Week, walks: Walks, route: int, task: int) -> tuple[int, int]:
    """Return the least added seconds and the gap (-1: none) of a flexible patrol."""
    task_rows, gap, order, shift = week.task, walks.gap[route], walks.order[route], week.shift[route]
    leg, size = week.leg[shift[MODE]], walks.size[route]
    here, cell, least = task_rows[task, PLACE], task_rows[task, CELL], task_rows[task, LEAST]
    best, best_gap = TOO_DEAR, -1
    home = 0 if here == shift[GOAL] else week.enter_s
    spare = walks.total[route, SPARE]
    for k in range(size + 1):
        come, go = leg[gap[k, FROM], here], leg[here, gap[k, TO]]
        if k == size:
            go -= home
        ready = min(gap[k, RESTED], gap[k, READY])
        if ready + come + least + go > max(gap[k, LATE], gap[k, LATE_REST]) + spare:
            continue
        a, b = k, k
        while a > 0 and task_rows[order[a - 1], VISIT] and task_rows[order[a - 1], CELL] == cell:
            a -= 1
        while b < size and task_rows[order[b], VISIT] and task_rows[order[b], CELL] == cell:
            b += 1
        if gap[k, BESIDE] != NOT_BESIDE:
            a, b = min(a, gap[k, RUN_FIRST]), max(b, gap[k, RUN_END])
        added = come + go - gap[k, DIRECT] + added_in_run(week, walks, route, k, task, a, b)
        if added < best:
            best, best_gap = added, k
    return best, best_gap


@kernel
def added_in_run(week: Week, walks: Walks, route: int, k: int, task: int, first: int, end: int) -> int:
    """Return the seconds of stay that a task in gap k adds to the stops `first` .. `end` - 1; TOO_DEAR: not in time."""
    order, trial, task_rows = walks.order[route], walks.trial, week.task
    for j in range(first, k):
        trial[j] = order[j]
    trial[k] = task
    before = 0
    for j in range(first, end):
        if j >= k:
            trial[j + 1] = order[j]
        if task_rows[order[j], FLEX]:
            before += task_rows[order[j], STAY]
    rest_gap = walks.total[route, REST_GAP]
    if rest_gap != k:
        return _added_with_rest_at(week, walks, route, rest_gap + (rest_gap > k), first, end) - before
    ahead = _added_with_rest_at(week, walks, route, k, first, end)
    behind = _added_with_rest_at(week, walks, route, k + 1, first, end)
    return min(ahead, behind) - before


@kernel
def _added_with_rest_at(week: Week, walks: Walks, route: int, rest_gap: int, first: int, end: int) -> int:
    """Return the stays of the trial stops `first` .. `end` (one more than in the route), the break in one gap."""
    gap, shift, trial, times, task_rows = walks.gap[route], week.shift[route], walks.trial, walks.times, week.task
    rested = shift[RESTS] == 0 or (rest_gap != NO_REST and rest_gap < first)
    ready = gap[first, RESTED] if rested else gap[first, READY]
    if ready >= _NEVER:
        return TOO_DEAR
    leave = walk(week, trial, first, end + 1, route, rest_gap, ready, gap[first, FROM], times)
    if leave >= _NEVER:
        return TOO_DEAR
    place = task_rows[trial[end], PLACE]
    arrive = leave + week.leg[shift[MODE], place, gap[end, TO]]
    if end == walks.size[route] and place != shift[GOAL]:
        arrive -= week.enter_s
    late = gap[end, LATE]
    if not rested and rest_gap == end + 1:
        if leave > shift[REST_TO]:
            return TOO_DEAR
        arrive = max(arrive, shift[REST_FROM]) + shift[REST_LENGTH]
    elif not rested and rest_gap > end + 1:
        late = gap[end, LATE_REST]
    if arrive > late:
        return TOO_DEAR
    added = 0
    for j in range(first, end + 1):
        if task_rows[trial[j], FLEX]:
            added += times[j, 2] - times[j, 1]
        elif task_rows[trial[j], VISIT] == 0 or walks.where[trial[j]] < 0:
            added += task_rows[trial[j], STAY]   # the new visit; fixed patrols never stand inside a run
    return added
