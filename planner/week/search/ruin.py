"""Ruin: which stops an iteration takes out, and which tasks it offers instead.

Source of the strings: J. Christiaens and G. Vanden Berghe, "Slack induction by string removals for vehicle routing
problems", Transportation Science 54 (2020).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.week.search.arrays import MUST, PLACE, Week
from planner.week.search.chance import Stream, draw, draw_below
from planner.week.search.kernel import kernel
from planner.week.search.walks import Walks, take_out
from planner.week.tables import Ints

MOST_ROUTES = 6
"""Routes an iteration may touch: five that are ruined and one more that may take something up."""

_LEAST, _MOST = 2, 15
"""Stops an iteration takes out (8 or 22 at most were no better in the trials)."""

_LONGEST_STRING = 10
_STRINGS_SHARE = 0.7
"""Share of iterations that take out strings of neighbouring stops; the others take out stops near one place."""

_MOST_OFFERED = 40
"""Tasks left out so far that an iteration offers (20 or 70 were no better in the trials)."""

_DOMINATED_SHARE = 0.1
"""Chance of a visit to be offered while a better one of the same door step is left out."""


class Ruin(NamedTuple):
    """What an iteration has touched: `routes[:n[0]]`, as they were before, and the candidates `tasks[:n[1]]`."""

    n: Ints
    routes: Ints
    order: Ints
    size: Ints
    tasks: Ints


def open_ruin(week: Week, longest: int) -> Ruin:
    """Return the room for one iteration."""
    return Ruin(
        n=np.zeros(2, dtype=np.int64), routes=np.zeros(MOST_ROUTES, dtype=np.int64),
        order=np.zeros((MOST_ROUTES, longest), dtype=np.int64), size=np.zeros(MOST_ROUTES, dtype=np.int64),
        tasks=np.zeros(len(week.task) + 1, dtype=np.int64),
    )


@kernel
def take_stops(week: Week, walks: Walks, ruin: Ruin, stream: Stream) -> int:
    """Take out some stops near a random task, touch one route more, list the candidates; return the place."""
    ruin.n[0] = ruin.n[1] = 0
    place = week.task[week.offered[draw_below(stream, len(week.offered))], PLACE]
    quantity = _LEAST + draw_below(stream, _MOST - _LEAST + 1)
    most_routes = 1 + draw_below(stream, MOST_ROUTES - 1)
    strings = draw(stream) < _STRINGS_SHARE
    near = week.near[place]
    for k in range(len(near)):
        task = near[k]
        if task < 0 or quantity <= 0:
            break
        route = walks.where[task]
        if route < 0:
            continue
        slot = touched(ruin, route)
        if slot < 0 and ruin.n[0] >= most_routes:
            continue
        if strings:
            if slot < 0:
                quantity -= _take_string(walks, ruin, route, task, quantity, stream)
        elif draw(stream) < 0.5:
            touch(walks, ruin, route)
            _list_and_take(walks, ruin, route, _position(walks, route, task), 1)
            quantity -= 1
    extra = draw_below(stream, len(walks.size))
    if touched(ruin, extra) < 0:
        touch(walks, ruin, extra)
    return int(place)


@kernel
def touched(ruin: Ruin, route: int) -> int:
    """Return the slot of a touched route, or -1."""
    for slot in range(ruin.n[0]):
        if ruin.routes[slot] == route:
            return slot
    return -1


@kernel
def touch(walks: Walks, ruin: Ruin, route: int) -> None:
    """Keep a route as it is, unless it is kept already."""
    if touched(ruin, route) >= 0:
        return
    slot = ruin.n[0]
    ruin.n[0] += 1
    ruin.routes[slot], ruin.size[slot] = route, walks.size[route]
    for k in range(walks.size[route]):
        ruin.order[slot, k] = walks.order[route, k]


@kernel
def _position(walks: Walks, route: int, task: int) -> int:
    for k in range(walks.size[route]):
        if walks.order[route, k] == task:
            return k
    return -1


@kernel
def _list_and_take(walks: Walks, ruin: Ruin, route: int, first: int, count: int) -> None:
    for k in range(first, first + count):
        ruin.tasks[ruin.n[1]] = walks.order[route, k]
        ruin.n[1] += 1
    take_out(walks, route, first, count)


@kernel
def _take_string(walks: Walks, ruin: Ruin, route: int, task: int, quantity: int, stream: Stream) -> int:
    """Take out a string of stops around a task; return its length."""
    touch(walks, ruin, route)
    size = walks.size[route]
    length = 1 + draw_below(stream, min(_LONGEST_STRING, size, quantity))
    at = _position(walks, route, task)
    first = at - draw_below(stream, length)
    first = max(0, min(first, size - length))
    _list_and_take(walks, ruin, route, first, length)
    return length


@kernel
def list_candidates(week: Week, walks: Walks, ruin: Ruin, place: int, stream: Stream) -> None:
    """Add tasks left out so far to the candidates: near ones, and all mandatory ones."""
    n_removed = ruin.n[1]
    near = week.near[place]
    for k in range(len(near)):
        task = near[k]
        if task < 0 or ruin.n[1] - n_removed >= _MOST_OFFERED:
            break
        if walks.where[task] < 0 and not _is_listed(ruin, n_removed, task) and _fits_touched(week, ruin, task) \
                and (not _is_dominated(week, walks, task) or draw(stream) < _DOMINATED_SHARE):
            ruin.tasks[ruin.n[1]] = task
            ruin.n[1] += 1


@kernel
def list_missing(week: Week, walks: Walks, ruin: Ruin) -> None:
    """Add all mandatory tasks left out to the candidates."""
    for task in week.offered:
        if week.task[task, MUST] and walks.where[task] < 0 and not _is_listed(ruin, ruin.n[1], task) \
                and _fits_touched(week, ruin, task):
            ruin.tasks[ruin.n[1]] = task
            ruin.n[1] += 1


@kernel
def _is_listed(ruin: Ruin, count: int, task: int) -> bool:
    for i in range(count):
        if ruin.tasks[i] == task:
            return True
    return False


@kernel
def _fits_touched(week: Week, ruin: Ruin, task: int) -> bool:
    for slot in range(ruin.n[0]):
        route = ruin.routes[slot]
        if week.first[route, task] < week.first[route, task + 1]:
            return True
    return False


@kernel
def _is_dominated(week: Week, walks: Walks, task: int) -> bool:
    for better in week.dominator[task]:
        if better < 0:
            return False
        if walks.where[better] < 0:
            return True
    return False
