"""All shifts' best relaxed routes at given prices: one value of the Lagrangian bound, and what the routes serve."""

from __future__ import annotations

import time
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from planner.model import TaskId
from planner.week.bound.compiled import NEVER, Int32s, States
from planner.week.bound.hours import may_serve
from planner.week.bound.program import Floats
from planner.week.bound.route_case import Grain, RouteCase, build_route_case
from planner.week.bound.route_dp import fill_states
from planner.week.bound.route_walk import best_end, walk_back
from planner.week.tables import Flags, Ints, WeekTables

_MOST_GATHERED = 2.0**27
"""Sum of all rewards as integers: half of what keeps a route's value clear of NEVER."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One value of the bound, and the CPU seconds it took."""

    at_most: float
    cpu_s: float


@dataclass(frozen=True, kw_only=True)
class BestRoute:
    """The value in units of a best relaxed route, how often it serves each task, and the CPU seconds it took."""

    value: int
    served: Floats
    cpu_s: float


@dataclass(frozen=True, kw_only=True)
class RouteBound:
    """The cases of all shifts in buckets of `bucket_s`, and the units of prize in which values are counted.

    `priced`: tasks with a price; `required`: those of them that must be served, their price may be negative.
    """

    tables: WeekTables
    bucket_s: int
    cases: tuple[RouteCase, ...]
    priced: Flags
    required: Flags
    unit: float

    def rewards(self, price: Floats) -> Ints:
        """Return what serving each task gathers, in units: prize less price, rounded up."""
        return np.ceil(self.tables.prize / self.unit).astype(np.int64) - self._units(price)

    def ask(self, price: Floats, pool: ThreadPoolExecutor) -> Answer | None:
        """Return the bound at these prices; None when some shift has no route that does its own patrols.

        The sum of the prices, plus for each shift the most that a relaxed route gathers of prize less price:
        no plan is worth more, whatever the prices (Lagrangian relaxation, Held and Karp 1971).
        """
        rewards, total, cpu_s = self.rewards(price), int(self._units(price).sum()), 0.0
        for found in pool.map(partial(best_route, rewards=rewards), self.cases):
            if found is None:
                return None
            total += found.value
            cpu_s += found.cpu_s
        return Answer(at_most=total * self.unit, cpu_s=cpu_s)

    def _units(self, price: Floats) -> Ints:
        """Return prices as whole units: 0 where there is no price, not below 0 where serving is free to choose."""
        units = np.where(self.priced, np.round(price / self.unit), 0.0).astype(np.int64)
        return np.where(self.required, units, np.maximum(units, 0))


def build_route_bound(
    tables: WeekTables, may_miss: Collection[TaskId], bucket_s: int, *, nearest: int = 60
) -> RouteBound:
    """Return the route bound of a week for plans that serve all duties outside `may_miss`.

    `nearest` ways to and from each node are looked at one by one; the others lead through a hub that is half the
    shortest of them away. Half as many take half the time and cost about 0.2 % of the bound.
    """
    eligible = may_serve(tables)
    missable = np.array([t.task_id in set(may_miss) for t in tables.tasks], dtype=bool)
    required = tables.is_must & ~missable
    grain = Grain(bucket_s, nearest)
    cases = tuple(build_route_case(tables, r, eligible, required, grain) for r in range(tables.n_shifts))
    fixed = [k for case in cases for k in case.fixed]
    priced = np.array(eligible.any(axis=0), dtype=bool, ndmin=1)
    priced[fixed] = False
    return RouteBound(
        tables=tables, bucket_s=bucket_s, cases=cases, priced=priced, required=required & priced,
        unit=max(1e-3, 4.0 * float(tables.prize.sum()) / _MOST_GATHERED),
    )


def best_route(case: RouteCase, rewards: Ints) -> BestRoute | None:
    """Return the best relaxed route of a shift; None: it cannot do the patrols that only it may do."""
    started_s = time.thread_time()
    served = np.zeros(len(rewards))
    gain = case.free[rewards[case.free] > 0]
    served[gain] = 1.0
    value, times = NEVER, np.zeros(len(case.item_task), dtype=np.int32)
    if case.can_work:
        value, times = _search(case, np.clip(rewards[case.item_task], -(2**28), 2**28).astype(np.int32))
    if case.fixed and value == NEVER:
        return None
    if case.fixed or value > 0:
        np.add.at(served, case.item_task, times)
    else:
        value = 0
    return BestRoute(value=value + int(rewards[gain].sum()), served=served, cpu_s=time.thread_time() - started_s)


def _search(case: RouteCase, reward: Int32s) -> tuple[int, Int32s]:
    """Return the value of the best route that leaves the start, and how often it serves each item."""
    net = case.net
    by_node, by_item, hub = (
        (case.n_layers, len(net.starts), net.n_buckets), (case.n_layers, len(net.items), net.n_buckets),
        (case.n_layers, net.n_buckets),
    )
    states = States(
        arrived=np.empty(by_node, dtype=np.int32), ready=np.empty(by_node, dtype=np.int32),
        served=np.empty(by_item, dtype=np.int32), hub=np.empty(hub, dtype=np.int32), reward=reward,
    )
    fill_states(net, states)
    value, layer, node, bucket = best_end(net, states)
    return int(value), walk_back(net, states, layer, node, bucket)
