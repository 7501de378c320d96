"""The duties of one shift, tried in every order: exact for the few that a shift can have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.week.tables import FAR_S, NEVER_S, Ints, WeekTables
from planner.week.timing import first_start_s

MOST_DUTIES = 9
"""Duties tried in every order: 2^9 sets take some 0.2 s; a shift of eight hours rarely has more than five."""


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Seconds between the places of a few duties: `out_s[k]` from the start, `leg_s[i, j]`, `home_s[k]` to the end."""

    out_s: Ints
    leg_s: Ints
    home_s: Ints


def direct_ways(tables: WeekTables, shift: int, duties: Sequence[int]) -> Ways:
    """Return the legs as the matrix has them."""
    span, (home, goal) = tables.problem.shifts[shift], tables.ends[shift]
    places = tables.place[list(duties)]
    leg = tables.leg_s[span.mode].astype(np.int64)
    back = tables.back_s[span.mode].astype(np.int64)
    return Ways(leg[home, places], leg[np.ix_(places, places)], back[places, goal])


def shortest_ways(tables: WeekTables, shift: int, duties: Sequence[int]) -> Ways:
    """Return the least time between the duties over any stops in between, which themselves take no time.

    No plan can be faster, whatever else it serves on the way: what clashes by these ways clashes for good.
    """
    span, (home, goal) = tables.problem.shifts[shift], tables.ends[shift]
    places = tables.place[list(duties)].tolist()
    leg = tables.leg_s[span.mode].astype(np.int64)
    back = tables.back_s[span.mode].astype(np.int64)
    from_s = {place: _shortest_from(leg, place) for place in {home, *places}}
    return Ways(
        from_s[home][places],
        np.array([from_s[place][places] for place in places]),
        np.array([(from_s[place] + back[:, goal]).min() for place in places]),
    )


def orders_in_time(tables: WeekTables, shift: int, duties: Sequence[int], ways: Ways) -> dict[int, tuple[int, ...]]:
    """Return for each set of duties (a bit mask) an order that is back in time; sets without one are missing.

    Exact for the given ways: of all orders of a set that end at the same duty, with the break taken or not,
    only the earliest can matter.
    """
    return _Trials(tables, shift, list(duties), ways).run()


_Layer = dict[tuple[int, int, bool], tuple[int, tuple[int, ...]]]
"""Set served, last duty, break taken -> earliest end of that duty, and the order that reaches it."""


@dataclass(slots=True, eq=False)
class _Trials:
    tables: WeekTables
    shift: int
    duties: list[int]
    ways: Ways

    def run(self) -> dict[int, tuple[int, ...]]:
        """Grow sets one duty at a time; return those from which the crew is back in time."""
        layer: _Layer = {(0, -1, False): (self.tables.problem.shifts[self.shift].start_s, ())}
        found: dict[int, tuple[int, ...]] = {}
        while layer:
            following: _Layer = {}
            for (mask, last, rested), (ready_s, order) in layer.items():
                if mask and mask not in found and self._is_back_in_time(last, rested, ready_s):
                    found[mask] = tuple(self.duties[k] for k in order)
                for key, state in self._steps(mask, last, rested, ready_s, order):
                    if key not in following or state[0] < following[key][0]:
                        following[key] = state
            layer = following
        return found

    def _steps(
        self, mask: int, last: int, rested: bool, ready_s: int, order: tuple[int, ...]
    ) -> list[tuple[tuple[int, int, bool], tuple[int, tuple[int, ...]]]]:
        steps = []
        for k, duty in enumerate(self.duties):
            if mask >> k & 1:
                continue
            leg_s = int(self.ways.out_s[k] if last < 0 else self.ways.leg_s[last, k])
            for now_rested, arrive_s in self._arrivals(ready_s, leg_s, rested):
                start_s = first_start_s(self.tables.windows_s(self.shift, duty), arrive_s)
                if start_s < NEVER_S:
                    end_s = start_s + int(self.tables.stay_s[duty])
                    steps.append(((mask | 1 << k, k, now_rested), (end_s, (*order, k))))
        return steps

    def _arrivals(self, ready_s: int, leg_s: int, rested: bool) -> list[tuple[bool, int]]:
        """Return the earliest arrivals after a leg: without the break, and with it where it still may be taken."""
        rest = self.tables.problem.shifts[self.shift].rest
        arrivals = [(rested, ready_s + leg_s)]
        if rest is not None and not rested and ready_s <= rest.latest_s:
            arrivals.append((True, max(ready_s + leg_s, rest.earliest_s) + rest.length_s))
        return arrivals

    def _is_back_in_time(self, last: int, rested: bool, ready_s: int) -> bool:
        span = self.tables.problem.shifts[self.shift]
        returns = self._arrivals(ready_s, int(self.ways.home_s[last]), rested)
        return any(back_s <= span.end_s for has_rest, back_s in returns if has_rest or span.rest is None)


def _shortest_from(leg_s: Ints, place: int) -> Ints:
    """Return the least seconds from a place to every place (Bellman and Ford, all edges of a round at once)."""
    least: Ints = leg_s[place].copy()
    while True:
        reached = np.flatnonzero(least < FAR_S)
        shorter: Ints = np.minimum(least, (least[reached, None] + leg_s[reached]).min(axis=0))
        if (shorter == least).all():
            return least
        least = shorter
