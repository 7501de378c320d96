"""What routes of the mix serve twice is remembered on the way between, so that no route does it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from planner.week.bound.master import Column, Master
from planner.week.bound.route_case import RouteCase
from planner.week.bound.routes import BestRoute, RouteBound

MOST_REMEMBERED = 4
"""Tasks that a node remembers: each doubles its rows. With 7 and twice the room 80 s took the bound 0.02 % lower."""

MOST_ROOM_MB = 400.0
"""Room for the states of a shift that remembers: a team of one officer in a town of 150 buildings fills it."""

_LEAST_SHARE = 0.01
"""Share of a route in the mix from which it matters."""


def remember_mix(bound: RouteBound, master: Master) -> RouteBound:
    """Return the bound with what routes of the last mix serve twice remembered, as far as there is room for it.

    Routes that are none any more leave the program. Returns `bound` itself when nothing is to be added.
    """
    sharper = bound
    mixed = [one for one in master.columns.values() if (one.route.served > 1).any() and one.share > _LEAST_SHARE]
    for column in mixed:
        sharper = _remember(sharper, column)
    if sharper is not bound:
        master.drop(lambda column: _is_forbidden(sharper.cases[column.shift], column.route))
    return sharper


def _remember(bound: RouteBound, column: Column) -> RouteBound:
    """Return the bound in which nodes between two services of a task remember it, short ways first."""
    case = bound.cases[column.shift]
    memory = list(case.remembered)
    for task, nodes in sorted(_repeats(case, column.route), key=lambda one: (len(one[1]), one)):
        lacking = [j for j in nodes if task not in memory[j]]
        if all(len(memory[j]) < MOST_REMEMBERED for j in lacking):
            for j in lacking:
                memory[j] = (*memory[j], task)
    if tuple(memory) == case.remembered:
        return bound
    found = case.with_memory(tuple(memory))
    if found.room_mb > MOST_ROOM_MB:
        return bound
    return replace(bound, cases=(*bound.cases[:column.shift], found, *bound.cases[column.shift + 1:]))


def _is_forbidden(case: RouteCase, route: BestRoute) -> bool:
    """Tell whether a route serves a task again that is remembered all the way."""
    return bool((route.served > 1).any()) and any(
        all(task in case.remembered[j] for j in nodes) for task, nodes in _repeats(case, route)
    )


def _repeats(case: RouteCase, route: BestRoute) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each task that a route serves again and the nodes from the one time to the next, if they can remember it.

    They cannot where the way from one to the next leads through the hub.
    """
    stays = list(_stays(case, route))
    last: dict[int, int] = {}
    for at, (_, tasks) in enumerate(stays):
        for task in tasks:
            nodes = [node for node, _ in stays[last[task]:at + 1]] if task in last else []
            if nodes and all(case.carries(i, j) for i, j in pairwise(nodes)):
                yield task, tuple(sorted(set(nodes)))
            last[task] = at


def _stays(case: RouteCase, route: BestRoute) -> Iterator[tuple[int, list[int]]]:
    """Yield the stays of a route in their order: the node, and the tasks served there."""
    tasks: list[int] = []
    for step in reversed(route.steps):
        if step < 0:
            tasks = []
            yield -1 - step, tasks
        else:
            tasks.append(int(case.item_task[step]))
