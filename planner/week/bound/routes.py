"""All shifts' best relaxed routes at given prices: one value of the Lagrangian bound, and what the routes serve."""

from __future__ import annotations

import time
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from planner.model import TaskId
from planner.week.bound.hours import may_serve
from planner.week.bound.program import Floats
from planner.week.bound.route_case import RouteCase, build_route_case
from planner.week.bound.route_dp import NEVER, fill_states
from planner.week.bound.route_walk import best_end, walk_back
from planner.week.tables import Flags, Ints, WeekTables

_MOST_GATHERED = 2.0**27
"""Sum of all rewards as integers: half of what keeps a route's value clear of NEVER."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One value of the bound: `at_most`, how often each task is served, the CPU seconds it took; None: no routes."""

    at_most: float
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

    def ask(self, price: Floats, pool: ThreadPoolExecutor) -> Answer | None:
        """Return the bound at these prices; None when some shift has no route that does its own patrols.

        The sum of the prices, plus for each shift the most that a relaxed route gathers of prize less price:
        no plan is worth more, whatever the prices (Lagrangian relaxation, Held and Karp 1971).
        """
        units = np.where(self.priced, np.round(price / self.unit), 0.0).astype(np.int64)
        units = np.where(self.required, units, np.maximum(units, 0))
        rewards = np.ceil(self.tables.prize / self.unit).astype(np.int64) - units
        total, served, cpu_s = int(units.sum()), np.zeros(len(units)), 0.0
        for found in pool.map(lambda case: best_route(case, rewards), self.cases):
            if found is None:
                return None
            value, counts, used_s = found
            total += value
            served += counts
            cpu_s += used_s
        return Answer(at_most=total * self.unit, served=served, cpu_s=cpu_s)


def build_route_bound(tables: WeekTables, may_miss: Collection[TaskId], bucket_s: int) -> RouteBound:
    """Return the route bound of a week for plans that serve all duties outside `may_miss`."""
    eligible = may_serve(tables)
    missable = np.array([t.task_id in set(may_miss) for t in tables.tasks], dtype=bool)
    required = tables.is_must & ~missable
    cases = tuple(build_route_case(tables, r, eligible, required, bucket_s) for r in range(tables.n_shifts))
    fixed = [k for case in cases for k in case.fixed]
    priced = eligible.any(axis=0)
    priced[fixed] = False
    return RouteBound(
        tables=tables, bucket_s=bucket_s, cases=cases, priced=priced, required=required & priced,
        unit=max(1e-3, 4.0 * float(tables.prize.sum()) / _MOST_GATHERED),
    )


def best_route(case: RouteCase, rewards: Ints) -> tuple[int, Floats, float] | None:
    """Return the value of the best relaxed route, what it serves, and the CPU seconds; None: it cannot do its patrols."""
    started_s = time.thread_time()
    counts = np.zeros(len(rewards))
    gain = case.free[rewards[case.free] > 0]
    counts[gain] = 1.0
    value = NEVER
    if case.can_work:
        value, items = _search(case, np.clip(rewards[case.item_task], -(2**28), 2**28).astype(np.int32))
    if case.fixed and value == NEVER:
        return None
    if case.fixed or value > 0:
        np.add.at(counts, case.item_task, items)
    return max(value, NEVER if case.fixed else 0) + int(rewards[gain].sum()), counts, time.thread_time() - started_s


def _search(case: RouteCase, item_reward: Ints) -> tuple[int, Ints]:
    """Return the value of the best route that leaves the start, and how often it serves each item."""
    n_nodes, n_bits, shape = len(case.starts), len(case.patrols), (case.n_layers, case.n_buckets)
    arrived, ready = (np.empty((shape[0], n_nodes, shape[1]), dtype=np.int32) for _ in range(2))
    served = np.empty((shape[0], len(case.items), shape[1]), dtype=np.int32)
    hub = np.empty(shape, dtype=np.int32)
    ways = case.way_from, case.ways, np.zeros(len(case.ways), dtype=np.int32)
    fill_states(
        case.n_buckets, case.block, n_bits, case.items, case.item_from, item_reward, case.patrols, case.far, *ways,
        case.starts, case.rest, arrived, ready, served, hub,
    )
    times = np.zeros(len(case.items), dtype=np.int64)
    value, layer, node, bucket, _ = best_end(case.n_buckets, n_bits, case.ends, case.rest, ready)
    if value > NEVER:
        walk_back(
            layer, node, bucket, n_bits, case.items, case.item_from, item_reward, case.patrols, case.far, *ways,
            case.starts, case.rest, arrived, ready, served, hub, times,
        )
    return int(value), times
