"""What a week says of the calls that the campaign asked of it."""

from dataclasses import replace

import pytest

from api.usecases.campaign_week import quota_findings
from gisdata.records import Household
from gisdata.week_input import DueDoor
from planner.campaign.step import WeeklyStep
from planner.dues import Due, Why
from tests.gisdata.campaign_input.test_pace import a_plan

OFFICES = frozenset({"firm"})


def findings(*doors: DueDoor, asked: int = 10, slack_weeks: int = 0) -> list[str]:
    plan = a_plan(1)
    rows = tuple(replace(plan.due[0], household_id=one.household.household_id, state="planned", reason="")
                 for one in doors)
    step = WeeklyStep(n_calls={"c1": asked}, slack_weeks={"c1": slack_weeks})
    return [str(said) for said in quota_findings(step, [replace(plan, due=rows)], doors, offices=OFFICES)]


def due(n: int, *, kind: str = "flat", why: Why = Why.CAMPAIGN) -> list[DueDoor]:
    return [DueDoor(household=Household(household_id=f"{kind}-{why}-{i}", address="a", community="c1"), kind=kind,
                    due=Due(prize=50, mandatory=False, last_day=6, reasons=(why,))) for i in range(n)]


@pytest.mark.parametrize(("n", "slack_weeks", "is_told"), [(9, 0, False), (8, 0, True), (8, 2, True), (8, 3, False)])
def test_a_community_that_cannot_wait_and_gets_less_than_nine_in_ten_calls_is_told(n, slack_weeks, is_told):
    assert (findings(*due(n), slack_weeks=slack_weeks) != []) is is_told


@pytest.mark.parametrize("other", [{"kind": "firm"}, {"why": Why.PROMISE}])
def test_a_call_at_a_firm_or_for_another_reason_is_none_of_the_campaigns(other):
    assert findings(*due(8), *due(2)[:1]) == []
    [said] = findings(*due(8), *due(5, **other))
    assert said == "the campaign asks for 10 calls in c1 this week; the plan has 8"
