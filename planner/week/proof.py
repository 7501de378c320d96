"""A plan with a proof beside it: the search in this thread, the bound in another, on a second core if there is one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.checker import check_plan
from planner.model import WeekPlan, WeekProblem
from planner.week.budget import Budget, Progress
from planner.week.engine import has_numba, solve_week

if TYPE_CHECKING:
    from planner.week.bound import Proven

_LOOK_S = 0.1
"""Seconds between two looks at the stop flag while only the bound is worked on."""


def solve_and_bound(
    problem: WeekProblem, budget: Budget, *, bound_s: float, seed: int = 1, engine: str = "search",
    enough: int | None = None, on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> WeekPlan:
    """Return the plan of `solve_week` with a proven bound on the prize of any plan that misses as few duties.

    The bound takes `bound_s` CPU seconds of its own, beside the search: on two cores it costs no time. It is begun
    for plans that miss no duty in reach; when the search misses more, it is made again for those, afterwards. The
    plan is that of `solve_week`, byte for byte. No bound: `bound_s` 0, numba cannot be loaded, or it was stopped
    before there was one.
    """
    if not bound_s or not has_numba():
        return solve_week(problem, budget, seed=seed, engine=engine, enough=enough, on_progress=on_progress,
                          should_stop=should_stop)
    # loading numba takes half a second, which nobody who wants no bound should wait for
    from planner.week.bound import bound_week  # noqa: PLC0415

    ended, asked = threading.Event(), should_stop or (lambda: False)
    with ThreadPoolExecutor(1, thread_name_prefix="huhu-bound") as pool:
        try:
            found = pool.submit(bound_week, problem, seconds=bound_s, should_stop=ended.is_set)
            plan = solve_week(problem, budget, seed=seed, engine=engine, enough=enough, on_progress=on_progress,
                              should_stop=asked)
            bound = _awaited(found, asked, ended)
            n_missing = check_plan(problem, plan, may_leave_out=True).score.n_must_left_out
            if not ended.is_set() and not _covers(bound, n_missing):
                found = pool.submit(
                    bound_week, problem, seconds=bound_s, n_missing=n_missing, should_stop=ended.is_set
                )
                bound = _awaited(found, asked, ended)
        finally:
            ended.set()
    return replace(plan, bound=bound.bound if bound is not None and _covers(bound, n_missing) else None)


def must_compile_bound() -> bool:
    """Tell whether the next bound is compiled first, which takes a minute and is in nobody's budget."""
    if not has_numba():
        return False
    from planner.week.bound import is_cold  # noqa: PLC0415

    return is_cold()


def _covers(bound: Proven | None, n_missing: int) -> bool:
    return bound is not None and bound.n_missing >= n_missing


def _awaited(found: Future[Proven | None], asked: Callable[[], bool], ended: threading.Event) -> Proven | None:
    """Return the bound when it is there, asked now and then whether to end."""
    while not wait([found], timeout=_LOOK_S).done:
        if asked():
            ended.set()
    return found.result()
