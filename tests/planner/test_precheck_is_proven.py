"""What the precheck calls impossible is impossible, whatever visits stand beside a patrol: tried in every order."""

from itertools import combinations, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model import Break, CellId, Mode, Patrol, PlaceId, TaskId, TimeWindow, TravelTimes, Visit, WeekProblem
from planner.week import Budget, precheck, solve_week
from planner.week.search.arrays import most_stops, pack_week
from planner.week.search.presence import time_order
from planner.week.search.walks import open_walks
from planner.week.tables import NEVER_S, build_tables
from tests.builders import B1, B2, B3, HOME, H, a_patrol, a_place, a_problem, a_shift, a_visit, windows
from tests.strategies import travel_times, weeks

Served = list[frozenset[TaskId]]


def servable(problem: WeekProblem) -> dict[str, Served]:
    """By shift all sets of tasks that one route can serve, by the exact clock of the search."""
    tables = build_tables(problem)
    week = pack_week(tables)
    walks = open_walks(week, tables.n_tasks + most_stops(tables))
    found: dict[str, Served] = {}
    for r, shift in enumerate(problem.shifts):
        found[shift.shift_id] = [
            frozenset(tables.tasks[t].task_id for t in tasks)
            for n in range(1, tables.n_tasks + 1) for tasks in combinations(range(tables.n_tasks), n)
            if any(_is_in_time(week, walks, order, r) for order in permutations(tasks))
        ]
    return found


def _is_in_time(week, walks, order, route) -> bool:  # type: ignore[no-untyped-def]
    walks.trial[: len(order)] = order
    return bool(time_order(week, walks.trial, len(order), route, walks.times)[0] < NEVER_S)


def assert_proven(problem: WeekProblem) -> int:
    """Each sentence holds in every route there is; return how many there were."""
    found = precheck(problem)
    routes = servable(problem) if found else {}
    for violation in found:
        if violation.rule == "clash":
            named = set(str(violation.sentence.values["tasks"]).split(", "))
            assert not any(named <= tasks for tasks in routes[violation.shift])
            others = [s for s in routes if s != violation.shift]
            assert not any(named & tasks for s in others for tasks in routes[s])
        elif violation.rule != "more_clashes":
            assert not any(violation.task in tasks for served in routes.values() for tasks in served)
    return len(found)


@settings(max_examples=60, deadline=None)
@given(weeks(most_visits=3, most_patrols=2))
def test_what_is_named_impossible_is_so_in_every_route(problem: WeekProblem) -> None:
    assert_proven(problem)


@st.composite
def tight_cells(draw: st.DrawFn) -> WeekProblem:
    """One short shift, patrols whose windows overlap, and visits of their cells that may pay for them."""
    n_places = 4
    places = st.integers(0, n_places - 1).map(lambda k: PlaceId(f"b{k}"))
    starts = st.integers(0, 8).map(lambda k: 8 * H + 300 * k)
    cells = st.sampled_from([CellId("c1"), CellId("c1"), CellId("c2"), None])
    visits = tuple(
        Visit(task_id=TaskId(f"h{k}"), place=draw(places), service_s=draw(st.sampled_from([300, 900])), prize=5,
              windows=draw(st.one_of(st.just(()), starts.map(lambda s: (TimeWindow(s, s + 300),)))),
              mandatory=draw(st.booleans()))
        for k in range(draw(st.integers(0, 3)))
    )
    patrols = []
    for k in range(draw(st.integers(1, 3))):
        opens = draw(starts)
        patrols.append(Patrol(
            task_id=TaskId(f"p{k}"), place=draw(places), cell=draw(cells),
            presence_s=draw(st.sampled_from([600, 1_200])),
            window=TimeWindow(opens, opens + draw(st.sampled_from([1_200, 1_500, 1_800]))),
            min_dwell_s=draw(st.sampled_from([0, 300, 1_500])), visit_credit=draw(st.sampled_from([0.0, 0.3, 1.0]))))
    rest = draw(st.sampled_from([None, None, Break(earliest_s=8 * H + 900, latest_s=8 * H + 1_800, length_s=900)]))
    table = draw(travel_times(n_places)).duration_s[Mode("ebike")] // draw(st.sampled_from([1, 2, 6]))
    return WeekProblem(
        name="tight", places=tuple(a_place(f"b{k}", cell=("c1", "c1", "c2", None)[k]) for k in range(n_places)),
        travel=TravelTimes({Mode("foot"): table.astype("int32")}), visits=visits, patrols=tuple(patrols), enter_s=0,
        shifts=(a_shift(start_s=8 * H, end_s=8 * H + draw(st.sampled_from([3_000, 3_600, 4_500])), rest=rest,
                        start_place=PlaceId("b0"), end_place=PlaceId("b0")),),
    )


@settings(max_examples=100, deadline=None)
@given(tight_cells())
def test_no_visit_beside_a_patrol_makes_a_clash_untrue(problem: WeekProblem) -> None:
    assert_proven(problem)


def test_a_patrol_on_the_way_to_which_a_visit_counts_is_not_called_out_of_reach() -> None:
    # the window opens with the shift and closes 1800 s later; b2 is 660 s away, so 660 + 1800 s would be too late.
    # A visit at home, in the patrol's cell, counts from 08:00 on: 900 s of it, the way of 660 s, and 240 s at b2
    patrol = a_patrol(place=B2, window=windows((8 * H, 8 * H + 1_800))[0], presence_s=1_800, min_dwell_s=240,
                      visit_credit=1.0)
    alone = a_problem(patrols=(patrol,))
    assert [v.rule for v in precheck(alone)] == ["no_way"]
    served = a_problem(patrols=(patrol,), visits=(a_visit("h1", place=HOME),))
    assert precheck(served) == () and not solve_week(served, Budget(work=100)).left_out


def test_a_visit_that_two_patrols_of_a_cell_share_keeps_them_from_clashing() -> None:
    # both windows are 3600 s long and ask for 2400 s; a visit of 1800 s between the patrols counts whole for both
    hour = windows((9 * H, 10 * H))[0]
    patrols = tuple(a_patrol(k, place=B1, window=hour, presence_s=2_400, min_dwell_s=600, visit_credit=1.0)
                    for k in ("p1", "p2"))
    assert [v.rule for v in precheck(a_problem(patrols=patrols))] == ["clash"]
    shared = a_problem(patrols=patrols, visits=(a_visit("h1", service_s=1_800),))
    assert precheck(shared) == () and not solve_week(shared, Budget(work=100)).left_out


def test_visits_do_not_hide_that_two_cells_ask_for_the_same_hour() -> None:
    # credit makes no second count twice: 2400 s in each of two cells do not fit into one hour, whatever is visited
    hour = windows((9 * H, 10 * H))[0]
    patrols = (a_patrol("p1", place=B1, window=hour, presence_s=2_400, visit_credit=1.0),
               a_patrol("p2", place=B2, window=hour, presence_s=2_400, visit_credit=1.0, cell=CellId("c2")))
    places = tuple(a_place(p, cell=c) for p, c in ((HOME, None), (B1, "c1"), (B2, "c2"), (B3, None)))
    problem = a_problem(patrols=patrols, visits=(a_visit("h1"), a_visit("h2", place=B2)), places=places)
    assert [str(v.sentence) for v in precheck(problem)] == [
        "shift o1-mon cannot serve p1, p2 together in any order: widen a window or give one to another shift"]


def test_an_appointment_beside_a_patrol_clashes_only_when_its_service_takes_too_much_of_the_window() -> None:
    # the patrol asks for 3000 of 3600 s. An appointment of 1200 s at 09:20 in its cell loses (1 - credit) of 1200 s:
    # 600 s with credit 0.5, just what there is to spare; 720 s with 0.4
    def week(credit: float) -> WeekProblem:
        patrol = a_patrol(place=B1, window=windows((9 * H, 10 * H))[0], presence_s=3_000, visit_credit=credit)
        return a_problem(patrols=(patrol,), visits=(
            a_visit("h1", service_s=1_200, windows=windows((33_600, 33_600)), mandatory=True),))

    assert precheck(week(0.5)) == () and not solve_week(week(0.5), Budget(work=100)).left_out
    assert [str(v.sentence.values["tasks"]) for v in precheck(week(0.4))] == ["p1, h1"]


def test_a_patrol_that_asks_for_no_presence_is_not_held_to_its_window() -> None:
    patrol = a_patrol(window=windows((0, 3_600))[0], presence_s=0)
    for visits in ((), (a_visit(),)):
        problem = a_problem(patrols=(patrol,), visits=visits)
        assert precheck(problem) == () and not solve_week(problem, Budget(work=100)).left_out


def test_more_duties_than_can_be_tried_in_every_order_are_still_tried_in_twos_and_threes() -> None:
    quarters = [windows((9 * H + 900 * k, 9 * H + 900 * k + 900))[0] for k in range(11)]
    patrols = tuple(a_patrol(f"p{k:02}", place=B1, cell=None, presence_s=900, window=w) for k, w in enumerate(quarters))
    assert precheck(a_problem(patrols=patrols)) == ()
    late = a_patrol("p11", place=B1, cell=None, presence_s=900, window=quarters[-1])
    assert [str(v.sentence.values["tasks"]) for v in precheck(a_problem(patrols=(*patrols, late)))] == ["p10, p11"]
