"""All shifts' best relaxed routes at given prices: one value of the Lagrangian bound, and what the routes serve."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import numpy as np

from planner.week.bound.net import MOST_GATHERED, MOST_LOST, NEVER, Int32s, States
from planner.week.bound.program import Floats
from planner.week.bound.reach import Reach
from planner.week.bound.route_case import Grain, RouteCase, build_route_case
from planner.week.bound.route_dp import fill_states
from planner.week.bound.route_runs import fill_runs
from planner.week.bound.route_walk import best_end, walk_back
from planner.week.tables import Flags, Ints

_DEAREST = 4.0
"""Prices below 0 are not lower than this many of the highest prize: a price of any size bounds, and sums stay small."""


@dataclass(frozen=True, kw_only=True)
class BestRoute:
    """The value in units of a best relaxed route, and how often it serves each task."""

    value: int
    served: Floats


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The bound that a list of prices gives, and the best relaxed route of each shift at these prices."""

    at_most: float
    routes: tuple[BestRoute, ...]


@dataclass(frozen=True, kw_only=True)
class RouteBound:
    """The cases of all shifts in buckets of `bucket_s`, and the units of prize in which values are counted.

    `priced`: tasks with a price; `required`: those of them that must be served, but for `n_spare` of them; their
    price may be negative. `most_stays`: stops that no route exceeds.
    """

    reach: Reach
    bucket_s: int
    n_spare: int
    cases: tuple[RouteCase, ...]
    priced: Flags
    required: Flags
    unit: float
    most_stays: int
    _room: list[Int32s] = field(default_factory=list, repr=False)

    @property
    def room_mb(self) -> float:
        """Megabytes of the states of the largest shift."""
        return max((case.n_cells for case in self.cases), default=0) * 4 / 1e6

    def rewards(self, price: Floats) -> Ints:
        """Return what serving each task gathers, in units: prize less price, rounded up."""
        gathers = np.ceil(self.reach.tables.prize / self.unit).astype(np.int64) - self._units(price)
        return np.asarray(np.maximum(gathers, -(MOST_LOST // self.most_stays)))

    def ask(self, price: Floats) -> Asked | None:
        """Return the bound at these prices; None when some shift has no route that does its own patrols.

        The sum of the prices, plus for each shift the most that a relaxed route gathers of prize less price, plus
        the prices below 0 of the `n_spare` duties that gain most by being missed: no plan is worth more, whatever
        the prices (Lagrangian relaxation, Held and Karp 1971).
        """
        rewards, units = self.rewards(price), self._units(price)
        gained = np.sort(np.maximum(0, -units[self.required]))[::-1][:self.n_spare]
        routes: list[BestRoute] = []
        for case in self.cases:
            found = self.best_route(case, rewards)
            if found is None:
                return None
            routes.append(found)
        total = int(units.sum()) + int(gained.sum()) + sum(route.value for route in routes)
        return Asked(at_most=total * self.unit, routes=tuple(routes))

    def compile(self) -> float:
        """Return the CPU seconds that loading or compiling the machine code took: shifts without time cost none."""
        started_s = time.thread_time()
        for case in self.cases[:1]:
            reward = np.zeros(len(case.item_task), dtype=np.int32)
            net, states = case.net._replace(n_buckets=0), self._open_states(case, reward)
            fill_runs(net, states)
            fill_states(net, states)
            best_end(net, states)
            walk_back(net, states, (0, -1, 0), reward)
        return time.thread_time() - started_s

    def best_route(self, case: RouteCase, rewards: Ints) -> BestRoute | None:
        """Return the best relaxed route of a shift; None: it cannot do the patrols that only it may do."""
        served = np.zeros(len(rewards))
        gain = case.free[rewards[case.free] > 0]
        served[gain] = 1.0
        value, times = NEVER, np.zeros(len(case.item_task), dtype=np.int32)
        if case.can_work:
            value = self._search(case, rewards[case.item_task].astype(np.int32), times)
        if case.fixed and value == NEVER:
            return None
        if case.fixed or value > 0:
            np.add.at(served, case.item_task, times)
        else:
            value = 0
        return BestRoute(value=value + int(rewards[gain].sum()), served=served)

    def _search(self, case: RouteCase, reward: Int32s, times: Int32s) -> int:
        """Return the value of the best route that leaves the start; count in `times` how often it serves each item."""
        states = self._open_states(case, reward)
        fill_runs(case.net, states)
        fill_states(case.net, states)
        value, *end = best_end(case.net, states)
        walk_back(case.net, states, (end[0], end[1], end[2]), times)
        return int(value)

    def _open_states(self, case: RouteCase, reward: Int32s) -> States:
        """Return the states of a shift, in room that all shifts use: fresh memory costs more than filling it."""
        net, top = case.net, case.net.run_takes.shape[1]
        if not self._room:
            self._room.append(np.empty(max(one.n_cells for one in self.cases), dtype=np.int32))
        shapes = [(len(net.starts), net.n_buckets)] * 2 + [(len(net.items), net.n_buckets), (1, net.n_buckets)]
        parts, at = [], 0
        for rows, buckets in shapes:
            size = case.n_layers * rows * buckets
            parts.append(self._room[0][at:at + size].reshape(case.n_layers, rows, buckets))
            at += size
        return States(
            arrived=parts[0], ready=parts[1], served=parts[2], hub=parts[3].reshape(case.n_layers, -1), reward=reward,
            chosen=np.zeros((len(net.choices) + len(net.runs), top), dtype=np.int32),
            steps=np.zeros((len(net.runs) * top, 3), dtype=np.int32),
            step_from=np.zeros(len(net.runs) + 1, dtype=np.int32),
        )

    def _units(self, price: Floats) -> Ints:
        """Return prices as whole units: 0 where there is no price, not below 0 where serving is free to choose."""
        units = np.where(self.priced, np.round(price / self.unit), 0.0).astype(np.int64)
        least = -int(_DEAREST * max(1, int(self.reach.tables.prize.max(initial=0))) / self.unit)
        return np.where(self.required, np.maximum(units, least), np.maximum(units, 0))


def build_route_bound(reach: Reach, n_spare: int, grain: Grain) -> RouteBound:
    """Return the route bound of a week for plans that miss at most `n_spare` of the duties in reach.

    `grain.nearest` ways to and from each node are looked at one by one; the others lead through a hub that is half
    the shortest of them away.
    """
    tables = reach.tables
    duties = tables.is_must & reach.fits.any(axis=0)
    required = duties if not n_spare else np.zeros_like(duties)
    cases = tuple(build_route_case(reach, r, required, grain) for r in range(tables.n_shifts))
    priced = np.array(reach.fits.any(axis=0), dtype=bool, ndmin=1)
    priced[[k for case in cases for k in case.fixed]] = False
    most_stays = 2 + max((
        one.net.n_buckets // one.net.block * (1 + one.net.run_own.shape[1]) + len(one.net.choices) for one in cases
    ), default=0)
    dearest = (_DEAREST + 1) * max(1, int(tables.prize.max(initial=0)))
    return RouteBound(
        reach=reach, bucket_s=grain.bucket_s, n_spare=n_spare, cases=cases, priced=priced, required=duties & priced,
        unit=max(1e-3, dearest * most_stays / (MOST_GATHERED / 2)), most_stays=most_stays,
    )
