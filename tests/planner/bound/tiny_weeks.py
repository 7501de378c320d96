"""Tiny weeks with odd travel for hypothesis, and the best plan of one by trying everything."""

from collections.abc import Iterator
from itertools import combinations, permutations, product

import numpy as np
from hypothesis import strategies as st

from planner.checker import check_plan
from planner.model import CellId, LeftOut, Mode, Patrol, PlaceId, Shift, TravelTimes, Visit, WeekPlan, WeekProblem
from planner.week.insertion import Orders
from planner.week.search.arrays import most_stops, pack_week
from planner.week.search.presence import time_order
from planner.week.search.timetable import routes_of
from planner.week.search.walks import open_walks
from planner.week.tables import NEVER_S, build_tables
from tests.builders import H, a_break, a_place, a_shift, windows

_OPENS_S = 8 * H


@st.composite
def odd_travel(draw: st.DrawFn, n_places: int) -> TravelTimes:
    """A matrix that breaks the triangle inequality: zeros, stepping stones, long direct ways, ways that are missing."""
    chance = np.random.default_rng(draw(st.integers(0, 2**20)))
    kinds = draw(st.sampled_from([(0, 60, 300), (0, 300, 3_000), (120, 240, 600), (-1, 0, 900), (1, 59, 601)]))
    return TravelTimes({Mode("foot"): chance.choice(kinds, (n_places, n_places)).astype(np.int32)})


@st.composite
def short_shifts(draw: st.DrawFn, number: int, places: st.SearchStrategy[PlaceId]) -> Shift:
    start_s = _OPENS_S + draw(st.integers(0, 6)) * 600
    end_s = start_s + draw(st.integers(2, 18)) * 600 + draw(st.sampled_from([0, 0, 1]))
    earliest_s = start_s + draw(st.integers(-3, 12)) * 300
    rest = a_break(earliest_s, earliest_s + draw(st.integers(0, 6)) * 300, draw(st.sampled_from([0, 7, 600, 1_200])))
    return a_shift(f"s{number}", start_s=start_s, end_s=end_s, start_place=draw(places), end_place=draw(places),
                   rest=draw(st.sampled_from([None, None, rest])))


@st.composite
def times_around(draw: st.DrawFn, *, longest: int) -> tuple[int, int]:
    start_s = _OPENS_S + draw(st.integers(-4, 24)) * 300 + draw(st.sampled_from([0, 0, 1]))
    return start_s, start_s + draw(st.integers(0, longest)) * 300


@st.composite
def tiny_weeks(draw: st.DrawFn, *, most_visits: int = 4, most_patrols: int = 3) -> WeekProblem:
    """One or two shifts of one day, most places in one cell, patrols that visits pay for in part."""
    n_places = draw(st.integers(1, 5))
    places = st.integers(0, n_places - 1).map(lambda k: PlaceId(f"b{k}"))
    shifts = tuple(draw(short_shifts(k, places)) for k in range(draw(st.sampled_from([1, 1, 2]))))
    ids = [s.shift_id for s in shifts]
    allowed = st.sampled_from([None, None, (), (ids[0],), (ids[-1],), tuple(ids)])
    visits = tuple(
        Visit(task_id=f"h{k}", place=draw(places), service_s=draw(st.sampled_from([0, 0, 1, 300, 600, 900, 1_501])),
              windows=windows(*draw(st.lists(times_around(longest=8), max_size=3))),
              prize=draw(st.sampled_from([0, 1, 10, 100])), mandatory=draw(st.sampled_from([False, False, True])),
              shifts=draw(allowed))
        for k in range(draw(st.integers(0, most_visits))))
    patrols = tuple(
        Patrol(task_id=f"p{k}", place=draw(places), window=windows(draw(times_around(longest=16)))[0],
               presence_s=draw(st.sampled_from([0, 600, 1_200, 2_400])),
               min_dwell_s=draw(st.sampled_from([0, 1, 300, 900])), shifts=draw(allowed),
               visit_credit=draw(st.sampled_from([0.0, 0.1, 0.5, 1.0])),
               cell=draw(st.sampled_from([None, CellId("c1"), CellId("c1"), CellId("c2")])))
        for k in range(draw(st.integers(0, most_patrols))))
    cells = draw(st.lists(st.sampled_from([None, "c1", "c1", "c2"]), min_size=n_places, max_size=n_places))
    return WeekProblem(
        name="odd", places=tuple(a_place(f"b{k}", cell=cell) for k, cell in enumerate(cells)),
        travel=draw(odd_travel(n_places)), shifts=shifts, visits=visits, patrols=patrols,
        enter_s=draw(st.sampled_from([0, 60])))


def best_prizes(problem: WeekProblem) -> dict[int, int]:
    """The best prize of a plan by the duties it misses, over all sets and orders; the best plans please the judge."""
    clock, best = ExactClock(problem), dict[int, tuple[int, Orders]]()
    tables = clock.tables
    for orders in product(*[list(clock.sets_of(r)) for r in range(tables.n_shifts)]):
        done = [k for order in orders for k in order]
        if len(done) == len(set(done)):
            missed = int(tables.is_must.sum()) - int(tables.is_must[done].sum())
            best[missed] = max(best.get(missed, (-1, ())), (int(tables.prize[done].sum()), orders))
    for prize, orders in best.values():
        verdict = check_plan(problem, clock.plan_of(orders), may_leave_out=True)
        assert verdict.ok and verdict.score.prize == prize
    return {missed: prize for missed, (prize, _) in best.items()}


class ExactClock:
    """The orders of a week that are in time, patrols at their shortest stays."""

    def __init__(self, problem: WeekProblem) -> None:
        self.tables = build_tables(problem)
        self.week = pack_week(self.tables)
        self.walks = open_walks(self.week, self.tables.n_tasks + most_stops(self.tables))

    def sets_of(self, shift: int) -> Iterator[tuple[int, ...]]:
        """An order that is in time for each set of tasks that has one."""
        first = self.week.first[shift]
        able = [k for k in range(self.tables.n_tasks) if first[k] < first[k + 1]]
        for size in range(len(able) + 1):
            for chosen in combinations(able, size):
                found = next((order for order in permutations(chosen) if self.is_in_time(shift, order)), None)
                if found is not None:
                    yield found

    def is_in_time(self, shift: int, order: tuple[int, ...]) -> bool:
        self.walks.trial[: len(order)] = order
        return not order or time_order(
            self.week, self.walks.trial, len(order), shift, self.walks.times)[0] < NEVER_S

    def plan_of(self, orders: Orders) -> WeekPlan:
        done = {self.tables.tasks[k].task_id for order in orders for k in order}
        return WeekPlan(
            week=self.tables.problem.name, seed=1, cpu_s=0.0,
            routes=routes_of(self.tables, self.week, self.walks, orders),
            left_out=tuple(LeftOut(task=t.task_id, reason="no_time")
                           for t in self.tables.tasks if t.task_id not in done))
