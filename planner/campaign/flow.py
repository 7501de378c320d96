"""The greatest and cheapest flow of a campaign's network, by OR-Tools."""

from __future__ import annotations

import numpy as np
from ortools.graph.python import min_cost_flow

from planner.campaign.model import Ints
from planner.campaign.network import Network
from planner.errors import SolverFailure


def solve_flow(network: Network) -> Ints:
    """Return the seconds that flow through each arc: as much as fits, and of such flows the cheapest.

    Source: cost-scaling push-relabel of OR-Tools (`SimpleMinCostFlow`).
    """
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(network.tail, network.head, network.capacity_s, network.cost)
    supply_s = network.demand_s
    solver.set_node_supply(0, supply_s)
    solver.set_node_supply(1, -supply_s)
    status = solver.solve_max_flow_with_min_cost()
    if status != solver.OPTIMAL:
        raise SolverFailure("the flow of the campaign could not be solved: {status}", status=status)
    return np.asarray(solver.flows(arcs), dtype=np.int64)
