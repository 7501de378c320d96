"""The rows of a shift whose nodes remember tasks, and how what is known passes along ways and runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.week.bound.memory import Int32s, Memory, Remembered
from planner.week.bound.net import Net
from planner.week.tables import Ints


def build_memory(remembered: Remembered, item_task: Ints, net: Net) -> Memory:
    """Return the rows of a shift whose nodes remember these tasks."""
    sets = np.array([1 << len(tasks) for tasks in remembered], dtype=np.int64)
    node_of = np.repeat(np.arange(len(remembered)), np.diff(net.item_from)).tolist()
    bit = np.zeros(len(item_task), dtype=np.int32)
    bit[:len(node_of)] = [_bit_in(remembered[j], task) for j, task in zip(node_of, item_task.tolist(), strict=False)]
    end_of = np.repeat(np.arange(len(remembered)), np.diff(net.way_from)).tolist()
    tables = _Tables({}, [])
    into_from = np.zeros(len(net.ways), dtype=np.int32)   # where nothing is remembered all ways are alike
    if any(remembered):
        into_from = _int32([tables.of(remembered[i], remembered[j])
                            for i, j in zip(net.ways[:, 0].tolist(), end_of, strict=True)])
    run_from = _int32([tables.of(remembered[i], remembered[j]) for i, j in net.runs[:, 1:3].tolist()])
    row_from, item_row = _offsets(sets), _offsets(sets[node_of])
    is_ground = np.diff(net.item_from) == 0
    behind = item_row[-1] + np.cumsum(sets * is_ground) - sets   # of the grounds alone
    return Memory(
        row_from=row_from, item_row=item_row, bit=bit,
        left_from=np.where(is_ground, behind, item_row[net.item_from[1:] - 1]).astype(np.int32),
        into_from=into_from,
        run_from=run_from, into=_int32(tables.into or [0]),
    )


@dataclass(frozen=True, slots=True)
class _Tables:
    """Sets at the end of ways for each set at their start; `known`: where those of each kind of way begin."""

    known: dict[tuple[int, ...], int]
    into: list[int]

    def of(self, start: Sequence[int], end: Sequence[int]) -> int:
        """Return where the sets of a way are; they are added if no way before had the same."""
        bits = tuple(_bit_in(end, task) for task in start)
        if bits not in self.known:
            self.known[bits] = len(self.into)
            self.into.extend(sum(b for m, b in enumerate(bits) if s >> m & 1) for s in range(1 << len(bits)))
        return self.known[bits]


def _bit_in(tasks: Sequence[int], task: int) -> int:
    """Return the bit of a task among those of a node, 0 when it is not remembered there."""
    return 1 << tasks.index(task) if task in tasks else 0


def _offsets(sizes: Ints) -> Int32s:
    return _int32([0, *np.cumsum(sizes).tolist()])


def _int32(numbers: Sequence[int]) -> Int32s:
    return np.array(numbers, dtype=np.int32)
