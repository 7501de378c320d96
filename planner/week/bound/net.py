"""The arrays of one shift that the compiled route bound reads and fills."""

from __future__ import annotations

from typing import NamedTuple

from planner.week.bound.kernel import kernel
from planner.week.bound.memory import Int32s, Memory

NEVER = -(2**30)
"""The value of a state that no route reaches. A route gathers 2^27 at most and loses 2^28 at most, so that a state out
of reach stays below REACHED and inside 32 bits, whatever is added on the way."""

REACHED = -(2**29)
"""Values above this belong to routes."""

MOST_GATHERED = 2**27
"""Most that a route may gather, in units; rewards are scaled to it."""

MOST_LOST = 2**28
"""Most that a route may lose; rewards below are raised to it."""


STRIP = 8
"""Buckets that one vector instruction fills on any machine of today: rows are filled by whole strips."""


@kernel
def whole_strips(buckets: int) -> int:
    """Return the buckets of all strips that so many buckets lie in."""
    return (buckets + STRIP - 1) // STRIP * STRIP


class Net(NamedTuple):
    """One shift in buckets: nodes are buildings with visits, patrols without runs, then the grounds of runs.

    `items[k]`: buckets of length, first and last start; those of node j are item_from[j]..item_from[j + 1].
    `patrols[m]`: last begin, first end; bit m of a layer says that fixed patrol m is done, bit `n_bits` that the
    break is taken. `runs[q]`: the bits it does, the nodes where it begins and ends, the first and the
    last + 1 of its `choices` and its most buckets of service. `run_own[q]`: its patrols done at
    will, as items behind those of the nodes (-1: none). `choices[c]`: an item beside the patrols and its buckets;
    `run_takes[q, s]`: buckets that the run takes with s buckets of service in it, its last begin and first end.
    `ways[e]`: start node, buckets; those into node j are way_from[j]..way_from[j + 1], short ones first. `far[j]`:
    buckets from node j to the hub and from it, the most of any to it. `longest`: the most buckets of a way or to or
    from the hub. `starts`, `ends`: buckets from the start and to the end place. `rest`: first end, last start,
    length. -1: no way, no break. `memory`: the rows of the states.
    """

    n_buckets: int
    block: int
    n_bits: int
    items: Int32s
    item_from: Int32s
    patrols: Int32s
    runs: Int32s
    run_own: Int32s
    choices: Int32s
    run_takes: Int32s
    far: Int32s
    way_from: Int32s
    ways: Int32s
    longest: int
    starts: Int32s
    ends: Int32s
    rest: Int32s
    memory: Memory


class States(NamedTuple):
    """The most a route can have gathered, by layer, row of a node (of an item, for `served`) and bucket.

    What a route reaches never falls from bucket to bucket; what stands behind the last bucket means nothing.
    `arrived`: has come by then; `served`: after this item of a building or before the next, and behind the items,
    after a run to this ground; `hub`: on its way between two nodes that are far from each other; `recent`: what could
    leave each node lately, by bucket before a block. `reward[k]`: what item k gathers.
    `chosen[c + q, s]`: the most that the first choices of run q gather in s buckets, c of them. `steps`: buckets,
    reward and buckets of service of each run worth its time; those of run q are step_from[q]..step_from[q + 1].
    """

    arrived: Int32s
    served: Int32s
    hub: Int32s
    recent: Int32s
    reward: Int32s
    chosen: Int32s
    steps: Int32s
    step_from: Int32s
