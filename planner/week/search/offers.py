"""The best gap of a route for each candidate: worth for each second it adds, one test for each gap."""

from __future__ import annotations

from planner.week.search.arrays import (
    FLEX,
    GOAL,
    MODE,
    PLACE,
    RESTS,
    STAY,
    Floats,
    Numbers,
    Week,
)
from planner.week.search.chance import Stream, draw
from planner.week.search.kernel import kernel
from planner.week.search.runs import TOO_DEAR, added_in, scan_beside, scan_patrol
from planner.week.search.walks import (
    DIRECT,
    FROM,
    LATE,
    N_FLEX,
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
    week: Week, walks: Walks, tasks: Ints, worth: Floats, route: int, column: int, blink: float, stream: Stream
) -> None:
    """Renew the offers of one route for all candidates that are on no route; score 0.0: it fits nowhere."""
    score, best_gap, where, task_rows, first = walks.score, walks.best_gap, walks.where, week.task, week.first
    shift = week.shift[route]
    gap, leg, n_gaps = walks.gap[route], week.leg[shift[MODE]], walks.size[route] + 1
    n_flex, widest, spare = walks.total[route, N_FLEX], walks.total[route, WIDEST], walks.total[route, SPARE]
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
        elif stay - spare > widest:
            continue
        elif n_flex:
            added, k = scan_beside(week, walks, route, task, home)
        elif rests:
            added, k = scan_rested(gap, n_gaps, leg, week.window, a, b, here, stay, home, shift)
        else:
            added, k = scan_plain(gap, n_gaps, leg, week.window, a, b, here, stay, home)
        if k >= 0:
            score[i, column] = worth[i] / (max(0, added) + STEP_S)
            best_gap[i, column] = k


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
