"""The pool: routes that the search met, each set of tasks of a shift once, in its order of least travel.

A hash table with room for a fixed number of routes: what a plan of little worth left behind makes room for others.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.week.search.arrays import Floats, Week
from planner.week.search.kernel import kernel
from planner.week.search.ruin import Ruin
from planner.week.search.walks import TRAVEL, Walks
from planner.week.tables import Ints

Codes = npt.NDArray[np.uint64]

_MOST_BYTES = 2**25
"""Memory of a pool, 32 MiB: some 100,000 routes of a day, more than a minute of search leaves in use."""

_PROBES = 8
"""Slots in which a route may lie: that many neighbours are compared, so that the cost of a route is bounded."""

_EMPTY = np.uint64(0)
_GOLDEN, _MIX, _MIX_AGAIN = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_27, _30, _31 = np.uint64(27), np.uint64(30), np.uint64(31)


class Pool(NamedTuple):
    """Routes met: `order[s, :size[s]]` are the tasks of the route in slot s; `key[s]` 0: the slot is empty.

    `worth[s]`: the best worth of a plan it was part of, in seconds of travel. `code`: random bits of each task, then
    of each shift; the key of a route is their exclusive or, the same for every order of its tasks.
    """

    key: Codes
    shift: Ints
    size: Ints
    travel: Ints
    worth: Floats
    order: npt.NDArray[np.int32]
    code: Codes


def open_pool(week: Week, longest: int, *, is_used: bool) -> Pool:
    """Return an empty pool; one that is not used has no slots and takes nothing in."""
    fits = _MOST_BYTES // (5 * 8 + 4 * longest)
    n_slots = 2 ** (fits.bit_length() - 1) if is_used else 0
    return Pool(
        key=np.zeros(n_slots, dtype=np.uint64), shift=np.zeros(n_slots, dtype=np.int64),
        size=np.zeros(n_slots, dtype=np.int64), travel=np.zeros(n_slots, dtype=np.int64), worth=np.zeros(n_slots),
        order=np.zeros((n_slots, longest), dtype=np.int32), code=_codes(len(week.task) + len(week.shift)),
    )


def _codes(count: int) -> Codes:
    """Return well mixed numbers, always the same (splitmix64, G. Steele et al., OOPSLA 2014)."""
    x = np.arange(1, count + 1, dtype=np.uint64) * _GOLDEN
    x = (x ^ (x >> _30)) * _MIX
    x = (x ^ (x >> _27)) * _MIX_AGAIN
    return x ^ (x >> _31)


@kernel
def keep_routes(walks: Walks, ruin: Ruin, pool: Pool, worth: float) -> None:
    """Take the touched routes into the pool, as parts of a plan of some worth; they must be in time."""
    for slot in range(ruin.n[0]):
        keep_route(walks, ruin.routes[slot], pool, worth)


@kernel
def keep_route(walks: Walks, route: int, pool: Pool, worth: float) -> None:
    """Take a route into the pool, unless all slots where it may lie hold routes of better plans."""
    n_slots, size = len(pool.key), walks.size[route]
    if n_slots == 0 or size == 0:
        return
    order, travel = walks.order[route], walks.total[route, TRAVEL]
    key = pool.code[len(walks.where) + route]
    for k in range(size):
        key ^= pool.code[order[k]]
    first = int(key & np.uint64(n_slots - 1))
    chosen, least = -1, worth
    for probe in range(_PROBES):
        s = (first + probe) & (n_slots - 1)
        if pool.key[s] == key:
            pool.worth[s] = max(pool.worth[s], worth)
            if travel < pool.travel[s]:
                _write(walks, route, pool, s)
            return
        if pool.key[s] == _EMPTY:
            chosen = s
            break
        if pool.worth[s] < least:
            chosen, least = s, pool.worth[s]
    if chosen >= 0:
        pool.key[chosen], pool.worth[chosen] = key, worth
        _write(walks, route, pool, chosen)


@kernel
def _write(walks: Walks, route: int, pool: Pool, s: int) -> None:
    size = walks.size[route]
    pool.shift[s], pool.size[s], pool.travel[s] = route, size, walks.total[route, TRAVEL]
    for k in range(size):
        pool.order[s, k] = walks.order[route, k]
