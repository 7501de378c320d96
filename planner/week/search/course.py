"""The course of a run: first iterations that tell its speed, laps of annealing, the choice, the polish."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from planner.week.budget import Budget
from planner.week.insertion import Orders
from planner.week.search.annealing import Best, Plan, anneal
from planner.week.search.arrays import Week
from planner.week.search.chance import Stream
from planner.week.search.insertion import time_all
from planner.week.search.phases import (
    PROBE,
    Phases,
    is_anew,
    lap_after,
    lay_out,
    least_total,
    polish_of,
    probe_of,
    steps_within,
)
from planner.week.search.pool import Pool, open_pool
from planner.week.search.ruin import Ruin
from planner.week.search.scale import Scale, scale_of
from planner.week.search.starts import try_orders
from planner.week.search.walks import Walks, orders_of, set_orders

_BLOCK = 2_000
"""Iterations between two looks at clock and stop flag: 0.1 to 0.4 s."""

_GLANCE = 200
"""Iterations of the first ones that are timed together: five glances."""

_STEPS_PER_PAIR = 200
"""Iterations for each pair of tasks after which a small week has nothing left to find: 5000 for five tasks, more
than an hour's worth for the 200 of one officer."""

Choose = Callable[[Week, Walks, Pool], Orders | None]
"""Picks the best combination of routes met, given the best plan on the walks; None: it is the best."""


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """All that one run of the search works on."""

    week: Week
    walks: Walks
    ruin: Ruin
    best: Best
    pool: Pool
    stream: Stream


@dataclass(slots=True, eq=False)
class Pace:
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


def restore(run: Run) -> None:
    """Put the best routes back on."""
    _put_on(run, orders_of(run.best.order, run.best.size))


def _put_on(run: Run, orders: Orders) -> None:
    set_orders(run.walks, orders)
    time_all(run.week, run.walks)


def follow(run: Run, pace: Pace, choose: Choose) -> tuple[int, int, bool]:
    """Run all iterations of a budget; return how many were made and laid out, and whether a choice was made."""
    scale, first_plan = scale_of(run.week, run.walks), orders_of(run.best.order, run.best.size)
    phases, done = _probe(run, pace, scale)
    probed_s, n_laps = pace.used_s(), 0
    while n_laps < len(phases.lap_ends):
        is_enough = _has_enough(run)
        if n_laps:
            phases = _laid_out_anew(run, pace, phases, n_laps, probed_s)
            anew = is_anew(n_laps, is_enough=is_enough)
            _put_on(run, first_plan if anew else orders_of(run.best.order, run.best.size))
        done = _run_to(run, pace, lap_after(phases, n_laps, scale, is_enough=is_enough), done)
        if done < phases.lap_ends[n_laps]:
            return done, phases.total, False
        n_laps += 1
    restore(run)
    chooses = phases.chooses and not pace.is_over()
    if chooses:
        _take(run, choose(run.week, run.walks, run.pool))
        pace.told(orders_of(run.best.order, run.best.size), done)
    return _run_to(run, pace, polish_of(phases, scale), done), phases.total, chooses


def _has_enough(run: Run) -> bool:
    """Tell whether the best plan serves the duties that can be served and has a prize that is enough."""
    n_duties, prize = int(run.best.worth[0]), int(run.best.worth[1])
    return n_duties >= run.week.n_duties and prize >= run.week.enough


def _laid_out_anew(run: Run, pace: Pace, phases: Phases, n_laps: int, probed_s: float) -> Phases:
    """Return the phases that the speed since the first iterations allows, of one more lap at least."""
    if pace.budget.seconds is None:
        return phases
    n_shifts, n_tasks, done = len(run.week.shift), len(run.week.offered), phases.lap_ends[n_laps - 1]
    used_s = pace.used_s()
    speed = (done - PROBE) / max(1e-9, used_s - probed_s)
    bought = done + steps_within(pace.budget.seconds - used_s, speed, n_shifts, done)
    total = max(least_total(n_laps + 1, n_tasks), min(bought, _most_steps(run, pace)))
    return lay_out(total, n_shifts, n_tasks)


def _probe(run: Run, pace: Pace, scale: Scale) -> tuple[Phases, int]:
    """Make the first iterations; return the phases that their speed allows, and how many were made.

    Their speed is the median of a few glances: the first one also waits for memory. They fill no pool.
    """
    sizes, most = (len(run.week.shift), len(run.week.offered)), _most_steps(run, pace)
    if pace.is_over():
        return lay_out(most, *sizes), 0
    done, took_s, before = min(most, PROBE), [], run.best.worth.tolist()
    none = open_pool(run.week, 1, is_used=False)
    for begin in range(0, done, _GLANCE):
        began_s, end = pace.used_s(), min(done, begin + _GLANCE)
        anneal(run.week, run.walks, run.ruin, run.best, none, probe_of(scale), begin, end, run.stream)
        took_s.append(pace.used_s() - began_s)
    if run.best.worth.tolist() != before:
        pace.told(orders_of(run.best.order, run.best.size), done)
    if pace.budget.seconds is None or done < PROBE:
        return lay_out(most, *sizes), done
    speed = _GLANCE / max(1e-9, statistics.median(took_s))
    bought = PROBE + steps_within(pace.budget.seconds - pace.used_s(), speed, sizes[0])
    return lay_out(min(bought, most), *sizes), done


def _run_to(run: Run, pace: Pace, plan: Plan, done: int) -> int:
    """Run the iterations from `done` to the end of a plan in blocks; return how far it came before it was to stop."""
    while done < plan.total and not pace.is_over():
        upto = min(plan.total, done + _BLOCK)
        if anneal(run.week, run.walks, run.ruin, run.best, run.pool, plan, done, upto, run.stream):
            pace.told(orders_of(run.best.order, run.best.size), upto)
        done = upto
    return done


def _take(run: Run, orders: Orders | None) -> None:
    """Put chosen orders on, if they are better than the best (None: nothing is)."""
    if orders is not None:
        try_orders(run.week, run.walks, run.best, orders)
        restore(run)


def _most_steps(run: Run, pace: Pace) -> int:
    enough = PROBE + _STEPS_PER_PAIR * len(run.week.offered) ** 2
    return enough if pace.budget.work is None else min(enough, pace.budget.work)
