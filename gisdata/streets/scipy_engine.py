"""The slow engine that is always there: Dijkstra of scipy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from gisdata.geodesy import Floats
from gisdata.streets.engine import FoundWay, NodeCost, require_nodes
from gisdata.streets.mode_graph import Longs, ModeGraph

N_AT_ONCE = 64
"""Sources per call: each takes a row of the whole graph (600,000 nodes: 5 MB), so memory stays near 300 MB."""

NO_NODE = -9999
"""Scipy's predecessor of a source."""


class ScipyEngine:
    """Answers by a search from each source over the whole graph; whole centiseconds are exact in floats."""

    def __init__(self, graph: ModeGraph) -> None:
        shape = graph.topology
        self._n_nodes = shape.n_nodes
        self._matrix = csr_array(
            (graph.cost_cs.astype(np.float64), (shape.tail, shape.head)), shape=(shape.n_nodes, shape.n_nodes)
        )

    def costs_cs(self, sources: Longs, targets: Longs) -> Floats:
        """Return the least costs, a block of sources at a time."""
        require_nodes(sources, self._n_nodes)
        require_nodes(targets, self._n_nodes)
        costs = np.full((len(sources), len(targets)), np.inf)
        for first in range(0, len(sources), N_AT_ONCE):
            block = sources[first:first + N_AT_ONCE]
            costs[first:first + N_AT_ONCE] = dijkstra(self._matrix, indices=block)[:, targets]
        return costs

    def way(self, starts: Sequence[NodeCost], ends: Sequence[NodeCost]) -> FoundWay | None:
        """Return the cheapest way by one search from each start."""
        for group in (starts, ends):
            require_nodes(np.array([node for node, _ in group], dtype=np.int64), self._n_nodes)
        best: FoundWay | None = None
        for start, start_cs in starts:
            rows, traces = dijkstra(self._matrix, indices=[start], return_predecessors=True)
            cost, before = rows[0], traces[0]
            for end, end_cs in ends:
                total = start_cs + float(cost[end]) + end_cs
                if np.isfinite(total) and (best is None or total < best.cost_cs):
                    best = FoundWay(cost_cs=round(total), nodes=_trace(before, end))
        return best


def _trace(before: npt.NDArray[np.int32], end: int) -> tuple[int, ...]:
    nodes = [end]
    while (node := int(before[nodes[-1]])) != NO_NODE:
        nodes.append(node)
    return tuple(reversed(nodes))
