"""What rooms can cover: one thing for each tenth of reach of a group of doors, with the sites any of which covers it.

Source: R. Church, C. ReVelle, "The maximal covering location problem", Papers of the Regional Science Association 32
(1974). A group with reach 7 tenths is seven things with one set of sites each ("a site with at least 1 tenth", ... 7);
things with equal sets are added up. The linear relaxation is that of the assignment model, and much smaller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.rooms.model import TENTHS, Ints, RoomProblem
from planner.rooms.reach import tenths_of, weights_of


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that any of `sites` covers, worth `gain`."""

    sites: tuple[int, ...]
    gain: int


def things_of(problem: RoomProblem, sites: Sequence[int]) -> list[Thing]:
    """Return what `sites` can cover beyond the standing desks; `sites` of a thing are places in that list."""
    reach, desk = tenths_of(problem.walk_s[list(sites)], problem.rule), tenths_of(problem.desk_s, problem.rule)
    weights = weights_of(problem)
    packed, gains = [], []
    for tenths in range(1, TENTHS + 1):
        covers = np.packbits(reach >= tenths, axis=0).T
        counts = (desk < tenths) & covers.any(axis=1)
        packed.append(covers[counts])
        gains.append(weights[counts])
    return _added_up(np.concatenate(packed), np.concatenate(gains), len(sites))


def _added_up(packed: npt.NDArray[np.uint8], gains: Ints, n_sites: int) -> list[Thing]:
    if not len(packed):
        return []
    sets, which = np.unique(packed, axis=0, return_inverse=True)
    total = np.zeros(len(sets), dtype=np.int64)
    np.add.at(total, which.reshape(-1), gains)
    return [Thing(tuple(np.flatnonzero(np.unpackbits(bits)[:n_sites]).tolist()), int(gain))
            for bits, gain in zip(sets, total, strict=True)]
