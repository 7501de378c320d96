"""Doors out of register, visits and rests; the week's Monday is 2026-11-23, the campaign began on 2026-09-28."""

from datetime import date, timedelta

import pytest
from shapely import box

from gisdata.errors import Conflict
from gisdata.records import (
    Cell,
    DayPart,
    DoorRest,
    Dwelling,
    Household,
    KeyPlace,
    Located,
    PlaceKind,
    Reached,
    VisitAttempt,
)
from gisdata.week_input import ToldOfDoors, VisitRules, dues_of_week, premises_to_call_at
from planner.dues import ALL_SLOTS, OFFICE_SLOTS, CallSlot, DueRules, RestWhy

MONDAY = date(2026, 11, 23)
RULES = VisitRules(
    service_s=dict.fromkeys(Dwelling, 600), enter_s=60, hours_s=((32_400, 72_000),), evening_from_s=63_000,
    candidates_per_place=2, campaign_start=date(2026, 9, 28),
    dues=DueRules(interval_days={"firm": 90}, office_kinds=frozenset(PlaceKind)))
HOME = Household(household_id="h1", address="柳树巷1号", community="c1", lon_deg=110.79, lat_deg=32.62,
                 located=Located.GIVEN)


def visit(days_ago, reached=Reached.ATTEMPTED, day_part=None, household_id="h1"):
    return VisitAttempt(household_id=household_id, visited_on=MONDAY - timedelta(days=days_ago), reached=reached,
                        day_part=day_part)


def answer(*visits, rests=(), household=HOME, premises=()):
    found = dues_of_week([household], monday=MONDAY, rules=RULES, told=ToldOfDoors(visits=visits, rests=rests),
                         premises=premises)
    return found.due[0].due if found.due else found.resting[0].rest


def test_a_visit_that_met_somebody_is_a_contact_although_the_register_does_not_know_it():
    assert answer(visit(20, Reached.CONTACTED)).why is RestWhy.NOT_YET


def test_the_slot_of_the_last_attempt_is_left_out_and_an_unknown_one_is_not():
    assert answer(visit(6, day_part=DayPart.MORNING), visit(10, day_part=DayPart.EVENING)).slots == (
        ALL_SLOTS - {CallSlot.WEEKDAY_MORNING})                                            # 17 November is a Tuesday
    assert answer(visit(9, day_part=DayPart.EVENING)).slots == ALL_SLOTS - {CallSlot.WEEKEND_EVENING}    # a Saturday
    assert answer(visit(6)).slots == ALL_SLOTS


def test_the_sixth_attempt_of_the_round_is_the_last():
    five = [visit(days) for days in (10, 14, 18, 22, 26)]
    assert answer(*five).prize == 50
    assert answer(*five, visit(30)).why is RestWhy.ENOUGH_ATTEMPTS
    assert answer(*five, visit(57)).prize == 50                                        # before the campaign


def test_a_contact_between_the_attempts_begins_the_count_anew():
    five = [visit(days) for days in (10, 14, 18, 22, 26)]
    assert answer(*five, visit(30), visit(28, Reached.CONTACTED)).why is RestWhy.NOT_YET


def test_an_attempt_of_more_than_ninety_days_ago_is_not_looked_at_even_if_it_is_still_there():
    assert answer(visit(90, day_part=DayPart.MORNING)).slots == ALL_SLOTS - {CallSlot.WEEKDAY_MORNING}
    assert answer(visit(91, day_part=DayPart.MORNING)).slots == ALL_SLOTS


def test_a_rest_holds_until_its_day():
    rest = DoorRest(household_id="h1", until=date(2026, 11, 30))
    assert answer(rests=[rest]).why is RestWhy.ASKED_FOR_REST
    assert answer(rests=[DoorRest(household_id="h1", until=date(2026, 11, 29))]).first_day == 6


def firm(place_id="CS001", kind=PlaceKind.FIRM):
    return KeyPlace(place_id=place_id, kind=kind, name="清河恒达食品厂", lon_deg=110.7905, lat_deg=32.62, source="file")


def premises(*places, households=(HOME,)):
    cell = Cell(cell_id="G1", name="", kind="square", community="", shape=box(110.7, 32.6, 110.8, 32.7))
    return premises_to_call_at(places, households=households, cells=[cell], rules=RULES.dues)


def test_a_firm_is_a_door_of_the_community_of_its_nearest_household():
    far = Household(household_id="h2", address="", community="c2", lon_deg=110.80, lat_deg=32.62,
                    located=Located.GIVEN)
    (one,) = premises(firm(), households=(far, HOME))
    assert (one.door.community, one.door.cell_id, one.door.address) == ("c1", "G1", "清河恒达食品厂")


def test_a_firm_is_due_by_its_own_interval_and_by_day():
    dues = dues_of_week([], monday=MONDAY, rules=RULES, premises=premises(firm()))
    assert [(d.kind, d.due.slots) for d in dues.due] == [("firm", OFFICE_SLOTS)]
    for days, n_due in ((83, 0), (84, 1)):
        met = ToldOfDoors(visits=[visit(days, Reached.CONTACTED, household_id="CS001")])
        rules = VisitRules(**{f: getattr(RULES, f) for f in RULES.__dataclass_fields__} | {
            "campaign_start": date(2026, 1, 5)})
        assert len(dues_of_week([], monday=MONDAY, rules=rules, told=met, premises=premises(firm())).due) == n_due


def test_places_without_an_interval_are_not_called_at_and_a_number_is_not_used_twice():
    assert premises(firm(kind=PlaceKind.SCHOOL)) == []
    assert premises(firm(), households=()) == []
    with pytest.raises(Conflict, match="key place h1 has the number of a household"):
        premises(firm("h1"))
