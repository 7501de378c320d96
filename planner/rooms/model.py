"""Where a mobile room could stand, who lives within a walk of it, and the hours in which its vehicles go out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from planner.errors import InvalidProblem

Ints = npt.NDArray[np.int64]

TENTHS = 10
"""A door's reach is counted in tenths: 10 is full, 0 is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachRule:
    """How a walk to a desk counts: in full up to `full_s`, then less in even steps, not at all from `none_s` on.

    A door whose way to the next standing desk takes `near_desk_s` or less weighs 100, one at `far_desk_s` or more
    `far_weight`, even steps between. All of it is our own choice: 5 and 15 minutes are what people walk to a bus stop
    and to a market; 10 minutes and an hour part a quarter with a station of its own from one that has to set out.
    """

    full_s: int = 300
    none_s: int = 900
    near_desk_s: int = 600
    far_desk_s: int = 3_600
    far_weight: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomSession:
    """Hours in which a vehicle stands at one place: vehicle by index, seconds since Monday 00:00."""

    vehicle: int
    start_s: int
    end_s: int

    @property
    def day(self) -> int:
        """The day on which it begins, 0 = Monday."""
        return self.start_s // 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomStop:
    """A vehicle at a site for a session; both are indices of the problem."""

    site: int
    session: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RoomProblem:
    """All that the stops of a week are chosen from; arrays are int64 and read-only, -1 in one of seconds is no way.

    `n_due`: due doors of each group, shape (n_groups,). `walk_s`: on foot from a site to a group, (n_sites, n_groups).
    `desk_s`: on foot from the next standing desk (a base) to a group, (n_groups,). `drive_s`: by car from site to
    site, (n_sites, n_sites). `cells`: the cell of each site; a cell has the room at most once a week.
    """

    n_due: Ints
    walk_s: Ints
    desk_s: Ints
    drive_s: Ints
    cells: tuple[str, ...]
    sessions: tuple[RoomSession, ...]
    rule: ReachRule = ReachRule()

    def __post_init__(self) -> None:
        n_sites, n_groups = len(self.cells), len(self.n_due)
        shapes = {"walk_s": (n_sites, n_groups), "desk_s": (n_groups,), "drive_s": (n_sites, n_sites)}
        for name, shape in shapes.items():
            array = getattr(self, name)
            array.setflags(write=False)
            if array.shape != shape or (array < -1).any():
                raise InvalidProblem("the room's {name} has shape {got}, not {shape}, or a value below -1", name=name,
                                     got=array.shape, shape=shape)
        self.n_due.setflags(write=False)
        if (self.n_due < 1).any():
            raise InvalidProblem("a group of doors of the room holds no due door")
        _check_rule(self.rule)
        for session in self.sessions:
            if not 0 <= session.start_s < session.end_s:
                raise InvalidProblem("a session of the room ends before it starts")
        for a, b in self.pairs_of_a_day():
            if self.sessions[b].start_s < self.sessions[a].end_s:
                raise InvalidProblem("two sessions of vehicle {vehicle} overlap on day {day}",
                                     vehicle=self.sessions[a].vehicle, day=self.sessions[a].day + 1)

    @property
    def n_sites(self) -> int:
        """Places where a vehicle may stand."""
        return len(self.cells)

    def pairs_of_a_day(self) -> Iterator[tuple[int, int]]:
        """Yield (earlier, later) of every two sessions of one vehicle on one day."""
        order = sorted(range(len(self.sessions)), key=lambda s: self.sessions[s].start_s)
        for a, b in combinations(order, 2):
            if self.sessions[a].vehicle == self.sessions[b].vehicle and self.sessions[a].day == self.sessions[b].day:
                yield a, b


def _check_rule(rule: ReachRule) -> None:
    if not (0 <= rule.full_s < rule.none_s and 0 <= rule.near_desk_s < rule.far_desk_s and rule.far_weight >= 100):
        raise InvalidProblem("the reach of a room must fall with the way, and the weight rise with it: {rule}",
                             rule=rule)
