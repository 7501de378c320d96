"""The weekly minimum: kept, just broken, and told without an order of better and worse."""

import pytest

from planner.dues import OfficerWeek, WeeklyMinimum, shortfalls

MINIMUM = WeeklyMinimum(n_households=10, n_firms=5, community_s=72_000)


def week(officer_id="1001", n_households=10, n_firms=5, community_s=72_000):
    return OfficerWeek(officer_id=officer_id, n_households=n_households, n_firms=n_firms, community_s=community_s)


def test_a_plan_with_ten_households_five_firms_and_twenty_hours_keeps_the_minimum():
    assert shortfalls([week()], MINIMUM) == []


@pytest.mark.parametrize("less", [{"n_households": 9}, {"n_firms": 4}, {"community_s": 71_999}])
def test_one_less_of_anything_is_told(less):
    (short,) = shortfalls([week(**less)], MINIMUM)
    assert str(short.sentence).startswith("officer 1001: the plan has")


def test_the_sentence_names_what_is_planned_and_what_is_asked_for():
    (short,) = shortfalls([week(n_households=7, community_s=43_200)], MINIMUM)
    assert str(short.sentence) == ("officer 1001: the plan has 7 of at least 10 households, 5 of 5 firms, 12.0 of 20 h "
                                   "in the community")


def test_officers_are_told_by_number_and_not_by_how_much_they_lack():
    weeks = [week("3001", n_households=0), week("1001", n_households=9), week("2001")]
    assert [short.week.officer_id for short in shortfalls(weeks, MINIMUM)] == ["1001", "3001"]


def test_nothing_asked_for_is_always_kept():
    assert shortfalls([week(n_households=0, n_firms=0, community_s=0)], WeeklyMinimum()) == []
