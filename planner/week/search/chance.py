"""Chance of the search: one stream of numbers in 64 bits of its own, the same on any machine.

Source: xorshift64*, S. Vigna, "An experimental exploration of Marsaglia's xorshift generators, scrambled" (2016).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from planner.week.search.kernel import kernel

Stream = npt.NDArray[np.uint64]
"""One number: the state."""

_SCRAMBLE = np.uint64(0x2545F4914F6CDD1D)
_GOLDEN = 0x9E3779B97F4A7C15
_12, _25, _27, _11 = np.uint64(12), np.uint64(25), np.uint64(27), np.uint64(11)
_UNIT = 1.0 / 9007199254740992.0   # 2^-53: a double holds 53 bits


def open_stream(seed: int) -> Stream:
    """Return the stream of a seed; neighbouring seeds give unlike streams (the state is never 0)."""
    mixed = (seed + 1) * _GOLDEN % 2**64
    mixed = (mixed ^ (mixed >> 31)) * 0xBF58476D1CE4E5B9 % 2**64
    return np.array([mixed or 1], dtype=np.uint64)


@kernel
def draw(stream: Stream) -> float:
    """Return the next number in [0, 1)."""
    x = stream[0]
    x ^= x >> _12
    x ^= x << _25
    x ^= x >> _27
    stream[0] = x
    return float((x * _SCRAMBLE) >> _11) * _UNIT


@kernel
def draw_below(stream: Stream, limit: int) -> int:
    """Return the next whole number in 0 .. limit - 1."""
    return int(draw(stream) * limit)
