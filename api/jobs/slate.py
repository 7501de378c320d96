"""Shared memory between a pool and one of its workers: how far the search is, and whether to stop.

There is no lock in it, on purpose: a worker killed while it holds a lock would block everybody else for ever.
"""

from __future__ import annotations

from ctypes import Array, c_double
from dataclasses import dataclass
from multiprocessing.context import SpawnContext
from typing import Any

from planner.week import Progress

_N_VALUES = 8
"""The counter of writings, and the seven values of a Progress."""


@dataclass(frozen=True, slots=True)
class Slate:
    """The newest Progress of one worker, and a stop mark for it; made by the pool, handed to the worker's process."""

    values: Array[c_double]
    stop: Any   # a ctypes byte in shared memory; its type has no public name

    @classmethod
    def new(cls, context: SpawnContext) -> Slate:
        """Return an empty slate."""
        return cls(context.RawArray("d", _N_VALUES), context.RawValue("b", 0))

    def write(self, progress: Progress) -> None:
        """Replace what is written (the worker's side); the counter is odd meanwhile."""
        values, count = self.values, int(self.values[0])
        values[0] = count + 1
        values[1:_N_VALUES] = [progress.n_visits, progress.n_patrols, progress.prize, progress.work, progress.cpu_s,
                              progress.is_compiling, progress.is_kept]
        values[0] = count + 2

    def read(self, seen: int) -> tuple[int, Progress | None]:
        """Return the counter and what was written since the counter stood at `seen`, or None (the pool's side)."""
        before, *row = self.values[:]
        if before == seen or before % 2 or self.values[0] != before:
            return seen, None
        n_visits, n_patrols, prize, work, cpu_s, is_compiling, is_kept = row
        return int(before), Progress(n_visits=int(n_visits), n_patrols=int(n_patrols), prize=int(prize),
                                     work=int(work), cpu_s=cpu_s, is_compiling=bool(is_compiling),
                                     is_kept=bool(is_kept))

    def tell_to_stop(self) -> None:
        """Ask the worker to end its search."""
        self.stop.value = 1

    def says_stop(self) -> bool:
        """Tell whether the worker is to end its search."""
        return bool(self.stop.value)
