"""What the search leaves out has no room beside what it planned: every gap of every route is tried."""

from hypothesis import given, settings

from planner.exchange import problem_from_dict
from planner.model import StopKind, WeekPlan, WeekProblem
from planner.week import Budget, solve_week
from planner.week.search.arrays import most_stops, pack_week
from planner.week.search.presence import time_order
from planner.week.search.walks import open_walks
from planner.week.tables import NEVER_S, build_tables
from tests.planner.referee import make_week
from tests.planner.test_precheck_is_proven import tight_cells


def with_room(problem: WeekProblem, plan: WeekPlan) -> list[str]:
    """The tasks said to have no room that fit into a gap of a planned route."""
    tables = build_tables(problem)
    week = pack_week(tables)
    walks = open_walks(week, tables.n_tasks + most_stops(tables))
    number = {task.task_id: k for k, task in enumerate(tables.tasks)}
    planned = {route.shift: [number[s.task] for s in route.stops if s.kind is not StopKind.BREAK]
               for route in plan.routes}

    def fits(order: list[int], shift: int) -> bool:
        walks.trial[: len(order)] = order
        return bool(time_order(week, walks.trial, len(order), shift, walks.times)[0] < NEVER_S)

    return [
        row.task for row in plan.left_out if row.reason == "no_time"
        and any(fits([*order[:gap], number[row.task], *order[gap:]], shift)
                for shift, span in enumerate(problem.shifts) for order in [planned.get(span.shift_id, [])]
                for gap in range(len(order) + 1))
    ]


@settings(max_examples=100, deadline=None)
@given(tight_cells())
def test_no_room_is_said_only_of_what_fits_no_gap(problem: WeekProblem) -> None:
    assert with_room(problem, solve_week(problem, Budget(work=40))) == []


def test_no_room_is_true_of_each_visit_left_out_of_a_week_of_the_bench() -> None:
    week, _ = make_week("S", 5, presence=True, breaks=True)
    problem = problem_from_dict(week)
    plan = solve_week(problem, Budget(work=500))
    assert len(plan.left_out) > 50 and with_room(problem, plan) == []


def test_a_fixed_patrol_engine_says_that_its_patrols_stay_as_planned() -> None:
    week, _ = make_week("S", 5, presence=True)
    plan = solve_week(problem_from_dict(week), Budget(work=1), engine="ortools")
    assert {str(row.sentence).split(", ")[-1] for row in plan.left_out if row.reason == "no_time"} == {
        "if patrols stay as long as planned"}
