"""Cuts: a crew that serves a place comes into any set of places around it from outside."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from planner.week.bound.program import Floats, Row
from planner.week.bound.travel_rows import START
from planner.week.bound.week_program import GroupColumns

_LEAST_GAP = 0.02
"""Flow that must be missing before a cut is added: smaller ones move the bound by less than rounding does."""

_SCALE = 1_000_000
"""Flow units of one crew: maximum_flow counts in integers."""


def find_cuts(part: GroupColumns, value: Floats) -> Iterator[Row]:
    """Yield rows `stays at a place <= ways into the set around it` that the values break; none: all hold."""
    places = part.group.places
    number = {place: k + 1 for k, place in enumerate(places)}
    network = _network(part, value, number)
    covered: set[int] = set()
    for place in sorted(places, key=lambda p: (-value[part.stays[p]], p)):
        wanted = value[part.stays[place]]
        if place in covered or wanted <= _LEAST_GAP:
            continue
        flow = maximum_flow(network, 0, number[place])
        if flow.flow_value / _SCALE >= wanted - _LEAST_GAP:
            continue
        inside = _reaching(network - flow.flow, number[place], places)
        covered |= inside
        ways_in = {c: -1.0 for (i, j), c in part.ways.legs.items() if j in inside and i not in inside}
        ways_in |= {c: -1.0 for j, c in part.ways.into.items() if j in inside}
        for other in sorted(inside):
            if value[part.stays[other]] > flow.flow_value / _SCALE + _LEAST_GAP:
                yield {part.stays[other]: 1.0, **ways_in}


def _network(part: GroupColumns, value: Floats, number: dict[int, int]) -> sp.csr_array:
    """Return what flows between places, node 0 for the start and for wherever a far leg comes from."""
    rows, columns, flows = [], [], []
    for (start, end), column in part.ways.legs.items():
        rows.append(0 if start == START else number[start])
        columns.append(number[end])
        flows.append(value[column])
    for end, column in part.ways.into.items():
        rows.append(0)
        columns.append(number[end])
        flows.append(value[column])
    size = len(number) + 1
    units = np.maximum(np.round(np.array(flows) * _SCALE), 0.0)
    network = sp.csr_array((units, (rows, columns)), shape=(size, size)).astype(np.int32)
    network.eliminate_zeros()
    return network


def _reaching(residual: sp.csr_array, sink: int, places: tuple[int, ...]) -> set[int]:
    """Return the places from which more could flow to the sink: the inside of the smallest cut around it."""
    residual.data[residual.data < 0] = 0
    residual.eliminate_zeros()
    nodes = breadth_first_order(residual.T.tocsr(), sink, return_predecessors=False)
    return {places[k - 1] for k in nodes.tolist() if k}
