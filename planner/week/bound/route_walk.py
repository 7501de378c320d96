"""The relaxed route behind the best value of a shift, read back from the filled states, compiled."""

from __future__ import annotations

from planner.week.bound.kernel import kernel
from planner.week.bound.net import NEVER, REACHED, Int32s, Net, States
from planner.week.bound.route_runs import count_choices

Found = tuple[int, int, int]
"""Layer, node and bucket of a departure; node -1: the start of the shift."""

_NOT_FOUND = -2
"""The node that says that no departure explains an arrival."""


@kernel
def best_end(net: Net, states: States) -> tuple[int, int, int, int]:
    """Return value, layer, node and bucket of the best departure to go home from; NEVER: no route does its patrols."""
    done = (1 << net.n_bits) - 1
    has_rest = net.rest[2] >= 0
    full = done | (1 << net.n_bits) if has_rest else done
    value, layer, node, bucket = NEVER, 0, -1, 0
    for j in range(len(net.ends)):
        latest = net.n_buckets - 1 - net.ends[j]
        if net.ends[j] < 0 or latest < 0:
            continue
        if states.ready[full, j, latest] > value:
            value, layer, node, bucket = states.ready[full, j, latest], full, j, latest
        latest = min(net.rest[1], latest - net.rest[2])
        if has_rest and latest >= 0 and net.rest[0] < net.n_buckets and states.ready[done, j, latest] > value:
            value, layer, node, bucket = states.ready[done, j, latest], done, j, latest
    if value < REACHED:
        return NEVER, 0, -1, 0
    return value, layer, node, bucket


@kernel
def walk_back(net: Net, states: States, end: tuple[int, int, int], times: Int32s) -> None:
    """Count in `times` how often each item is served on the best way to a departure (layer, node, bucket)."""
    layer, node, bucket = end
    while node >= 0:
        if net.item_from[node] < net.item_from[node + 1]:
            bucket = _unserve(net, states, end, times)
        else:
            layer, node, bucket = _unrun(net, states, end, times)
        end = layer, node, bucket
        layer, node, bucket = end = _came_from(net, states, end)


@kernel
def _unrun(net: Net, states: States, end: Found, times: Int32s) -> Found:
    """Count the visits of the run that ends in a bucket; return layer, node and bucket of its begin."""
    layer, node, t = end
    value = states.ready[layer, node, t]
    for q in range(len(net.runs)):
        bits, begins, ends = net.runs[q, :3]
        if ends != node or layer & bits != bits:
            continue
        for step in range(states.step_from[q], states.step_from[q + 1]):
            length, gain, service = states.steps[step]
            _, closes, opens = net.run_takes[q, service]
            start = min(t - length, closes)
            if t >= opens and start >= 0 and states.arrived[layer ^ bits, begins, start] + gain == value:
                count_choices(net, states, q, service, times)
                return layer ^ bits, begins, start
    return layer, _NOT_FOUND, 0


@kernel
def _unserve(net: Net, states: States, end: Found, times: Int32s) -> int:
    """Count the visits of a stay that ends in a bucket; return the bucket of its arrival."""
    layer, node, t = end
    begin, k = net.item_from[node], net.item_from[node + 1] - 1
    while True:
        value = states.served[layer, k, t]
        if k > begin and states.served[layer, k - 1, t] == value:
            k -= 1
            continue
        t = min(t - net.items[k, 0], net.items[k, 2])
        times[k] += 1
        if k == begin or states.arrived[layer, node, t] + states.reward[k] == value:
            return int(t)
        k -= 1


@kernel
def _came_from(net: Net, states: States, arrival: Found) -> Found:
    """Return the departure behind an arrival, with the break on the way or without."""
    layer, node, bucket = arrival
    value = states.arrived[layer, node, bucket]
    found = _left(net, states, arrival, value, net.n_buckets)
    if found[1] == _NOT_FOUND and net.rest[2] >= 0 and layer >> net.n_bits & 1:
        before, bucket = layer ^ (1 << net.n_bits), bucket - net.rest[2]
        found = _left(net, states, (before, node, bucket), value, net.rest[1])
        t = min(bucket, net.rest[1])
        if found[1] == _NOT_FOUND and t >= 0 and states.ready[before, node, t] == value:
            found = before, node, t
    return found


@kernel
def _left(net: Net, states: States, arrival: Found, value: int, latest: int) -> Found:
    """Return the departure, by `latest`, that comes to layer, node and bucket of an arrival with a value."""
    layer, node, bucket = arrival
    if layer == 0 and 0 <= net.starts[node] <= bucket and value == 0:
        return 0, -1, 0
    for e in range(net.way_from[node], net.way_from[node + 1]):
        t = min(bucket - net.ways[e, 1], latest)
        if t >= 0 and states.ready[layer, net.ways[e, 0], t] == value:
            return layer, net.ways[e, 0], t
    t = min(bucket - net.far[node, 1], latest + net.far[node, 2])
    if net.far[node, 1] >= 0 and t >= 0 and states.hub[layer, t] == value:
        for j in range(len(net.far)):
            left = t - net.far[j, 0]
            if net.far[j, 0] >= 0 and left >= 0 and states.ready[layer, j, left] == value:
                return layer, j, left
    return layer, _NOT_FOUND, 0
