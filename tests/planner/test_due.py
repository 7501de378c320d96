"""What is due in a week. Day 0 is the week's Monday; the campaign began 56 days before it."""

import pytest

from planner.dues import Due, DueRule, due_this_week

RULE = DueRule(campaign_start_day=-56, interval_days=180)


def due(last_contact_day=None, must_by_day=None):
    return due_this_week(last_contact_day=last_contact_day, must_by_day=must_by_day, rule=RULE)


def test_a_household_never_contacted_is_due_with_the_highest_prize():
    assert due() == Due(prize=50, mandatory=False, last_day=6)


def test_a_household_contacted_on_the_first_day_of_the_campaign_is_not_due():
    assert due(last_contact_day=-56) is None


def test_a_household_contacted_the_day_before_the_campaign_is_due():
    # 57 days are 8 whole weeks: 10 + 8 // 2
    assert due(last_contact_day=-57) == Due(prize=14, mandatory=False, last_day=6)


@pytest.mark.parametrize(("last", "is_due"), [(-174, True), (-173, False)])
def test_a_reached_household_is_due_again_when_its_interval_ends_by_sunday(last, is_due):
    # the campaign began a year ago here, so only the interval counts: -174 + 180 = 6 is Sunday
    rule = DueRule(campaign_start_day=-365, interval_days=180)
    assert (due_this_week(last_contact_day=last, must_by_day=None, rule=rule) is not None) == is_due


def test_nothing_is_due_before_the_campaign_begins():
    assert due_this_week(last_contact_day=None, must_by_day=None,
                         rule=DueRule(campaign_start_day=7, interval_days=180)) is None


def test_a_promise_for_wednesday_is_mandatory_until_wednesday():
    assert due(last_contact_day=-3, must_by_day=2) == Due(prize=10, mandatory=True, last_day=2)


def test_a_promise_that_has_passed_is_still_mandatory_on_any_day():
    assert due(last_contact_day=-30, must_by_day=-2) == Due(prize=12, mandatory=True, last_day=6)


def test_a_promise_that_was_kept_makes_nothing_due():
    assert due(last_contact_day=-1, must_by_day=-1) is None


def test_a_promise_of_next_week_leaves_an_ordinary_household():
    assert due(must_by_day=7) == Due(prize=50, mandatory=False, last_day=6)
