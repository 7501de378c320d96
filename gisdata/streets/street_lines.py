"""The line that a crew follows from one place on the streets to another."""

from __future__ import annotations

import numpy as np

from gisdata.streets.engine import Engine
from gisdata.streets.mode_graph import ModeGraph
from gisdata.streets.network import Network
from gisdata.streets.positions import Positions, along_street_cs

LonLat = tuple[float, float]


def street_line(
    positions: Positions, leg: tuple[int, int], *, network: Network, graph: ModeGraph, engine: Engine,
) -> tuple[LonLat, ...]:
    """Return the points of the quickest way between two places (start, end), parts of their segments included.

    WGS-84 degrees, no point twice in a row. The way is the one whose time the travel table gives.
    """
    start, end = leg
    points = [_place(positions, start, network), *_between(positions, leg, network, graph, engine),
              _place(positions, end, network)]
    return tuple(point for i, point in enumerate(points) if i == 0 or point != points[i - 1])


def _between(
    positions: Positions, leg: tuple[int, int], network: Network, graph: ModeGraph, engine: Engine,
) -> list[LonLat]:
    """Return the nodes on the way, none when it stays on one segment."""
    start, end = leg
    straight_cs = np.inf
    if positions.segment[start] == positions.segment[end]:
        straight_cs = float(along_street_cs(positions, graph, start, np.array([end]))[0])
    found = engine.way(positions.ways_out(start), positions.ways_in(end))
    if found is None or straight_cs <= found.cost_cs:
        return []
    nodes = graph.topology.node[list(found.nodes)]
    return list(zip(network.lon_deg[nodes].tolist(), network.lat_deg[nodes].tolist(), strict=True))


def _place(positions: Positions, i: int, network: Network) -> LonLat:
    segment, share = positions.segment[i], float(positions.share[i])
    tail, head = network.tail[segment], network.head[segment]
    lon_deg = float(network.lon_deg[tail]) * (1 - share) + float(network.lon_deg[head]) * share
    lat_deg = float(network.lat_deg[tail]) * (1 - share) + float(network.lat_deg[head]) * share
    return (lon_deg, lat_deg)
