"""The bound of weeks small enough to work out by hand."""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from planner.checker import check_plan
from planner.model import HOUR_S, MINUTE_S, Bound, CellId, Mode, TravelTimes, Visit, WeekPlan, WeekProblem
from planner.week import Budget, must_compile_bound, solve_and_bound, solve_week
from planner.week import proof as proof_module
from planner.week.bound import bound_week, prices, stages, week_bound
from planner.week.bound.master import Master
from planner.week.bound.prices import Clock, Pricing, lower, take_pass
from planner.week.bound.program import Floats
from planner.week.bound.reach import Reach
from planner.week.bound.route_ways import Grain
from planner.week.bound.routes import Asked, RouteBound, build_route_bound
from planner.week.bound.settling import Settling
from planner.week.tables import build_tables
from tests.builders import (
    B1,
    HOME,
    H,
    a_break,
    a_patrol,
    a_place,
    a_plan,
    a_problem,
    a_route,
    a_shift,
    a_stop,
    a_visit,
    windows,
)


def two_visits_and_room_for_one(*, mandatory: bool = False) -> WeekProblem:
    # Shift 8:00-9:00, two visits of 40 minutes at the start place: only one fits.
    return a_problem(
        shifts=(a_shift(start_s=8 * HOUR_S, end_s=9 * HOUR_S),),
        visits=tuple(_visit(k, prize, mandatory=mandatory) for k, prize in enumerate((30, 50))),
    )


def _visit(number: int, prize: int, *, mandatory: bool) -> Visit:
    return a_visit(f"h{number}", place=HOME, service_s=40 * MINUTE_S, windows=(), prize=prize, mandatory=mandatory)


def bound_of(problem: WeekProblem, *, seconds: float, **how: object) -> Bound:
    found = bound_week(problem, seconds=seconds, **how)
    assert found is not None
    return found.bound


def test_of_two_visits_with_room_for_one_the_routes_count_the_dearer_alone() -> None:
    bound = bound_of(two_visits_and_room_for_one(), seconds=2.0)
    assert "relaxed routes" in bound.method
    assert 50 <= bound.prize_at_most <= 50.5


def test_without_time_the_linear_program_counts_what_the_hour_holds() -> None:
    # 40 minutes at 50 points and half of the other visit, 20 minutes, at 30: 65.
    bound = bound_of(two_visits_and_room_for_one(), seconds=0.0)
    assert bound.prize_at_most == pytest.approx(65, abs=0.01)


def test_a_stop_is_heeded() -> None:
    bound = bound_of(two_visits_and_room_for_one(), seconds=60.0, should_stop=lambda: True)
    assert bound.method.startswith("linear program")


def test_no_bound_is_claimed_for_plans_that_miss_fewer_duties_than_any_plan_does() -> None:
    problem = two_visits_and_room_for_one(mandatory=True)
    assert bound_week(problem, seconds=1.0) is None
    assert bound_week(problem, seconds=1.0, n_missing=0) is None


def test_of_two_promised_visits_with_room_for_one_the_bound_covers_plans_that_miss_one() -> None:
    plan = solve_and_bound(problem := two_visits_and_room_for_one(mandatory=True), Budget(work=50), bound_s=1.0)
    score = check_plan(problem, plan, may_leave_out=True).score
    assert (score.n_must_left_out, score.prize) == (1, 50)
    assert plan.bound is not None and 50 <= plan.bound.prize_at_most <= 50.5
    assert plan.bound.n_spare == 1   # that one must be missed is not proven by it


def test_a_promised_visit_out_of_reach_of_all_shifts_costs_the_bound_nothing() -> None:
    # the second is open at night only: every plan misses it
    night = replace(_visit(1, 50, mandatory=True), windows=windows((2 * H, 3 * H)))
    problem = replace(two_visits_and_room_for_one(), visits=(_visit(0, 30, mandatory=True), night))
    plan = solve_and_bound(problem, Budget(work=50), bound_s=1.0)
    assert plan.bound is not None and plan.bound.prize_at_most == pytest.approx(30, abs=0.01)
    assert plan.bound.n_spare == 0


def test_a_promised_visit_nobody_is_on_duty_for_is_missed_by_every_plan() -> None:
    bound = bound_of(replace(two_visits_and_room_for_one(mandatory=True), shifts=()), seconds=1.0)
    assert (bound.prize_at_most, bound.n_spare) == (pytest.approx(0, abs=0.01), 0)


def test_a_visit_of_prize_0_on_the_way_does_not_fool_the_bound() -> None:
    # From home to b1 it is 50 minutes, over b2 two legs of 10: 60 minutes hold the visit at b1 and the way back at b1
    # only with a stop at b2, which gains nothing.
    table = two_visits_and_room_for_one().travel.duration_s["foot"].copy()
    table[0, 1], table[0, 2], table[2, 1] = 3_000, 600, 600
    problem = a_problem(
        shifts=(a_shift(start_s=8 * H, end_s=9 * H, end_place=B1),),
        visits=(a_visit("h1", service_s=2_000, prize=70), a_visit("h2", place="b2", service_s=0, prize=0)),
        travel=type(two_visits_and_room_for_one().travel)({"foot": table}),
    )
    assert bound_of(problem, seconds=1.0).prize_at_most >= 70


def test_visits_beside_a_patrol_pay_for_half_of_their_time_in_the_bound_too() -> None:
    # As in the search: 7200 s at b1, a patrol of 3600 s, four visits of 1200 s of which half counts: all fit.
    # Five would take 3600 + 3000 s of presence and visits, or 600 + 6000 s of dwell and visits: they fit as well.
    # Six: 3600 + 3600 = 7200 s or 600 + 7200 s: too long.
    patrol = a_patrol(place=B1, window=windows((9 * H, 11 * H))[0], presence_s=3_600, min_dwell_s=600)
    visits = tuple(a_visit(f"h{k}", service_s=1_200) for k in range(8))
    problem = a_problem(
        visits=visits, patrols=(patrol,), shifts=(a_shift(start_s=9 * H - 360, end_s=11 * H + 400),))
    assert 50 <= bound_of(problem, seconds=2.0).prize_at_most < 51


def test_the_same_passes_give_the_same_bound() -> None:
    problem = two_visits_and_room_for_one()
    first, again = bound_of(problem, seconds=2.0), bound_of(problem, seconds=30.0)
    assert first == again   # both made all passes


def test_without_time_for_all_coarse_passes_the_bound_is_taken_once_by_more_ways(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    # Doors along a road, 900, 2100, 3600 and 5400 s from the start; the first opens at once only.
    at_s = np.array([0, 900, 2_100, 3_600, 5_400])
    doors, start_s = ("a", "b", "c", "d"), 8 * H
    at_once = windows((start_s, start_s + 2_200))
    problem = a_problem(
        visits=tuple(a_visit(door, place=door, service_s=1_200, prize=50 if door in "ad" else 1,
                             windows=at_once if door == "a" else ()) for door in doors),
        patrols=(), enter_s=0, shifts=(a_shift(start_s=start_s, end_s=start_s + 12_000),),
        places=tuple(a_place(place) for place in ("home", *doors)),
        travel=TravelTimes({Mode("foot"): np.abs(at_s[:, None] - at_s[None, :]).astype(np.int32)}),
    )
    reach, found, asked, ask = Reach(build_tables(problem)), {}, [], RouteBound.ask

    def noted(bound: RouteBound, price: Floats, most_routes: int = 1, *, nearest: int | None = None) -> Asked | None:
        asked.append(nearest)
        return ask(bound, price, most_routes, nearest=nearest)

    monkeypatch.setattr(RouteBound, "ask", noted)
    for nearest in (0, 5):
        asked.clear()
        monkeypatch.setattr(stages, "LOOKS", ((0, nearest, 1.0),) if nearest else ())
        coarse, pricing = build_route_bound(reach, 0, Grain(20, 1)), Pricing(price=np.zeros(4), best_price=np.zeros(4))
        clock = Clock(limit_s=0.5, should_stop=lambda: False)
        mean = take_pass(coarse, pricing, clock)
        lowered = stages._look_once(coarse, pricing, clock, (), mean)
        assert lowered is not None and lowered.grain == Grain(20, nearest or 1)
        assert lowered.passes == (f"{pricing.passes} + 1" if nearest else str(pricing.passes)) and pricing.passes > 1
        found[nearest] = pricing.at_most
    best = check_plan(problem, solve_week(problem, Budget(work=500))).score.prize
    assert asked == [5]   # by more ways than the passes have, and never before
    assert best == 52 and 52 <= found[5] <= 53 and 52 <= found[0] <= 53


def test_the_plan_beside_a_bound_is_the_plan_without() -> None:
    problem = two_visits_and_room_for_one()
    proven = solve_and_bound(problem, Budget(work=50), bound_s=0.5)
    assert proven.bound is not None
    assert replace(proven, bound=None, cpu_s=0.0) == replace(solve_week(problem, Budget(work=50)), cpu_s=0.0)


def test_the_grain_that_is_told_is_the_one_that_gave_the_lowest_bound() -> None:
    pricing, coarse = Pricing(price=np.zeros(1), best_price=np.zeros(1)), Grain(20, 25)
    assert pricing.keep(Asked(at_most=50.0, routes=()), np.ones(1), coarse)
    for at_most in (50.0, 51.0):   # finer, and no lower
        assert not pricing.keep(Asked(at_most=at_most, routes=()), np.full(1, 2.0), Grain(5, 400))
    assert (pricing.at_most, pricing.best_price.tolist(), pricing.grain) == (50.0, [1.0], coarse)


def test_prices_that_settle_tell_their_own_grain() -> None:
    bound = build_route_bound(Reach(build_tables(two_visits_and_room_for_one())), 0, Grain(10, 60))
    n_tasks, master = len(bound.priced), Master(bound)
    pricing = Pricing(price=np.zeros(n_tasks), best_price=np.zeros(n_tasks))
    clock = Clock(limit_s=60.0, should_stop=lambda: False)
    lower(bound, pricing, clock, 1, master.add)
    pricing.at_most, pricing.grain = 1e9, Grain(20, 25)   # of an earlier stage
    Settling(bound, master, pricing, clock).settle(3)
    assert pricing.at_most < 1e9 and pricing.grain == Grain(10, 60)


def test_a_bound_compiles_but_once(monkeypatch: pytest.MonkeyPatch) -> None:
    bound_of(two_visits_and_room_for_one(), seconds=0.5)
    assert not must_compile_bound()
    monkeypatch.setattr(week_bound, "is_compiled", lambda _: False)
    assert must_compile_bound()


def test_without_numba_there_is_a_plan_and_no_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof_module, "has_numba", lambda: False)
    assert solve_and_bound(two_visits_and_room_for_one(), Budget(work=5), bound_s=1.0).bound is None


def test_a_shift_of_a_whole_week_is_bounded_in_the_room_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "MOST_ROOM_MB", 0.04)
    problem = a_problem(shifts=(a_shift(start_s=0, end_s=7 * 24 * H),), visits=(a_visit(prize=20),))
    bound = stages.build_in_room(Reach(build_tables(problem)), 0, Grain(20, 25))
    # one layer, a building and its visit: 3 rows of 604800 / b buckets, 4 bytes each; b = 320 takes 0.02 MB
    assert (bound.grain.bucket_s, bound.room_mb <= 0.04) == (320, True)
    asked = bound.ask(np.zeros(1))
    assert asked is not None and 20 <= asked.at_most < 21


def test_a_break_that_ends_behind_the_shift_leaves_no_route_whatever_the_room_held_before() -> None:
    # from 8 to 9, and half an hour's break from 8:45 on: nobody is back in time, so nobody goes out
    shift = a_shift(start_s=8 * H, end_s=9 * H, rest=a_break(8 * H + 2_700, 8 * H + 2_700, 1_800))
    problem = a_problem(shifts=(shift,), visits=(a_visit(place=HOME, service_s=600, prize=20),))
    bound = build_route_bound(Reach(build_tables(problem)), 0, Grain(20, 25))
    assert bound.ask(np.zeros(1)) is not None
    for room in bound._room:
        room[:] = 2**29
    asked = bound.ask(np.zeros(1))
    assert asked is not None and asked.at_most == 0


def two_pairs_and_a_break(begin_s: int) -> WeekProblem:
    """Doors a and a2 a minute apart, b and b2 too, 20 minutes from pair to pair; each opens at its minute.

    By one way from each door the others lie behind the hub. The break of 10 minutes begins at a second of the shift.
    """
    leg_s = np.full((4, 4), 1_200, dtype=np.int32)
    leg_s[:2, :2] = leg_s[2:, 2:] = 60
    np.fill_diagonal(leg_s, 0)
    at_s = {"a": (0, 10), "a2": (1_260, 0), "b": (3_000, 10), "b2": (1_740, 0)}
    return a_problem(
        visits=tuple(a_visit(door, place=door, service_s=1_200, windows=windows((8 * H + s, 8 * H + s)), prize=prize)
                     for door, (s, prize) in at_s.items()),
        shifts=(a_shift(start_s=8 * H, end_s=8 * H + 6_000, start_place="a", end_place="b",
                        rest=a_break(8 * H + begin_s, 8 * H + begin_s, 600)),),
        enter_s=0, places=tuple(a_place(door) for door in at_s), travel=TravelTimes({Mode("foot"): leg_s}),
    )


@pytest.mark.parametrize("bucket_s", [1, 20, 60, 100])
def test_a_break_on_a_way_through_the_hub_keeps_the_visits_before_and_behind_it(bucket_s: int) -> None:
    problem = two_pairs_and_a_break(1_200)
    assert check_plan(problem, solve_week(problem, Budget(work=200))).score.prize == 20
    asked = build_route_bound(Reach(build_tables(problem)), 0, Grain(bucket_s, 1)).ask(np.zeros(4))
    assert asked is not None and 20 <= asked.at_most < 21


@pytest.mark.parametrize("bucket_s", [1, 20, 60, 100])
def test_a_break_that_has_to_begin_before_a_visit_is_done_leaves_one_of_two(bucket_s: int) -> None:
    reach = Reach(build_tables(two_pairs_and_a_break(1_000)))
    asked = build_route_bound(reach, 0, Grain(bucket_s, 60)).ask(np.zeros(4))
    assert asked is not None and 10 <= asked.at_most < 11


@dataclass
class Ticking:
    """A watch that goes on by a second with each pass or value asked for."""

    ticks: float = 0.0

    def used_s(self) -> float:
        return self.ticks


@pytest.mark.parametrize(("most_coarse", "limit_s", "stops_after", "passes"), [
    (1_000, 2.5, 99, "1"), (1_000, 60.0, 3, "3"), (1_000, 12.0, 99, "8 + 1"),   # too large for all coarse passes
    (4, 14.0, 99, "4 + 4"),   # then there is no time for finer ones, and a look lowers nothing
])
def test_passes_that_were_made_give_a_bound_whatever_ends_them(
    monkeypatch: pytest.MonkeyPatch, most_coarse: int, limit_s: float, stops_after: int, passes: str
) -> None:
    watch, pass_once = Ticking(), stages.take_pass

    def tick(bound: RouteBound, *what: object, **how: object) -> Floats | None:
        watch.ticks += 1.0
        mean = pass_once(bound, *what, **how)
        what[0].pass_s = 1.0
        return mean

    monkeypatch.setattr(stages, "take_pass", tick)
    monkeypatch.setattr(prices, "take_pass", tick)
    monkeypatch.setattr(RouteBound, "compile", lambda _: 0.0)
    monkeypatch.setattr(stages, "COARSE_PASSES", most_coarse)
    monkeypatch.setattr(stages, "FINE", ())
    monkeypatch.setattr(stages, "REMEMBERING", ())
    clock = Clock(limit_s=limit_s, should_stop=lambda: watch.ticks >= stops_after, watch=watch)
    reach = Reach(build_tables(two_visits_and_room_for_one()))
    found = stages.bound_by_routes(reach, 0, np.zeros(reach.tables.n_tasks), clock)
    assert found is not None and found.passes == passes and 50 <= found.at_most <= 80.5


def test_nobody_is_paid_for_visits_while_all_doors_are_closed() -> None:
    # six visits of an hour at the start place, all to be begun from 9 to 10 or from 15 to 16: two fit into either
    hours = windows((9 * H, 10 * H), (15 * H, 16 * H))
    visits = tuple(a_visit(f"h{k}", place=HOME, service_s=H, windows=hours, prize=10) for k in range(6))
    bound = bound_of(a_problem(shifts=(a_shift(start_s=8 * H, end_s=18 * H),), visits=visits), seconds=2.0)
    assert "relaxed routes" in bound.method
    assert 40 <= bound.prize_at_most <= 40.5


def test_a_patrol_that_either_of_two_shifts_may_do_takes_its_presence_from_one_of_them() -> None:
    # two shifts of an hour, a patrol and two visits of 40 minutes each: one visit has to wait
    patrol = a_patrol(place=HOME, cell=CellId("c9"), presence_s=40 * MINUTE_S, min_dwell_s=0, shifts=None,
                      window=windows((0, 24 * H))[0])
    shifts = tuple(a_shift(f"s{k}", start_s=(8 + k) * H, end_s=(9 + k) * H) for k in range(2))
    problem = a_problem(shifts=shifts, patrols=(patrol,),
                        visits=tuple(_visit(k, 50, mandatory=False) for k in range(2)))
    assert 50 <= bound_of(problem, seconds=2.0).prize_at_most <= 50.5


def test_a_visit_between_two_patrols_of_a_cell_pays_for_both_in_the_bound_too() -> None:
    # patrol, visit of 1200 s, patrol, all at b1 and in both windows: with credit 1 the visit alone pays for both
    span = windows((9 * H, 9 * H + 1_300))[0]
    patrols = tuple(a_patrol(f"p{k}", place=B1, window=span, presence_s=1_200, min_dwell_s=0, visit_credit=1.0)
                    for k in range(2))
    shift = a_shift(start_s=9 * H, end_s=9 * H + 1_300, start_place=B1, end_place=B1)
    problem = a_problem(visits=(a_visit(service_s=1_200),), patrols=patrols, shifts=(shift,))
    plan = solve_and_bound(problem, Budget(work=200), bound_s=1.0)
    score = check_plan(problem, plan).score
    assert (score.n_must_left_out, score.prize) == (0, 10)
    assert plan.bound is not None and 10 <= plan.bound.prize_at_most < 11
    routes = build_route_bound(Reach(build_tables(problem)), 0, Grain(10, 25))
    asked = routes.ask(np.zeros(3))
    assert asked is not None and asked.at_most >= 10


def six_in_a_row_before_the_stop(*, all_meet: bool) -> tuple[WeekProblem, WeekPlan]:
    # The patrol stops behind its window, after six visits at one door each at its minute; the first pays for it.
    begin = 8 * H
    visits = tuple(
        a_visit(f"h{k}", place=B1, service_s=600, prize=10, windows=windows(
            *([(begin, begin)] if all_meet and k else []), (begin + 600 * k, begin + 600 * k)))
        for k in range(6))
    patrol = a_patrol("p0", place=B1, window=windows((begin, begin + 600))[0], presence_s=600, min_dwell_s=500,
                      visit_credit=1.0)
    shift = a_shift(start_s=begin, end_s=begin + 4_100, start_place=B1, end_place=B1)
    stops = [a_stop(f"h{k}", arrive_s=begin + 600 * k, end_s=begin + 600 * k + 600) for k in range(6)]
    stops.append(a_stop("p0", "patrol", arrive_s=begin + 3_600, end_s=begin + 4_100))
    return (a_problem(visits=visits, patrols=(patrol,), shifts=(shift,)),
            a_plan(a_route(*stops, leave_s=begin, return_s=begin + 4_100)))


@pytest.mark.parametrize("all_meet", [False, True])
@pytest.mark.parametrize("bucket_s", [1, 20, 100])
def test_visits_between_a_window_and_a_stop_behind_it_are_all_in_the_bound(bucket_s: int, all_meet: bool) -> None:
    problem, plan = six_in_a_row_before_the_stop(all_meet=all_meet)
    assert check_plan(problem, plan).ok
    asked = build_route_bound(Reach(build_tables(problem)), 0, Grain(bucket_s, 60)).ask(np.zeros(7))
    assert asked is not None and asked.at_most >= 60


def test_visits_between_a_stop_and_the_one_that_two_patrols_share_are_all_in_the_bound() -> None:
    # p0 stops first, then eight visits at their minutes; only the last of them lies in the window of p0 and p1
    begin = [8 * H + 500 + 600 * k for k in range(9)]
    visits = tuple(a_visit(f"h{k}", place=B1, service_s=600, windows=windows((begin[k], begin[k])), prize=10)
                   for k in range(8))
    patrols = tuple(a_patrol(f"p{k}", place=B1, window=windows((begin[7], begin[8]))[0], presence_s=600,
                             min_dwell_s=dwell_s, visit_credit=1.0) for k, dwell_s in enumerate((500, 0)))
    shift = a_shift(start_s=8 * H, end_s=begin[8], start_place=B1, end_place=B1)
    problem = a_problem(visits=visits, patrols=patrols, shifts=(shift,))
    stops = [a_stop("p0", "patrol", arrive_s=8 * H, end_s=begin[0]),
             *(a_stop(f"h{k}", arrive_s=begin[k], end_s=begin[k + 1]) for k in range(8)),
             a_stop("p1", "patrol", arrive_s=begin[8], end_s=begin[8])]
    assert check_plan(problem, a_plan(a_route(*stops, leave_s=8 * H, return_s=begin[8]))).ok
    asked = build_route_bound(Reach(build_tables(problem)), 0, Grain(20, 60)).ask(np.zeros(10))
    assert asked is not None and asked.at_most >= 80
