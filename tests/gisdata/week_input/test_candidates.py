from datetime import date

import pytest

from gisdata.records import Dwelling, Household, Located, Officer, ReportKind, ShiftRow, TravelMode
from gisdata.week_input import ToldOfDoors, VisitRules, choose_candidates, dues_of_week, roster_of_week
from planner.dues import RestWhy
from planner.model import HOUR_S

MONDAY = date(2026, 11, 23)
RULES = VisitRules(
    service_s=dict.fromkeys(Dwelling, HOUR_S), enter_s=60, hours_s=((9 * HOUR_S, 20 * HOUR_S),), evening_from_s=63_000,
    candidates_per_place=2, campaign_start=date(2026, 9, 28))


def household(n, community="c1", **more):
    return Household(household_id=f"{n:03d}", address=f"柳树巷{n}号", community=community, lon_deg=110.79 + n / 1e4,
                     lat_deg=32.62, located=Located.GIVEN, **more)


def spans(*who, hours=5):
    officers = [Officer(officer_id=w, team="A", communities=(), mode=TravelMode.FOOT) for w in who]
    end_s = (9 + hours) * HOUR_S
    rows = [ShiftRow(officer_id=w, weekdays=(1,), day=None, start_s=9 * HOUR_S, end_s=end_s) for w in who]
    return roster_of_week(officers, rows, MONDAY)


def choose(households, owners, duty):
    doors = dues_of_week(households, monday=MONDAY, rules=RULES).due
    chosen, later = choose_candidates(doors, owners=owners, spans=duty, rules=RULES)
    return [d.household.household_id for d in chosen], [d.household.household_id for d in later]


def test_a_door_that_asked_not_to_be_disturbed_is_never_due():
    dues = dues_of_week([household(1, do_not_disturb=True)], monday=MONDAY, rules=RULES)
    assert dues.due == ()
    assert [door.rest.why for door in dues.resting] == [RestWhy.ASKED_FOR_QUIET]


@pytest.mark.parametrize(("told", "struck"), [
    (ReportKind.DEMOLISHED, ReportKind.DEMOLISHED), (ReportKind.DUPLICATE, ReportKind.DUPLICATE),
    (ReportKind.VACANT, None)])
def test_a_door_that_reports_strike_stays_due_and_says_so_and_a_vacant_one_is_as_any_other(told, struck):
    doors = dues_of_week([household(1), household(2)], monday=MONDAY, rules=RULES,
                         told=ToldOfDoors(reported={"001": told})).due
    assert [(door.household.household_id, door.struck) for door in doors] == [("001", struck), ("002", None)]


def test_twice_as_many_doors_are_offered_as_the_hours_could_hold():
    # five hours hold five calls of an hour at most, so ten of twelve doors are offered
    chosen, later = choose([household(n) for n in range(12)], {"c1": ["o1"]}, spans("o1"))
    assert (len(chosen), len(later)) == (10, 2)
    assert sorted(chosen + later) == [f"{n:03d}" for n in range(12)]


def test_a_promised_visit_is_always_offered_and_comes_first():
    doors = [household(n) for n in range(12)] + [household(99, must_visit_by=date(2026, 11, 25))]
    chosen, _ = choose(doors, {"c1": ["o1"]}, spans("o1"))
    assert chosen[0] == "099"


def test_the_door_that_waited_longest_comes_before_one_contacted_last_spring():
    waiting = [household(n, last_contact_on=date(2026, 4, 1)) for n in range(11)] + [household(11)]
    assert choose(waiting, {"c1": ["o1"]}, spans("o1"))[0][0] == "011"


def test_an_officer_with_two_communities_shares_the_hours_by_their_due_doors():
    # 30 and 10 due doors share 10 places as 7.5 and 2.5
    many = [household(n) for n in range(30)] + [household(n, "c2") for n in range(30, 40)]
    chosen, _ = choose(many, {"c1": ["o1"], "c2": ["o1"]}, spans("o1"))
    assert [sum(int(h) < 30 for h in chosen), sum(int(h) >= 30 for h in chosen)] == [8, 2]


def test_without_a_shift_no_door_has_its_turn():
    assert choose([household(1)], {"c1": ["o1"]}, [])[0] == []
