"""The best relaxed route of a shift: place by place and bucket of time by bucket, compiled.

Buckets round down and a building may be come to again, so what comes out is at least the best route. Values are
integers: the same numbers come out on any machine. Every stay takes at least a block of buckets, so that within
a block all departures can be filled first, then all arrivals.
"""

from __future__ import annotations

from planner.week.bound.compiled import NEVER, REACHED, Int32s, Net, States, compiled


@compiled
def fill_states(net: Net, states: States) -> None:
    """Fill the states in order of time, block by block."""
    for first in range(0, net.n_buckets, net.block):
        last = min(first + net.block, net.n_buckets)
        for layer in range(len(states.hub)):
            if last <= _opens(net, layer):
                _clear(states, layer, first, last)
            elif first <= _closes(net, layer):
                _fill_departures(net, states, layer, (first, last))
        for layer in range(len(states.hub)):
            if _opens(net, layer) < last and first <= _closes(net, layer):
                _fill_arrivals(net, states, layer, (first, last))


@compiled
def _opens(net: Net, layer: int) -> int:
    """Return the first bucket in which a route can be in a layer."""
    opens = 0
    if net.rest[2] >= 0 and layer >> net.n_bits & 1:
        opens = net.rest[0]
    for m in range(net.n_bits):
        if layer >> m & 1:
            opens = max(opens, net.patrols[m, 3])
    return opens


@compiled
def _closes(net: Net, layer: int) -> int:
    """Return the last bucket from which a route in a layer can still do all its patrols."""
    closes = net.n_buckets
    for m in range(net.n_bits):
        if not layer >> m & 1:
            closes = min(closes, net.patrols[m, 2])
    return closes


@compiled
def _clear(states: States, layer: int, first: int, last: int) -> None:
    """Say that nothing reaches a layer in [first, last)."""
    states.arrived[layer, :, first:last] = NEVER
    states.ready[layer, :, first:last] = NEVER
    states.served[layer, :, first:last] = NEVER
    states.hub[layer, first:last] = NEVER


@compiled
def _fill_departures(net: Net, states: States, layer: int, block: tuple[int, int]) -> None:
    """Fill the departures of a layer in a block [first, last), and what has come to the hub."""
    first, last = block
    for j in range(len(net.starts)):
        if net.item_from[j] < net.item_from[j + 1]:
            _serve(net, states, layer, j, block)
        else:
            states.ready[layer, j, first:last] = NEVER
    for m in range(net.n_bits):
        if layer >> m & 1:
            _patrol(net, states, layer, m, block)
    row = states.hub[layer]
    row[first:last] = row[first - 1] if first else NEVER
    for j in range(len(net.far)):
        if net.far[j, 0] >= 0:
            _take(row, states.ready[layer, j], net.far[j, 0], (first, last), net.n_buckets)


@compiled
def _serve(net: Net, states: States, layer: int, j: int, block: tuple[int, int]) -> None:
    """Fill the departures of a building in a block: its visits in their order, each served or not."""
    first, last = block
    came, begin = states.arrived[layer, j], net.item_from[j]
    for k in range(begin, net.item_from[j + 1]):
        mine, length = states.served[layer, k], net.items[k, 0]
        before = states.served[layer, max(begin, k - 1)]
        for t in range(first, last):
            value = mine[t - 1] if t else NEVER
            start = t - length
            if k > begin:
                value = max(value, before[t])
            if net.items[k, 1] <= start <= net.items[k, 2]:
                gathered = max(came[start], before[start]) if k > begin else came[start]
                if gathered > REACHED:
                    value = max(value, gathered + states.reward[k])
            mine[t] = value
    states.ready[layer, j, first:last] = states.served[layer, net.item_from[j + 1] - 1, first:last]


@compiled
def _patrol(net: Net, states: States, layer: int, m: int, block: tuple[int, int]) -> None:
    """Fill the departures of patrol m in a block: the layer with its bit, from the layer without."""
    first, last = block
    node, length, closes, ends = net.patrols[m]
    source, row = states.arrived[layer ^ (1 << m), node], states.ready[layer, node]
    for t in range(first, last):
        value = row[t - 1] if t else NEVER
        if t >= max(ends, length):
            value = max(value, source[min(t - length, closes)])
        row[t] = value


@compiled
def _fill_arrivals(net: Net, states: States, layer: int, block: tuple[int, int]) -> None:
    """Fill the arrivals of a layer in a block: from the start, near nodes, the hub, and with the break."""
    first, last = block
    for j in range(len(net.starts)):
        row = states.arrived[layer, j]
        row[first:last] = row[first - 1] if first else NEVER
        if layer == 0 and net.starts[j] >= 0:
            _leave_start(row, max(first, net.starts[j]), last)
        if net.far[j, 1] >= 0:
            _take(row, states.hub[layer], net.far[j, 1], (first, last), net.n_buckets)
        for e in range(net.way_from[j], net.way_from[j + 1]):
            _take(row, states.ready[layer, net.ways[e, 0]], net.ways[e, 1], (first, last), net.n_buckets)
        if net.rest[2] >= 0 and layer >> net.n_bits & 1:
            _take_with_rest(net, states, layer, j, (max(first, net.rest[0]), last))


@compiled
def _take_with_rest(net: Net, states: States, layer: int, j: int, block: tuple[int, int]) -> None:
    """Raise the arrivals at node j in a block to those with the break on the way, begun in time."""
    first, last = block
    length, latest = net.rest[2], net.rest[1]
    row, before = states.arrived[layer, j], layer ^ (1 << net.n_bits)
    if before == 0 and net.starts[j] >= 0:
        _leave_start(row, max(first, net.starts[j] + length), last)
    _take(row, states.ready[before, j], length, (first, last), latest)
    if net.far[j, 1] >= 0:
        _take(row, states.hub[before], net.far[j, 1] + length, (first, last), latest + net.far[j, 2])
    for e in range(net.way_from[j], net.way_from[j + 1]):
        _take(row, states.ready[before, net.ways[e, 0]], net.ways[e, 1] + length, (first, last), latest)


@compiled
def _leave_start(row: Int32s, first: int, last: int) -> None:
    """Raise `row` in [first, last) to 0: nothing gathered yet."""
    for t in range(first, last):
        row[t] = max(row[t], 0)


@compiled
def _take(row: Int32s, source: Int32s, later: int, block: tuple[int, int], latest: int) -> None:
    """Raise `row` in a block to what comes from `source` `later` buckets later, having left by `latest`."""
    begin, last = max(block[0], later), block[1]
    if begin >= last:
        return
    top = source[min(last - 1 - later, latest)]
    if top < REACHED or top <= row[begin]:
        return
    for t in range(begin, last):
        row[t] = max(row[t], source[min(t - later, latest)])
