"""The relaxed route behind the best value of a shift, read back from the filled states, compiled."""

from __future__ import annotations

import numpy as np
from numba import njit

from planner.week.bound.route_dp import NEVER, REACHED


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def best_end(n_buckets, n_bits, ends, rest, ready):
    """Return value, layer, node, bucket and 1 if the break is on the way back, of the best state to go home from.

    ends[j]: buckets to the end place; -1: no way. Value NEVER: the shift has no route that does its patrols.
    """
    done = (1 << n_bits) - 1
    full = done | (1 << n_bits) if rest[2] >= 0 else done
    value, layer, node, bucket, resting = NEVER, 0, -1, 0, 0
    for j in range(len(ends)):
        if ends[j] < 0:
            continue
        latest = n_buckets - 1 - ends[j]
        if latest >= 0 and ready[full, j, latest] > value:
            value, layer, node, bucket, resting = ready[full, j, latest], full, j, latest, 0
        if rest[2] >= 0 and rest[0] <= n_buckets - 1:
            latest = min(rest[1], latest - rest[2])
            if latest >= 0 and ready[done, j, latest] > value:
                value, layer, node, bucket, resting = ready[done, j, latest], done, j, latest, 1
    if value < REACHED:
        return NEVER, 0, -1, 0, 0
    return value, layer, node, bucket, resting


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def walk_back(  # noqa: PLR0913 -- the arrays of fill_states
    layer, node, bucket, n_bits, items, item_from, item_reward, patrols, far, way_from, ways, way_reward, starts,
    rest, arrived, ready, served, hub, times,
):
    """Count in `times` how often each item is served on the best way to a departure; return how often it got lost."""
    for _ in range(10_000):
        value = ready[layer, node, bucket]
        bucket = np.searchsorted(ready[layer, node, :bucket + 1], value)
        done = -1
        for m in range(n_bits):
            if patrols[m, 0] == node and layer >> m & 1:
                done = m
        if done >= 0:
            layer ^= 1 << done
            bucket = min(bucket - patrols[done, 1], patrols[done, 2])
        else:
            bucket = _unserve(layer, node, bucket, items, item_from, item_reward, arrived, served, times)
        value = arrived[layer, node, bucket]
        bucket = np.searchsorted(arrived[layer, node, :bucket + 1], value)
        layer, node, bucket = _came_from(
            layer, node, bucket, value, n_bits, far, way_from, ways, way_reward, starts, rest, ready, hub
        )
        if node < 0:
            return layer
    return 1


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _unserve(layer, node, bucket, items, item_from, item_reward, arrived, served, times):
    """Count the visits of a stay that ends in a bucket; return the bucket of its arrival."""
    k = item_from[node + 1] - 1
    t = bucket
    while True:
        value = served[layer, k, t]
        if k > item_from[node] and served[layer, k - 1, t] == value:
            k -= 1
        elif t and served[layer, k, t - 1] == value:
            t -= 1
        else:
            t -= items[k, 0]
            times[k] += 1
            if arrived[layer, node, t] + item_reward[k] == value:
                return t
            k -= 1


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _came_from(layer, node, bucket, value, n_bits, far, way_from, ways, way_reward, starts, rest, ready, hub):
    """Return layer, node and bucket of the departure behind an arrival; node -1: the start, layer 1 then: none found."""
    if layer == 0 and starts[node, 0] >= 0 and bucket >= starts[node, 0] and starts[node, 1] == value:
        return 0, -1, 0
    for e in range(way_from[node], way_from[node + 1]):
        t = bucket - ways[e, 1]
        if t >= 0 and ready[layer, ways[e, 0], t] + way_reward[e] == value:
            return layer, ways[e, 0], t
    t = bucket - far[node, 1]
    if far[node, 1] >= 0 and t >= 0 and hub[layer, t] + far[node, 2] == value:
        return _out_of_hub(layer, t, far, ready, hub)
    if rest[2] < 0 or not layer >> n_bits & 1 or bucket < rest[0]:
        return 1, -1, 0
    before = layer ^ (1 << n_bits)
    if before == 0 and starts[node, 0] >= 0 and bucket >= starts[node, 0] + rest[2] and starts[node, 1] == value:
        return 0, -1, 0
    t = min(bucket - rest[2], rest[1])
    if t >= 0 and ready[before, node, t] == value:
        return before, node, t
    for e in range(way_from[node], way_from[node + 1]):
        t = min(bucket - rest[2] - ways[e, 1], rest[1])
        if t >= 0 and ready[before, ways[e, 0], t] + way_reward[e] == value:
            return before, ways[e, 0], t
    t = min(bucket - rest[2] - far[node, 1], rest[1] + far[node, 3])
    if far[node, 1] >= 0 and t >= 0 and hub[before, t] + far[node, 2] == value:
        return _out_of_hub(before, t, far, ready, hub)
    return 1, -1, 0


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _out_of_hub(layer, bucket, far, ready, hub):
    """Return layer, node and bucket of the departure that came to the hub by a bucket."""
    value = hub[layer, bucket]
    for j in range(len(far)):
        t = bucket - far[j, 0]
        if far[j, 0] >= 0 and t >= 0 and ready[layer, j, t] == value:
            return layer, j, t
    return 1, -1, 0
