"""The best gap of a route for each candidate: worth for each second it adds, one test for each gap."""

from __future__ import annotations

from planner.week.search.arrays import (
    CELL,
    FLEX,
    GOAL,
    MODE,
    PLACE,
    RESTS,
    STAY,
    VISIT,
    Floats,
    Numbers,
    Week,
)
from planner.week.search.chance import Stream, draw
from planner.week.search.kernel import kernel
from planner.week.search.runs import TOO_DEAR, added_around, added_in, is_inside, scan_beside, scan_patrol
from planner.week.search.walks import (
    CELL_BITS,
    CELLS,
    DIRECT,
    FROM,
    LATE,
    READY,
    RESTED,
    ROOM,
    SPARE,
    TO,
    WIDEST,
    Walks,
)
from planner.week.search.windows import first_start_s
from planner.week.tables import Ints

STEP_S = 60.0
"""Seconds added to the cost of every insertion, so that a task next door is not infinitely good (measured: 60)."""


@kernel
def ask_route(
    week: Week, walks: Walks, tasks: Ints, worth: Floats, route: int, column: int, blink: float, is_thrifty: bool,
    stream: Stream,
) -> None:
    """Renew the offers of one route for all candidates that are on no route; score 0.0: it fits nowhere.

    `is_thrifty`: the seconds of its own stay do not count.
    """
    score, best_gap, where, task_rows, first = walks.score, walks.best_gap, walks.where, week.task, week.first
    shift = week.shift[route]
    gap, leg, n_gaps = walks.gap[route], week.leg[shift[MODE]], walks.size[route] + 1
    widest, spare, cells = walks.total[route, WIDEST], walks.total[route, SPARE], walks.total[route, CELLS]
    goal, rests = shift[GOAL], shift[RESTS] == 1
    for i in range(len(tasks)):
        task = tasks[i]
        score[i, column] = 0.0
        if where[task] >= 0 or first[route, task] == first[route, task + 1]:
            continue
        if blink > 0.0 and draw(stream) < blink:
            continue
        here, stay = task_rows[task, PLACE], task_rows[task, STAY]
        a, b = first[route, task], first[route, task + 1]
        home = 0 if here == goal else week.enter_s
        if task_rows[task, FLEX]:
            added, k = scan_patrol(week, walks, route, task)
        elif cells and task_rows[task, VISIT] and is_among(cells, task_rows[task, CELL]):
            if stay - spare > widest:
                continue
            added, k = scan_beside(week, walks, route, task, home)
        elif stay > widest:
            continue
        else:
            if rests:
                added, k = scan_rested(gap, n_gaps, leg, week.window, a, b, here, stay, home, shift)
            else:
                added, k = scan_plain(gap, n_gaps, leg, week.window, a, b, here, stay, home)
            if cells and k >= 0 and is_inside(gap, k):   # it breaks a run: the patrol stays longer
                detour = leg[gap[k, FROM], here] + leg[here, gap[k, TO]] - gap[k, DIRECT]
                added = detour + added_around(week, walks, route, k, task)
                if added >= TOO_DEAR:
                    continue
        if k >= 0:
            score[i, column] = worth[i] / (max(0, added - stay if is_thrifty else added) + STEP_S)
            best_gap[i, column] = k


@kernel
def is_among(cells: int, cell: int) -> bool:
    """Tell whether a cell may be one of those in a column CELLS; False: it is surely not."""
    return cell >= 0 and cells >> cell % CELL_BITS & 1 == 1


@kernel
def scan_plain(
    gap: Ints, n_gaps: int, leg: Numbers, window: Ints, first: int, end: int, here: int, stay: int, home: int
) -> tuple[int, int]:
    """Return the least added seconds and the gap (-1: none) in a route without break and flexible patrols.

    `home`: what the way to the end place is shorter than a leg.
    """
    best, best_gap = TOO_DEAR, -1
    last = window[end - 1, 1]
    for k in range(n_gaps):
        ready = gap[k, RESTED]
        if ready > last:
            break
        if stay > gap[k, ROOM]:
            continue
        come, go = leg[gap[k, FROM], here], leg[here, gap[k, TO]]
        if k == n_gaps - 1:
            go -= home
        detour = come + go - gap[k, DIRECT]
        if detour + stay >= best:
            continue
        arrive = ready + come
        start = first_start_s(window, first, end, arrive)
        if start + stay + go <= gap[k, LATE] and stay + detour < best:
            best, best_gap = stay + detour, k
    return best, best_gap


@kernel
def scan_rested(
    gap: Ints, n_gaps: int, leg: Numbers, window: Ints, first: int, end: int, here: int, stay: int, home: int,
    shift: Ints,
) -> tuple[int, int]:
    """Return the same of a route with a break."""
    best, best_gap = TOO_DEAR, -1
    last = window[end - 1, 1]
    for k in range(n_gaps):
        if min(gap[k, READY], gap[k, RESTED]) > last:
            break
        if stay > gap[k, ROOM]:
            continue
        come, go = leg[gap[k, FROM], here], leg[here, gap[k, TO]]
        if k == n_gaps - 1:
            go -= home
        detour = come + go - gap[k, DIRECT]
        if detour + stay >= best:
            continue
        added = added_in(gap, k, window, first, end, come, go, stay, shift)
        if added + detour < best:
            best, best_gap = added + detour, k
    return best, best_gap
