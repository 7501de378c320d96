"""A shift as the relaxed routes see it: nodes, items, patrols, ways and the break in buckets of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.week.bound.memory import Int32s, Memory, Remembered
from planner.week.bound.memory_rows import build_memory
from planner.week.bound.net import STRIP, Net
from planner.week.bound.patrol_runs import Run
from planner.week.bound.reach import Reach
from planner.week.bound.route_nodes import Nodes, build_nodes, ends_of, legs_between
from planner.week.bound.route_patrols import Patrols, patrols_of
from planner.week.bound.route_ways import NO_WAY, Grain, ways_between
from planner.week.tables import FAR_S, Flags, Ints

LONGEST_BLOCK = 128
"""Most buckets filled at a time: longer ones save nothing more."""

_NONE = -1


@dataclass(frozen=True, kw_only=True)
class RouteCase:
    """One shift in buckets of time: nodes in seconds, the net, the task of each item; `free` tasks take no bucket.

    `fixed`: the patrols that every route of the shift does exactly once.
    """

    shift: int
    grain: Grain
    nodes: Nodes
    net: Net
    fixed: tuple[int, ...]
    free: Ints
    item_task: Ints
    remembered: Remembered

    @property
    def n_layers(self) -> int:
        """Number of combinations of patrols done and break taken."""
        return 1 << (self.net.n_bits + (1 if self.net.rest[2] >= 0 else 0))

    @property
    def can_work(self) -> bool:
        """Tell whether there is anything to do, and time for the break and each patrol."""
        in_time = self.net.rest[2] < 0 or self.net.rest[1] >= 0
        return bool(len(self.net.starts) and in_time and (self.net.patrols[:, 0] >= 0).all())

    @property
    def n_rows(self) -> int:
        """Number of rows of arrivals."""
        return int(self.net.memory.row_from[-1])

    @property
    def n_left_rows(self) -> int:
        """Number of rows of departures: those of items, then of grounds, to the end of the last node's."""
        memory = self.net.memory
        return int((memory.left_from + np.diff(memory.row_from)).max(initial=0))

    @property
    def n_columns(self) -> int:
        """Number of buckets of a row, with room for one strip more."""
        return -(-self.net.n_buckets // STRIP) * STRIP + STRIP

    @property
    def n_recent(self) -> int:
        """Number of states laid out for a block: of the nodes and the hub."""
        return (self.n_rows + 1) * self.recent_columns

    @property
    def recent_columns(self) -> int:
        """Number of buckets that are laid out for a block."""
        return self.net.longest + self.net.block + STRIP

    @property
    def n_cells(self) -> int:
        """Number of states: 32-bit numbers that the search of this shift fills."""
        return self.n_layers * self.n_columns * (self.n_rows + self.n_left_rows + 1) + self.n_recent

    @property
    def room_mb(self) -> float:
        """Megabytes of the states."""
        return self.n_cells * 4 / 1e6

    def with_memory(self, remembered: Remembered) -> RouteCase:
        """Return the shift with nodes that remember these tasks."""
        memory = build_memory(remembered, self.item_task, self.net)
        return replace(self, net=self.net._replace(memory=memory), remembered=remembered)

    def with_nearest(self, reach: Reach, nearest: int) -> RouteCase:
        """Return the shift with so many ways kept to and from each node, which remember nothing."""
        grain = Grain(self.grain.bucket_s, nearest)
        found = ways_between(legs_between(reach, self.shift, self.nodes), grain)
        net = self.net._replace(**found._asdict())
        return replace(self, grain=grain, net=net).with_memory(((),) * len(self.nodes.items))

    def carries(self, start: int, end: int) -> bool:
        """Tell whether what both of two nodes remember is known at the second to who comes from the first."""
        net = self.net
        ways, runs = net.ways[net.way_from[end]:net.way_from[end + 1], 0], net.runs[net.runs[:, 2] == end, 1]
        return bool((ways == start).any() or (runs == start).any())


def build_route_case(reach: Reach, shift: int, required: Flags, grain: Grain) -> RouteCase:
    """Return the arrays of one shift; all lengths round down to buckets, all windows outwards."""
    span, bucket_s = reach.tables.problem.shifts[shift], grain.bucket_s
    found = patrols_of(reach, shift, required, bucket_s)
    fixed, runs = found.fixed, found.runs
    tasks = [k for k in np.flatnonzero(reach.fits[shift]).tolist() if k not in (*fixed, *found.at_will)]
    stays = [k for k in tasks if reach.stay_s[k] >= bucket_s]
    nodes = build_nodes(reach, shift, stays, runs)
    items = [item for row in nodes.items for item in row]
    item_task = np.array([*(item.task for item in items), *found.at_will], dtype=np.int64)
    n_buckets = (span.end_s - span.start_s) // bucket_s + 1
    choices, tops, takes = _choices(runs, item_task, reach.stay_s, n_buckets, bucket_s)
    out_s, home_s = ends_of(reach, shift, nodes)
    none: Remembered = ((),) * len(nodes.items)
    item_from = np.cumsum([0, *map(len, nodes.items)]).astype(np.int32)
    net = Net(
        n_buckets=n_buckets, n_bits=len(fixed),
        block=min([LONGEST_BLOCK, *(item.stay_s // bucket_s for item in items), *takes[:, 0, 0].tolist()]),
        items=_int32([(i.stay_s // bucket_s, i.first_s // bucket_s, i.last_s // bucket_s) for i in items], 3),
        item_from=item_from,
        patrols=_patrols(fixed, runs, n_buckets, bucket_s),
        runs=_int32([[*row, *top] for row, top in zip(_runs(fixed, runs, nodes), tops, strict=True)], 6),
        run_own=_own(found, len(items)),
        choices=choices, run_takes=takes, **ways_between(legs_between(reach, shift, nodes), grain)._asdict(),
        starts=_buckets(out_s, bucket_s), ends=_buckets(home_s, bucket_s),
        rest=_rest(reach, shift, n_buckets, bucket_s),
        memory=Memory(*(_int32([], 0).reshape(0) for _ in Memory._fields)),
    )
    free = np.array([k for k in tasks if reach.stay_s[k] < bucket_s], dtype=np.int64)
    case = RouteCase(
        shift=shift, grain=grain, nodes=nodes, net=net, fixed=fixed, free=free, item_task=item_task, remembered=none)
    return case.with_memory(none)


def _int32(rows: Sequence[Sequence[int]], width: int) -> Int32s:
    return np.array(rows, dtype=np.int32).reshape(len(rows), width)


def _begin_and_end(run: Run, service_s: int, n_buckets: int, bucket_s: int) -> tuple[int, int]:
    """Return the last begin and the first end of a run with so much service; a last begin of -1: never."""
    last, first = run.begins_by_s(service_s) // bucket_s, run.ends_from_s(service_s) // bucket_s
    return max(-1, min(n_buckets, last)), min(n_buckets, first)


def _patrols(fixed: Sequence[int], runs: Sequence[Run], n_buckets: int, bucket_s: int) -> Int32s:
    """Return last begin and first end of each fixed patrol, whatever its run."""
    rows = []
    for k in fixed:
        times = [_begin_and_end(run, 0, n_buckets, bucket_s) for run in runs if k in run.patrols]
        rows.append((max(last for last, _ in times), min(first for _, first in times)))
    return _int32(rows, 2)


def _runs(fixed: Sequence[int], runs: Sequence[Run], nodes: Nodes) -> list[list[int]]:
    """Return bits and nodes of each run."""
    return [
        [sum(1 << fixed.index(k) for k in run.patrols if k in fixed),
         nodes.grounds[run.begins], nodes.grounds[run.ends]]
        for run in runs
    ]


def _own(patrols: Patrols, first: int) -> Int32s:
    """Return the items of the patrols done at will in each run, -1 behind them; they stand from `first` on."""
    rows = [[first + patrols.at_will.index(k) for k in run.patrols if k in patrols.at_will] for run in patrols.runs]
    most = max(map(len, rows), default=0)
    return _int32([row + [_NONE] * (most - len(row)) for row in rows], most)


def _choices(
    runs: Sequence[Run], item_task: Ints, stay_s: Ints, n_buckets: int, bucket_s: int
) -> tuple[Int32s, list[tuple[int, int, int]], Int32s]:
    """Return the choices, those of each run with its most buckets of service, and `run_takes` of the net."""
    number = {int(task): k for k, task in enumerate(item_task)}
    choices: list[tuple[int, int]] = []
    tops = []
    for run in runs:
        begin = len(choices)
        choices += [(number[k], int(stay_s[k]) // bucket_s) for k in run.choices]
        tops.append((begin, len(choices), min(n_buckets, sum(weight for _, weight in choices[begin:]))))
    longest = 1 + max((top for *_, top in tops), default=0)
    takes = np.array([[
        (min(2 * n_buckets, run.takes_s(s) // bucket_s), *_begin_and_end(run, s, n_buckets, bucket_s))
        for s in range(0, longest * bucket_s, bucket_s)
    ] for run in runs], dtype=np.int32)
    return _int32(choices, 2), tops, takes.reshape(-1, longest, 3)


def _rest(reach: Reach, shift: int, n_buckets: int, bucket_s: int) -> Int32s:
    """Return first end, last start and length of the break, none beyond the shift; length -1: no break."""
    span = reach.tables.problem.shifts[shift]
    if span.rest is None:
        return np.array([0, 0, -1], dtype=np.int32)
    rest, start_s = span.rest, span.start_s
    bounds = [
        max(0, rest.earliest_s + rest.length_s - start_s) // bucket_s, max(-1, (rest.latest_s - start_s) // bucket_s),
        rest.length_s // bucket_s,
    ]
    return np.minimum(bounds, n_buckets).astype(np.int32)


def _buckets(leg_s: Ints, bucket_s: int) -> Int32s:
    """Return the buckets of each leg; -1: no way."""
    return np.where(leg_s < FAR_S, leg_s // bucket_s, NO_WAY).astype(np.int32)
