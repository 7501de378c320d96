"""Weeks planted around a random walk: whatever the walk does is allowed in its week, and little else.

A brute force knows only timetables of the engine's clock; a walk waits where it likes, stops at a patrol before its
window, serves ten visits in a row.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from planner.model import CellId, Mode, Patrol, Stop, StopKind, TaskId, TravelTimes, Visit, WeekPlan, WeekProblem
from tests.builders import H, a_place, a_plan, a_problem, a_route, a_shift, windows

_OPENS_S = 8 * H
_CELLS = (None, "c1", "c1", "c1", "c2")


@dataclass(frozen=True)
class Walk:
    """Stops of one shift, the cells of its places and the seconds between these, with no minute to spare."""

    stops: tuple[Stop, ...]
    place: tuple[int, ...]
    cells: tuple[str | None, ...]
    travel_s: np.ndarray
    start: int
    return_s: int

    def run_s(self, number: int, cell: str) -> tuple[int, int, list[Stop]]:
        """Arrival and end of the run of a patrol, and the visits in it."""
        first = last = number
        while first > 0 and self._pays(first - 1, cell):
            first -= 1
        while last + 1 < len(self.stops) and self._pays(last + 1, cell):
            last += 1
        members = self.stops[first:last + 1]
        return members[0].arrive_s, members[-1].end_s, [s for s in members if s.kind is StopKind.VISIT]

    def _pays(self, number: int, cell: str) -> bool:
        return self.stops[number].kind is StopKind.VISIT and self.cells[self.place[number]] == cell


def planted_week(seed: int) -> tuple[WeekProblem, WeekPlan]:
    """A week and a plan of it that breaks no rule and serves everything."""
    chance = np.random.default_rng(seed)
    walk = _walk(chance)
    visits = tuple(_visit(chance, walk, n) for n, s in enumerate(walk.stops) if s.kind is StopKind.VISIT)
    patrols = tuple(_patrol(chance, walk, n) for n, s in enumerate(walk.stops) if s.kind is StopKind.PATROL)
    shift = a_shift(start_s=_OPENS_S, end_s=walk.return_s, start_place=f"b{walk.start}", end_place=f"b{walk.place[-1]}")
    idle = replace(shift, shift_id="idle")   # may do what it can of the same, so that patrols are at will
    problem = a_problem(
        places=tuple(a_place(f"b{k}", cell=cell) for k, cell in enumerate(walk.cells)), enter_s=0,
        travel=TravelTimes({Mode("foot"): walk.travel_s}), visits=visits, patrols=patrols,
        shifts=(shift, idle)[:int(chance.integers(1, 3))],
    )
    return problem, a_plan(a_route(*walk.stops, leave_s=_OPENS_S, return_s=walk.return_s))


def _walk(chance: np.random.Generator) -> Walk:
    n_places = int(chance.integers(1, 4))
    travel_s = chance.choice([(0, 60, 300), (0, 0, 0), (100, 200, 500)][chance.integers(3)], (n_places, n_places))
    np.fill_diagonal(travel_s, 0)
    kinds = ["h"] * int(chance.integers(0, 10)) + ["p"] * int(chance.integers(1, 4))
    waits = chance.random() < 0.5
    here = start = int(chance.integers(n_places))
    now_s, stops, place = _OPENS_S, [], []
    for number, kind in enumerate(chance.permutation(kinds).tolist()):
        at = int(chance.integers(n_places)) if chance.random() < 0.3 else here
        now_s += int(travel_s[here, at]) + (int(chance.choice([0, 0, 50, 300])) if waits else 0)
        begin_s = now_s + (int(chance.choice([0, 0, 100])) if waits and kind == "h" else 0)
        end_s = begin_s + int(chance.choice([0, 100, 300, 600, 600] if kind == "h" else [0, 1, 100, 500]))
        stops.append(Stop(task=TaskId(f"{kind}{number}"), kind=StopKind.VISIT if kind == "h" else StopKind.PATROL,
                          arrive_s=now_s, start_s=begin_s, end_s=end_s))
        place.append(at)
        here, now_s = at, end_s
    cells = tuple(_CELLS[k] for k in chance.integers(len(_CELLS), size=n_places))
    return Walk(tuple(stops), tuple(place), cells, travel_s.astype(np.int32), start, now_s)


def _visit(chance: np.random.Generator, walk: Walk, number: int) -> Visit:
    stop = walk.stops[number]
    early_s, late_s = (int(chance.choice([0, 0, 0, 100, 600])) for _ in range(2))
    times = [(stop.start_s - early_s, stop.start_s + late_s)]
    if chance.random() < 0.2:
        again_s = int(chance.integers(_OPENS_S, walk.return_s + 1))
        times.append((again_s, again_s))
    return Visit(task_id=stop.task, place=f"b{walk.place[number]}", service_s=stop.end_s - stop.start_s,
                 windows=windows(*times), prize=int(chance.choice([1, 10, 10, 100])),
                 mandatory=bool(chance.random() < 0.3), shifts=None)


def _patrol(chance: np.random.Generator, walk: Walk, number: int) -> Patrol:
    """A patrol that asks for as much presence as the walk gives it in some window between two times of its run."""
    stop, cell = walk.stops[number], [None, "c1", "c1", "c2"][chance.integers(4)]
    begin_s, end_s, visits = walk.run_s(number, cell) if cell else (stop.arrive_s, stop.end_s, [])
    marks = sorted({begin_s, end_s, *(t for s in visits for t in (s.arrive_s, s.start_s, s.end_s))})
    gaps = [*pairwise(marks), (begin_s, end_s), (begin_s - 300, end_s + 300)]
    from_s, to_s = gaps[chance.integers(len(gaps))]
    credit = float(chance.choice([0.0, 0.1, 0.5, 1.0, 1.0]))

    def held_s(first_s: int, last_s: int) -> int:
        return max(0, min(last_s, to_s) - max(first_s, from_s))

    presence_s = held_s(begin_s, end_s) - (1 - credit) * sum(held_s(s.start_s, s.end_s) for s in visits)
    return Patrol(task_id=stop.task, place=f"b{walk.place[number]}", window=windows((from_s, max(to_s, from_s + 1)))[0],
                  presence_s=max(0, int(presence_s + 1e-7)), min_dwell_s=stop.end_s - stop.start_s,
                  visit_credit=credit, cell=CellId(cell) if cell else None, shifts=None)
