"""Nodes of a shift's relaxed routes: buildings with their visits, patrols without runs, and the grounds of runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from planner.week.bound.patrol_runs import Ground, Run
from planner.week.bound.reach import Reach
from planner.week.bound.stay_order import Item, in_order
from planner.week.tables import FAR_S, Ints


@dataclass(frozen=True, kw_only=True)
class Nodes:
    """Nodes: the places of each, and the items of each (none: a ground). `grounds`: their nodes."""

    places: tuple[Ground, ...]
    items: tuple[tuple[Item, ...], ...]
    grounds: dict[Ground, int]


def build_nodes(reach: Reach, shift: int, tasks: list[int], runs: tuple[Run, ...]) -> Nodes:
    """Return nodes for the buildings of the tasks, one for each patrol among these, then one for each ground.

    A building has a node for each part of the shift in which it has visits: who may come from nine to twelve and from
    two to six, is found in two of them, and no route is paid for the hours between.
    """
    tables = reach.tables
    buildings: dict[int, list[Item]] = {}
    nodes: list[tuple[int, tuple[Item, ...]]] = []
    for k in tasks:
        if tables.is_patrol[k]:
            nodes.append((int(tables.place[k]), tuple(_times(reach, shift, k))))
        else:
            buildings.setdefault(int(tables.place[k]), []).extend(_times(reach, shift, k))
    nodes += [(place, in_order(part)) for place, items in buildings.items() for part in _parts(items)]
    nodes.sort(key=lambda node: (node[0], node[1][0].first_s, node[1][0].task))
    grounds = sorted({ground for run in runs for ground in (run.begins, run.ends)})
    return Nodes(
        places=(*((place,) for place, _ in nodes), *grounds),
        items=(*(items for _, items in nodes), *(() for _ in grounds)),
        grounds={ground: len(nodes) + n for n, ground in enumerate(grounds)},
    )


def _times(reach: Reach, shift: int, task: int) -> Iterator[Item]:
    """Yield the task once for each time of the shift in which it may be served."""
    begin_s = reach.tables.problem.shifts[shift].start_s
    for first_s, last_s in reach.times_s(shift, task):
        yield Item(task=task, stay_s=int(reach.stay_s[task]), first_s=first_s - begin_s, last_s=last_s - begin_s)


def _parts(items: list[Item]) -> Iterator[list[Item]]:
    """Yield the items of a building by parts of the shift that are apart; in each a task has the hull of its times."""
    part: dict[int, Item] = {}
    end_s = 0
    for item in sorted(items, key=lambda i: (i.first_s, i.task)):
        if part and item.first_s > end_s:
            yield list(part.values())
            part, end_s = {}, 0
        before = part.get(item.task, item)
        part[item.task] = before.within(before.first_s, max(before.last_s, item.last_s))
        end_s = max(end_s, item.last_s + item.stay_s)
    yield list(part.values())


def legs_between(reach: Reach, shift: int, nodes: Nodes) -> Ints:
    """Return the least seconds from any place of a node to any place of another; FAR_S for no way, or none in time.

    From a node to itself there is none: staying there is one stay. On a ground one run may follow another.
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
    span = reach.tables.problem.shifts[shift]
    leaves_s = np.array([min((i.first_s + i.stay_s for i in items), default=0) for items in nodes.items])
    closes_s = np.array([max((i.last_s for i in items), default=span.end_s - span.start_s) for items in nodes.items])
    return np.asarray(np.where(leaves_s[:, None] + leg_s > closes_s[None, :], FAR_S, leg_s))


def ends_of(reach: Reach, shift: int, nodes: Nodes) -> tuple[Ints, Ints]:
    """Return the least seconds from the start place to each node, and from each node to the end place."""
    out_s, home_s = reach.ways.out_s(shift), reach.ways.home_s(shift)
    rows = [reach.ways.row[list(places)] for places in nodes.places]
    return (
        np.array([out_s[row].min() for row in rows], dtype=np.int64),
        np.array([home_s[row].min() for row in rows], dtype=np.int64),
    )
