"""The fast engine: customizable contraction hierarchies of RoutingKit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import routingkit_cch

from gisdata.geodesy import Floats
from gisdata.streets.engine import FoundWay, NodeCost, require_nodes
from gisdata.streets.mode_graph import Longs, ModeGraph, Topology

LARGEST_COST_CS = 2**31 - 1
"""RoutingKit's word for 'no way'; an arc must stay below it (248 days, so only a damaged file gets there)."""


class CchEngine:
    """Answers from a hierarchy that is prepared once per graph.

    Source: J. Dibbelt, B. Strasser, D. Wagner, "Customizable Contraction Hierarchies", ACM JEA 21 (2016).
    """

    def __init__(self, graph: ModeGraph, order: Longs) -> None:
        shape = graph.topology
        if not is_order(order, shape.n_nodes):
            raise ValueError("the order is not a permutation of the nodes")
        require_nodes(shape.tail, shape.n_nodes)
        require_nodes(shape.head, shape.n_nodes)
        if graph.cost_cs.size and not 0 <= graph.cost_cs.min() <= graph.cost_cs.max() < LARGEST_COST_CS:
            raise ValueError("an arc's cost is out of range")
        self._n_nodes = shape.n_nodes
        hierarchy = routingkit_cch.CCH(order.tolist(), shape.tail.tolist(), shape.head.tolist(), False)
        self._metric = routingkit_cch.CCHMetric(hierarchy, graph.cost_cs.tolist())

    def costs_cs(self, sources: Longs, targets: Longs) -> Floats:
        """Return the least costs: one sweep over the hierarchy per source."""
        require_nodes(sources, self._n_nodes)
        require_nodes(targets, self._n_nodes)
        costs = np.full((len(sources), len(targets)), np.inf)
        if costs.size == 0:   # the engine panics on an empty list of targets
            return costs
        sweep = routingkit_cch.CCHOneToMany(self._metric, targets.tolist())
        for row, source in enumerate(sources.tolist()):
            costs[row] = np.array(sweep.distances_from(source), dtype=np.float64)   # None becomes nan
        return np.where(np.isnan(costs), np.inf, costs)

    def way(self, starts: Sequence[NodeCost], ends: Sequence[NodeCost]) -> FoundWay | None:
        """Return the cheapest way; a query of its own each time, because one query cannot be asked twice."""
        for group in (starts, ends):
            require_nodes(np.array([node for node, _ in group], dtype=np.int64), self._n_nodes)
        if not starts or not ends:
            return None
        found = routingkit_cch.CCHQuery(self._metric).run_multi(list(starts), list(ends))
        if found.distance is None:
            return None
        return FoundWay(cost_cs=found.distance, nodes=tuple(found.node_path))


def contraction_order(shape: Topology, lon_deg: Floats, lat_deg: Floats) -> Longs:
    """Return the order in which nodes are contracted: the slow part, kept in the streets folder.

    `lon_deg`, `lat_deg`: of the graph's nodes. It depends on the streets only, not on speeds.
    """
    require_nodes(shape.tail, shape.n_nodes)
    require_nodes(shape.head, shape.n_nodes)
    order = routingkit_cch.compute_order_inertial(
        shape.n_nodes, shape.tail.tolist(), shape.head.tolist(), lat_deg.tolist(), lon_deg.tolist()
    )
    return np.array(order, dtype=np.int64)


def is_order(order: Longs, n_nodes: int) -> bool:
    """Return True when `order` names every node exactly once."""
    return len(order) == n_nodes and bool(np.array_equal(np.sort(order), np.arange(n_nodes)))
