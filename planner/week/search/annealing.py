"""Large neighbourhood search under simulated annealing: ruin a few routes, insert again, keep or undo.

The temperature depends on the number of the iteration alone, so the same start, stream and plan of iterations make
the same routes on any machine.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from planner.week.search.arrays import MUST, PRIZE, UNLIMITED, Floats, Week
from planner.week.search.chance import Stream, draw
from planner.week.search.insertion import MUST_WORTH, insert_all, prize_wanted
from planner.week.search.kernel import kernel
from planner.week.search.pool import Pool, keep_routes
from planner.week.search.ruin import Ruin, list_candidates, list_missing, take_stops
from planner.week.search.slack import time_route
from planner.week.search.walks import TRAVEL, Walks
from planner.week.tables import Ints

_MUST_S = 1e9
"""Seconds of travel that a mandatory task outweighs: no iteration gives one away."""

_BLINK, _NOISE = 0.02, 0.12
"""Chance to overlook an offer, and spread of the factor on each worth."""


class Best(NamedTuple):
    """The best routes met, and the objective: mandatory tasks served, prize, minus travel (more is better)."""

    order: Ints
    size: Ints
    worth: Ints


class Plan(NamedTuple):
    """Iterations laid out: `hot` of them at temperature `hot_s`, cooling to `cold_s` until `total`.

    `prize_s`: seconds of travel that a point of prize outweighs. `travel_share`: what a second of travel counts as
    long as prize is not enough. `is_last`: from now on a prize is enough though a duty is missing.
    """

    hot: int
    total: int
    prize_s: float
    hot_s: float
    cold_s: float
    travel_share: float = 1.0
    is_last: bool = False


def open_best(walks: Walks) -> Best:
    """Return a record that anything is better than."""
    return Best(order=walks.order.copy(), size=walks.size.copy(), worth=np.array([-1, -1, 0], dtype=np.int64))


@kernel
def worth_of(week: Week, walks: Walks) -> tuple[int, int, int]:
    """Return the objective of the routes."""
    n_must, prize, travel = 0, 0, 0
    for route in range(len(walks.size)):
        travel += walks.total[route, TRAVEL]
        for k in range(walks.size[route]):
            n_must += week.task[walks.order[route, k], MUST]
            prize += week.task[walks.order[route, k], PRIZE]
    return n_must, prize, -travel


@kernel
def capped(week: Week, worth: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return an objective in which prize beyond what is enough is worth nothing."""
    return worth[0], min(worth[1], week.enough), worth[2]


@kernel
def note_best(walks: Walks, best: Best, worth: tuple[int, int, int]) -> bool:
    """Keep the routes if they are the best met; tell whether they are."""
    if worth <= (best.worth[0], best.worth[1], best.worth[2]):
        return False
    best.worth[0], best.worth[1], best.worth[2] = worth
    for route in range(len(walks.size)):
        best.size[route] = walks.size[route]
        for k in range(walks.size[route]):
            best.order[route, k] = walks.order[route, k]
    return True


@kernel
def temperature_s(plan: Plan, iteration: int) -> float:
    """Return the temperature of an iteration."""
    if iteration < plan.hot or plan.total <= plan.hot:
        return plan.hot_s
    done = (iteration - plan.hot) / (plan.total - plan.hot)
    return plan.hot_s * math.exp(math.log(plan.cold_s / plan.hot_s) * done)


@kernel
def anneal(
    week: Week, walks: Walks, ruin: Ruin, best: Best, pool: Pool, plan: Plan, first: int, end: int, stream: Stream
) -> int:
    """Run the iterations first .. end - 1; return how often a better plan was met.

    Until the best plan has a prize that is enough and the duties that can be served, they change the routes as those of
    a week without such a prize; what is kept as best never counts a prize beyond it.
    """
    now = worth_of(week, walks)
    n_all_must = 0
    for task in week.offered:
        n_all_must += week.task[task, MUST]
    n_better = 0
    for iteration in range(first, end):
        place = take_stops(week, walks, ruin, stream)
        before = _touched_worth(week, walks, ruin)
        good = True
        for slot in range(ruin.n[0]):
            good = good and time_route(week, walks, ruin.routes[slot])
        if not good:
            _undo(week, walks, ruin)
            continue
        list_candidates(week, walks, ruin, place, stream)
        if now[0] < n_all_must:
            list_missing(week, walks, ruin)
        tasks = ruin.tasks[: ruin.n[1]]
        # time is to spare then: travel alone counts (3 % less of it)
        is_thrifty = best.worth[1] >= week.enough and (best.worth[0] >= week.n_duties or plan.is_last)
        _draw_worth(week, tasks, walks.worth, stream)
        wanted = prize_wanted(week, walks) if is_thrifty else UNLIMITED
        insert_all(week, walks, tasks, walks.worth, ruin.routes[: ruin.n[0]], _BLINK, is_thrifty, wanted, stream)
        after = _routes_worth(week, walks, ruin)
        prize = now[1] + after[1] - before[1]
        enough = week.enough if is_thrifty else UNLIMITED
        prize_gain = min(prize, enough) - min(now[1], enough)
        travel_gain_s = (after[2] - before[2]) * (1.0 if is_thrifty else plan.travel_share)
        gain = (after[0] - before[0]) * _MUST_S + prize_gain * plan.prize_s + travel_gain_s
        if gain < 0 and gain <= temperature_s(plan, iteration) * math.log(1.0 - draw(stream)):
            _undo(week, walks, ruin)
            continue
        now = (now[0] + after[0] - before[0], prize, now[2] + after[2] - before[2])
        aim = capped(week, now)
        keep_routes(walks, ruin, pool, aim[0] * _MUST_S + aim[1] * plan.prize_s + aim[2])
        if note_best(walks, best, aim):
            n_better += 1
    return n_better


@kernel
def _touched_worth(week: Week, walks: Walks, ruin: Ruin) -> tuple[int, int, int]:
    """Return the objective of the touched routes as they were (their totals are still the old ones)."""
    n_must, prize, travel = 0, 0, 0
    for slot in range(ruin.n[0]):
        travel += walks.total[ruin.routes[slot], TRAVEL]
        for k in range(ruin.size[slot]):
            n_must += week.task[ruin.order[slot, k], MUST]
            prize += week.task[ruin.order[slot, k], PRIZE]
    return n_must, prize, -travel


@kernel
def _routes_worth(week: Week, walks: Walks, ruin: Ruin) -> tuple[int, int, int]:
    """Return the objective of the touched routes as they are."""
    n_must, prize, travel = 0, 0, 0
    for slot in range(ruin.n[0]):
        route = ruin.routes[slot]
        travel += walks.total[route, TRAVEL]
        for k in range(walks.size[route]):
            n_must += week.task[walks.order[route, k], MUST]
            prize += week.task[walks.order[route, k], PRIZE]
    return n_must, prize, -travel


@kernel
def _draw_worth(week: Week, tasks: Ints, worth: Floats, stream: Stream) -> None:
    """Draw the worth of each candidate: prize to a power, with noise; mandatory ones before all."""
    u = draw(stream)
    power = 0 if u < 0.4 else 1 if u < 0.75 else 2 if u < 0.9 else 3
    for i in range(len(tasks)):
        worth[i] = week.value[power, tasks[i]] * (1.0 + _NOISE * (2.0 * draw(stream) - 1.0))
        if week.task[tasks[i], MUST]:
            worth[i] += MUST_WORTH


@kernel
def _undo(week: Week, walks: Walks, ruin: Ruin) -> None:
    """Put the touched routes back as they were."""
    for slot in range(ruin.n[0]):
        route = ruin.routes[slot]
        for k in range(walks.size[route]):
            walks.where[walks.order[route, k]] = -1
    for slot in range(ruin.n[0]):
        route = ruin.routes[slot]
        walks.size[route] = ruin.size[slot]
        for k in range(ruin.size[slot]):
            walks.order[route, k] = ruin.order[slot, k]
            walks.where[ruin.order[slot, k]] = route
        time_route(week, walks, route)
