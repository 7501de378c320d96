"""The best relaxed route of a shift: place by place and bucket of time by bucket, compiled.

A state is (layer, node, bucket): the layer says which patrols of the shift are done and whether the break is
taken; a node is a building with its visits, or one patrol. `arrived[...]` is the most a route can have gathered
that has arrived by then, `ready[...]` that may leave by then; both never fall over time. Buckets round down, a
building may be come to again: what comes out is at least the best route. Values are integers, so that
the same numbers come out on any machine.
"""

from __future__ import annotations

import numpy as np
from numba import njit

NEVER = -(2**30)
"""The value of a state that no route reaches; sums of rewards stay below 2^28, so it never looks reachable."""

REACHED = -(2**29)
"""Values above this belong to routes."""


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def fill_states(  # noqa: PLR0913 -- one flat call is what compiled code can take
    n_buckets, block, n_bits, items, item_from, item_reward, patrols, far, way_from, ways, way_reward, starts,
    rest, arrived, ready, served, hub,
):
    """Fill `arrived`, `ready`, `served` and `hub` in order of time, block by block.

    items[k]: bucket length, first and last start; items of node j: item_from[j]..item_from[j + 1].
    patrols[m]: node, length, last arrival, first end (bit m). ways[e]: start node, buckets; ways into node j:
    way_from[j]..way_from[j + 1], short ones first. far[j]: buckets from node j to the hub and from it on, reward.
    far[j] also holds the most buckets of
    any way to the hub. starts[j]: buckets from the start, reward; -1: no way. rest: earliest end, latest start, length; length -1: no break.
    """
    n_nodes, n_layers = len(starts), arrived.shape[0]
    rest_bit = (1 << n_bits) if rest[2] >= 0 else 0
    for first in range(0, n_buckets, block):
        last = min(first + block, n_buckets)
        for layer in range(n_layers):
            if last <= _opens(layer, n_bits, patrols, rest):
                arrived[layer, :, first:last] = NEVER
                ready[layer, :, first:last] = NEVER
                served[layer, :, first:last] = NEVER
                hub[layer, first:last] = NEVER
            elif first <= _closes(layer, n_bits, patrols):
                for j in range(n_nodes):
                    if item_from[j] < item_from[j + 1]:
                        _serve(layer, j, first, last, items, item_from, item_reward, arrived, ready, served)
                    else:
                        ready[layer, j, first:last] = NEVER
                for m in range(n_bits):
                    if layer >> m & 1:
                        _patrol(layer, m, first, last, patrols, arrived, ready)
                _fill_hub(layer, first, last, far, ready, hub)
        for layer in range(n_layers):
            if last <= _opens(layer, n_bits, patrols, rest) or first > _closes(layer, n_bits, patrols):
                continue
            for j in range(n_nodes):
                row = arrived[layer, j]
                row[first:last] = row[first - 1] if first else NEVER
                if layer == 0 and starts[j, 0] >= 0:
                    for t in range(max(first, starts[j, 0]), last):
                        row[t] = max(row[t], starts[j, 1])
                if far[j, 1] >= 0:
                    _take(row, hub[layer], far[j, 1], far[j, 2], first, last, n_buckets)
                for e in range(way_from[j], way_from[j + 1]):
                    _take(row, ready[layer, ways[e, 0]], ways[e, 1], way_reward[e], first, last, n_buckets)
                if layer & rest_bit:
                    _take_after_rest(
                        layer, j, first, last, rest, way_from, ways, way_reward, starts, far, arrived, ready, hub,
                        rest_bit,
                    )


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _opens(layer, n_bits, patrols, rest):
    """Return the first bucket in which a route can be in a layer."""
    opens = rest[0] if rest[2] >= 0 and layer >> n_bits & 1 else 0
    for m in range(n_bits):
        if layer >> m & 1:
            opens = max(opens, patrols[m, 3])
    return opens


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _closes(layer, n_bits, patrols):
    """Return the last bucket from which a route in a layer can still do all its patrols."""
    closes = 2**30
    for m in range(n_bits):
        if not layer >> m & 1:
            closes = min(closes, patrols[m, 2])
    return closes


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _fill_hub(layer, first, last, far, ready, hub):
    """Fill what has come to the hub, from which all far places are reached, in [first, last)."""
    row = hub[layer]
    row[first:last] = row[first - 1] if first else NEVER
    for j in range(len(far)):
        if far[j, 0] >= 0:
            _take(row, ready[layer, j], far[j, 0], 0, first, last, 2**30)


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _take(row, source, later, reward, first, last, limit):
    """Raise `row` in [first, last) to what comes from `source`, `later` buckets later; its bucket is at most `limit`."""
    begin = max(first, later)
    end = last
    if begin >= end:
        return
    top = source[min(end - 1 - later, limit)]
    if top < REACHED or top + reward <= row[begin]:
        return
    for t in range(begin, end):
        value = source[min(t - later, limit)] + reward
        if value > row[t]:
            row[t] = value


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _take_after_rest(
    layer, j, first, last, rest, way_from, ways, way_reward, starts, far, arrived, ready, hub, rest_bit
):
    """Raise the arrivals at node j to those with the break on the way there."""
    begin = max(first, rest[0])
    if begin >= last:
        return
    row, before = arrived[layer, j], layer ^ rest_bit
    if before == 0 and starts[j, 0] >= 0:
        for t in range(max(begin, starts[j, 0] + rest[2]), last):
            row[t] = max(row[t], starts[j, 1])
    _take(row, ready[before, j], rest[2], 0, begin, last, rest[1])
    if far[j, 1] >= 0:
        _take(row, hub[before], far[j, 1] + rest[2], far[j, 2], begin, last, rest[1] + far[j, 3])
    for e in range(way_from[j], way_from[j + 1]):
        _take(row, ready[before, ways[e, 0]], ways[e, 1] + rest[2], way_reward[e], begin, last, rest[1])


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _serve(layer, j, first, last, items, item_from, item_reward, arrived, ready, served):
    """Fill the departures of a building in [first, last): its visits in their order, each served or not."""
    came = arrived[layer, j]
    for k in range(item_from[j], item_from[j + 1]):
        mine = served[layer, k]
        length, opens, closes = items[k, 0], items[k, 1], items[k, 2]
        for t in range(first, last):
            value = mine[t - 1] if t else NEVER
            if k > item_from[j]:
                value = max(value, served[layer, k - 1, t])
            begin = t - length
            if opens <= begin <= closes:
                before = came[begin]
                if k > item_from[j]:
                    before = max(before, served[layer, k - 1, begin])
                if before > REACHED:
                    value = max(value, before + item_reward[k])
            mine[t] = value
    ready[layer, j, first:last] = served[layer, item_from[j + 1] - 1, first:last]


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _patrol(layer, m, first, last, patrols, arrived, ready):
    """Fill the departures of patrol m in [first, last): the layer with its bit, from the layer without."""
    node, length, closes, ends = patrols[m, 0], patrols[m, 1], patrols[m, 2], patrols[m, 3]
    source, row = arrived[layer ^ (1 << m), node], ready[layer, node]
    for t in range(first, last):
        value = row[t - 1] if t else NEVER
        if t >= ends and t >= length:
            value = max(value, source[min(t - length, closes)])
        row[t] = value
