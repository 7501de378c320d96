"""The part of the network that one mode uses: its main part as a graph with a cost on every arc."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from gisdata.geodesy import Floats
from gisdata.records import TravelMode
from gisdata.streets.access_rules import BACKWARD, FORWARD
from gisdata.streets.network import Network
from gisdata.streets.road_classes import speeds_kmh

Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

CENTISECONDS_PER_S = 100
"""Arcs weigh whole centiseconds: over 70 minutes the rounding adds up to 0.08 s, and both engines get the same
whole numbers, so that they give the same times to the last digit."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Topology:
    """Main part of a mode: `node[i]` is the network's number of graph node i; arcs are distinct, sorted.

    `number` leads back: graph node of each network node, -1 outside the main part.
    """

    node: Longs
    number: Longs
    tail: Longs
    head: Longs

    @property
    def n_nodes(self) -> int:
        """Number of nodes in the main part."""
        return len(self.node)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ModeGraph:
    """Topology and costs: `cost_cs` per arc; per segment of the network `segment_s`, `forward`, `backward`, `in_main`.

    `segment_s` is the time along the whole segment in seconds (of the rounded cost); `in_main` says that both ends
    lie in the main part.
    """

    topology: Topology
    cost_cs: Longs
    segment_s: Floats
    forward: Flags
    backward: Flags
    in_main: Flags


def open_directions(network: Network, mode: TravelMode) -> tuple[Flags, Flags]:
    """Return, per segment, whether the mode may go along it and against it."""
    return (network.flags & FORWARD[mode]) != 0, (network.flags & BACKWARD[mode]) != 0


def main_part(network: Network, mode: TravelMode) -> Flags:
    """Return, per node, whether it belongs to the largest set of nodes that all reach each other by this mode.

    Nodes outside are dead ends of one-way streets and pieces without a way into town.
    """
    if len(network.tail) == 0:
        return np.zeros(network.n_nodes, dtype=np.bool_)
    tail, head, _ = _arcs(network, mode)
    shape = (network.n_nodes, network.n_nodes)
    matrix = csr_array((np.ones(len(tail), dtype=np.int8), (tail, head)), shape=shape)
    _, part = connected_components(matrix, directed=True, connection="strong")
    main: Flags = part == np.bincount(part).argmax()
    # a single node is a part as well; where nothing hangs together there is no main part at all
    return main if main.sum() > 1 else np.zeros_like(main)


def topology(network: Network, mode: TravelMode, main: Flags) -> Topology:
    """Return the distinct arcs between the nodes of the main part."""
    node = np.flatnonzero(main)
    number = np.full(network.n_nodes, -1, dtype=np.int64)
    number[node] = np.arange(len(node))
    tail, head, _ = _main_arcs(network, mode, number)
    keys = np.unique(tail * len(node) + head)
    return Topology(node=node, number=number, tail=keys // max(len(node), 1), head=keys % max(len(node), 1))


def mode_graph(network: Network, mode: TravelMode, shape: Topology, mode_kmh: float) -> ModeGraph:
    """Return the graph of a mode at its speed; of parallel streets the quicker one counts."""
    kmh = speeds_kmh(mode, mode_kmh, road_class=network.road_class, limit_kmh=network.limit_kmh)
    segment_cs = np.maximum(np.rint(network.length_m / (kmh / 3.6) * CENTISECONDS_PER_S), 1).astype(np.int64)
    tail, head, segment = _main_arcs(network, mode, shape.number)
    place = np.searchsorted(shape.tail * shape.n_nodes + shape.head, tail * shape.n_nodes + head)
    cost_cs = np.full(len(shape.tail), np.iinfo(np.int64).max)
    np.minimum.at(cost_cs, place, segment_cs[segment])
    forward, backward = open_directions(network, mode)
    return ModeGraph(
        topology=shape, cost_cs=cost_cs, segment_s=segment_cs / CENTISECONDS_PER_S, forward=forward,
        backward=backward, in_main=(shape.number[network.tail] >= 0) & (shape.number[network.head] >= 0),
    )


def _arcs(network: Network, mode: TravelMode) -> tuple[Longs, Longs, Longs]:
    """Return tail, head (network nodes) and segment of every arc of the mode."""
    forward, backward = (np.flatnonzero(way) for way in open_directions(network, mode))
    tail = np.concatenate([network.tail[forward], network.head[backward]]).astype(np.int64)
    head = np.concatenate([network.head[forward], network.tail[backward]]).astype(np.int64)
    return tail, head, np.concatenate([forward, backward])


def _main_arcs(network: Network, mode: TravelMode, number: Longs) -> tuple[Longs, Longs, Longs]:
    tail, head, segment = _arcs(network, mode)
    tail, head = number[tail], number[head]
    inside = (tail >= 0) & (head >= 0)
    return tail[inside], head[inside], segment[inside]
