"""The engine's clock: the earliest timetable of a task order in a shift, with the break in the best gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.model import BREAK, Patrol, Route, Stop, StopKind
from planner.week.tables import NEVER_S, WeekTables, rest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """Earliest times of a route: `arrive_s[k]`, `start_s[k]` of stop k, `return_s`; the break lies in `rest_gap`.

    Gap k is the way to stop k, gap len(order) the way back; None: no break. `rest_start_s` is 0 without one.
    """

    order: tuple[int, ...]
    arrive_s: tuple[int, ...]
    start_s: tuple[int, ...]
    return_s: int
    rest_gap: int | None
    rest_start_s: int = 0


def time_route(tables: WeekTables, shift: int, order: Sequence[int]) -> Timetable | None:
    """Return the timetable of an order that is back first, trying the break in each gap; None: none is in time.

    Exact: in a given gap, being earlier never hurts, so the earliest times fit if any do.
    """
    gaps: Sequence[int | None] = range(len(order) + 1) if rest_of(tables, shift) else (None,)
    best: Timetable | None = None
    for gap in gaps:
        found = time_with_break_at(tables, shift, order, gap)
        if found and (best is None or found.return_s < best.return_s):
            best = found
    return best


def time_with_break_at(
    tables: WeekTables, shift: int, order: Sequence[int], rest_gap: int | None
) -> Timetable | None:
    """Return the earliest timetable with the break in one gap (None: no break), or None when it is not in time."""
    span, ends = tables.problem.shifts[shift], tables.ends[shift]
    ready_s, place, rest_start_s = span.start_s, ends[0], 0
    arrive, start = [], []
    for k in range(len(order) + 1):
        target = int(tables.place[order[k]]) if k < len(order) else ends[1]
        table = tables.leg_s if k < len(order) else tables.back_s
        leg_s = int(table[span.mode][place, target]) if order else 0
        arrive_s = ready_s + leg_s
        if k == rest_gap and span.rest is not None:
            if ready_s > span.rest.latest_s:
                return None
            rest_start_s = max(ready_s, span.rest.earliest_s)
            arrive_s = max(arrive_s, span.rest.earliest_s) + span.rest.length_s
        if k == len(order):
            break
        start_s = first_start_s(tables.windows_s(shift, order[k]), arrive_s)
        if start_s == NEVER_S:
            return None
        arrive.append(arrive_s)
        start.append(start_s)
        ready_s, place = start_s + int(tables.stay_s[order[k]]), target
    if arrive_s > span.end_s:
        return None
    return Timetable(
        order=tuple(order), arrive_s=tuple(arrive), start_s=tuple(start), return_s=arrive_s,
        rest_gap=rest_gap, rest_start_s=rest_start_s,
    )


def first_start_s(windows: Sequence[tuple[int, int]], arrive_s: int) -> int:
    """Return the first second at or after `arrive_s` inside a window; NEVER_S when there is none."""
    return min((max(a, arrive_s) for a, b in windows if arrive_s <= b), default=NEVER_S)


def last_start_s(windows: Sequence[tuple[int, int]], latest_s: int) -> int:
    """Return the last second at or before `latest_s` inside a window; -NEVER_S when there is none."""
    return max((min(b, latest_s) for a, b in windows if a <= latest_s), default=-NEVER_S)


def route_of(tables: WeekTables, shift: int, timetable: Timetable) -> Route:
    """Return the route of a timetable, with the break as a stop of its own."""
    span = tables.problem.shifts[shift]
    stops: list[Stop] = []
    for k in range(len(timetable.order) + 1):
        if k == timetable.rest_gap and span.rest is not None:
            stops.append(Stop(
                task=BREAK, kind=StopKind.BREAK, arrive_s=timetable.rest_start_s, start_s=timetable.rest_start_s,
                end_s=timetable.rest_start_s + span.rest.length_s,
            ))
        if k < len(timetable.order):
            number = timetable.order[k]
            task = tables.tasks[number]
            stops.append(Stop(
                task=task.task_id, kind=StopKind.PATROL if isinstance(task, Patrol) else StopKind.VISIT,
                arrive_s=timetable.arrive_s[k], start_s=timetable.start_s[k],
                end_s=timetable.start_s[k] + int(tables.stay_s[number]),
            ))
    return Route(shift=span.shift_id, leave_s=span.start_s, return_s=timetable.return_s, stops=tuple(stops))
