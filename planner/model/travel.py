"""Travel times between places, one square matrix per mode."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.errors import InvalidProblem
from planner.model.identity import Mode

NO_WAY = -1
"""The matrix entry that says there is no way from place i to place j."""


@dataclass(frozen=True, slots=True, eq=False)
class TravelTimes:
    """`duration_s[mode]`: int32, shape (n_places, n_places); [i, j] is the time from place i to place j.

    In the order of the problem's places; -1 where there is no way; the diagonal is not used; a matrix need not
    be symmetric. The arrays are made read-only.
    """

    duration_s: Mapping[Mode, npt.NDArray[np.int32]]

    def __post_init__(self) -> None:
        for mode, matrix in self.duration_s.items():
            if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
                raise InvalidProblem("the travel matrix of mode {mode} is not square", mode=mode)
            if matrix.size and int(matrix.min()) < NO_WAY:
                raise InvalidProblem("the travel matrix of mode {mode} holds a time below -1", mode=mode)
            matrix.setflags(write=False)
