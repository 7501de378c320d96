"""One run of the search: start, annealing in blocks, the choice among all routes met, polish, the last fill."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from planner.model import Route
from planner.week.budget import Budget, Stopwatch
from planner.week.insertion import Orders
from planner.week.search.annealing import MEAN_PRIZE_S, Best, Plan, anneal, note_best, open_best, worth_of
from planner.week.search.arrays import PRIZE, Week, most_stops, pack_week
from planner.week.search.chance import Stream, open_stream
from planner.week.search.insertion import fill, time_all
from planner.week.search.phases import MOST_SHIFTS, PROBE, Phases, laps_of, lay_out, polish_of, steps_within
from planner.week.search.pool import Pool, open_pool
from planner.week.search.ruin import Ruin, open_ruin
from planner.week.search.starts import best_start, try_orders
from planner.week.search.timetable import routes_of
from planner.week.search.walks import Walks, open_walks, orders_of, set_orders
from planner.week.starts import best_start as plain_start
from planner.week.tables import WeekTables

_BLOCK = 2_000
"""Iterations between two looks at clock and stop flag: 0.1 to 0.4 s."""

_GLANCE = 200
"""Iterations of the first ones that are timed together: five glances."""

_SMALL = 3_000
"""Tasks times shifts up to which the plain insertions of the fallback are tried too: some tens of milliseconds."""

Choose = Callable[[Week, Walks, Pool], Orders | None]
"""Picks the best combination of routes met, given the best plan on the walks; None: it is the best."""

_STEPS_PER_PAIR = 200
"""Iterations for each pair of tasks after which a small week has nothing left to find: 5000 for five tasks, more
than an hour's worth for the 200 of one officer."""


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


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    week: Week
    walks: Walks
    ruin: Ruin
    best: Best
    pool: Pool
    stream: Stream


@dataclass(slots=True, eq=False)
class _Pace:
    """What bounds a run, and who hears of it; once asked to stop, it stays so."""

    budget: Budget
    used_s: Callable[[], float]
    should_stop: Callable[[], bool]
    told: Callable[[Orders, int], None]
    was_stopped: bool = False

    def is_over(self) -> bool:
        """Tell whether the run was asked to stop."""
        self.was_stopped = self.was_stopped or self.should_stop()
        return self.was_stopped


def search_week(
    tables: WeekTables, seeds: Orders, budget: Budget, *, seed: int, stopwatch: Stopwatch,
    should_stop: Callable[[], bool], told: Callable[[Orders, int], None], choose: Choose,
) -> Searched:
    """Return the best routes found; never worse than the insertions it starts from.

    `choose` picks from the routes met; it is given here, so that the search itself needs no solver.

    Repeatable: the same tables, seeds, seed and number of iterations give the same routes. With
    `budget.seconds` the number is laid out by the speed of the first 1000 iterations; compiling does not count.
    """
    run, compile_s = _open(tables, seed)
    best_start(run.week, run.walks, run.best, seeds=seeds, stream=run.stream)
    if tables.n_tasks * tables.n_shifts <= _SMALL:
        try_orders(run.week, run.walks, run.best, plain_start(tables, seeds, seed=seed))
    pace = _Pace(budget, lambda: stopwatch.used_s() - compile_s, should_stop, told)
    told(orders_of(run.best.order, run.best.size), 0)
    work = laid_out = 0
    chose = False
    if budget.allows_search and len(run.week.offered):
        _restore(run)
        work, laid_out, chose = _anneal(run, pace, choose)
    _restore(run)
    fill(run.week, run.walks, run.stream)
    note_best(run.walks, run.best, worth_of(run.week, run.walks))
    orders = orders_of(run.best.order, run.best.size)
    return Searched(orders, routes_of(tables, run.week, run.walks, orders), work, laid_out, chose, compile_s)


def _open(tables: WeekTables, seed: int) -> tuple[_Run, float]:
    """Return the room for a run, and the CPU seconds that loading or compiling the machine code took."""
    week = pack_week(tables)
    longest = most_stops(tables)
    walks = open_walks(week, longest)
    run = _Run(week, walks, open_ruin(week, longest), open_best(walks),
               open_pool(week, longest, is_used=tables.n_shifts <= MOST_SHIFTS), open_stream(seed))
    before_s = time.thread_time()
    time_all(week, walks)
    fill(week._replace(offered=week.offered[:0]), walks, run.stream)
    anneal(week, walks, run.ruin, run.best, run.pool, Plan(0, 0, 0.0), 0, 0, run.stream)
    routes_of(tables, week, walks, ())
    return run, time.thread_time() - before_s


def _restore(run: _Run) -> None:
    """Put the best routes back on."""
    set_orders(run.walks, orders_of(run.best.order, run.best.size))
    time_all(run.week, run.walks)


def _anneal(run: _Run, pace: _Pace, choose: Choose) -> tuple[int, int, bool]:
    """Run all iterations of a budget; return how many were made and laid out, and whether a choice was made."""
    phases, prize_s, done = _probe(run, pace)
    for lap in laps_of(phases, prize_s):
        done = _run_to(run, pace, lap, done)
    if done < phases.lap_ends[-1]:
        return done, phases.total, False
    _restore(run)
    chooses = phases.chooses and not pace.is_over()
    if chooses:
        _take(run, choose(run.week, run.walks, run.pool))
        pace.told(orders_of(run.best.order, run.best.size), done)
    return _run_to(run, pace, polish_of(phases), done), phases.total, chooses


def _probe(run: _Run, pace: _Pace) -> tuple[Phases, float, int]:
    """Make the first iterations; return the phases that their speed allows, the seconds of a prize, how many.

    Their speed is the median of a few glances: the first one also waits for memory. They fill no pool.
    """
    sizes, prize_s, most = (len(run.week.shift), len(run.week.offered)), _prize_s(run.week), _most_steps(run, pace)
    if pace.is_over():
        return lay_out(most, *sizes), prize_s, 0
    done, took_s, before = min(most, PROBE), [], run.best.worth.tolist()
    none = open_pool(run.week, 1, is_used=False)
    for begin in range(0, done, _GLANCE):
        began_s, end = pace.used_s(), min(done, begin + _GLANCE)
        anneal(run.week, run.walks, run.ruin, run.best, none, Plan(PROBE, PROBE, prize_s), begin, end, run.stream)
        took_s.append(pace.used_s() - began_s)
    if run.best.worth.tolist() != before:
        pace.told(orders_of(run.best.order, run.best.size), done)
    if pace.budget.seconds is None or done < PROBE:
        return lay_out(most, *sizes), prize_s, done
    speed = _GLANCE / max(1e-9, statistics.median(took_s))
    bought = PROBE + steps_within(pace.budget.seconds - pace.used_s(), speed, sizes[0])
    return lay_out(min(bought, most), *sizes), prize_s, done


def _run_to(run: _Run, pace: _Pace, plan: Plan, done: int) -> int:
    """Run the iterations from `done` to the end of a plan in blocks; return how far it came before it was to stop."""
    while done < plan.total and not pace.is_over():
        upto = min(plan.total, done + _BLOCK)
        if anneal(run.week, run.walks, run.ruin, run.best, run.pool, plan, done, upto, run.stream):
            pace.told(orders_of(run.best.order, run.best.size), upto)
        done = upto
    return done


def _take(run: _Run, orders: Orders | None) -> None:
    """Put chosen orders on, if they are better than the best (None: nothing is)."""
    if orders is not None:
        try_orders(run.week, run.walks, run.best, orders)
        _restore(run)


def _most_steps(run: _Run, pace: _Pace) -> int:
    enough = PROBE + _STEPS_PER_PAIR * len(run.week.offered) ** 2
    return enough if pace.budget.work is None else min(enough, pace.budget.work)


def _prize_s(week: Week) -> float:
    """Return the seconds of travel that a point of prize outweighs."""
    prize = week.task[week.task[:, PRIZE] > 0, PRIZE]
    return MEAN_PRIZE_S / float(prize.mean()) if len(prize) else 1.0
