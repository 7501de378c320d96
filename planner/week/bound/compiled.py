"""The arrays of the compiled route bound, and the decorator that compiles its functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
import numpy.typing as npt
from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])
Int32s = npt.NDArray[np.int32]

NEVER = -(2**30)
"""The value of a state that no route reaches; sums of rewards stay below 2^28, so it never looks reachable."""

REACHED = -(2**29)
"""Values above this belong to routes."""


class Net(NamedTuple):
    """One shift in buckets: nodes are buildings with their visits, then one node for each fixed patrol.

    `items[k]`: buckets of length, first and last start; those of node j are item_from[j]..item_from[j + 1].
    `patrols[m]`: node, length, last arrival, first end; bit m of a layer says that it is done, bit `n_bits` that
    the break is taken. `ways[e]`: start node, buckets; those into node j are way_from[j]..way_from[j + 1], short
    ones first. `far[j]`: buckets from node j to the hub and from it, the most of any to it. `starts`, `ends`:
    buckets from the start and to the end place. `rest`: first end, last start, length. -1: no way, no break.
    """

    n_buckets: int
    block: int
    n_bits: int
    items: Int32s
    item_from: Int32s
    patrols: Int32s
    far: Int32s
    way_from: Int32s
    ways: Int32s
    starts: Int32s
    ends: Int32s
    rest: Int32s


class States(NamedTuple):
    """The most a route can have gathered, by layer, node (or item, for `served`) and bucket; never falls over time.

    `arrived`: has come by then; `ready`: may leave by then; `served`: after this item of a building or before the
    next; `hub`: on its way between two nodes that are far from each other. `reward[k]`: what item k gathers.
    """

    arrived: Int32s
    ready: Int32s
    served: Int32s
    hub: Int32s
    reward: Int32s


def compiled(function: Function) -> Function:
    """Return the function compiled in nopython mode and kept on disk; threads run it side by side."""
    return cast(Function, njit(cache=True, nogil=True)(function))
