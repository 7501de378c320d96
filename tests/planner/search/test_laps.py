"""The laps of a small team: by turns from the first plan and from the best, as many as the seconds turn out to buy."""

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model import WeekProblem
from planner.week import Budget, solve_week
from planner.week.search import course, phases
from planner.week.search.annealing import Plan
from planner.week.search.course import Pace, follow, restore
from planner.week.search.phases import PROBE, lap_after, lap_of, lay_out, least_total, polish_of
from planner.week.search.run import _open
from planner.week.search.scale import Scale
from planner.week.search.starts import best_start, try_orders
from planner.week.tables import build_tables
from tests.builders import B1, B2, a_patrol, a_problem, a_visit, windows

SIXTY = a_problem(visits=tuple(
    a_visit(f"h{k}", place=(B1, B2)[k % 2], prize=1 + k * 37 % 61, service_s=600 + 130 * (k % 7)) for k in range(60)
))
Searched = tuple[WeekProblem, int]
"""A week, and how many of its duties no plan can serve."""

AT_ONCE = a_problem(visits=SIXTY.visits, patrols=tuple(
    a_patrol(k, window=windows((32_400, 34_200))[0]) for k in ("p1", "p2")
))
ONE_DUTY_TOO_MANY, PROVEN_TOO_MANY = (AT_ONCE, 0), (AT_ONCE, 1)


@given(st.integers(1, 40), st.integers(1, 400))
def test_the_least_iterations_of_so_many_laps_are_laid_out_as_so_many(n_laps: int, n_tasks: int) -> None:
    laid = lay_out(least_total(n_laps, n_tasks), 5, n_tasks)
    assert len(laid.lap_ends) == n_laps
    assert len(lay_out(laid.total - 3, 5, n_tasks).lap_ends) == max(1, n_laps - 1)


@given(st.integers(PROBE, 3_000_000), st.integers(1, 400))
def test_all_laps_are_as_long_but_the_last_which_takes_what_is_over(total: int, n_tasks: int) -> None:
    ends = lay_out(total, 5, n_tasks).lap_ends
    begins = (PROBE, *ends[:-1])
    lengths = [end - begin for begin, end in zip(begins, ends, strict=True)]
    assert set(lengths[:-1]) <= {lap_of(n_tasks)}
    assert len(lengths) == 1 or lap_of(n_tasks) <= lengths[-1] < 2 * lap_of(n_tasks)


@dataclass
class Watched:
    """Stands for the annealing: notes each plan of iterations, and lets the clock of the run go on."""

    steps_per_s: dict[int, float]
    used_s: float = 0.0
    plans: list[Plan] = field(default_factory=list)
    made: int = 0

    def anneal(self, *given: object) -> int:
        plan, first, end = given[5:8]
        assert isinstance(plan, Plan) and isinstance(first, int) and isinstance(end, int)
        if not self.plans or self.plans[-1] != plan:
            self.plans.append(plan)
        speed = next(self.steps_per_s[begin] for begin in sorted(self.steps_per_s, reverse=True) if begin <= first)
        self.used_s += (end - first) / speed
        self.made = end
        return 0


def watched(monkeypatch: pytest.MonkeyPatch, steps_per_s: dict[int, float], enough: int | None = None) -> Watched:
    """A run of 40 s on a clock of its own: laps of 6,000 iterations."""
    monkeypatch.setattr(phases, "_LAP_PER_TASK", 100)
    watch = Watched(steps_per_s)
    monkeypatch.setattr(course, "anneal", watch.anneal)
    tables = build_tables(SIXTY)
    run, _ = _open(tables, 1, enough)
    best_start(run.week, run.walks, run.best, seeds=tuple(() for _ in SIXTY.shifts), stream=run.stream)
    restore(run)
    pace = Pace(Budget(seconds=40), lambda: watch.used_s, lambda: False, lambda *_: None)
    done, laid_out, _ = follow(run, pace, lambda *_: None)
    assert done == laid_out == watch.made
    return watch


def laps(watch: Watched) -> list[Plan]:
    """The laps: behind the first iterations, before the polish."""
    return watch.plans[1:-1]


def test_laps_begin_hot_and_less_hot_by_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    watch = watched(monkeypatch, {0: 1_500.0})   # 60,000 iterations
    hot = [plan.hot_s for plan in laps(watch)]
    assert len(hot) >= 6
    assert [one < hot[0] for one in hot] == [n_done % 2 == 1 for n_done in range(len(hot))]


def test_laps_after_a_prize_that_is_enough_all_begin_calm(monkeypatch: pytest.MonkeyPatch) -> None:
    hot = [plan.hot_s for plan in laps(watched(monkeypatch, {0: 1_500.0}, enough=1))]
    assert len(hot) >= 6
    assert set(hot[1:]) == {phases._CALMEST * hot[0]}
    assert phases._CALMEST < phases._CALMER


@pytest.mark.parametrize("later", [750.0, 1_500.0, 3_000.0])
def test_a_run_that_turns_out_slower_or_faster_takes_its_seconds_all_the_same(
    later: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = watched(monkeypatch, {0: 1_500.0, PROBE: later})
    assert 0.85 * 40 <= watch.used_s <= 40
    most = 40 * later / 6_000
    assert 0.75 * most <= len(laps(watch)) <= most


@pytest.mark.parametrize(("week", "enough", "anew"), [
    ((SIXTY, 0), None, [False, True, False]), ((SIXTY, 0), 1, [False, False, False]),
    (ONE_DUTY_TOO_MANY, 1, [False, True, False]),   # duties before prize: while one is missing, nothing is enough
    (PROVEN_TOO_MANY, 1, [False, False, False]),   # but for one that is proven to be missing in any plan
])
def test_a_lap_from_the_first_plan_begins_there_and_the_next_with_the_best_as_all_do_once_the_prize_is_enough(
    week: Searched, enough: int | None, anew: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on = []
    put = course._put_on
    monkeypatch.setattr(course, "_put_on", lambda run, orders: (put_on.append(orders), put(run, orders)))
    monkeypatch.setattr(phases, "_LAP_PER_TASK", 20)
    problem, n_unservable = week
    tables = build_tables(problem)
    run, _ = _open(tables, 1, enough, n_unservable)
    first = tuple(() for _ in problem.shifts)   # nothing is done yet
    try_orders(run.week, run.walks, run.best, first)
    put_on.clear()
    pace = Pace(Budget(work=7_000), lambda: 0.0, lambda: False, lambda *_: None)
    follow(run, pace, lambda *_: None)
    assert len(put_on) == 4   # laps two to four, then the polish
    assert [orders == first for orders in put_on[:3]] == anew


def test_a_plan_of_many_laps_made_in_seconds_can_be_made_again_from_its_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phases, "_LAP_PER_TASK", 20)
    plan = solve_week(SIXTY, Budget(seconds=0.6), seed=3)
    again = solve_week(SIXTY, Budget(work=plan.work), seed=3)
    assert replace(plan, cpu_s=0.0) == replace(again, cpu_s=0.0)


@given(st.integers(PROBE, 3_000_000), st.integers(1, 60))
def test_travel_counts_less_in_the_laps_of_a_small_team_and_in_full_in_its_polish(total: int, n_shifts: int) -> None:
    laid, scale = lay_out(total, n_shifts, 200), Scale(1.0, 4.0, 3.0, 2.0)
    shares = [lap_after(laid, n_done, scale, is_enough=False).travel_share for n_done in range(len(laid.lap_ends))]
    assert set(shares) == {0.25 if n_shifts <= phases.MOST_SHIFTS else 1.0}
    assert polish_of(laid, scale).travel_share == 1.0
