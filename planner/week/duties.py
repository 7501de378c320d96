"""The duties of one shift, tried in every order: exact for the few that a shift can have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.week.presence_run import runs_from
from planner.week.tables import NEVER_S, WeekTables
from planner.week.timing import first_start_s
from planner.week.ways import Ways

MOST_DUTIES = 9
"""Duties of which all sets are tried, in every order: 2^9 take 0.1 s; a shift of eight hours rarely has more than
five."""

SMALL_SET = 3
"""Duties that are tried together where a shift has more: a clash is nearly always one of two or three."""


def orders_in_time(
    tables: WeekTables, shift: int, duties: Sequence[int], ways: Ways, *, most: int = MOST_DUTIES
) -> dict[int, tuple[int, ...]]:
    """Return for each set of duties (a bit mask) an order that is back in time; sets without one are missing.

    By `direct_ways` exact: of all orders of a set that end at the same duty, with the break taken or not, only the
    earliest can matter. By `least_ways` a set that is missing is proven: no plan serves it in this shift, whatever
    else it serves (a set that is there may still be impossible). Sets of more than `most` duties are not tried.
    """
    return _Trials(tables, shift, list(duties), ways, most).run()


@dataclass(frozen=True, slots=True)
class _State:
    """The earliest end of the last duty's stop and of its run (they differ for a patrol with visits beside it)."""

    stop_s: int
    run_s: int
    order: tuple[int, ...]

    def earliest(self, other: _State) -> _State:
        """Return the earlier of two ends, each by itself: no plan that reaches either is earlier than that."""
        order = self.order if self.run_s <= other.run_s else other.order
        return _State(min(self.stop_s, other.stop_s), min(self.run_s, other.run_s), order)


_Key = tuple[int, int, bool]
"""Set served, last duty (-1: none), break taken."""


@dataclass(slots=True, eq=False)
class _Trials:
    tables: WeekTables
    shift: int
    duties: list[int]
    ways: Ways
    most: int

    def run(self) -> dict[int, tuple[int, ...]]:
        """Grow sets one duty at a time; return those from which the crew is back in time."""
        start_s = self.tables.problem.shifts[self.shift].start_s
        layer: dict[_Key, _State] = {(0, -1, False): _State(start_s, start_s, ())}
        found: dict[int, tuple[int, ...]] = {}
        while layer:
            following: dict[_Key, _State] = {}
            for key, state in layer.items():
                if key[0] and key[0] not in found and self._is_back_in_time(key, state):
                    found[key[0]] = tuple(self.duties[k] for k in state.order)
                for longer, then in self._steps(key, state):
                    known = following.get(longer)
                    following[longer] = then if known is None else then.earliest(known)
            layer = following
        return found

    def _steps(self, key: _Key, state: _State) -> Iterator[tuple[_Key, _State]]:
        mask, last, rested = key
        if mask.bit_count() == self.most:
            return
        for k in range(len(self.duties)):
            if mask >> k & 1:
                continue
            for now_rested, begin_s, arrive_s in self._arrivals(last, rested, state, k):
                for served, stop_s, run_s in self._served(mask, k, begin_s, arrive_s):
                    yield (mask | served, k, now_rested), _State(stop_s, run_s, (*state.order, k))

    def _arrivals(self, last: int, rested: bool, state: _State, k: int) -> list[tuple[bool, int, int]]:
        """Return break taken, the earliest begin of a duty's run and arrival at its stop: without the break, with it.

        Runs lie one after the other, but a visit between two patrols of one cell is in both: then the second
        run may begin as soon as the first stop has ended. A break ends a run, so it parts them.
        """
        rest = self.tables.problem.shifts[self.shift].rest
        begin_s, arrive_s = self._reach_s(last, state, len(self.duties) + k), self._reach_s(last, state, k)
        shared_s = begin_s
        if last >= 0 and self._share_visits(last, k):
            shared_s = state.stop_s + self.ways.way_s[last][len(self.duties) + k]
        arrivals = [(rested, shared_s, max(shared_s, arrive_s))]
        if rest is not None and not rested and state.run_s <= rest.latest_s:
            begin_s, arrive_s = (max(s, rest.earliest_s) + rest.length_s for s in (begin_s, arrive_s))
            arrivals.append((True, begin_s, max(begin_s, arrive_s)))
        return arrivals

    def _reach_s(self, last: int, state: _State, target: int) -> int:
        """Return when a stop or run can be reached: from the end of the last stop, and from that of its run."""
        way_s = self.ways.way_s
        if last < 0:
            return state.run_s + way_s[-1][target]
        return max(state.stop_s + way_s[last][target], state.run_s + way_s[len(self.duties) + last][target])

    def _share_visits(self, one: int, other: int) -> bool:
        credit, tables = self.ways.credit, self.tables
        return (credit[one] is not None and credit[other] is not None
                and tables.cells[self.duties[one]] == tables.cells[self.duties[other]])

    def _served(self, mask: int, k: int, begin_s: int, arrive_s: int) -> Iterator[tuple[int, int, int]]:
        """Yield the duties served by a stop and its run (a bit mask) and the earliest ends of both."""
        inside, duty = self.ways.credit[k], self.duties[k]
        if inside is None:
            start_s = first_start_s(self.tables.windows_s(self.shift, duty), arrive_s)
            if start_s < NEVER_S:
                end_s = start_s + int(self.tables.stay_s[duty])
                yield 1 << k, end_s, end_s
            return
        others = [j for j in inside if not mask >> j & 1]
        visits = [(1 << j, self.duties[j]) for j in others]
        room = self.most - mask.bit_count() - 1
        yield from ((1 << k | served, stop_s, run_s) for served, stop_s, run_s in runs_from(
            self.tables, self.shift, duty, visits, most=room, begin_s=begin_s, arrive_s=arrive_s))

    def _is_back_in_time(self, key: _Key, state: _State) -> bool:
        _, last, rested = key
        span, home_s = self.tables.problem.shifts[self.shift], self.ways.home_s
        back_s = max(state.stop_s + home_s[last], state.run_s + home_s[len(self.duties) + last])
        rest = span.rest
        if rest is None or rested:
            return back_s <= span.end_s
        return state.run_s <= rest.latest_s and max(back_s, rest.earliest_s) + rest.length_s <= span.end_s
