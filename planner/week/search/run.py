"""One run of the search: start, the course of annealing, choice and polish, the last fill."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from planner.model import Route
from planner.week.budget import Budget, Stopwatch
from planner.week.insertion import Orders
from planner.week.kernel import is_compiled
from planner.week.search.annealing import Plan, anneal, capped, note_best, open_best, worth_of
from planner.week.search.arrays import most_stops, pack_week
from planner.week.search.chance import open_stream
from planner.week.search.course import Choose, Pace, Run, follow, restore
from planner.week.search.insertion import fill, time_all
from planner.week.search.last_room import fill_last_room
from planner.week.search.phases import MOST_SHIFTS
from planner.week.search.pool import open_pool
from planner.week.search.ruin import open_ruin
from planner.week.search.spare import drop_spare
from planner.week.search.starts import best_start, try_orders
from planner.week.search.timetable import routes_of
from planner.week.search.walks import open_walks, orders_of
from planner.week.starts import best_start as plain_start
from planner.week.tables import WeekTables

_SMALL = 3_000
"""Tasks times shifts up to which the plain insertions of the fallback are tried too: some tens of milliseconds."""

@dataclass(frozen=True, slots=True)
class Searched:
    """The best routes of a run, the iterations it made, and those it had laid out (fewer made: it was ended).

    `chose`: a combination was sought among all routes met.
    """

    orders: Orders
    routes: tuple[Route, ...]
    work: int
    laid_out: int
    chose: bool
    compile_s: float


def search_week(
    tables: WeekTables, seeds: Orders, budget: Budget, *, seed: int, stopwatch: Stopwatch,
    should_stop: Callable[[], bool], told: Callable[[Orders, int], None], choose: Choose, enough: int | None = None,
    n_unservable: int = 0,
) -> Searched:
    """Return the best routes found; never worse than the insertions it starts from.

    `enough`: duties first, then prize up to this much, then least travel; None: prize without an end. `n_unservable`:
    duties with a window that no plan can serve.

    `choose` picks from the routes met; it is given here, so that the search itself needs no solver.

    Repeatable: the same tables, seeds, seed and number of iterations give the same routes. With
    `budget.seconds` the number is laid out by the speed of the first 1000 iterations, of a small team again by that
    of all so far after each lap; compiling does not count.
    """
    run, compile_s = _open(tables, seed, enough, n_unservable)
    stopwatch.leave_out(compile_s)
    best_start(run.week, run.walks, run.best, seeds=seeds, stream=run.stream)
    if tables.n_tasks * tables.n_shifts <= _SMALL:
        try_orders(run.week, run.walks, run.best, plain_start(tables, seeds, seed=seed))
    pace = Pace(budget, stopwatch.used_s, should_stop, told)
    told(orders_of(run.best.order, run.best.size), 0)
    work = laid_out = 0
    chose = False
    if budget.allows_search and len(run.week.offered):
        restore(run)
        work, laid_out, chose = follow(run, pace, choose)
    restore(run)
    fill(run.week, run.walks, run.stream)
    fill_last_room(run.week, run.walks)
    drop_spare(run.week, run.walks)
    note_best(run.walks, run.best, capped(run.week, worth_of(run.week, run.walks)))
    orders = orders_of(run.best.order, run.best.size)
    return Searched(orders, routes_of(tables, run.week, run.walks, orders), work, laid_out, chose, compile_s)


def is_cold() -> bool:
    """Tell whether a run would have to compile first: `anneal` is the last kernel that it compiles."""
    return not is_compiled(anneal)


def _open(tables: WeekTables, seed: int, enough: int | None, n_unservable: int = 0) -> tuple[Run, float]:
    """Return the room for a run, and the CPU seconds that loading or compiling the machine code took."""
    week = pack_week(tables, enough, n_unservable)
    longest = most_stops(tables)
    walks = open_walks(week, longest)
    run = Run(week, walks, open_ruin(week, longest), open_best(walks),
               open_pool(week, longest, is_used=tables.n_shifts <= MOST_SHIFTS), open_stream(seed))
    before_s = time.thread_time()
    time_all(week, walks)
    fill(week._replace(offered=week.offered[:0]), walks, run.stream)
    fill_last_room(week._replace(offered=week.offered[:0]), walks)
    drop_spare(week, walks)
    anneal(week, walks, run.ruin, run.best, run.pool, Plan(0, 0, 0.0, 0.0, 0.0), 0, 0, run.stream)
    routes_of(tables, week, walks, ())
    return run, time.thread_time() - before_s
