"""Ways between the nodes of a shift in buckets: those to and from the nearest, and the hub for all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from planner.week.bound.memory import Int32s
from planner.week.tables import FAR_S, Ints

NO_WAY = -1
"""Buckets that say that there is no way."""


@dataclass(frozen=True, slots=True)
class Grain:
    """How finely a shift is looked at: seconds of a bucket, and ways kept to and from each node."""

    bucket_s: int
    nearest: int


class NodeWays(NamedTuple):
    """Fields of a net: the ways into each node, those through the hub, and the most buckets of any of them."""

    way_from: Int32s
    ways: Int32s
    far: Int32s
    longest: int


def ways_between(leg_s: Ints, grain: Grain) -> NodeWays:
    """Return the ways into each node (start node, buckets), short ones first, and its two ways through the hub.

    A way that is not kept takes half the shortest such way out of its start and half the shortest into its end.
    """
    n, bucket_s = len(leg_s), grain.bucket_s
    is_way = (leg_s <= _nearest(leg_s, grain.nearest, 0)) | (leg_s <= _nearest(leg_s, grain.nearest, 1))
    is_way &= leg_s < FAR_S
    ends, starts = np.nonzero(is_way.T)
    short_first = np.lexsort((leg_s[starts, ends], ends))
    starts, ends = starts[short_first], ends[short_first]
    way_from = np.concatenate([[0], np.cumsum(is_way.sum(axis=0))])
    ways = np.stack([starts, leg_s[starts, ends] // bucket_s], axis=1)
    far = np.full((n, 3), NO_WAY, dtype=np.int32)
    rest_s = np.where(is_way, FAR_S, leg_s)
    for j in range(n):
        if rest_s[j].min() < FAR_S:
            far[j, 0] = rest_s[j].min() // 2 // bucket_s
        if rest_s[:, j].min() < FAR_S:
            far[j, 1] = rest_s[:, j].min() // 2 // bucket_s
    far[:, 2] = far[:, 0].max(initial=0)
    longest = int(max(ways[:, 1].max(initial=0), far[:, :2].max(initial=0)))
    return NodeWays(way_from.astype(np.int32), ways.astype(np.int32), far, longest)


def _nearest(leg_s: Ints, nearest: int, axis: int) -> Ints:
    """Return how long the ways along an axis may be to be among the nearest; all of the last length are."""
    last = min(nearest, len(leg_s)) - 1
    return np.take(np.partition(leg_s, last, axis=axis), [last], axis=axis) if len(leg_s) else leg_s
