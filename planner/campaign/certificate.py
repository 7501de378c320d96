"""The proof that the hours do not suffice: which calls have too few hours open to them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from planner.campaign.calls import layers_of
from planner.campaign.model import Campaign, Ints
from planner.campaign.network import FIRST_LAYER, Network, seconds_of, week_most_s


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Certificate:
    """Calls, and all that may hold them: they take `shortage_s` seconds more than there is room.

    `calls`: rows (group, number of the call, its last week). `hours`: rows (officer, week, slot), all hours open to
    these calls but for those in `full_weeks`: rows (group, week), in which a group can take no more than one call at
    each door.
    `demand_s` and `capacity_s` are their sums in seconds of worth 1.
    """

    calls: Ints
    hours: Ints
    full_weeks: Ints
    demand_s: int
    capacity_s: int

    @property
    def shortage_s(self) -> int:
        """Seconds of worth 1 that are missing for all calls to be made, in whatever order."""
        return self.demand_s - self.capacity_s


def find_certificate(campaign: Campaign, network: Network, flow_s: Ints) -> Certificate:
    """Return the source side of the smallest cut of a greatest flow.

    Source: max-flow min-cut (Ford and Fulkerson 1956): nodes that residual arcs reach from the source.
    """
    left, back = network.capacity_s > flow_s, flow_s > 0
    tail = np.concatenate([network.tail[left], network.head[back]])
    head = np.concatenate([network.head[left], network.tail[back]])
    graph = csr_array((np.ones(len(tail), dtype=np.int8), (tail, head)), shape=(network.n_nodes, network.n_nodes))
    reached = np.zeros(network.n_nodes, dtype=np.bool_)
    reached[breadth_first_order(graph, 0, return_predecessors=False)] = True
    inside = reached[FIRST_LAYER:FIRST_LAYER + len(network.layers)]
    hours = np.argwhere(reached[network.slot_node]).astype(np.int64)
    full_weeks = np.argwhere(reached[network.week_node[0]] & ~reached[network.week_node[1]]).astype(np.int64)
    return Certificate(calls=network.layers[inside], hours=hours, full_weeks=full_weeks,
                       demand_s=int(network.layer_demand_s[inside].sum()),
                       capacity_s=_room_s(campaign, hours, full_weeks))


def _room_s(campaign: Campaign, hours: Ints, full_weeks: Ints) -> int:
    most_s = sum(week_most_s(campaign, campaign.groups[g]) for g in full_weeks[:, 0].tolist())
    return int(campaign.capacity_s()[tuple(hours.T)].sum()) + most_s


def prove_shortage_s(campaign: Campaign, certificate: Certificate) -> int | None:
    """Return the shortage that a certificate proves, in seconds of worth 1, or None if it proves none.

    Nothing of the flow is believed: what its calls take and what has room for them are added up again, and each
    officer, week and slot in which one of its calls may be made must be among its hours, or the group's week among the
    full ones. Then nobody can make all calls that are expected, in whatever order.
    """
    named = {(int(g), int(number), int(last)) for g, number, last in certificate.calls}
    full = {(int(g), int(week)) for g, week in certificate.full_weeks}
    hours = np.zeros(campaign.hours_s.shape, dtype=np.bool_)
    hours[tuple(certificate.hours.T)] = True
    open_hours = (campaign.capacity_s() > 0) & ~hours
    demand_s, n_found = 0, 0
    for g, group in enumerate(campaign.groups):
        who, slots = list(campaign.may_call(group)), list(group.slots)
        for layer in layers_of(group, campaign.rule):
            if (g, layer.number, layer.last_week) not in named:
                continue
            n_found += 1
            demand_s += seconds_of(layer.n_calls, group)
            for week in range(layer.first_week, layer.last_week + 1):
                if (g, week) not in full and open_hours[who, week][:, slots].any():
                    return None
    if n_found != len(named):
        return None
    return demand_s - _room_s(campaign, np.argwhere(hours), certificate.full_weeks)
