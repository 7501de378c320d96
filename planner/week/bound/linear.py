"""The linear bound: solve, cut, solve again, as long as it falls and time is left."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.week.bound.program import Floats
from planner.week.bound.reach import Reach
from planner.week.bound.subtours import find_cuts
from planner.week.bound.week_program import build_week_program
from planner.week.budget import Stopwatch

MOST_ROUNDS = 25
"""Rounds of cuts; the bound of the reference weeks moves by less than 0.01 % after fifteen."""

_LEAST_FALL = 2e-5
"""Share of the bound by which a round must lower it to be worth the next one."""


LEAST_WAIT_S = 20.0
"""Wall seconds that HiGHS gets at least: it knows no CPU time, and others may be busy on this machine."""


@dataclass(frozen=True, kw_only=True)
class LinearBound:
    """The lowest bound the linear program gave (infinite: none in time), prices and rounds of cuts.

    `price`: what serving each task once more would add; 0 when that was not found. The program itself is let go: it
    takes 200 MB in a week of 50 shifts.
    """

    at_most: float
    price: Floats
    rounds: int


def bound_by_program(
    reach: Reach, n_spare: int, *, seconds: float, should_stop: Callable[[], bool]
) -> LinearBound | None:
    """Return the linear bound of plans that miss at most `n_spare` duties in reach; None when no plan does."""
    stopwatch = Stopwatch()
    week = build_week_program(reach, n_spare)
    best = week.program.solve(max(LEAST_WAIT_S, 4 * seconds))
    if week.program.has_none:
        return None
    rounds, took_s = 0, stopwatch.used_s()   # a round takes as long as the one before, or longer
    while best is not None and rounds < MOST_ROUNDS and stopwatch.used_s() + took_s < seconds and not should_stop():
        began_s = stopwatch.used_s()
        cuts = [row for part in week.parts for row in find_cuts(part, best.value)]
        if not cuts:
            break
        for row in cuts:
            week.program.require_at_most(row, 0.0)
        found = week.program.solve(4 * max(0.1, seconds - stopwatch.used_s()))
        rounds += 1
        took_s = stopwatch.used_s() - began_s
        if found is None:
            break
        fell, best = best.at_most - found.at_most, found
        if fell < _LEAST_FALL * abs(best.at_most):
            break
    if best is None:
        return LinearBound(at_most=math.inf, price=np.zeros(week.tables.n_tasks), rounds=rounds)
    return LinearBound(at_most=best.at_most, price=week.prices(best), rounds=rounds)
