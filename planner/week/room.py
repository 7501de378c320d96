"""Where a task still fits into a route: one test for each gap, by earliest and latest times, for all tasks at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planner.model import Break
from planner.week.tables import NEVER_S, Ints, WeekTables, rest_of
from planner.week.timing import Timetable, last_start_s, time_route, time_with_break_at

TOO_DEAR_S = 2**50
"""Added seconds from which on an insertion counts as impossible; far above any shift, far below NEVER_S."""


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """A timed order and the slack in it, for one position of the break.

    `ready_s[k]`: from when the crew may set out on gap k; `late_s[k]`: by when it must have arrived at the far
    side of it (stop k, or the end place), so that all the rest stays in time.
    """

    order: tuple[int, ...]
    rest_gap: int | None
    ready_s: Ints
    late_s: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Offers:
    """The best gap of each task in a route, what it adds (TOO_DEAR_S: none), and the gap of the break (-1: none)."""

    added_s: Ints
    gap: Ints
    rest_gap: Ints

    @classmethod
    def none(cls, n_tasks: int) -> Offers:
        """Return offers that offer nothing."""
        return cls(np.full(n_tasks, TOO_DEAR_S), np.zeros(n_tasks, np.int64), np.zeros(n_tasks, np.int64))

    def better_of(self, other: Offers) -> Offers:
        """Return for each task the offer that adds less; on a tie, the first."""
        take = other.added_s < self.added_s
        return Offers(
            np.where(take, other.added_s, self.added_s), np.where(take, other.gap, self.gap),
            np.where(take, other.rest_gap, self.rest_gap),
        )


def rooms_of(tables: WeekTables, shift: int, order: Sequence[int], *, every_break: bool) -> Iterator[Room]:
    """Yield the room in a route: with the break in its best gap only, or (`every_break`) in each gap that holds it.

    With `every_break` the test of the gaps is exact: a task without an offer fits nowhere beside this order.
    """
    if not every_break or rest_of(tables, shift) is None:
        timed = time_route(tables, shift, order)
        if timed:
            yield _room(tables, shift, timed)
        return
    for gap in range(len(order) + 1):
        timed = time_with_break_at(tables, shift, order, gap)
        if timed:
            yield _room(tables, shift, timed)


def offers_in(tables: WeekTables, shift: int, order: Sequence[int], tasks: Ints, *, every_break: bool) -> Offers:
    """Return the best offers of a route for `tasks`; an order that is not in time itself has none."""
    best = Offers.none(len(tasks))
    if len(tasks):
        for room in rooms_of(tables, shift, order, every_break=every_break):
            best = best.better_of(_offers(tables, shift, room, tasks))
    return best


def _room(tables: WeekTables, shift: int, timed: Timetable) -> Room:
    span = tables.problem.shifts[shift]
    stay_s = [int(tables.stay_s[t]) for t in timed.order]
    ready = [span.start_s, *(s + d for s, d in zip(timed.start_s, stay_s, strict=True))]
    places = [tables.ends[shift][0], *tables.place[list(timed.order)].tolist(), tables.ends[shift][1]]
    late = [span.end_s]
    for k in range(len(timed.order) - 1, -1, -1):
        last = k + 1 == len(timed.order)
        leg_s = int((tables.back_s if last else tables.leg_s)[span.mode][places[k + 1], places[k + 2]])
        leave_s = late[-1] - leg_s
        if k + 1 == timed.rest_gap and span.rest is not None:
            leave_s = min(leave_s - span.rest.length_s, span.rest.latest_s)
        late.append(last_start_s(tables.windows_s(shift, timed.order[k]), leave_s - stay_s[k]))
    return Room(timed.order, timed.rest_gap, np.array(ready), np.array(late[::-1]))


def _offers(tables: WeekTables, shift: int, room: Room, tasks: Ints) -> Offers:
    """Return the best offers of one room; arrays have one row for each gap, one column for each task."""
    rest = rest_of(tables, shift)
    trial = _trial(tables, shift, room, tasks)
    cost = trial.cost_s(slice(None), trial.arrive_s)
    rest_gap = np.full(cost.shape, -1 if room.rest_gap is None else room.rest_gap)
    if room.rest_gap is not None and rest is not None:
        g = room.rest_gap
        rest_gap[:g] += 1  # a stop put in ahead of the break moves its gap along
        ahead, behind = trial.cost_before_break_s(g, rest), trial.cost_after_break_s(g, rest)
        rest_gap[g] = np.where(ahead < behind, g + 1, g)
        cost[g] = np.minimum(ahead, behind)
    gap = cost.argmin(axis=0)
    column = np.arange(len(tasks))
    return Offers(cost[gap, column], gap, rest_gap[gap, column])


@dataclass(frozen=True, slots=True, eq=False)
class _Trial:
    """Each task of a list put into each gap of a room: shape (n_gaps, n_tasks) or (n_windows, n_tasks)."""

    starts_from_s: Ints
    starts_to_s: Ints
    stay_s: Ints
    arrive_s: Ints
    go_s: Ints
    detour_s: Ints
    late_s: Ints

    def start_s(self, arrive_s: Ints) -> Ints:
        """Return the first start at or after an arrival; NEVER_S when no window is left."""
        start = np.full(arrive_s.shape, NEVER_S)
        for lo, hi in zip(self.starts_from_s, self.starts_to_s, strict=True):
            start = np.minimum(start, np.where(arrive_s <= hi, np.maximum(arrive_s, lo), NEVER_S))
        return start

    def cost_s(self, gap: slice | int, arrive_s: Ints) -> Ints:
        """Return the added way, wait and stay; TOO_DEAR_S where the rest of the route would be late."""
        start = self.start_s(arrive_s)
        next_s = start + self.stay_s + self.go_s[gap]
        added = self.detour_s[gap] + (start - arrive_s) + self.stay_s
        return np.where(next_s <= self.late_s[gap], added, TOO_DEAR_S)

    def cost_after_break_s(self, gap: int, rest: Break) -> Ints:
        """Return the cost of a stop that comes after the break of its gap."""
        arrive_s = np.maximum(self.arrive_s[gap], rest.earliest_s) + rest.length_s
        return self.cost_s(gap, arrive_s)

    def cost_before_break_s(self, gap: int, rest: Break) -> Ints:
        """Return the cost of a stop that comes before the break of its gap."""
        arrive_s = self.arrive_s[gap]
        end_s = self.start_s(arrive_s) + self.stay_s
        pause_s = np.maximum(rest.earliest_s - end_s - self.go_s[gap], 0) + rest.length_s
        cost = self.cost_s(gap, arrive_s)
        in_time = (end_s <= rest.latest_s) & (end_s + self.go_s[gap] + pause_s <= self.late_s[gap])
        return np.where(in_time, cost, TOO_DEAR_S)


def _trial(tables: WeekTables, shift: int, room: Room, tasks: Ints) -> _Trial:
    span, (home, goal) = tables.problem.shifts[shift], tables.ends[shift]
    stops = tables.place[list(room.order)]
    before, after = np.append(home, stops), np.append(stops, goal)
    here = tables.place[tasks]
    leg, back = tables.leg_s[span.mode], tables.back_s[span.mode]
    come = leg[before[:, None], here].astype(np.int64)
    go = leg[here, after[:, None]].astype(np.int64)
    go[-1] = back[here, goal]
    direct = leg[before, after].astype(np.int64)
    direct[-1] = back[before[-1], goal] if room.order else 0  # an empty route has no travel
    return _Trial(
        starts_from_s=tables.starts_from_s[shift][:, tasks], starts_to_s=tables.starts_to_s[shift][:, tasks],
        stay_s=tables.stay_s[tasks], arrive_s=room.ready_s[:, None] + come, go_s=go,
        detour_s=come + go - direct[:, None], late_s=room.late_s[:, None],
    )
