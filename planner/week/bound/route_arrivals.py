"""Arrivals at the nodes of a shift: what could leave others lately, moved by the buckets of each way, compiled.

What could leave each node lately is laid out once for a block; what was too early, or begun too late, is told there.
So each way is one plain loop, which the compiler turns into vector instructions.
"""

from __future__ import annotations

from planner.week.bound.kernel import kernel
from planner.week.bound.memory import Int32s
from planner.week.bound.net import NEVER, Net, States, whole_strips


@kernel
def fill_arrivals(net: Net, states: States, layer: int, block: tuple[int, int]) -> None:
    """Fill what has come to the hub in a block, then the arrivals of a layer: directly, and with the break."""
    first, last = block
    arrived, rows = states.arrived, net.memory.row_from
    for row in range(rows[-1]):
        arrived[layer, row, first:last] = arrived[layer, row, first - 1] if first else NEVER
    for j in range(len(net.starts)):
        if layer == 0 and net.starts[j] >= 0:
            _leave_start(arrived[layer, rows[j]], max(first, net.starts[j]), last)
    _lay_out(net, states, layer, block, (0, net.n_buckets))
    _fill_hub(net, states, layer, block)
    _come(net, states, layer, 0, block)
    if net.rest[2] >= 0 and layer >> net.n_bits & 1 and net.rest[1] >= 0 and net.rest[0] < last:
        _fill_with_rest(net, states, layer, (max(first, net.rest[0]), last))


@kernel
def _fill_with_rest(net: Net, states: States, layer: int, block: tuple[int, int]) -> None:
    """Raise the arrivals of a layer in a block to those with the break on the way, begun in time."""
    first, last = block
    arrived, rows, n = states.arrived, net.memory.row_from, whole_strips(last - first)
    length, latest, before = net.rest[2], net.rest[1], layer ^ (1 << net.n_bits)
    _lay_out(net, states, before, block, (length, latest))
    for row in range(rows[-1]):
        _raise(arrived[layer, row, first:first + n], states.recent[row, net.longest:net.longest + n])
    for j in range(len(net.starts)):
        if before == 0 and net.starts[j] >= 0:
            _leave_start(arrived[layer, rows[j]], max(first, net.starts[j] + length), last)
    _come(net, states, layer, length, block)


@kernel
def _lay_out(net: Net, states: States, source: int, block: tuple[int, int], limits: tuple[int, int]) -> None:
    """Lay out what could leave each node of a layer, then the hub, from the longest way before the block to its end.

    Column c is the arrival in bucket block[0] + c on the longest way, with `longer` buckets more, begun by `latest`.
    """
    longer, latest = limits
    memory, rows = net.memory, net.memory.row_from
    begin = block[0] - net.longest - longer
    width = net.longest + whole_strips(block[1] - block[0])
    for j in range(len(net.starts)):
        for known in range(rows[j + 1] - rows[j]):
            left = states.served[source, memory.left_from[j] + known]
            _shift(states.recent[rows[j] + known, :width], left, begin, latest)
    _shift(states.recent[rows[-1], :width], states.hub[source], begin, latest + net.far[0, 2])


@kernel
def _shift(row: Int32s, source: Int32s, begin: int, latest: int) -> None:
    """Fill a row with what a source has from a bucket on: nothing before bucket 0, no more than by `latest`."""
    early, late = min(len(row), max(0, -begin)), max(0, min(len(row), latest + 1 - begin))
    row[:early] = NEVER
    ours, theirs = row[early:late], source[begin + early:begin + late]
    for k in range(len(ours)):
        ours[k] = theirs[k]
    if late < len(row):
        row[max(early, late):] = source[latest]


@kernel
def _fill_hub(net: Net, states: States, layer: int, block: tuple[int, int]) -> None:
    """Fill what has come to the hub in a block, and lay it out as well; it remembers nothing."""
    first, last = block
    rows, n, hub = net.memory.row_from, whole_strips(last - first), states.hub[layer]
    hub[first:last] = hub[first - 1] if first else NEVER
    for j in range(len(net.far)):
        if net.far[j, 0] >= 0:
            at = net.longest - net.far[j, 0]
            for row in range(rows[j], rows[j + 1]):
                _raise(hub[first:first + n], states.recent[row, at:at + n])
    for t in range(first, last):
        states.recent[rows[-1], net.longest + t - first] = hub[t]


@kernel
def _come(net: Net, states: States, layer: int, longer: int, block: tuple[int, int]) -> None:
    """Raise the arrivals in a layer to those from the hub and by all ways, from what is laid out, `longer` each."""
    first, last = block
    recent, rows, ways = states.recent, net.memory.row_from, net.ways
    longest, n, hub = net.longest, whole_strips(last - first), rows[-1]
    for j in range(len(net.starts)):
        row = states.arrived[layer, rows[j], first:first + n]
        if net.far[j, 1] >= 0:
            _raise(row, recent[hub, longest - net.far[j, 1]:longest - net.far[j, 1] + n])
        for e in range(net.way_from[j], net.way_from[j + 1]):
            at = longest - ways[e, 1]
            _raise(row, recent[rows[ways[e, 0]], at:at + n])
        if len(net.memory.into) > 1:
            _come_knowing(net, states, (layer, j, longer), block)


@kernel
def _come_knowing(net: Net, states: States, what: tuple[int, int, int], block: tuple[int, int]) -> None:
    """Raise the arrivals of a node that know what was served, where it is remembered, `longer` buckets each.

    The row that knows nothing is filled: what gathers no more than it but knows more is of no use.
    """
    layer, j, longer = what
    first, last = block
    memory, n = net.memory, whole_strips(last - first)
    row = states.arrived[layer, memory.row_from[j]]
    for e in range(net.way_from[j], net.way_from[j + 1]):
        begin, end = memory.row_from[net.ways[e, 0]], memory.row_from[net.ways[e, 0] + 1]
        at, start = net.longest - net.ways[e, 1], max(first, net.ways[e, 1] + longer)
        for known in range(1, end - begin if start < last else 0):
            left = states.recent[begin + known]
            if left[at + last - first - 1] > row[start]:
                into = memory.row_from[j] + memory.into[memory.into_from[e] + known]
                _raise(states.arrived[layer, into, first:first + n], left[at:at + n])


@kernel
def _raise(row: Int32s, source: Int32s) -> None:
    """Raise each value of a row to that of another."""
    for k in range(len(row)):
        row[k] = max(row[k], source[k])


@kernel
def _leave_start(row: Int32s, first: int, last: int) -> None:
    """Raise `row` in [first, last) to 0: nothing gathered yet."""
    if first < last and row[first] < 0:
        for t in range(first, last):
            row[t] = max(row[t], 0)
