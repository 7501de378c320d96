"""The relaxed route behind the best value of a shift, read back from the filled states, compiled."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.week.bound.kernel import kernel
from planner.week.bound.memory import Int32s
from planner.week.bound.net import NEVER, Net, States
from planner.week.bound.route_runs import count_choices

Found = tuple[int, int, int, int]
"""Layer, node, known set and bucket of a departure; node -1: the start of the shift."""

_NOT_FOUND = -2
"""The node that says that no departure explains an arrival."""


class Trail(NamedTuple):
    """How often each item is served on a route, and what it did: items, or -1 - node for coming to a node.

    `steps[:size[0]]` from the last to the first; what is beyond its room is not noted.
    """

    times: Int32s
    steps: Int32s
    size: Int32s


def open_trail(n_items: int, room: int) -> Trail:
    """Return a trail of nothing."""
    return Trail(np.zeros(n_items, dtype=np.int32), np.zeros(room, dtype=np.int32), np.zeros(1, dtype=np.int32))


@kernel
def _note(trail: Trail, step: int) -> None:
    if trail.size[0] < len(trail.steps):
        trail.steps[trail.size[0]] = step
        trail.size[0] += 1


@kernel
def list_ends(net: Net, states: States, ends: Int32s) -> None:
    """Fill `ends[j]` with value, layer, known set and bucket of the best departure from node j to go home from.

    A value below REACHED: no route that does its patrols goes home from there.
    """
    done = (1 << net.n_bits) - 1
    has_rest = net.rest[2] >= 0
    full = done | (1 << net.n_bits) if has_rest else done
    for j in range(len(net.ends)):
        ends[j, 0], latest = NEVER, net.n_buckets - 1 - net.ends[j]
        if net.ends[j] < 0 or latest < 0:
            continue
        before_rest = min(net.rest[1], latest - net.rest[2])
        rests = has_rest and before_rest >= 0 and net.rest[0] < net.n_buckets
        begin, rows = net.memory.left_from[j], net.memory.row_from
        for row in range(begin, begin + rows[j + 1] - rows[j]):
            if states.served[full, row, latest] > ends[j, 0]:
                ends[j, 0], ends[j, 1], ends[j, 2], ends[j, 3] = (
                    states.served[full, row, latest], full, row - begin, latest)
            if rests and states.served[done, row, before_rest] > ends[j, 0]:
                ends[j, 0], ends[j, 1], ends[j, 2], ends[j, 3] = (
                    states.served[done, row, before_rest], done, row - begin, before_rest)


@kernel
def walk_back(net: Net, states: States, end: Found, trail: Trail) -> None:
    """Note in a trail what is served on the best way to a departure; it ends where nothing explains a value."""
    layer, node, known, bucket = end
    before = bucket + 1
    while node >= 0 and bucket < before:
        before = bucket
        if net.item_from[node] < net.item_from[node + 1]:
            known, bucket = _unserve(net, states, end, trail)
        else:
            _note(trail, -1 - node)
            layer, node, known, bucket = _unrun(net, states, end, trail)
            if node < 0:
                break
        _note(trail, -1 - node)
        end = layer, node, known, bucket
        layer, node, known, bucket = end = _came_from(net, states, end)


@kernel
def _unrun(net: Net, states: States, end: Found, trail: Trail) -> Found:
    """Count the visits of the run that ends in a bucket; return layer, node, known set and bucket of its begin."""
    layer, node, known, t = end
    rows, into = net.memory.row_from, net.memory.into
    value = states.served[layer, net.memory.left_from[node] + known, t]
    for q in range(len(net.runs)):
        bits, begins, ends = net.runs[q, :3]
        if ends != node or layer & bits != bits:
            continue
        for step in range(states.step_from[q], states.step_from[q + 1]):
            length, gain, service = states.steps[step]
            _, closes, opens = net.run_takes[q, service]
            start = min(t - length, closes)
            for before in range(rows[begins + 1] - rows[begins] if t >= opens and start >= 0 else 0):
                if into[net.memory.run_from[q] + before] == known \
                        and states.arrived[layer ^ bits, rows[begins] + before, start] + gain == value:
                    count_choices(net, states, q, service, trail.times)
                    return layer ^ bits, begins, before, start
    return layer, _NOT_FOUND, 0, 0


@kernel
def _unserve(net: Net, states: States, end: Found, trail: Trail) -> tuple[int, int]:
    """Count the visits of a stay that ends in a bucket; return the known set and the bucket of its arrival."""
    layer, node, known, t = end
    begin, k, rows = net.item_from[node], net.item_from[node + 1] - 1, net.memory.item_row
    while True:
        value = states.served[layer, rows[k] + known, t]
        if k > begin and states.served[layer, rows[k - 1] + known, t] == value:
            k -= 1
            continue
        t = min(t - net.items[k, 0], net.items[k, 2])
        known ^= net.memory.bit[k]
        trail.times[k] += 1
        _note(trail, k)
        came = states.arrived[layer, net.memory.row_from[node] + known, t]
        if k == begin or came + states.reward[k] == value:
            return int(known), int(t)
        k -= 1


@kernel
def _came_from(net: Net, states: States, arrival: Found) -> Found:
    """Return the departure behind an arrival, with the break on the way or without."""
    layer, node, known, bucket = arrival
    value = states.arrived[layer, net.memory.row_from[node] + known, bucket]
    found = _left(net, states, arrival, value, net.n_buckets)
    if found[1] == _NOT_FOUND and net.rest[2] >= 0 and layer >> net.n_bits & 1:
        before, bucket = layer ^ (1 << net.n_bits), bucket - net.rest[2]
        found = _left(net, states, (before, node, known, bucket), value, net.rest[1])
        t = min(bucket, net.rest[1])
        left = states.served[before, net.memory.left_from[node] + known]
        if found[1] == _NOT_FOUND and t >= 0 and left[t] == value:
            found = before, node, known, t
    return found


@kernel
def _left(net: Net, states: States, arrival: Found, value: int, latest: int) -> Found:
    """Return the departure, by `latest`, that comes to layer, node, known set and bucket of an arrival with a value."""
    layer, node, known, bucket = arrival
    if layer == 0 and known == 0 and 0 <= net.starts[node] <= bucket and value == 0:
        return 0, -1, 0, 0
    rows, into, left = net.memory.row_from, net.memory.into, states.served[layer]
    for e in range(net.way_from[node], net.way_from[node + 1]):
        i, t = net.ways[e, 0], min(bucket - net.ways[e, 1], latest)
        for before in range(rows[i + 1] - rows[i] if t >= 0 else 0):
            if into[net.memory.into_from[e] + before] == known and left[net.memory.left_from[i] + before, t] == value:
                return layer, i, before, t
    if known == 0 and net.far[node, 1] >= 0:
        return _left_by_hub(net, states, (layer, min(bucket - net.far[node, 1], latest + net.far[node, 2])), value)
    return layer, _NOT_FOUND, 0, 0


@kernel
def _left_by_hub(net: Net, states: States, hub: tuple[int, int], value: int) -> Found:
    """Return the departure that comes to the hub in a layer and bucket with a value."""
    layer, bucket = hub
    rows = net.memory.row_from
    for j in range(len(net.far) if bucket >= 0 and states.hub[layer, bucket] == value else 0):
        left = bucket - net.far[j, 0]
        for before in range(rows[j + 1] - rows[j] if net.far[j, 0] >= 0 and left >= 0 else 0):
            if states.served[layer, net.memory.left_from[j] + before, left] == value:
                return layer, j, before, left
    return layer, _NOT_FOUND, 0, 0
