"""Nodes of a shift's relaxed routes: buildings with their visits, patrols of choice, and the grounds of runs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.week.bound.reach import Reach
from planner.week.bound.route_patrols import Ground, Run
from planner.week.tables import FAR_S, Ints


@dataclass(frozen=True, kw_only=True)
class Item:
    """A visit, or a patrol of choice: its task, seconds of its stay, first and last start in the shift."""

    task: int
    stay_s: int
    first_s: int
    last_s: int


@dataclass(frozen=True, kw_only=True)
class Nodes:
    """Nodes: the places of each, and the items of each (none: a ground). `grounds`: their nodes."""

    places: tuple[Ground, ...]
    items: tuple[tuple[Item, ...], ...]
    grounds: dict[Ground, int]


def build_nodes(reach: Reach, shift: int, tasks: list[int], runs: tuple[Run, ...]) -> Nodes:
    """Return a node for each building with one of the tasks, for each patrol among them, then for each ground."""
    tables = reach.tables
    by_node: dict[tuple[int, int], list[int]] = {}
    for k in tasks:
        by_node.setdefault((int(tables.place[k]), k if tables.is_patrol[k] else -1), []).append(k)
    nodes = sorted(by_node.items())
    grounds = sorted({ground for run in runs for ground in (run.begins, run.ends)})
    return Nodes(
        places=(*((place,) for (place, _), _ in nodes), *grounds),
        items=(*(_items(reach, shift, members) for _, members in nodes), *(() for _ in grounds)),
        grounds={ground: len(nodes) + n for n, ground in enumerate(grounds)},
    )


def _items(reach: Reach, shift: int, members: list[int]) -> tuple[Item, ...]:
    """Return the items of a node in order of their first start.

    If each also had to end no later than the next, any timetable could be put into this order, so their last ends
    are raised until that holds.
    """
    begin_s = reach.tables.problem.shifts[shift].start_s
    first_s, last_s = (times_s - begin_s for times_s in reach.starts_s(shift))
    stay_s, latest_s, items = reach.stay_s, 0, []
    for k in sorted(members, key=lambda k: (first_s[k], last_s[k] + stay_s[k], k)):
        latest_s = max(latest_s, int(last_s[k] + stay_s[k]))
        items.append(Item(task=k, stay_s=int(stay_s[k]), first_s=int(first_s[k]), last_s=latest_s - int(stay_s[k])))
    return tuple(items)


def legs_between(reach: Reach, shift: int, nodes: Nodes) -> Ints:
    """Return the least seconds from any place of a node to any place of another; FAR_S for no way.

    From a building to itself there is none: staying there is one stay. On a ground one run may follow another.
    """
    rows = [reach.ways.row[list(places)] for places in nodes.places]
    full = reach.ways.leg_s[reach.tables.problem.shifts[shift].mode]
    single = np.array([row[0] for row in rows], dtype=np.int64)
    leg_s = full[np.ix_(single, single)]
    for j, row in enumerate(rows):
        if len(row) > 1:
            leg_s[j] = [full[np.ix_(row, other)].min() for other in rows]
            leg_s[:, j] = [full[np.ix_(other, row)].min() for other in rows]
    np.fill_diagonal(leg_s, [FAR_S if items else 0 for items in nodes.items])
    return leg_s


def ends_of(reach: Reach, shift: int, nodes: Nodes) -> tuple[Ints, Ints]:
    """Return the least seconds from the start place to each node, and from each node to the end place."""
    out_s, home_s = reach.ways.out_s(shift), reach.ways.home_s(shift)
    rows = [reach.ways.row[list(places)] for places in nodes.places]
    return (
        np.array([out_s[row].min() for row in rows], dtype=np.int64),
        np.array([home_s[row].min() for row in rows], dtype=np.int64),
    )
