"""The proof that the hours do not suffice: which calls have too few hours open to them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from planner.campaign.calls import layers_of
from planner.campaign.model import Campaign, Ints
from planner.campaign.network import FIRST_LAYER, Network


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Certificate:
    """Calls, and all hours in which they may be made: the calls take `shortage_s` seconds more than the hours hold.

    `calls`: rows (group, number of the call). `hours`: rows (officer, week, slot). `demand_s` and `capacity_s` are
    their sums in seconds of worth 1; nobody who works only in these hours can make all of these calls.
    """

    calls: Ints
    hours: Ints
    demand_s: int
    capacity_s: int

    @property
    def shortage_s(self) -> int:
        """Seconds of worth 1 that are missing, whatever the plan."""
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
    capacity_s = campaign.capacity_s()
    return Certificate(calls=network.layers[inside], hours=hours, demand_s=int(network.layer_demand_s[inside].sum()),
                       capacity_s=int(capacity_s[tuple(hours.T)].sum()))


def prove_shortage_s(campaign: Campaign, certificate: Certificate) -> int | None:
    """Return the shortage that a certificate proves, in seconds of worth 1, or None if it proves none.

    Nothing of the flow is believed: what its calls take and what its hours hold are added up again, and each officer,
    week and slot in which one of its calls may be made must be among its hours. Then no plan whatsoever does better.
    """
    named = {(int(g), int(number)) for g, number in certificate.calls}
    hours = np.zeros(campaign.hours_s.shape, dtype=np.bool_)
    hours[tuple(certificate.hours.T)] = True
    demand_s, n_found = 0, 0
    for g, group in enumerate(campaign.groups):
        for layer in layers_of(group, campaign.rule):
            if (g, layer.number) not in named:
                continue
            n_found += 1
            demand_s += int(np.ceil(layer.n_calls * group.service_s - 1e-6))
            weeks = slice(layer.first_week, layer.last_week + 1)
            may = campaign.capacity_s()[list(campaign.may_call(group)), weeks][:, :, list(group.slots)] > 0
            if (may & ~hours[list(campaign.may_call(group)), weeks][:, :, list(group.slots)]).any():
                return None
    if n_found != len(named):
        return None
    return demand_s - int(campaign.capacity_s()[hours].sum())
