"""The best relaxed route of a shift: place by place and bucket of time by bucket, compiled.

Buckets round down and a building may be come to again, so what comes out is at least the best route. Values are
integers: the same numbers come out on any machine. Every stay takes at least a block of buckets, so that within
a block all departures can be filled first, then all arrivals.
"""

from __future__ import annotations

from planner.week.bound.kernel import kernel
from planner.week.bound.memory import Int32s
from planner.week.bound.net import NEVER, REACHED, Net, States


@kernel
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


@kernel
def _opens(net: Net, layer: int) -> int:
    """Return the first bucket in which a route can be in a layer."""
    opens = 0
    if net.rest[2] >= 0 and layer >> net.n_bits & 1:
        opens = net.rest[0]
    for m in range(net.n_bits):
        if layer >> m & 1:
            opens = max(opens, net.patrols[m, 1])
    return opens


@kernel
def _closes(net: Net, layer: int) -> int:
    """Return the last bucket from which a route in a layer can still do all its patrols."""
    closes = net.n_buckets
    for m in range(net.n_bits):
        if not layer >> m & 1:
            closes = min(closes, net.patrols[m, 0])
    return closes


@kernel
def _clear(states: States, layer: int, first: int, last: int) -> None:
    """Say that nothing reaches a layer in [first, last)."""
    states.arrived[layer, :, first:last] = NEVER
    states.ready[layer, :, first:last] = NEVER
    states.served[layer, :, first:last] = NEVER
    states.hub[layer, first:last] = NEVER


@kernel
def _fill_departures(net: Net, states: States, layer: int, block: tuple[int, int]) -> None:
    """Fill the departures of a layer in a block [first, last), then what has come to the hub."""
    first, last = block
    for j in range(len(net.starts)):
        if net.item_from[j] < net.item_from[j + 1]:
            for known in range(net.memory.row_from[j + 1] - net.memory.row_from[j]):
                _serve(net, states, layer, (j, known), block)
        else:
            states.ready[layer, net.memory.row_from[j]:net.memory.row_from[j + 1], first:last] = NEVER
    for q in range(len(net.runs)):
        if layer & net.runs[q, 0] == net.runs[q, 0]:
            _run(net, states, layer, q, block)
    _fill_hub(net, states, layer, block)


@kernel
def _fill_hub(net: Net, states: States, layer: int, block: tuple[int, int]) -> None:
    """Fill what has come to the hub in a block; it remembers nothing."""
    first, last = block
    row = states.hub[layer]
    row[first:last] = row[first - 1] if first else NEVER
    for j in range(len(net.far)):
        if net.far[j, 0] >= 0:
            for known in range(net.memory.row_from[j], net.memory.row_from[j + 1]):
                _take(row, states.ready[layer, known], (net.far[j, 0], 0), block, net.n_buckets)


@kernel
def _serve(net: Net, states: States, layer: int, place: tuple[int, int], block: tuple[int, int]) -> None:
    """Fill the departures of a building with a set of tasks known as served: its visits in their order, or not."""
    j, known = place
    first, last = block
    came, begin, end = net.memory.row_from[j], net.item_from[j], net.item_from[j + 1]
    for k in range(begin, end):
        row, (length, opens, closes), bit = net.memory.item_row[k], net.items[k], net.memory.bit[k]
        mine, above = states.served[layer, row + known], net.memory.item_row[k - 1]
        if k == begin:
            mine[first:last] = NEVER
        else:
            _copy(mine, states.served[layer, above + known], first, last)
        if bit and not known & bit:
            continue   # who serves it knows it
        later, before = max(first, opens + length), known ^ bit
        _take(mine, states.arrived[layer, came + before], (length, states.reward[k]), (later, last), closes)
        if k > begin:
            _take(mine, states.served[layer, above + before], (length, states.reward[k]), (later, last), closes)
    _copy(states.ready[layer, came + known], states.served[layer, net.memory.item_row[end - 1] + known], first, last)


@kernel
def _run(net: Net, states: States, layer: int, q: int, block: tuple[int, int]) -> None:
    """Raise the departures in a block to those of run q: the layer with its bits, from the layer without."""
    bits, begins, ends = net.runs[q, :3]
    memory = net.memory
    for known in range(memory.row_from[begins + 1] - memory.row_from[begins]):
        source = states.arrived[layer ^ bits, memory.row_from[begins] + known]
        row = states.ready[layer, memory.row_from[ends] + memory.into[memory.run_from[q] + known]]
        for step in range(states.step_from[q], states.step_from[q + 1]):
            length, gain, service = states.steps[step]
            _, closes, opens = net.run_takes[q, service]
            _take(row, source, (length, gain), (max(block[0], opens), block[1]), closes)


@kernel
def _fill_arrivals(net: Net, states: States, layer: int, block: tuple[int, int]) -> None:
    """Fill the arrivals of a layer in a block: from the start, near nodes, the hub, and with the break."""
    first, last = block
    for j in range(len(net.starts)):
        begin, end = net.memory.row_from[j], net.memory.row_from[j + 1]
        for known in range(begin, end):
            row = states.arrived[layer, known]
            row[first:last] = row[first - 1] if first else NEVER
        row = states.arrived[layer, begin]
        if layer == 0 and net.starts[j] >= 0:
            _leave_start(row, max(first, net.starts[j]), last)
        if net.far[j, 1] >= 0:
            _take(row, states.hub[layer], (net.far[j, 1], 0), block, net.n_buckets)
        _take_ways(net, states, (layer, layer, j), block, (0, net.n_buckets))
        if net.rest[2] >= 0 and layer >> net.n_bits & 1:
            _take_with_rest(net, states, layer, j, (max(first, net.rest[0]), last))


@kernel
def _take_ways(
    net: Net, states: States, what: tuple[int, int, int], block: tuple[int, int], limits: tuple[int, int]
) -> None:
    """Raise the arrivals in a layer at a node to those of all ways from a layer, begun by `latest`, `longer` each.

    What is served is known where it is remembered. First come the rows that know nothing: what gathers no more than
    they do but knows more is of no use.
    """
    layer, source, j = what
    longer, latest = limits
    memory = net.memory
    row = states.arrived[layer, memory.row_from[j]]
    for e in range(net.way_from[j], net.way_from[j + 1]):
        left = states.ready[source, memory.row_from[net.ways[e, 0]]]
        _take(row, left, (net.ways[e, 1] + longer, 0), block, latest)
    for e in range(net.way_from[j], net.way_from[j + 1]):
        begin, end = memory.row_from[net.ways[e, 0]], memory.row_from[net.ways[e, 0] + 1]
        way = net.ways[e, 1] + longer
        start = max(block[0], way)
        if end == begin + 1 or start >= block[1] or latest < 0:
            continue
        for known in range(1, end - begin):
            left = states.ready[source, begin + known]
            top = left[min(block[1] - 1 - way, latest)]
            if top > row[start]:
                into = memory.into[memory.into_from[e] + known]
                _take(states.arrived[layer, memory.row_from[j] + into], left, (way, 0), block, latest)


@kernel
def _take_with_rest(net: Net, states: States, layer: int, j: int, block: tuple[int, int]) -> None:
    """Raise the arrivals at node j in a block to those with the break on the way, begun in time."""
    length, latest = net.rest[2], net.rest[1]
    first, before = net.memory.row_from[j], layer ^ (1 << net.n_bits)
    row = states.arrived[layer, first]
    if before == 0 and net.starts[j] >= 0:
        _leave_start(row, max(block[0], net.starts[j] + length), block[1])
    for known in range(first, net.memory.row_from[j + 1]):
        _take(states.arrived[layer, known], states.ready[before, known], (length, 0), block, latest)
    if net.far[j, 1] >= 0:
        _take(row, states.hub[before], (net.far[j, 1] + length, 0), block, latest + net.far[j, 2])
    _take_ways(net, states, (layer, before, j), block, (length, latest))


@kernel
def _copy(row: Int32s, source: Int32s, first: int, last: int) -> None:
    """Copy [first, last) of `source` into `row`."""
    ours, theirs = row[first:last], source[first:last]
    for k in range(len(ours)):
        ours[k] = theirs[k]


@kernel
def _leave_start(row: Int32s, first: int, last: int) -> None:
    """Raise `row` in [first, last) to 0: nothing gathered yet."""
    for t in range(first, last):
        row[t] = max(row[t], 0)


@kernel
def _take(row: Int32s, source: Int32s, way: tuple[int, int], block: tuple[int, int], latest: int) -> None:
    """Raise `row` in a block to what `source` had by `latest` at the latest, on a way of so many buckets and its gain.

    Two plain loops, which the compiler turns into vector instructions.
    """
    later, gain = way
    first, last = max(block[0], later), block[1]
    if first >= last or latest < 0:
        return
    top = source[min(last - 1 - later, latest)]
    if top < REACHED or top + gain <= row[first]:
        return
    middle = max(first, min(last, latest + later + 1))
    ours, theirs = row[first:middle], source[first - later:middle - later]
    if gain == 0:
        for k in range(len(ours)):
            ours[k] = max(ours[k], theirs[k])
    else:
        for k in range(len(ours)):
            ours[k] = max(ours[k], theirs[k] + gain)
    if middle < last:
        held, ours = source[latest] + gain, row[middle:last]
        for k in range(len(ours)):
            ours[k] = max(ours[k], held)
