"""The linear bound: solve, cut, solve again, as long as it falls and time is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planner.week.bound.program import Solved
from planner.week.bound.reach import Reach
from planner.week.bound.subtours import find_cuts
from planner.week.bound.week_program import WeekProgram, build_week_program
from planner.week.budget import Stopwatch

MOST_ROUNDS = 25
"""Rounds of cuts; the bound of the reference weeks moves by less than 0.01 % after fifteen."""

_LEAST_FALL = 2e-5
"""Share of the bound by which a round must lower it to be worth the next one."""


@dataclass(frozen=True, kw_only=True)
class LinearBound:
    """The lowest bound the linear program gave, its last solution and prices, and the rounds of cuts it took."""

    week: WeekProgram
    solved: Solved
    rounds: int


def bound_by_program(
    reach: Reach, n_spare: int, *, seconds: float, should_stop: Callable[[], bool]
) -> LinearBound | None:
    """Return the linear bound of plans that miss at most `n_spare` duties in reach.

    None when no plan does, or when HiGHS found no optimum in four times the wall `seconds`.
    """
    stopwatch = Stopwatch()
    week = build_week_program(reach, n_spare)
    best = week.program.solve(4 * max(1.0, seconds))
    rounds = 0
    while best is not None and rounds < MOST_ROUNDS and stopwatch.used_s() < seconds and not should_stop():
        cuts = [row for part in week.parts for row in find_cuts(part, best.value)]
        if not cuts:
            break
        for row in cuts:
            week.program.require_at_most(row, 0.0)
        found = week.program.solve(4 * max(0.1, seconds - stopwatch.used_s()))
        rounds += 1
        if found is None:
            break
        fell, best = best.at_most - found.at_most, found
        if fell < _LEAST_FALL * abs(best.at_most):
            break
    return None if best is None else LinearBound(week=week, solved=best, rounds=rounds)
