"""The slack of a route: how early each gap can be set out on, how late its far end may be reached.

With a break all its positions are kept open at once: one time with the break still to come, one with none to come.
Exact for routes without flexible patrols; in the others their stays of now are taken as fixed, and what the slack
promises is proven by `time_order` before it is done.
"""

from __future__ import annotations

from planner.week.search.arrays import (
    CELL,
    END,
    FLEX,
    GOAL,
    HOME,
    LEAST,
    MODE,
    PLACE,
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
from planner.week.search.presence import time_order
from planner.week.search.walks import (
    BESIDE,
    BESIDE_TWO,
    CELL_BITS,
    CELLS,
    DIRECT,
    FROM,
    LATE,
    LATE_REST,
    N_FLEX,
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
    TRAVEL,
    WIDEST,
    Walks,
)
from planner.week.search.windows import first_start_s, last_start_s
from planner.week.tables import NEVER_S

_NEVER = NEVER_S


@kernel
def time_route(week: Week, walks: Walks, route: int) -> bool:
    """Renew the slack and the totals of a route; False when its order is not in time (they are then void)."""
    order, size = walks.order[route], walks.size[route]
    n_flex, cells = 0, 0
    for k in range(size):
        if week.task[order[k], FLEX]:
            n_flex += 1
            cells |= 1 << week.task[order[k], CELL] % CELL_BITS
    walks.total[route, N_FLEX], walks.total[route, CELLS] = n_flex, cells
    walks.total[route, SPARE], walks.total[route, REST_GAP] = 0, -1
    if n_flex and not _fix_stays(week, walks, route):
        return False
    _measure_gaps(week, walks, route)
    if not _look_ahead(week, walks, route):
        return False
    _look_back(week, walks, route)
    return True


@kernel
def _fix_stays(week: Week, walks: Walks, route: int) -> bool:
    """Set stay and starts of the flexible patrols of a route to their exact times; mark the gaps of their runs."""
    order, size, times = walks.order[route], walks.size[route], walks.times
    back_s, rest_gap = time_order(week, order, size, route, times)
    if back_s >= _NEVER:
        return False
    walks.total[route, REST_GAP] = rest_gap
    for k in range(size + 1):
        walks.gap[route, k, BESIDE] = NOT_BESIDE
    for k in range(size):
        task = order[k]
        if week.task[task, FLEX] == 0:
            continue
        row = week.task[task]
        row[STAY] = times[k, 2] - times[k, 1]
        window = week.window[week.first[route, task]]
        window[0], window[1] = times[k, 1], max(times[k, 1], times[k, 3])
        walks.total[route, SPARE] += row[STAY] - row[LEAST]
        a, b = k, k + 1
        while a > 0 and a != rest_gap and week.task[order[a - 1], VISIT] and week.task[order[a - 1], CELL] == row[CELL]:
            a -= 1
        while b < size and b != rest_gap and week.task[order[b], VISIT] and week.task[order[b], CELL] == row[CELL]:
            b += 1
        for g in range(a, b + 1):
            gap = walks.gap[route, g]
            if gap[BESIDE] == NOT_BESIDE:
                gap[BESIDE], gap[RUN_FIRST], gap[RUN_END] = row[CELL], a, b
                gap[RUN_SPARE], gap[RUN_PATROL] = row[STAY] - row[LEAST], task
                continue
            gap[RUN_END] = b
            gap[RUN_SPARE] += row[STAY] - row[LEAST]
            if gap[BESIDE] != row[CELL]:
                gap[BESIDE] = BESIDE_TWO
    return True


@kernel
def _measure_gaps(week: Week, walks: Walks, route: int) -> None:
    """Write the places and legs of all gaps, and the travel."""
    order, size, gap, shift = walks.order[route], walks.size[route], walks.gap[route], week.shift[route]
    leg = week.leg[shift[MODE]]
    place, travel = shift[HOME], 0
    for k in range(size):
        here = week.task[order[k], PLACE]
        gap[k, FROM], gap[k, TO], gap[k, DIRECT] = place, here, leg[place, here]
        travel += leg[place, here]
        place = here
    goal = shift[GOAL]
    way = leg[place, goal] - week.enter_s if size > 0 and place != goal else 0
    gap[size, FROM], gap[size, TO], gap[size, DIRECT] = place, goal, way
    walks.total[route, TRAVEL] = travel + way


@kernel
def _look_ahead(week: Week, walks: Walks, route: int) -> bool:
    """Write the earliest times; False when the crew is not back in time."""
    order, size, gap, shift = walks.order[route], walks.size[route], walks.gap[route], week.shift[route]
    has_rest = shift[RESTS] == 1
    ready, rested = (shift[START], _NEVER) if has_rest else (_NEVER, shift[START])
    for k in range(size + 1):
        gap[k, READY], gap[k, RESTED] = ready, rested
        way = gap[k, DIRECT]
        arrive = rested + way
        if has_rest and ready <= shift[REST_TO]:
            arrive = min(arrive, max(ready + way, shift[REST_FROM]) + shift[REST_LENGTH])
        if k == size:
            return bool(arrive <= shift[END] or size == 0)
        task = order[k]
        first, end, stay = week.first[route, task], week.first[route, task + 1], week.task[task, STAY]
        rested = first_start_s(week.window, first, end, arrive) + stay
        if has_rest:
            ready = first_start_s(week.window, first, end, ready + way) + stay
        if rested >= _NEVER and ready >= _NEVER:
            return False
    return True


@kernel
def _look_back(week: Week, walks: Walks, route: int) -> None:
    """Write the latest arrivals."""
    order, size, gap, shift = walks.order[route], walks.size[route], walks.gap[route], week.shift[route]
    has_rest = shift[RESTS] == 1
    late, late_rest = shift[END], -_NEVER
    gap[size, LATE], gap[size, LATE_REST] = late, late_rest
    widest = -_NEVER
    for k in range(size - 1, -1, -1):
        task, way = order[k], gap[k + 1, DIRECT]
        first, end, stay = week.first[route, task], week.first[route, task + 1], week.task[task, STAY]
        if has_rest:
            leave = late_rest - way
            if late >= shift[REST_FROM] + shift[REST_LENGTH]:
                leave = max(leave, min(late - way - shift[REST_LENGTH], shift[REST_TO]))
            late_rest = last_start_s(week.window, first, end, leave - stay)
        late = last_start_s(week.window, first, end, late - way - stay)
        gap[k, LATE], gap[k, LATE_REST] = late, late_rest
    for k in range(size + 1):
        room = gap[k, LATE] - gap[k, RESTED]
        if has_rest:
            room = max(room, gap[k, LATE_REST] - gap[k, READY], gap[k, LATE] - shift[REST_LENGTH] - gap[k, READY])
        gap[k, ROOM] = room
        widest = max(widest, room)
    walks.total[route, WIDEST] = widest
