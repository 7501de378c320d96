"""The chance of finding somebody at home is learned from calls of the last 90 days, by quarter and slot."""

from datetime import date, timedelta

import pytest

from gisdata.campaign_input import START, learn_home_chances
from gisdata.records import Household, Reached, VisitAttempt
from planner.dues import CallSlot, DayPart

TODAY = date(2026, 11, 30)
HOMES = [Household(household_id=f"h{i}", address="a", community="c1" if i < 60 else "c2", cell_id=f"n{i // 30}")
         for i in range(120)]


def a_call(i: int, met: bool, *, ago: int = 4, part: DayPart | None = DayPart.MORNING) -> VisitAttempt:
    return VisitAttempt(household_id=f"h{i}", visited_on=TODAY - timedelta(days=ago), day_part=part,
                        reached=Reached.CONTACTED if met else Reached.ATTEMPTED)


def test_without_calls_every_quarter_has_the_start_values():
    chances = learn_home_chances(HOMES, [], today=TODAY)
    assert chances.base("c1") == pytest.approx(START[CallSlot.WEEKDAY_MORNING]) == chances.by_day
    assert chances.worth()[list(CallSlot).index(CallSlot.WEEKDAY_EVENING)] == pytest.approx(0.65 / 0.45)


def test_a_quarter_where_nobody_is_at_home_gets_a_lower_chance_and_the_other_one_hardly():
    calls = [a_call(i, met=False) for i in range(60)]
    chances = learn_home_chances(HOMES, calls, today=TODAY)
    morning = CallSlot.WEEKDAY_MORNING
    assert chances.by_quarter["c1", morning].mean < 0.08
    assert chances.by_quarter["c1", morning].n_calls == 60 and chances.by_quarter["c2", morning].n_calls == 0
    assert chances.base("c1") < chances.base("c2")


@pytest.mark.parametrize("call", [a_call(1, met=True, part=None), a_call(1, met=True, ago=90), a_call(999, met=True),
                                  a_call(1, met=True, ago=-1)])
def test_calls_without_a_part_of_the_day_too_old_unknown_or_to_come_teach_nothing(call):
    assert learn_home_chances(HOMES, [call], today=TODAY).by_quarter["", CallSlot.WEEKDAY_MORNING].n_calls == 0


def test_repeats_where_nobody_was_met_count_for_less_than_first_calls():
    first = [a_call(i, met=False, ago=10) for i in range(30)]
    again = learn_home_chances(HOMES, [*first, *(a_call(i, met=False, ago=3) for i in range(30))], today=TODAY)
    others = learn_home_chances(HOMES, [*first, *(a_call(i, met=False, ago=3) for i in range(30, 60))], today=TODAY)
    morning = CallSlot.WEEKDAY_MORNING
    assert again.by_quarter["", morning].n_calls == others.by_quarter["", morning].n_calls == 60
    assert again.by_quarter["", morning].mean > others.by_quarter["", morning].mean
