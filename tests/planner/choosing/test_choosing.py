"""The choice among all routes met: the best of all combinations, never worse, the same again, nothing twice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.checker import check_plan
from planner.exchange import plan_to_dict, problem_from_dict, problem_to_dict
from planner.model import TravelTimes, WeekProblem
from planner.week import Budget, choosing, solve_week
from planner.week.choosing import choose_routes
from planner.week.choosing.columns import Columns, read_pool
from planner.week.choosing.packing import pack
from planner.week.choosing.relaxed import bound_columns
from planner.week.insertion import Orders
from planner.week.search import phases
from planner.week.search.annealing import Plan, anneal, open_best, worth_of
from planner.week.search.arrays import UNLIMITED, Week, most_stops, pack_week
from planner.week.search.chance import open_stream
from planner.week.search.insertion import fill, time_all
from planner.week.search.phases import lay_out, steps_within
from planner.week.search.pool import Pool, keep_route, open_pool
from planner.week.search.ruin import open_ruin
from planner.week.search.scale import scale_of
from planner.week.search.walks import TRAVEL, Walks, open_walks, orders_of, set_orders
from planner.week.tables import build_tables
from tests.builders import B1, B2, B3, H, a_problem, a_shift, a_visit
from tests.planner.referee import judge, make_week
from tests.strategies import weeks

FEW_SLOTS = 64
MOST_COMBINATIONS = 3_000

prizes_that_are_enough = st.one_of(st.just(UNLIMITED), st.integers(0, 200))


@dataclass
class Met:
    """A short search with its pool; a poor plan on the walks, so that there is something to gain."""

    week: Week
    walks: Walks
    pool: Pool


def met_by_a_search(
    problem: WeekProblem, *, steps: int = 60, seed: int = 1, slots: int | None = None, enough: int = UNLIMITED
) -> Met:
    tables = build_tables(problem)
    week, longest = pack_week(tables), most_stops(tables)
    walks, stream = open_walks(week, longest), open_stream(seed)
    pool = open_pool(week, longest, is_used=True)
    if slots is not None:
        pool = Pool(*(table if name == "code" else table[:slots].copy() for name, table in pool._asdict().items()))
    time_all(week, walks)
    if tables.n_shifts and len(week.offered):
        fill(week, walks, stream)
        first = orders_of(walks.order, walks.size)
        hot = Plan(steps, steps, prize_s=30.0, hot_s=1_500.0, cold_s=1_500.0)
        anneal(week, walks, open_ruin(week, longest), open_best(walks), pool, hot, 0, steps, stream)
        set_orders(walks, first)
        time_all(week, walks)
    return Met(week._replace(enough=enough), walks, pool)


def worth(met: Met, orders: Orders) -> tuple[int, int, int]:
    set_orders(met.walks, orders)
    assert time_all(met.week, met.walks)
    return worth_of(met.week, met.walks)


def aim(met: Met, worths: Iterable[int]) -> tuple[int, int, int]:
    """What a plan is worth where prize beyond enough is worth nothing."""
    duties, prize, travel = worths
    return duties, min(prize, met.week.enough), travel


def combinations(columns: Columns, n_shifts: int) -> Iterator[list[int]]:
    """All choices of at most one route for each shift with no task twice and all duties of the plan served."""
    by_shift = [[None, *np.flatnonzero(columns.shift == shift).tolist()] for shift in range(n_shifts)]
    for choice in product(*by_shift):
        chosen = [j for j in choice if j is not None]
        tasks = [task for j in chosen for task in columns.order(j)]
        if len(tasks) == len(set(tasks)) and set(np.flatnonzero(columns.served).tolist()) <= set(tasks):
            yield chosen


def worths_of_routes(met: Met, columns: Columns) -> list[tuple[int, int, int]]:
    """Duties, prize and minus travel of each route, from its tasks and a timing of its own."""
    worths = []
    for j, shift in enumerate(columns.shift.tolist()):
        worths.append(worth(met, tuple(columns.order(j) if r == shift else () for r in range(len(met.walks.size)))))
    return worths


@settings(max_examples=60, deadline=None)
@given(weeks(most_visits=5), st.integers(0, 9), prizes_that_are_enough)
def test_the_chosen_combination_is_the_best_of_all_of_the_pool(problem: WeekProblem, seed: int, enough: int) -> None:
    met = met_by_a_search(problem, seed=seed, steps=12, enough=enough)
    columns, n_shifts = read_pool(met.week, met.walks, met.pool), len(met.walks.size)
    assume(columns.n_own and np.prod(1 + np.bincount(columns.shift, minlength=n_shifts)) <= MOST_COMBINATIONS)
    own = orders_of(met.walks.order, met.walks.size)
    chosen = choose_routes(met.week, met.walks, met.pool)
    routes = worths_of_routes(met, columns)
    best = max(aim(met, map(sum, zip((0, 0, 0), *(routes[j] for j in one), strict=True)))
               for one in combinations(columns, n_shifts))
    assert aim(met, worth(met, own if chosen is None else chosen)) == best
    assert chosen is None or aim(met, worth(met, chosen)) > aim(met, worth(met, own))


@settings(max_examples=40, deadline=None)
@given(weeks(most_visits=6), st.integers(0, 9), prizes_that_are_enough)
def test_no_combination_exceeds_the_bound_of_any_of_its_routes(problem: WeekProblem, seed: int, enough: int) -> None:
    met = met_by_a_search(problem, seed=seed, steps=12, enough=enough)
    columns, n_shifts = read_pool(met.week, met.walks, met.pool), len(met.walks.size)
    assume(columns.n_own and np.prod(1 + np.bincount(columns.shift, minlength=n_shifts)) <= MOST_COMBINATIONS)
    at_most = bound_columns(columns, n_shifts)
    for chosen in combinations(columns, n_shifts):
        gain = columns.gain_of(chosen)
        assert all(gain <= at_most[j] + 1e-6 * columns.point_s for j in chosen)


@settings(max_examples=40, deadline=None)
@given(weeks(), st.integers(0, 9), st.sampled_from([None, FEW_SLOTS]))
def test_the_pool_holds_no_set_of_tasks_of_a_shift_twice_and_only_routes_in_time(
    problem: WeekProblem, seed: int, slots: int | None
) -> None:
    met = met_by_a_search(problem, seed=seed, steps=300, slots=slots)
    held = np.flatnonzero(met.pool.size)
    sets = [(int(met.pool.shift[s]), frozenset(met.pool.order[s, : met.pool.size[s]].tolist())) for s in held.tolist()]
    assert len(sets) == len(set(sets))
    for s in held.tolist():
        order = tuple(met.pool.order[s, : met.pool.size[s]].tolist())
        set_orders(met.walks, tuple(order if r == met.pool.shift[s] else () for r in range(len(met.walks.size))))
        assert time_all(met.week, met.walks)
        assert met.walks.total[met.pool.shift[s], TRAVEL] == met.pool.travel[s]


def two_homes() -> Met:
    return met_by_a_search(a_problem(visits=(a_visit("h1", place=B1), a_visit("h2", place=B3))), steps=0)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_set_of_tasks_is_kept_in_its_order_of_least_travel(order: tuple[int, int]) -> None:
    met = two_homes()
    for one in (order, order[::-1], order):
        set_orders(met.walks, (one,))
        time_all(met.week, met.walks)
        met.walks.total[0, TRAVEL] = 700 if one == (1, 0) else 900
        keep_route(met.walks, 0, met.pool, 10.0)
    held = np.flatnonzero(met.pool.size).tolist()
    assert len(held) == 1
    assert met.pool.order[held[0], :2].tolist() == [1, 0] and met.pool.travel[held[0]] == 700


def test_a_full_pool_lets_routes_of_poor_plans_go_and_takes_none_of_poorer_ones() -> None:
    visits = tuple(a_visit(f"h{k}", place=(B1, B2, B3)[k % 3]) for k in range(20))
    met = met_by_a_search(a_problem(visits=visits), steps=0, slots=8)
    for k in range(20):   # all eight slots may hold any route: each is worth more than the last
        set_orders(met.walks, ((k,),))
        time_all(met.week, met.walks)
        keep_route(met.walks, 0, met.pool, float(k + 1))
    assert sorted(met.pool.worth.tolist()) == [float(k) for k in range(13, 21)]
    set_orders(met.walks, ((0,),))
    keep_route(met.walks, 0, met.pool, 2.0)
    assert 0 not in met.pool.order[:, 0].tolist()


def test_a_pool_that_is_not_used_takes_nothing_in() -> None:
    met = met_by_a_search(a_problem(visits=(a_visit(),)), steps=0)
    unused = open_pool(met.week, 4, is_used=False)
    keep_route(met.walks, 0, unused, 1.0)
    assert len(unused.key) == 0


def test_duties_served_stay_served_and_a_duty_outweighs_all_prizes() -> None:
    """One shift of 5000 s, a mandatory visit and three of more prize: a route with the duty wins over any without."""
    visits = (a_visit("duty", place=B1, mandatory=True, prize=0, service_s=3_000),
              *(a_visit(f"h{k}", place=B1, prize=90, service_s=1_200) for k in range(3)))
    met = met_by_a_search(a_problem(visits=visits, shifts=(a_shift(start_s=9 * H, end_s=9 * H + 5_000),)), steps=0)
    for order in ((1, 2, 3), (0,), (0, 1)):
        set_orders(met.walks, (order,))
        assert time_all(met.week, met.walks)
        keep_route(met.walks, 0, met.pool, 1.0)
    set_orders(met.walks, ((1, 2),))   # the plan leaves the duty out
    time_all(met.week, met.walks)
    assert choose_routes(met.week, met.walks, met.pool) == ((0, 1),)
    set_orders(met.walks, ((0,),))     # the plan serves it
    time_all(met.week, met.walks)
    assert choose_routes(met.week, met.walks, met.pool) == ((0, 1),)


def test_no_offered_route_is_needed_for_the_plan_to_stand() -> None:
    met = two_homes()
    columns = read_pool(met.week, met.walks, met.pool)
    assert pack(columns, np.arange(len(columns)), 1) == [0]


@pytest.fixture
def choice_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Choose after a few iterations already."""
    monkeypatch.setattr(phases, "_CHOICE_FROM", 1_200)


@pytest.mark.usefixtures("choice_at_once")
@pytest.mark.parametrize("presence", [False, True])
def test_a_week_with_a_choice_is_in_order_and_can_be_made_again(presence: bool) -> None:
    week, _ = make_week("S", 21, presence=presence, breaks=presence)
    problem = problem_from_dict(week)
    plan, again = (solve_week(problem, Budget(work=1_500), seed=2) for _ in range(2))
    assert ", then set packing (ortools " in plan.method
    assert replace(plan, cpu_s=0.0) == replace(again, cpu_s=0.0)
    assert judge(week, plan_to_dict(plan))["ok"]


@pytest.mark.usefixtures("choice_at_once")
@settings(max_examples=25, deadline=None)
@given(weeks(), st.integers(0, 5))
def test_a_week_with_a_choice_breaks_no_rule(problem: WeekProblem, seed: int) -> None:
    plan = solve_week(problem, Budget(work=1_500), seed=seed)
    assert check_plan(problem, plan, may_leave_out=True).ok
    assert judge(problem_to_dict(problem), plan_to_dict(plan), may_leave_out=True)["ok"]


SIXTY = a_problem(visits=tuple(a_visit(f"h{k}", place=(B1, B2)[k % 2], prize=k) for k in range(60)))


@pytest.mark.usefixtures("choice_at_once")
def test_a_plan_with_a_choice_made_in_seconds_can_be_made_again_from_its_work() -> None:
    plan = solve_week(SIXTY, Budget(seconds=0.9), seed=3)
    again = solve_week(SIXTY, Budget(work=plan.work), seed=3)
    assert replace(plan, cpu_s=0.0) == replace(again, cpu_s=0.0) and "set packing" in plan.method


@pytest.mark.usefixtures("choice_at_once")
@pytest.mark.parametrize("worse", [((),), ((0, 1),)])
def test_a_choice_that_is_worse_is_not_taken(worse: Orders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "choose_routes", lambda *_: None)
    stands = solve_week(SIXTY, Budget(work=1_500))
    monkeypatch.setattr(choosing, "choose_routes", lambda *_: worse)
    assert solve_week(SIXTY, Budget(work=1_500)).routes == stands.routes


@pytest.mark.usefixtures("choice_at_once")
def test_a_week_ended_before_the_choice_has_none() -> None:
    asked: list[int] = []

    def stop_once() -> bool:
        asked.append(1)
        return len(asked) == 2

    plan = solve_week(SIXTY, Budget(work=9_000), should_stop=stop_once)
    assert "set packing" not in plan.method and "ended at 1000 of 9000" in plan.method
    assert check_plan(SIXTY, plan).ok


@settings(max_examples=30, deadline=None)
@given(weeks(), st.integers(0, 9))
def test_the_polish_never_loses_prize(problem: WeekProblem, seed: int) -> None:
    met = met_by_a_search(problem, seed=seed, steps=40)
    if not len(met.week.offered) or not len(met.walks.size):
        return
    before, best, stream = worth_of(met.week, met.walks), open_best(met.walks), open_stream(seed)
    ruin = open_ruin(met.week, met.walks.order.shape[1])
    plan = phases.polish_of(phases.Phases((0,), 200, chooses=False), scale_of(met.week, met.walks))
    last = before
    for step in range(200):
        anneal(met.week, met.walks, ruin, best, met.pool, plan, step, step + 1, stream)
        now = worth_of(met.week, met.walks)
        assert now[:2] >= last[:2]   # the plan on the walks, not only the best
        last = now


@given(st.integers(0, 3_000_000), st.integers(1, 60), st.integers(1, 3_000))
def test_the_phases_follow_from_the_number_of_iterations(total: int, n_shifts: int, n_tasks: int) -> None:
    laid = lay_out(total, n_shifts, n_tasks)
    assert list(laid.lap_ends) == sorted(laid.lap_ends) and min(total, phases.PROBE) <= laid.lap_ends[-1] <= total
    assert laid.total == total and (n_shifts <= phases.MOST_SHIFTS or not laid.chooses)


@given(st.floats(0, 100), st.floats(100, 50_000), st.integers(1, 30))
def test_what_comes_after_the_iterations_has_its_time_too(left_s: float, steps_per_s: float, n_shifts: int) -> None:
    steps = steps_within(left_s, steps_per_s, n_shifts)
    chooses = lay_out(phases.PROBE + steps, n_shifts, 200).chooses
    kept_s = phases._CHOICE_S if chooses else 0.0
    assert steps / steps_per_s + kept_s <= left_s + 1e-6


def test_dear_prizes_beyond_exact_doubles_are_left_to_the_search() -> None:
    met = met_by_a_search(a_problem(visits=(a_visit(prize=10**14), a_visit("h2", prize=1)),
                                    travel=TravelTimes({"foot": np.full((4, 4), 600, dtype=np.int32)})), steps=3)
    assert choose_routes(met.week, met.walks, met.pool) is None
