"""The campaign as a network: calls of communities flow through weeks into the hours of officers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.campaign.calls import layers_of
from planner.campaign.model import Campaign, Group, Ints

N_PIECES = 4
"""Each call of a group comes in so many parts of rising cost, so that in a shortage communities go short alike."""

PIECE_COST = 1000
"""Above all other costs together: who goes short is decided first (repeat calls before first calls)."""

HELP_COST = 300
"""A second of a helper; above WEEK_COST x 26 weeks: the owner (包联) calls, if need be later in the campaign."""

WEEK_COST = 10
"""A second one week later: early calls leave time for more."""

SLOT_COST = 5
"""Per second of worth lost: of two hours of a week, the one in which more people are at home; below WEEK_COST."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Network:
    """Arcs as arrays: tail and head node, capacity (seconds of worth 1), cost per second.

    Nodes: 0 the source, 1 the sink, then one for each call of a group, each week of a group, each officer-week, each
    officer-week-slot (`slot_node`, in the shape of the hours). `layers`: rows (group, number of the call), with what
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
    first_week = FIRST_LAYER + len(layers)
    first_any = first_week + n_groups * n_weeks
    first_slot = first_any + n_officers * n_weeks
    capacity_s = campaign.capacity_s()
    arcs = _Arcs()
    demand_s = np.array([np.ceil(layer.n_calls * campaign.groups[g].service_s - 1e-6) for g, layer in layers],
                        dtype=np.int64)
    for i, (g, layer) in enumerate(layers):
        _add_layer(arcs, FIRST_LAYER + i, int(demand_s[i]), layer.number)
        weeks = np.arange(layer.first_week, layer.last_week + 1)
        arcs.add(FIRST_LAYER + i, first_week + g * n_weeks + weeks, demand_s[i], 0)
    use_arcs, use = _add_uses(arcs, campaign, (first_week, first_any, first_slot), late=late)
    slot_node = first_slot + np.arange(capacity_s.size).reshape(capacity_s.shape)
    any_node = first_any + np.arange(n_officers * n_weeks).reshape(n_officers, n_weeks, 1)
    worth = np.array(campaign.slot_worth)
    slot_cost = np.rint((worth.max() - worth) / worth.max() * SLOT_COST).astype(np.int64)
    # wider than any flow, so that a smallest cut goes through the hours themselves, which a certificate can name
    into_slots = arcs.add(np.broadcast_to(any_node, slot_node.shape), slot_node, int(demand_s.sum()) + 1, 0)
    arcs.add(slot_node, 1, capacity_s, np.broadcast_to(slot_cost, slot_node.shape))
    table = np.concatenate(arcs.parts)
    return Network(
        n_nodes=first_slot + n_officers * n_weeks * n_slots, tail=table[:, 0], head=table[:, 1],
        capacity_s=table[:, 2], cost=table[:, 3], layer_demand_s=demand_s,
        layers=np.array([(g, layer.number) for g, layer in layers], dtype=np.int64).reshape(-1, 2),
        use_arcs=use_arcs, use=use, into_slots=into_slots.reshape(slot_node.shape), slot_node=slot_node)


def _add_layer(arcs: _Arcs, node: int, demand_s: int, number: int) -> None:
    edges = np.linspace(0, demand_s, N_PIECES + 1).astype(np.int64)
    cost = ((number - 1) * N_PIECES + np.arange(N_PIECES)) * PIECE_COST
    arcs.add(0, node, np.diff(edges), cost)


def _add_uses(
    arcs: _Arcs, campaign: Campaign, first: tuple[int, int, int], *, late: bool,
) -> tuple[Ints, Ints]:
    """Add the arcs from a group's week to an officer's week, or to its slots where not all of them will do."""
    n_weeks, n_slots = campaign.n_weeks, len(campaign.slots)
    numbers, uses = [], []
    for g, group in enumerate(campaign.groups):
        who, cost = _who(campaign, group)
        weeks = np.arange(group.first_week, group.last_week + 1)
        every = len(set(group.slots)) == n_slots
        slots = np.array([-1]) if every else np.array(sorted(set(group.slots)))
        o, w, c = (a.ravel() for a in np.meshgrid(who, weeks, slots, indexing="ij"))
        head = first[1] + o * n_weeks + w if every else first[2] + (o * n_weeks + w) * n_slots + c
        costs = np.repeat(cost, len(weeks) * len(slots)) + (n_weeks - 1 - w if late else w) * WEEK_COST
        numbers.append(arcs.add(first[0] + g * n_weeks + w, head, _most_s(campaign, group), costs))
        uses.append(np.stack([np.full_like(o, g), o, w, c], axis=1))
    if not uses:
        return np.zeros(0, dtype=np.int64), np.zeros((0, 4), dtype=np.int64)
    return np.concatenate(numbers), np.concatenate(uses)


def _who(campaign: Campaign, group: Group) -> tuple[Ints, Ints]:
    who = np.array(campaign.may_call(group), dtype=np.int64)
    return who, np.where(np.arange(len(who)) < len(campaign.owners[group.community]), 0, HELP_COST)


def _most_s(campaign: Campaign, group: Group) -> int:
    """Return more seconds than a group can ask for, so that its arcs never are the bottleneck."""
    return group.n_open * group.service_s * campaign.rule.n_calls + campaign.rule.n_calls
