"""The coming week gets its share of the campaign, and communities with little slack come first."""

from __future__ import annotations

from planner.campaign.plan import plan_campaign
from planner.campaign.step import MOST_URGENCY
from planner.campaign.weekly import weekly_step
from tests.campaigns import a_campaign, a_group

FOUR_HOURS = [[[3600]] * 4]


def test_a_community_that_can_wait_a_week_longer_than_the_other_says_so() -> None:
    # 4 hours hold 24 calls: c1 ends in week 1, c2 in week 3
    groups = a_group("c1", 9, last_week=1), a_group("c2", 8, last_week=3)
    step = weekly_step(plan_campaign(a_campaign(*groups, hours_s=FOUR_HOURS)))
    assert step.slack_weeks == {"c1": 0, "c2": 2}   # 6 of c1 in week 1, 3 before; 6 of c2 in week 3, 2 before
    assert step.urgency("c1") == MOST_URGENCY and step.urgency("c2") < step.urgency("c1")
    assert step.n_calls == {"c1": 6}


def test_a_community_with_nothing_open_has_no_urgency() -> None:
    step = weekly_step(plan_campaign(a_campaign(a_group("c1", 3), a_group("c2", 0))))
    assert step.urgency("c2") == 1.0 and "c2" not in step.n_calls


def test_in_a_shortage_nobody_can_wait() -> None:
    groups = a_group("c1", 30), a_group("c2", 30)
    assert set(weekly_step(plan_campaign(a_campaign(*groups))).slack_weeks.values()) == {0}
