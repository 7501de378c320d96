"""The chance of finding somebody at home is learned from calls of the last 90 days, by quarter and slot."""

from datetime import date, timedelta

import pytest

from gisdata.campaign_input import START, better_slots, learn_home_chances
from gisdata.records import Dwelling, Household, Reached, VisitAttempt
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


FLATS = [Household(household_id=f"f{i}", address="a", community="c1", dwelling=Dwelling.FLAT) for i in range(60)]
HOUSES = [Household(household_id=f"d{i}", address="a", community="c1", dwelling=Dwelling.HOUSE) for i in range(60)]
BY_DAY, EVENING = CallSlot.WEEKDAY_MORNING, CallSlot.WEEKDAY_EVENING


def calls_at(homes, part, *, one_in):
    return [VisitAttempt(household_id=home.household_id, visited_on=date(2026, 11, 26), day_part=part,
                         reached=Reached.CONTACTED if i % one_in == 0 else Reached.ATTEMPTED)
            for i, home in enumerate(homes)]


def test_flats_and_houses_of_a_community_have_chances_of_their_own():
    calls = [*calls_at(FLATS, DayPart.MORNING, one_in=10), *calls_at(HOUSES, DayPart.MORNING, one_in=1)]
    chances = learn_home_chances([*FLATS, *HOUSES], calls, today=TODAY)
    assert chances.of_home(FLATS[0], BY_DAY).mean < 0.2
    assert chances.of_home(HOUSES[0], BY_DAY).mean > 0.8
    assert 0.4 < chances.of_community("c1", BY_DAY).mean < 0.6
    assert chances.base("c1", "flat") < chances.base("c1") < chances.base("c1", "house")


def test_fewer_than_twenty_dwellings_of_a_kind_have_the_chance_of_all_kinds_together():
    few = HOUSES[:19]
    chances = learn_home_chances([*FLATS, *few], calls_at(few, DayPart.MORNING, one_in=1), today=TODAY)
    assert chances.of_home(few[0], BY_DAY) == chances.of_community("c1", BY_DAY)


def test_a_cell_differs_from_its_community_once_it_has_twenty_dwellings_of_the_kind():
    here = [Household(household_id=h.household_id, address="a", community="c1", dwelling=h.dwelling, cell_id="n1")
            for h in FLATS[:20]]
    homes = [*here, *FLATS[20:]]
    chances = learn_home_chances(homes, calls_at(here, DayPart.MORNING, one_in=1), today=TODAY)
    assert chances.of_home(homes[0], BY_DAY).mean > chances.of_home(homes[20], BY_DAY).mean > 0.45


def test_flats_that_are_empty_by_day_are_called_at_in_the_evening_and_houses_by_day():
    calls = [*calls_at(FLATS, DayPart.MORNING, one_in=10), *calls_at(HOUSES, DayPart.MORNING, one_in=1),
             *calls_at(FLATS, DayPart.EVENING, one_in=1), *calls_at(HOUSES, DayPart.EVENING, one_in=1)]
    chances = learn_home_chances([*FLATS, *HOUSES], calls, today=TODAY)
    assert better_slots(FLATS[0], {BY_DAY, EVENING}, chances) == {EVENING}
    assert better_slots(HOUSES[0], {BY_DAY, EVENING}, chances) == {BY_DAY}
    assert better_slots(FLATS[0], {BY_DAY}, chances) == {BY_DAY}
    assert better_slots(FLATS[0], (), chances) == frozenset()


def test_a_few_calls_tell_no_hour_from_another():
    calls = [*calls_at(FLATS[:3], DayPart.MORNING, one_in=10), *calls_at(FLATS[3:6], DayPart.EVENING, one_in=1)]
    chances = learn_home_chances([*FLATS, *HOUSES], calls, today=TODAY)
    assert better_slots(FLATS[0], {BY_DAY, EVENING}, chances) == {BY_DAY, EVENING}
