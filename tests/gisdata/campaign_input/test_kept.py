"""How much of what was planned was walked is read off results, as far as they were brought in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gisdata.campaign_input import learn_kept
from gisdata.records import Reached, StoredPlan, VisitAttempt
from planner.campaign.doubt import START_KEPT
from tests.gisdata.campaign_input.test_pace import a_plan

MONDAY = date(2026, 12, 7)
WALKED, FELL_OUT = START_KEPT


def a_week(*n_visits: int, weeks_ago: int = 1) -> StoredPlan:
    """Return a plan of shifts with so many visits each, every shift at doors of its own."""
    plan = a_plan(max(n_visits))
    walks = []
    for number, n in enumerate(n_visits):
        stops = tuple(replace(stop, task=f"h-{number}-{i}") for i, stop in enumerate(plan.walks[0].stops[:n]))
        walks.append(replace(plan.walks[0], stops=stops, day=MONDAY - timedelta(weeks=weeks_ago)))
    return replace(plan, walks=tuple(walks))


def calls(number: int, n: int, *, weeks_ago: int = 1) -> list[VisitAttempt]:
    return [VisitAttempt(household_id=f"{number}-{i}", visited_on=MONDAY - timedelta(weeks=weeks_ago, days=-2),
                         reached=Reached.ATTEMPTED if i % 2 else Reached.CONTACTED) for i in range(n)]


def test_a_shift_walked_in_full_and_one_that_fell_out_count_one_each():
    assert learn_kept([a_week(4, 4)], calls(0, 4), monday=MONDAY) == (WALKED + 1, FELL_OUT + 1)


def test_half_a_shift_counts_half_on_both_sides():
    assert learn_kept([a_week(4)], calls(0, 2), monday=MONDAY) == (WALKED + 0.5, FELL_OUT + 0.5)


def test_a_week_without_most_of_its_results_tells_nothing():
    assert learn_kept([a_week(4, 4, 4)], calls(0, 4), monday=MONDAY) == START_KEPT
    assert learn_kept([a_week(4, 4)], [], monday=MONDAY) == START_KEPT


def test_calls_of_another_week_are_not_those_that_were_planned():
    assert learn_kept([a_week(4)], calls(0, 4, weeks_ago=2), monday=MONDAY) == START_KEPT


@pytest.mark.parametrize("weeks_ago", [0, 13])
def test_weeks_to_come_and_weeks_whose_attempts_are_deleted_tell_nothing(weeks_ago):
    found = learn_kept([a_week(4, weeks_ago=weeks_ago)], calls(0, 4, weeks_ago=weeks_ago), monday=MONDAY)
    assert found == START_KEPT


def test_many_shifts_weigh_no_more_than_two_hundred():
    many = a_week(*[1] * 500)
    walked, fell_out = learn_kept([many], [call for n in range(500) for call in calls(n, 1)], monday=MONDAY)
    assert walked + fell_out == pytest.approx(200)
    assert walked / fell_out == pytest.approx((WALKED + 500) / FELL_OUT)
