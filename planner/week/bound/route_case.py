"""A shift as the relaxed routes see it: nodes, items, patrols, ways and the break in buckets of time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.model import Patrol
from planner.week.bound.hours import least_stay_s, starts_hull_s
from planner.week.tables import FAR_S, Flags, Ints, WeekTables

MOST_PATROLS = 3
"""Patrols of a shift that are done exactly once, in layers; each doubles the work. Others are ordinary items."""

NEAREST = 60
"""Ways kept to each node one by one; the others lead through a hub that is half the shortest of them away."""

_NO_WAY = -1


@dataclass(frozen=True, kw_only=True)
class RouteCase:
    """Arrays of one shift for `route_dp`, and the task of each item; `free` tasks take less than a bucket.

    `fixed`: the tasks that every route of the shift does exactly once.
    """

    shift: int
    n_buckets: int
    block: int
    fixed: tuple[int, ...]
    free: Ints
    item_task: Ints
    items: Ints
    item_from: Ints
    patrols: Ints
    far: Ints
    way_from: Ints
    ways: Ints
    starts: Ints
    ends: Ints
    rest: Ints
    node_place: Ints

    @property
    def n_layers(self) -> int:
        """Number of combinations of patrols done and break taken."""
        return 1 << (len(self.patrols) + (1 if self.rest[2] >= 0 else 0))

    @property
    def can_work(self) -> bool:
        """Tell whether there is anything to do, and time for the break and each patrol."""
        in_time = self.rest[2] < 0 or self.rest[1] >= 0
        return bool(len(self.starts) and in_time and (self.patrols[:, 2] >= 0).all())


def build_route_case(tables: WeekTables, shift: int, eligible: Flags, required: Flags, bucket_s: int) -> RouteCase:
    """Return the arrays of one shift; all lengths round down to buckets, all windows outwards."""
    span = tables.problem.shifts[shift]
    fixed = _fixed(tables, shift, eligible, required, bucket_s)
    tasks = [k for k in np.flatnonzero(eligible[shift]).tolist() if k not in fixed]
    length = {k: least_stay_s(tables.tasks[k]) // bucket_s for k in [*tasks, *fixed]}
    stays = [k for k in tasks if length[k] > 0]
    nodes, items, item_from = _nodes(tables, shift, stays, bucket_s)
    places = np.array([*nodes, *(int(tables.place[k]) for k in fixed)], dtype=np.int64)
    item_from += [len(items)] * len(fixed)
    rows = np.array([row for _, *row in items], dtype=np.int32).reshape(-1, 3)
    way_from, ways, far = _ways(tables, shift, places, bucket_s)
    start, end = tables.ends[shift]
    return RouteCase(
        shift=shift, n_buckets=(span.end_s - span.start_s) // bucket_s + 1,
        block=min([64, *(length[k] for k in [*stays, *fixed])]), fixed=fixed,
        free=np.array([k for k in tasks if length[k] == 0], dtype=np.int64),
        item_task=np.array([k for k, *_ in items], dtype=np.int64), items=rows,
        item_from=np.array(item_from, dtype=np.int32),
        patrols=_patrols(tables, shift, fixed, len(nodes), bucket_s), far=far, way_from=way_from, ways=ways,
        starts=_buckets(tables.leg_s[span.mode][start, places], bucket_s),
        ends=_buckets(tables.back_s[span.mode][places, end], bucket_s)[:, 0].copy(),
        rest=_rest(tables, shift, bucket_s), node_place=places,
    )


def _fixed(tables: WeekTables, shift: int, eligible: Flags, required: Flags, bucket_s: int) -> tuple[int, ...]:
    """Return the patrols that must be done in this shift and no other, at most MOST_PATROLS."""
    own = np.flatnonzero(eligible[shift] & tables.is_patrol & required & (eligible.sum(axis=0) == 1))
    return tuple(int(k) for k in own if least_stay_s(tables.tasks[k]) >= bucket_s)[:MOST_PATROLS]


def _nodes(
    tables: WeekTables, shift: int, stays: list[int], bucket_s: int
) -> tuple[list[int], list[tuple[int, int, int, int]], list[int]]:
    """Return the place of each node, the items (task, length, first start, last start), and where each node's begin.

    The visits of a node stand in order of their first start. If each also had to end no later than the next,
    any timetable could be put into this order, so their last ends are raised until that holds.
    """
    span = tables.problem.shifts[shift]
    first_s, last_s = starts_hull_s(tables, shift)
    by_node: dict[tuple[int, int], list[int]] = {}
    for k in stays:
        is_patrol = bool(tables.is_patrol[k])
        by_node.setdefault((int(tables.place[k]), k if is_patrol else -1), []).append(k)
    nodes, items, item_from = [], [], [0]
    for (place, _), members in sorted(by_node.items()):
        nodes.append(place)
        rows = []
        for k in members:
            stay_s = least_stay_s(tables.tasks[k])
            begin_s = span.start_s if tables.is_patrol[k] else int(first_s[k])
            end_s = span.end_s if tables.is_patrol[k] else int(last_s[k]) + stay_s
            rows.append((begin_s - span.start_s, end_s - span.start_s, k, stay_s))
        latest_s = 0
        for begin_s, end_s, k, stay_s in sorted(rows):
            latest_s = max(latest_s, end_s)
            items.append((k, stay_s // bucket_s, begin_s // bucket_s, (latest_s - stay_s) // bucket_s))
        item_from.append(len(items))
    return nodes, items, item_from


def _patrols(tables: WeekTables, shift: int, fixed: tuple[int, ...], first_node: int, bucket_s: int) -> Ints:
    """Return node, length, last arrival and first end of each fixed patrol."""
    span, rows = tables.problem.shifts[shift], []
    for m, k in enumerate(fixed):
        patrol, stay_s = tables.tasks[k], least_stay_s(tables.tasks[k])
        closes_s, ends_s = span.end_s - stay_s, span.start_s
        if isinstance(patrol, Patrol) and patrol.cell is None and patrol.presence_s > 0:
            closes_s = min(closes_s, patrol.window.end_s - patrol.presence_s)
            ends_s = max(ends_s, patrol.window.start_s + patrol.presence_s)
        rows.append((
            first_node + m, stay_s // bucket_s, (closes_s - span.start_s) // bucket_s,
            (ends_s - span.start_s) // bucket_s,
        ))
    return np.array(rows, dtype=np.int32).reshape(-1, 4)


def _ways(tables: WeekTables, shift: int, places: Ints, bucket_s: int) -> tuple[Ints, Ints, Ints]:
    """Return the ways into each node (start node, buckets), short ones first, and its two ways through the hub."""
    n = len(places)
    leg_s = tables.leg_s[tables.problem.shifts[shift].mode][np.ix_(places, places)].astype(np.int64)
    np.fill_diagonal(leg_s, FAR_S)
    order = np.argsort(leg_s, axis=0, kind="stable")
    kept = np.zeros((n, n), dtype=bool)
    if n:
        np.put_along_axis(kept, order[:NEAREST], values=True, axis=0)
        np.put_along_axis(kept, np.argsort(leg_s, axis=1, kind="stable")[:, :NEAREST], values=True, axis=1)
    kept &= leg_s < FAR_S
    way_from, ways = [0], []
    for j in range(n):
        ways += [(int(i), int(leg_s[i, j]) // bucket_s) for i in order[:, j] if kept[i, j]]
        way_from.append(len(ways))
    far = np.full((n, 4), _NO_WAY, dtype=np.int32)
    rest_s = np.where(kept, FAR_S, leg_s)
    for j in range(n):
        if rest_s[j].min() < FAR_S:
            far[j, 0] = rest_s[j].min() // 2 // bucket_s
        if rest_s[:, j].min() < FAR_S:
            far[j, 1] = rest_s[:, j].min() // 2 // bucket_s
    far[:, 2] = 0
    far[:, 3] = far[:, 0].max(initial=0)
    return np.array(way_from, dtype=np.int32), np.array(ways, dtype=np.int32).reshape(-1, 2), far


def _rest(tables: WeekTables, shift: int, bucket_s: int) -> Ints:
    """Return first end, last start and length of the break; length -1: none."""
    span = tables.problem.shifts[shift]
    if span.rest is None:
        return np.array([0, 0, -1], dtype=np.int32)
    rest, start_s = span.rest, span.start_s
    return np.array([
        max(0, rest.earliest_s + rest.length_s - start_s) // bucket_s, (rest.latest_s - start_s) // bucket_s,
        rest.length_s // bucket_s,
    ], dtype=np.int32)


def _buckets(leg_s: Ints, bucket_s: int) -> Ints:
    """Return shape (n, 2): buckets of each leg (-1: no way) and a reward of 0."""
    buckets = np.where(leg_s < FAR_S, leg_s.astype(np.int64) // bucket_s, _NO_WAY)
    return np.column_stack((buckets, np.zeros_like(buckets))).astype(np.int32)
