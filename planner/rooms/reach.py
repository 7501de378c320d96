"""What a set of stops is worth: which doors have a desk or a room within a walk."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.rooms.model import TENTHS, Ints, ReachRule, RoomProblem

_NEVER = np.iinfo(np.int64).max


def tenths_of(walk_s: Ints, rule: ReachRule) -> Ints:
    """Return the reach of walks in tenths (0 to 10), rounded down; 0 where there is no way (-1).

    Source: gradual covering, O. Berman, D. Krass, Z. Drezner, European Journal of Operational Research 151 (2003).
    """
    tenths = (rule.none_s - walk_s) * TENTHS // (rule.none_s - rule.full_s)
    return np.where(walk_s < 0, 0, np.clip(tenths, 0, TENTHS))


def weights_of(problem: RoomProblem) -> Ints:
    """Return what a tenth of reach at each group of doors is worth: its due doors times 100 to `far_weight`."""
    rule = problem.rule
    way_s = np.clip(np.where(problem.desk_s < 0, rule.far_desk_s, problem.desk_s), rule.near_desk_s, rule.far_desk_s)
    more = (rule.far_weight - 100) * (way_s - rule.near_desk_s) // (rule.far_desk_s - rule.near_desk_s)
    return np.asarray(problem.n_due * (100 + more), dtype=np.int64)


def gain_of(problem: RoomProblem, sites: Sequence[int]) -> int:
    """Return what rooms at `sites` add to the standing desks; each door counts by the nearest of all."""
    desk = tenths_of(problem.desk_s, problem.rule)
    room = tenths_of(problem.walk_s[list(sites)], problem.rule).max(axis=0, initial=0)
    return int((weights_of(problem) * np.maximum(room - desk, 0)).sum())


def gains_alone(problem: RoomProblem) -> Ints:
    """Return what each site would add to the standing desks if it were the only one, shape (n_sites,)."""
    desk = tenths_of(problem.desk_s, problem.rule)
    more = np.maximum(tenths_of(problem.walk_s, problem.rule) - desk, 0)
    return np.asarray(more @ weights_of(problem), dtype=np.int64)


def n_due_within(problem: RoomProblem, sites: Sequence[int], within_s: int, *, with_desks: bool = True) -> int:
    """Return how many due doors lie within a walk of `within_s` seconds of a site, or of a standing desk."""
    ways = problem.walk_s[list(sites)]
    if with_desks:
        ways = np.vstack([ways, problem.desk_s])
    nearest = np.where(ways < 0, _NEVER, ways).min(axis=0, initial=_NEVER)
    return int(problem.n_due[nearest <= within_s].sum())
