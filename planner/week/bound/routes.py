"""All shifts' best relaxed routes at given prices: one value of the Lagrangian bound, and what the routes serve."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import numpy as np

from planner.week.bound.memory import Int32s
from planner.week.bound.net import MOST_GATHERED, MOST_LOST, REACHED, States
from planner.week.bound.program import Floats
from planner.week.bound.reach import Reach
from planner.week.bound.route_case import RouteCase, build_route_case
from planner.week.bound.route_dp import fill_states
from planner.week.bound.route_runs import fill_runs
from planner.week.bound.route_walk import list_ends, open_trail, walk_back
from planner.week.bound.route_ways import Grain
from planner.week.tables import Flags, Ints

_MOST_STEPS = 512
"""Steps of a route that are noted: more than any day has stops, twice."""

_DEAREST = 4.0
"""Prices below 0 are not lower than this many of the highest prize: a price of any size bounds, and sums stay small."""


@dataclass(frozen=True, kw_only=True)
class BestRoute:
    """The value in units of a best relaxed route, how often it serves each task, and what it did last to first.

    `steps`: items, or -1 - node for coming to a node.
    """

    value: int
    served: Floats
    steps: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The bound that a list of prices gives, and good relaxed routes of each shift at these prices, the best first."""

    at_most: float
    routes: tuple[tuple[BestRoute, ...], ...]


@dataclass(frozen=True, kw_only=True)
class RouteBound:
    """The cases of all shifts by buckets and ways of a `grain`, and the units of prize in which values are counted.

    `priced`: tasks with a price; `required`: those of them that must be served, but for `n_spare` of them; their
    price may be negative. `most_stays`: stops that no route exceeds.
    """

    reach: Reach
    grain: Grain
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
        return max((case.room_mb for case in self.cases), default=0.0)

    def rewards(self, price: Floats) -> Ints:
        """Return what serving each task gathers, in units: prize less price, rounded up."""
        gathers = np.ceil(self.reach.tables.prize / self.unit).astype(np.int64) - self._units(price)
        return np.asarray(np.maximum(gathers, -(MOST_LOST // self.most_stays)))

    def ask(self, price: Floats, most_routes: int = 1, *, nearest: int | None = None) -> Asked | None:
        """Return the bound at these prices; None when some shift has no route that does its own patrols.

        With it come the best route of each shift and others that end elsewhere, `most_routes` at most. With `nearest`
        so many ways to and from each node are looked at, laid out for one shift after the other: those of 50 take
        100 MB.

        The sum of the prices, plus for each shift the most that a relaxed route gathers of prize less price, plus
        the prices below 0 of the `n_spare` duties that gain most by being missed: no plan is worth more, whatever
        the prices (Lagrangian relaxation, Held and Karp 1971).
        """
        rewards, units = self.rewards(price), self._units(price)
        gained = np.sort(np.maximum(0, -units[self.required]))[::-1][:self.n_spare]
        routes: list[tuple[BestRoute, ...]] = []
        for case in self.cases:
            one = case if nearest is None else case.with_nearest(self.reach, nearest)
            found = self.best_routes(one, rewards, most_routes)
            if not found:
                return None
            routes.append(found)
        total = int(units.sum()) + int(gained.sum()) + sum(best.value for best, *_ in routes)
        return Asked(at_most=total * self.unit, routes=tuple(routes))

    def compile(self) -> float:
        """Return the CPU seconds that loading or compiling the machine code took: shifts without time cost none."""
        started_s = time.thread_time()
        for case in self.cases[:1]:
            reward = np.zeros(len(case.item_task), dtype=np.int32)
            net, states = case.net._replace(n_buckets=0), self._open_states(case, reward)
            fill_runs(net, states)
            fill_states(net, states)
            list_ends(net, states, np.zeros((len(net.ends), 4), dtype=np.int32))
            walk_back(net, states, (0, -1, 0, 0), open_trail(0, 0))
        return time.thread_time() - started_s

    def best_route(self, case: RouteCase, rewards: Ints) -> BestRoute | None:
        """Return the best relaxed route of a shift; None: it cannot do the patrols that only it may do."""
        return next(iter(self.best_routes(case, rewards, 1)), None)

    def best_routes(self, case: RouteCase, rewards: Ints, most: int) -> tuple[BestRoute, ...]:
        """Return the best relaxed route of a shift, then the best that end at other nodes; none: it has no route."""
        gain = case.free[rewards[case.free] > 0]
        free = np.zeros(len(rewards))
        free[gain] = 1.0
        found = self._search(case, rewards[case.item_task].astype(np.int32), most) if case.can_work else []
        if not case.fixed and (not found or found[0].value <= 0):   # rather stay at the start
            found = [BestRoute(value=0, served=np.zeros(len(rewards)))]
        return tuple(
            BestRoute(value=one.value + int(rewards[gain].sum()), served=one.served + free, steps=one.steps)
            for one in found
        )

    def _search(self, case: RouteCase, reward: Int32s, most: int) -> list[BestRoute]:
        """Return the best routes that leave the start, without the free tasks."""
        net, states = case.net, self._open_states(case, reward)
        fill_runs(net, states)
        fill_states(net, states)
        ends = np.zeros((len(net.ends), 4), dtype=np.int32)
        list_ends(net, states, ends)
        found = []
        for j in np.argsort(-ends[:, 0], kind="stable")[:most].tolist():
            value, layer, known, bucket = ends[j].tolist()
            if value < REACHED:
                break
            trail, served = open_trail(len(case.item_task), _MOST_STEPS), np.zeros(len(self.priced))
            walk_back(net, states, (layer, j, known, bucket), trail)
            np.add.at(served, case.item_task, trail.times)
            found.append(BestRoute(value=value, served=served, steps=tuple(trail.steps[:trail.size[0]].tolist())))
        return found

    def _open_states(self, case: RouteCase, reward: Int32s) -> States:
        """Return the states of a shift, in room that all shifts use: fresh memory costs more than filling it."""
        net, top = case.net, case.net.run_takes.shape[1]
        if not self._room or len(self._room[0]) < case.n_cells:
            most = max(case.n_cells, *(one.n_cells for one in self.cases))
            self._room[:] = [np.empty(most, dtype=np.int32)]
        parts, at = [], 0
        for rows in (case.n_rows, case.n_left_rows, 1):
            size = case.n_layers * rows * case.n_columns
            parts.append(self._room[0][at:at + size].reshape(case.n_layers, rows, case.n_columns))
            at += size
        return States(
            arrived=parts[0], served=parts[1], hub=parts[2].reshape(case.n_layers, -1), reward=reward,
            recent=self._room[0][at:at + case.n_recent].reshape(-1, case.recent_columns),
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
        reach=reach, grain=grain, n_spare=n_spare, cases=cases, priced=priced, required=duties & priced,
        unit=max(1e-3, dearest * most_stays / (MOST_GATHERED / 2)), most_stays=most_stays,
    )
