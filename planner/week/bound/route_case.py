"""A shift as the relaxed routes see it: nodes, items, patrols, ways and the break in buckets of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.model import Patrol
from planner.week.bound.compiled import Int32s, Net
from planner.week.bound.hours import least_stay_s, starts_hull_s
from planner.week.tables import FAR_S, Flags, Ints, WeekTables

MOST_PATROLS = 3
"""Patrols of a shift that are done exactly once, in layers; each doubles the work. Others are ordinary items."""

LONGEST_BLOCK = 64
"""Most buckets filled at a time: longer ones save nothing more."""

_NO_WAY = -1


@dataclass(frozen=True, slots=True)
class Grain:
    """How finely a shift is looked at: seconds of a bucket, and ways kept to and from each node."""

    bucket_s: int
    nearest: int


@dataclass(frozen=True, kw_only=True)
class RouteCase:
    """One shift in buckets of time, and the task of each item; `free` tasks take less than a bucket.

    `fixed`: the patrols that every route of the shift does exactly once.
    """

    net: Net
    fixed: tuple[int, ...]
    free: Ints
    item_task: Ints

    @property
    def n_layers(self) -> int:
        """Number of combinations of patrols done and break taken."""
        return 1 << (self.net.n_bits + (1 if self.net.rest[2] >= 0 else 0))

    @property
    def can_work(self) -> bool:
        """Tell whether there is anything to do, and time for the break and each patrol."""
        in_time = self.net.rest[2] < 0 or self.net.rest[1] >= 0
        return bool(len(self.net.starts) and in_time and (self.net.patrols[:, 2] >= 0).all())


def build_route_case(tables: WeekTables, shift: int, eligible: Flags, required: Flags, grain: Grain) -> RouteCase:
    """Return the arrays of one shift; all lengths round down to buckets, all windows outwards."""
    span, bucket_s = tables.problem.shifts[shift], grain.bucket_s
    fixed = _fixed(tables, shift, eligible, required, bucket_s)
    tasks = [k for k in np.flatnonzero(eligible[shift]).tolist() if k not in fixed]
    length = {k: least_stay_s(tables.tasks[k]) // bucket_s for k in [*tasks, *fixed]}
    stays = [k for k in tasks if length[k] > 0]
    nodes, items, item_from = _nodes(tables, shift, stays, bucket_s)
    places = np.array([*nodes, *(int(tables.place[k]) for k in fixed)], dtype=np.int64)
    way_from, ways, far = _ways(tables, shift, places, grain)
    start, end = tables.ends[shift]
    net = Net(
        n_buckets=(span.end_s - span.start_s) // bucket_s + 1,
        block=min([LONGEST_BLOCK, *(length[k] for k in [*stays, *fixed])]), n_bits=len(fixed),
        items=_int32([row for _, *row in items], 3),
        item_from=np.array([*item_from, *[len(items)] * len(fixed)], dtype=np.int32),
        patrols=_patrols(tables, shift, fixed, len(nodes), bucket_s), far=far, way_from=way_from, ways=ways,
        starts=_buckets(tables.leg_s[span.mode][start, places], bucket_s),
        ends=_buckets(tables.back_s[span.mode][places, end], bucket_s), rest=_rest(tables, shift, bucket_s),
    )
    return RouteCase(
        net=net, fixed=fixed, free=np.array([k for k in tasks if length[k] == 0], dtype=np.int64),
        item_task=np.array([k for k, *_ in items], dtype=np.int64),
    )


def _int32(rows: Sequence[Sequence[int]], width: int) -> Int32s:
    return np.array(rows, dtype=np.int32).reshape(-1, width)


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


def _patrols(tables: WeekTables, shift: int, fixed: tuple[int, ...], first_node: int, bucket_s: int) -> Int32s:
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
    return _int32(rows, 4)


def _ways(tables: WeekTables, shift: int, places: Ints, grain: Grain) -> tuple[Int32s, Int32s, Int32s]:
    """Return the ways into each node (start node, buckets), short ones first, and its two ways through the hub."""
    n, bucket_s = len(places), grain.bucket_s
    leg_s = tables.leg_s[tables.problem.shifts[shift].mode][np.ix_(places, places)].astype(np.int64)
    np.fill_diagonal(leg_s, FAR_S)
    order = np.argsort(leg_s, axis=0, kind="stable")
    kept = np.zeros((n, n), dtype=bool)
    if n:
        np.put_along_axis(kept, order[:grain.nearest], values=True, axis=0)
        np.put_along_axis(kept, np.argsort(leg_s, axis=1, kind="stable")[:, :grain.nearest], values=True, axis=1)
    kept &= leg_s < FAR_S
    way_from: list[int] = [0]
    ways: list[tuple[int, int]] = []
    for j in range(n):
        ways += [(int(i), int(leg_s[i, j]) // bucket_s) for i in order[:, j] if kept[i, j]]
        way_from.append(len(ways))
    far = np.full((n, 3), _NO_WAY, dtype=np.int32)
    rest_s = np.where(kept, FAR_S, leg_s)
    for j in range(n):
        if rest_s[j].min() < FAR_S:
            far[j, 0] = rest_s[j].min() // 2 // bucket_s
        if rest_s[:, j].min() < FAR_S:
            far[j, 1] = rest_s[:, j].min() // 2 // bucket_s
    far[:, 2] = far[:, 0].max(initial=0)
    return np.array(way_from, dtype=np.int32), _int32(ways, 2), far


def _rest(tables: WeekTables, shift: int, bucket_s: int) -> Int32s:
    """Return first end, last start and length of the break; length -1: none."""
    span = tables.problem.shifts[shift]
    if span.rest is None:
        return np.array([0, 0, -1], dtype=np.int32)
    rest, start_s = span.rest, span.start_s
    return np.array([
        max(0, rest.earliest_s + rest.length_s - start_s) // bucket_s, (rest.latest_s - start_s) // bucket_s,
        rest.length_s // bucket_s,
    ], dtype=np.int32)


def _buckets(leg_s: npt.NDArray[np.int32], bucket_s: int) -> Int32s:
    """Return the buckets of each leg; -1: no way."""
    return np.where(leg_s < FAR_S, leg_s // bucket_s, _NO_WAY).astype(np.int32)
