"""The best relaxed route of a shift: place by place and bucket of time by bucket, compiled.

Buckets round down and a building may be come to again, so what comes out is at least the best route. Values are
integers: the same numbers come out on any machine. Every stay takes at least a block of buckets, so that within
a block all departures can be filled first, then all arrivals. Rows are filled by whole strips: what is written behind
a block is filled anew with the next one.
"""

from __future__ import annotations

from planner.week.bound.kernel import kernel
from planner.week.bound.memory import Int32s
from planner.week.bound.net import NEVER, REACHED, Net, States, whole_strips
from planner.week.bound.route_arrivals import fill_arrivals


@kernel
def fill_states(net: Net, states: States) -> None:
    """Fill the states in order of time, block by block."""
    for layer in range(len(states.hub)):
        opens = _opens(net, layer)
        _clear(states, layer, net.n_buckets if opens >= net.n_buckets else opens // net.block * net.block)
    for first in range(0, net.n_buckets, net.block):
        last = min(first + net.block, net.n_buckets)
        for layer in range(len(states.hub)):
            if _opens(net, layer) < last and first <= _closes(net, layer):
                _fill_departures(net, states, layer, (first, last))
        for layer in range(len(states.hub)):
            if _opens(net, layer) < last and first <= _closes(net, layer):
                fill_arrivals(net, states, layer, (first, last))


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
def _clear(states: States, layer: int, last: int) -> None:
    """Say that nothing reaches a layer before a bucket."""
    states.arrived[layer, :, :last] = NEVER
    states.served[layer, :, :last] = NEVER
    states.hub[layer, :last] = NEVER


@kernel
def _fill_departures(net: Net, states: States, layer: int, block: tuple[int, int]) -> None:
    """Fill the departures of a layer in a block [first, last)."""
    first, last = block
    rows = net.memory.row_from
    for j in range(len(net.starts)):
        for known in range(rows[j + 1] - rows[j]):
            if net.item_from[j] < net.item_from[j + 1]:
                _serve(net, states, layer, (j, known), block)
            else:
                states.served[layer, net.memory.left_from[j] + known, first:last] = NEVER
    for q in range(len(net.runs)):
        if layer & net.runs[q, 0] == net.runs[q, 0]:
            _run(net, states, layer, q, block)


@kernel
def _serve(net: Net, states: States, layer: int, place: tuple[int, int], block: tuple[int, int]) -> None:
    """Fill the departures of a building with a set of tasks known as served: its visits in their order, or not."""
    j, known = place
    first, last = block
    begin, rows, served = net.item_from[j], net.memory.item_row, states.served[layer]
    for k in range(begin, net.item_from[j + 1]):
        (length, opens, closes), bit, way = net.items[k], net.memory.bit[k], (net.items[k, 0], states.reward[k])
        is_told = not bit or known & bit   # who serves it knows it
        mine, above, above_before = served[rows[k] + known], rows[k - 1] + known, rows[k - 1] + (known ^ bit)
        came = states.arrived[layer, net.memory.row_from[j] + (known ^ bit)]
        if is_told and opens + length <= first and last <= closes + length:
            if k == begin:
                _fill(mine, came, way, block)
            else:
                _serve_or_not(mine, served[above], (came, served[above_before]), way, block)
            continue
        if k == begin:
            mine[first:last] = NEVER
        else:
            _fill(mine, served[above], (0, 0), block)
        if is_told:
            times = max(first, opens + length), last
            _take(mine, came, way, times, closes)
            if k > begin:
                _take(mine, served[above_before], way, times, closes)


@kernel
def _fill(row: Int32s, source: Int32s, way: tuple[int, int], block: tuple[int, int]) -> None:
    """Fill `row` in a block, by whole strips, with what `source` had so many buckets before, and the gain."""
    length, gain = way
    first, n = block[0], whole_strips(block[1] - block[0])
    ours, theirs = row[first:first + n], source[first - length:first - length + n]
    for k in range(n):
        ours[k] = theirs[k] + gain


@kernel
def _serve_or_not(
    mine: Int32s, above: Int32s, before: tuple[Int32s, Int32s], way: tuple[int, int], block: tuple[int, int]
) -> None:
    """Fill the departures after a visit that may be made at any time of the block: those above, or it is served."""
    length, gain = way
    first, n = block[0], whole_strips(block[1] - block[0])
    begin, end = first - length, first - length + n
    ours, skipped = mine[first:first + n], above[first:first + n]
    came, stayed = before[0][begin:end], before[1][begin:end]
    for k in range(n):
        ours[k] = max(skipped[k], max(came[k], stayed[k]) + gain)


@kernel
def _run(net: Net, states: States, layer: int, q: int, block: tuple[int, int]) -> None:
    """Raise the departures in a block to those of run q: the layer with its bits, from the layer without."""
    bits, begins, ends = net.runs[q, :3]
    memory = net.memory
    for known in range(memory.row_from[begins + 1] - memory.row_from[begins]):
        source = states.arrived[layer ^ bits, memory.row_from[begins] + known]
        row = states.served[layer, memory.left_from[ends] + memory.into[memory.run_from[q] + known]]
        for step in range(states.step_from[q], states.step_from[q + 1]):
            length, gain, service = states.steps[step]
            _, closes, opens = net.run_takes[q, service]
            _take(row, source, (length, gain), (max(block[0], opens), block[1]), closes)


@kernel
def _take(row: Int32s, source: Int32s, way: tuple[int, int], block: tuple[int, int], latest: int) -> None:
    """Raise `row` in a block to what `source` had by `latest` at the latest, so many buckets later, and its gain."""
    later, gain = way
    first, last = max(block[0], later), block[1]
    if first >= last or latest < 0:
        return
    top = source[min(last - 1 - later, latest)]
    if top < REACHED or top + gain <= row[first]:
        return
    held_from = max(first, min(last, latest + later + 1))
    n = whole_strips(last - first) if held_from == last else held_from - first
    ours, theirs = row[first:first + n], source[first - later:first - later + n]
    for k in range(n):
        ours[k] = max(ours[k], theirs[k] + gain)
    if held_from < last:
        held, ours = source[latest] + gain, row[held_from:last]
        for k in range(len(ours)):
            ours[k] = max(ours[k], held)
