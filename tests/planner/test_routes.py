"""The clock of a course and the gaps for one more task: the same as trying every break and every gap in turn."""

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model import Patrol, WeekProblem
from planner.routes import Course, Ground, Terms, course_of, settle, timings
from planner.routes.course import stays_of
from planner.routes.fits import Asked, fits_in
from planner.routes.ground import full_stay_of_s, least_stay_of_s
from planner.week import Budget, solve_week
from tests.strategies import weeks


def is_in_time(ground: Ground, course: Course, rest_gap: int | None) -> bool:
    """Tell whether a crew that does all as early as it can, and rests in this gap, is back in time."""
    problem, shift, time_s, place = ground.problem, ground.problem.shift[course.shift], course.ready_s, course.place
    for k in range(len(course.order) + 1):
        task = problem.task[course.order[k]] if k < len(course.order) else None
        leg_s = problem.leg_s(shift, place, task.place) if task else problem.way_back_s(shift, place, shift.end_place)
        if leg_s is None:
            return False
        if k == rest_gap and shift.rest is not None:
            if time_s > shift.rest.latest_s:
                return False
            time_s = max(time_s + leg_s, shift.rest.earliest_s) + shift.rest.length_s
        else:
            time_s += leg_s
        if task is None:
            break
        stay_s = full_stay_of_s(task)
        spans = [b for b in ground.starts(task.task_id, course.shift, stay_s) if b[1] >= time_s]
        if not spans:
            return False
        time_s, place = max(time_s, spans[0][0]) + stay_s, task.place
    return time_s <= shift.end_s


def courses(problem: WeekProblem) -> tuple[Ground, list[Course], dict[str, int]]:
    plan = solve_week(problem, Budget(work=0))
    found = [course_of(problem, route.shift, route) for route in plan.routes]
    return Ground(problem), [c for c in found if c.order], dict(stays_of(plan.routes))


@settings(max_examples=60, deadline=None)
@given(problem=weeks(), turned=st.booleans())
def test_a_gap_can_hold_the_break_just_when_the_crew_that_rests_there_is_in_time(
    problem: WeekProblem, turned: bool
) -> None:
    ground, found, _ = courses(problem)
    for course in found:
        order = course.order[::-1] if turned else course.order  # an order the engine would not choose
        asked = Course(shift=course.shift, done=(), leave_s=course.leave_s, ready_s=course.ready_s, place=course.place,
                       order=order)
        rest = problem.shift[course.shift].rest
        gaps = [None] if rest is None else list(range(len(order) + 1))
        in_time = [gap for gap in gaps if is_in_time(ground, asked, gap)]
        assert [timed.rest_gap for timed in timings(ground, asked, Terms(), {})] == in_time


@settings(max_examples=60, deadline=None)
@given(problem=weeks(most_visits=6))
def test_a_task_fits_into_every_gap_in_which_it_can_be_settled_and_into_no_other(problem: WeekProblem) -> None:
    ground, found, stays = courses(problem)
    for course in found:
        on_it = [problem.task[t] for t in course.order]
        for task in problem.tasks:
            if task.task_id in course.order or not ground.may_serve(course.shift, task.task_id):
                continue
            kept = {t: s for t, s in stays.items() if t != task.task_id}
            meets = any(
                isinstance(a, Patrol) and not isinstance(b, Patrol) and a.cell and problem.cell[b.place] == a.cell
                for one in on_it for a, b in ((one, task), (task, one)))
            least = {t.task_id: least_stay_of_s(t) for t in (*on_it, task) if isinstance(t, Patrol)}
            tried = [kept, {**kept, **least}] if meets else [kept]
            gaps = (course.with_task(gap, task.task_id) for gap in range(len(course.order) + 1))
            expected = {c.order for c in gaps if any(settle(ground, c, Terms(), s) for s in tried)}
            asked = Asked(task=task.task_id, terms=Terms(), stays=kept)
            assert {fit.course.order for fit in fits_in(ground, course, asked)} == expected
