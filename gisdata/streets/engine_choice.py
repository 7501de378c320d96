"""Which engine is at hand: the fast one, or scipy, which says that it is the fallback."""

from __future__ import annotations

from enum import StrEnum

from gisdata.geodesy import Floats
from gisdata.streets.engine import Engine
from gisdata.streets.mode_graph import Longs, ModeGraph, Topology
from gisdata.streets.scipy_engine import ScipyEngine
from planner.sentence import say

try:   # a wheel may be missing, or not fit the machine
    from gisdata.streets.cch_engine import CchEngine, contraction_order, is_order

    HAS_CCH = True
except ImportError:
    HAS_CCH = False


class EngineName(StrEnum):
    """Engines by the name they go by in plans and reports."""

    CCH = "routingkit-cch"
    SCIPY = "scipy"


# measured on foot, 1000 points: 6 times slower in a town of 10,000 nodes, 20 times in a city of 37,000
FALLBACK_NOTE = say(
    "the fast street engine routingkit-cch is not installed: scipy computes the same travel times,"
    " several times slower"
)


def best_engine() -> EngineName:
    """Return the fastest engine that can be imported."""
    return EngineName.CCH if HAS_CCH else EngineName.SCIPY


def node_order(shape: Topology, lon_deg: Floats, lat_deg: Floats) -> Longs | None:
    """Return the slow preparation of the fast engine, None without it or without a graph.

    `lon_deg`, `lat_deg`: of the network's nodes.
    """
    if not HAS_CCH or shape.n_nodes == 0:
        return None
    return contraction_order(shape, lon_deg[shape.node], lat_deg[shape.node])


def build_engine(name: EngineName, graph: ModeGraph, order: Longs | None) -> Engine:
    """Return the engine on a graph; scipy where the graph is empty, because the fast one cannot hold nothing.

    Raises ValueError when the fast engine is asked for without an order of this graph's nodes.
    """
    n_nodes = graph.topology.n_nodes
    if name is EngineName.SCIPY or n_nodes == 0:
        return ScipyEngine(graph)
    if order is None or not is_order(order, n_nodes):
        raise ValueError("the order does not belong to this graph")
    return CchEngine(graph, order)
