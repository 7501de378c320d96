"""The campaign as a network: calls of communities flow through weeks into the hours of officers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.campaign.calls import layers_of
from planner.campaign.model import Campaign, Group, Ints

N_PIECES = 20
"""Each call of a group comes in so many parts of rising cost, so that in a shortage communities go short alike."""

WEEK_COST = 10
"""A second one week later: early calls leave time for more."""

SLOT_COST = 5
"""Per second of worth lost: of two hours of a week, the one in which more people are at home; below WEEK_COST."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Network:
    """Arcs as arrays: tail and head node, capacity (seconds of worth 1), cost per second.

    Nodes: 0 the source, 1 the sink, then one for each call of a group, two for each week of a group (`week_node`, in
    and out, between them no more than one call at each door), one for each officer-week and each officer-week-slot
    (`slot_node`, in the shape of the hours). `layers`: rows (group, number of the call, its last week), with what
    they take (`layer_demand_s`) and their nodes (from `FIRST_LAYER` on). `use`: rows (group, officer, week, slot; -1:
    any slot) of the arcs `use_arcs`. `into_slots`: the arcs from officer-weeks to their slots, in the same shape.
    """

    n_nodes: int
    tail: Ints
    head: Ints
    capacity_s: Ints
    cost: Ints
    layers: Ints
    layer_demand_s: Ints
    use_arcs: Ints
    use: Ints
    into_slots: Ints
    slot_node: Ints
    week_node: Ints

    @property
    def demand_s(self) -> int:
        """Seconds of worth 1 that all expected calls take."""
        return int(self.layer_demand_s.sum())


FIRST_LAYER = 2


class _Arcs:
    def __init__(self) -> None:
        self.parts: list[Ints] = []
        self.n = 0

    def add(self, tail: Ints | int, head: Ints | int, capacity_s: Ints | int, cost: Ints | int) -> Ints:
        """Append arcs (broadcast against each other) and return their numbers."""
        rows = np.stack(np.broadcast_arrays(*(np.asarray(a, dtype=np.int64).ravel()
                                              for a in (tail, head, capacity_s, cost))), axis=1)
        self.parts.append(rows)
        self.n += len(rows)
        return np.arange(self.n - len(rows), self.n, dtype=np.int64)


def build_network(campaign: Campaign, *, late: bool = False) -> Network:
    """Return the network of a campaign; its greatest flow is the work that fits into the hours.

    With `late` the cheapest flow makes every call as late as it can, not as early.
    """
    n_groups, (n_officers, n_weeks, n_slots) = len(campaign.groups), campaign.hours_s.shape
    layers = [(g, layer) for g, group in enumerate(campaign.groups) for layer in layers_of(group, campaign.rule)]
    week_node = FIRST_LAYER + len(layers) + np.arange(2 * n_groups * n_weeks).reshape(2, n_groups, n_weeks)
    any_node = FIRST_LAYER + len(layers) + week_node.size + np.arange(n_officers * n_weeks).reshape(-1, n_weeks, 1)
    slot_node = FIRST_LAYER + len(layers) + week_node.size + any_node.size + np.arange(
        n_officers * n_weeks * n_slots).reshape(campaign.hours_s.shape)
    capacity_s = campaign.capacity_s()
    arcs = _Arcs()
    demand_s = np.array([seconds_of(layer.n_calls, campaign.groups[g]) for g, layer in layers], dtype=np.int64)
    help_cost = WEEK_COST * (n_weeks + 1)   # the owner (包联) calls, if need be at the end of the campaign
    for i, (g, layer) in enumerate(layers):
        _add_layer(arcs, FIRST_LAYER + i, int(demand_s[i]), round(layer.n_called), 3 * help_cost)
        weeks = np.arange(layer.first_week, layer.last_week + 1)
        arcs.add(FIRST_LAYER + i, week_node[0, g, weeks], demand_s[i], 0)
    for g, group in enumerate(campaign.groups):
        arcs.add(week_node[0, g], week_node[1, g], week_most_s(campaign, group), 0)
    use_arcs, use = _add_uses(arcs, campaign, (week_node[1], any_node, slot_node), late=late, help_cost=help_cost)
    worth = np.array(campaign.slot_worth)
    slot_cost = np.rint((worth.max() - worth) / worth.max() * SLOT_COST).astype(np.int64)
    # wider than any flow, so that a smallest cut goes through the hours themselves, which a certificate can name
    into_slots = arcs.add(np.broadcast_to(any_node, slot_node.shape), slot_node, int(demand_s.sum()) + 1, 0)
    arcs.add(slot_node, 1, capacity_s, np.broadcast_to(slot_cost, slot_node.shape))
    table = np.concatenate(arcs.parts)
    return Network(
        n_nodes=int(FIRST_LAYER + len(layers) + week_node.size + any_node.size + slot_node.size), tail=table[:, 0],
        head=table[:, 1], capacity_s=table[:, 2], cost=table[:, 3], layer_demand_s=demand_s,
        layers=np.array([(g, layer.number, layer.last_week) for g, layer in layers], dtype=np.int64).reshape(-1, 3),
        use_arcs=use_arcs, use=use, into_slots=into_slots.reshape(slot_node.shape), slot_node=slot_node,
        week_node=week_node)


def seconds_of(n_calls: float, group: Group) -> int:
    """Return the seconds that so many calls at a group take, rounded up."""
    return int(np.ceil(n_calls * group.service_s - 1e-6))


def week_most_s(campaign: Campaign, group: Group) -> int:
    """Return the most that one week can hold of a group: one call at each door, in the slot that is worth most."""
    return seconds_of(group.n_open * max(campaign.slot_worth[slot] for slot in group.slots), group)


def _add_layer(arcs: _Arcs, node: int, demand_s: int, n_called: int, piece_cost: int) -> None:
    """Add a call's parts: doors with fewer calls first, whoever goes short is decided before everything else."""
    edges = np.linspace(0, demand_s, N_PIECES + 1).astype(np.int64)
    arcs.add(0, node, np.diff(edges), (n_called * N_PIECES + np.arange(N_PIECES)) * piece_cost)


def _add_uses(
    arcs: _Arcs, campaign: Campaign, nodes: tuple[Ints, Ints, Ints], *, late: bool, help_cost: int,
) -> tuple[Ints, Ints]:
    """Add the arcs from a group's week to an officer's week, or to its slots where not all of them will do."""
    week_out, any_node, slot_node = nodes
    n_weeks, n_slots = campaign.n_weeks, len(campaign.slots)
    numbers, uses = [], []
    for g, group in enumerate(campaign.groups):
        who = np.array(campaign.may_call(group), dtype=np.int64)
        cost = np.where(np.arange(len(who)) < len(campaign.owners[group.community]), 0, help_cost)
        weeks = np.arange(group.first_week, group.last_week + 1)
        every = len(set(group.slots)) == n_slots
        slots = np.array([-1]) if every else np.array(sorted(set(group.slots)))
        o, w, c = (a.ravel() for a in np.meshgrid(who, weeks, slots, indexing="ij"))
        costs = np.repeat(cost, len(weeks) * len(slots)) + (n_weeks - 1 - w if late else w) * WEEK_COST
        heads = any_node[o, w, 0] if every else slot_node[o, w, c]
        numbers.append(arcs.add(week_out[g, w], heads, week_most_s(campaign, group) + 1, costs))
        uses.append(np.stack([np.full_like(o, g), o, w, c], axis=1))
    if not uses:
        return np.zeros(0, dtype=np.int64), np.zeros((0, 4), dtype=np.int64)
    return np.concatenate(numbers), np.concatenate(uses)
