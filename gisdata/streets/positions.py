"""Places on streets, and what it takes to get from them to the graph's nodes and back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gisdata.geodesy import Floats
from gisdata.streets.engine import NodeCost
from gisdata.streets.mode_graph import CENTISECONDS_PER_S, Longs, ModeGraph
from gisdata.streets.network import Network
from gisdata.streets.snapping import Snapped


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Positions:
    """Distinct places on streets: `segment` and `share` of it from the tail.

    Each has two ways out and two ways in, by the head ([:, 0]) and by the tail ([:, 1]) of its segment: `node` is the
    graph node there, `out_cs` the cost from the place to it, `in_cs` the cost from it to the place, inf where
    one-way rules forbid it. At an end of the segment the cost is 0 both ways, whatever the rules of the segment.
    """

    segment: Longs
    share: Floats
    node: Longs
    out_cs: Floats
    in_cs: Floats

    def __len__(self) -> int:
        return len(self.segment)

    def ways_out(self, i: int) -> list[NodeCost]:
        """Return the nodes that place i leads to and the whole centiseconds it takes."""
        return _node_costs(self.node[i], self.out_cs[i])

    def ways_in(self, i: int) -> list[NodeCost]:
        """Return the nodes that lead to place i and the whole centiseconds it takes."""
        return _node_costs(self.node[i], self.in_cs[i])


def distinct_positions(snapped: Snapped, network: Network, graph: ModeGraph) -> tuple[Positions, Longs]:
    """Return the distinct places of snapped points, and each point's place in them (-1 for a point with a fault).

    Homes in one block share a place, and it is computed once.
    """
    good = np.flatnonzero(snapped.segment >= 0)
    keys = np.column_stack([snapped.segment[good].astype(np.float64), snapped.share[good]])
    distinct, inverse = np.unique(keys, axis=0, return_inverse=True)
    place = np.full(len(snapped.segment), -1, dtype=np.int64)
    place[good] = inverse.reshape(-1)
    segment, share = distinct[:, 0].astype(np.int64), distinct[:, 1]
    whole_cs = graph.segment_s[segment] * CENTISECONDS_PER_S
    forward, backward = graph.forward[segment], graph.backward[segment]
    to_head_cs, to_tail_cs = (1 - share) * whole_cs, share * whole_cs
    at_head, at_tail = share == 1, share == 0
    return Positions(
        segment=segment, share=share,
        node=graph.topology.number[np.column_stack([network.head[segment], network.tail[segment]])],
        out_cs=np.column_stack([
            np.where(forward | at_head, to_head_cs, np.inf), np.where(backward | at_tail, to_tail_cs, np.inf),
        ]),
        in_cs=np.column_stack([
            np.where(backward | at_head, to_head_cs, np.inf), np.where(forward | at_tail, to_tail_cs, np.inf),
        ]),
    ), place


def along_street_cs(positions: Positions, graph: ModeGraph, start: int, ends: Longs) -> Floats:
    """Return the cost from one place to others on the same segment without leaving it, inf against a one-way."""
    segment = positions.segment[start]
    ahead = positions.share[ends] - positions.share[start]
    whole_cs = float(graph.segment_s[segment]) * CENTISECONDS_PER_S
    allowed = ((ahead >= 0) & bool(graph.forward[segment])) | ((ahead <= 0) & bool(graph.backward[segment]))
    return np.where(allowed, np.abs(ahead) * whole_cs, np.inf)


def _node_costs(nodes: Longs, costs_cs: Floats) -> list[NodeCost]:
    pairs = zip(nodes.tolist(), costs_cs.tolist(), strict=True)
    return [(node, round(cost)) for node, cost in pairs if np.isfinite(cost)]
