"""What an engine does: shortest ways between the nodes of one graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from gisdata.geodesy import Floats
from gisdata.streets.mode_graph import Longs

NodeCost = tuple[int, int]
"""A graph node and a cost in whole centiseconds to reach it (or to go on from it)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundWay:
    """A way: its cost in centiseconds, those of its start and end included, and its nodes in order."""

    cost_cs: int
    nodes: tuple[int, ...]


class Engine(Protocol):
    """Finds shortest ways on one ModeGraph."""

    def costs_cs(self, sources: Longs, targets: Longs) -> Floats:
        """Return the least cost in centiseconds, shape (n_sources, n_targets), inf where there is no way."""
        ...

    def way(self, starts: Sequence[NodeCost], ends: Sequence[NodeCost]) -> FoundWay | None:
        """Return the cheapest way from one of `starts` to one of `ends`; None where there is none."""
        ...


def require_nodes(nodes: Longs, n_nodes: int) -> None:
    """Raise IndexError unless every node number is one of the graph.

    The fast engine answers a wrong number with a panic that no `except Exception` catches, so none may reach it.
    """
    if nodes.size and (np.min(nodes) < 0 or np.max(nodes) >= n_nodes):
        raise IndexError(f"node numbers must lie in 0..{n_nodes - 1}")
