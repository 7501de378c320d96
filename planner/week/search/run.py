"""One run of the search: start, annealing in blocks, the last fill."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from planner.model import Route
from planner.week.budget import Budget, Stopwatch
from planner.week.insertion import Orders
from planner.week.search.annealing import (
    COLD_S,
    HOT_S,
    MEAN_PRIZE_S,
    Best,
    Plan,
    anneal,
    note_best,
    open_best,
    worth_of,
)
from planner.week.search.arrays import PRIZE, Week, most_stops, pack_week
from planner.week.search.chance import Stream, open_stream
from planner.week.search.insertion import fill, time_all
from planner.week.search.ruin import Ruin, open_ruin
from planner.week.search.starts import best_start, try_orders
from planner.week.search.timetable import routes_of
from planner.week.search.walks import TRAVEL, Walks, open_walks, orders_of, set_orders
from planner.week.starts import best_start as plain_start
from planner.week.tables import WeekTables

_BLOCK = 2_000
"""Iterations between two looks at clock and stop flag: 0.1 to 0.4 s."""

_PROBE = 1_000
"""Iterations at the first temperature, by whose speed the rest is laid out."""

_RESERVE_S = 0.02
"""CPU seconds kept for the last fill and the timetable."""

_SMALL = 3_000
"""Tasks times shifts up to which the plain insertions of the fallback are tried too: some tens of milliseconds."""


_USUAL_LEG_S = 150.0
"""Seconds of travel for each stop of a first plan in the weeks that the temperatures were tuned on (130 to 200)."""

_STEPS_PER_PAIR = 200
"""Iterations for each pair of tasks after which a small week has nothing left to find: 5000 for five tasks, more
than an hour's worth for the 200 of one officer."""


@dataclass(frozen=True, slots=True)
class Searched:
    """The best routes of a run, the iterations it made, and those it had laid out (fewer made: it was ended)."""

    orders: Orders
    routes: tuple[Route, ...]
    work: int
    laid_out: int
    compile_s: float


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    week: Week
    walks: Walks
    ruin: Ruin
    best: Best
    stream: Stream


def search_week(
    tables: WeekTables, seeds: Orders, budget: Budget, *, seed: int, stopwatch: Stopwatch,
    should_stop: Callable[[], bool], told: Callable[[Orders, int], None],
) -> Searched:
    """Return the best routes found; never worse than the insertions it starts from.

    Repeatable: the same tables, seeds, seed and number of iterations give the same routes. With
    `budget.seconds` the number is laid out by the speed of the first 1000 iterations; compiling does not count.
    """
    run, compile_s = _open(tables, seed)
    best_start(run.week, run.walks, run.best, seeds=seeds, stream=run.stream)
    if tables.n_tasks * tables.n_shifts <= _SMALL:
        try_orders(run.week, run.walks, run.best, plain_start(tables, seeds, seed=seed))
    told(orders_of(run.best.order, run.best.size), 0)
    work = laid_out = 0
    if budget.allows_search and len(run.week.offered):
        _restore(run)
        work, laid_out = _anneal(run, budget, lambda: stopwatch.used_s() - compile_s, should_stop, told)
    _restore(run)
    fill(run.week, run.walks, run.stream)
    note_best(run.walks, run.best, worth_of(run.week, run.walks))
    orders = orders_of(run.best.order, run.best.size)
    return Searched(orders, routes_of(tables, run.week, run.walks, orders), work, laid_out, compile_s)


def _open(tables: WeekTables, seed: int) -> tuple[_Run, float]:
    """Return the room for a run, and the CPU seconds that loading or compiling the machine code took."""
    week = pack_week(tables)
    longest = most_stops(tables)
    walks = open_walks(week, longest)
    run = _Run(week, walks, open_ruin(week, longest), open_best(walks), open_stream(seed))
    before_s = time.thread_time()
    time_all(week, walks)
    fill(week._replace(offered=week.offered[:0]), walks, run.stream)
    anneal(week, walks, run.ruin, run.best, Plan(0, 0, 0.0), 0, 0, run.stream)
    routes_of(tables, week, walks, ())
    return run, time.thread_time() - before_s


def _restore(run: _Run) -> None:
    """Put the best routes back on."""
    set_orders(run.walks, orders_of(run.best.order, run.best.size))
    time_all(run.week, run.walks)


def _leg_s(run: _Run) -> float:
    """Return the seconds of travel for each stop of the routes; the usual ones when there is none.

    By it a week in other units than seconds, or of long ways, gets temperatures and a weight of prizes of its own.
    """
    n_stops, travel_s = int(run.walks.size.sum()), int(run.walks.total[:, TRAVEL].sum())
    return max(1.0, travel_s / n_stops) if n_stops else _USUAL_LEG_S


def _anneal(
    run: _Run, budget: Budget, used_s: Callable[[], float], should_stop: Callable[[], bool],
    told: Callable[[Orders, int], None],
) -> tuple[int, int]:
    """Run all iterations of a budget; return how many were made and how many were laid out."""
    prize = run.week.task[run.week.task[:, PRIZE] > 0, PRIZE]
    scale = _leg_s(run) / _USUAL_LEG_S
    prize_s = scale * MEAN_PRIZE_S / float(prize.mean()) if len(prize) else 1.0
    enough = _PROBE + _STEPS_PER_PAIR * len(run.week.offered) ** 2
    most = enough if budget.work is None else min(enough, budget.work)
    plan = Plan(_PROBE, most if budget.seconds is None else min(most, _PROBE), prize_s, HOT_S * scale, COLD_S * scale)
    done, began_s = 0, used_s()
    while done < plan.total and not should_stop():
        end = min(plan.total, done + (_PROBE if done < _PROBE else _BLOCK))
        if anneal(run.week, run.walks, run.ruin, run.best, plan, done, end, run.stream):
            told(orders_of(run.best.order, run.best.size), end)
        done = end
        if done == _PROBE and budget.seconds is not None:
            speed = _PROBE / max(1e-9, used_s() - began_s)
            more = int(max(0.0, budget.seconds - _RESERVE_S - used_s()) * speed)
            plan = plan._replace(total=min(_PROBE + more, most))
    return done, plan.total
