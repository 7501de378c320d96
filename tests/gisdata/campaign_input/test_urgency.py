"""What the campaign asks of a week changes prizes of due doors: its quotas first, far villages too."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from gisdata.campaign_input import CampaignInput, Station, build_campaign, calls_made, with_urgency
from gisdata.records import Dwelling, Household, Officer, Reached, ShiftRow, TravelMode, VisitAttempt
from gisdata.week_input import DueDoor, ToldOfDoors, VisitRules
from planner.campaign.step import WeeklyStep
from planner.dues import ALL_SLOTS, CallSlot, DayPart, Due, Why
from planner.model import HOUR_S

MONDAY = date(2026, 11, 30)
RULES = VisitRules(
    service_s=dict.fromkeys(Dwelling, 900), enter_s=60, hours_s=((9 * HOUR_S, 12 * HOUR_S),),
    evening_from_s=63_000, candidates_per_place=2, campaign_start=date(2026, 9, 28))
HOMES = tuple(Household(household_id=f"{c}-{i}", address="a", community=c, dwelling=Dwelling.FLAT)
              for c in ("town", "village") for i in range(4))


def made() -> CampaignInput:
    return build_campaign(station(), monday=MONDAY, deadline=date(2027, 4, 4))


def station() -> Station:
    rows = [ShiftRow(officer_id="1", weekdays=(1, 2, 3), day=None, start_s=8 * HOUR_S, end_s=12 * HOUR_S)]
    officer = Officer(officer_id="1", team="A", communities=("town", "village"), mode=TravelMode.FOOT)
    return Station(households=HOMES, premises=(), told=ToldOfDoors(), officers=[officer], shift_rows=rows, rules=RULES)


def doors(*, mandatory: bool = False) -> list[DueDoor]:
    due = Due(prize=50, mandatory=mandatory, last_day=6)
    return [DueDoor(household=home, kind="flat", due=due) for home in HOMES]


def prizes(step: WeeklyStep, calls: Counter[str] | None = None) -> dict[str, int]:
    return {d.household.household_id: d.due.prize
            for d in with_urgency(doors(), step, made(), calls or Counter())}


def test_as_many_doors_as_the_plan_has_calls_are_worth_more_and_the_others_are_not():
    found = prizes(WeeklyStep(n_calls={"village": 2}, slack_weeks={"village": 0}))
    assert Counter(found.values()) == {150: 2, 50: 6}
    assert all(name.startswith("village") for name, prize in found.items() if prize == 150)


def test_a_door_with_fewer_calls_comes_first():
    found = prizes(WeeklyStep(n_calls={"village": 1}, slack_weeks={"village": 0}),
                   Counter({"village-0": 1, "village-1": 1, "village-3": 2}))
    assert [name for name, prize in found.items() if prize == 150] == ["village-2"]


def test_a_community_that_can_wait_is_less_urgent():
    found = prizes(WeeklyStep(n_calls={"village": 4, "town": 4}, slack_weeks={"village": 0, "town": 9}))
    assert (found["village-0"], found["town-0"]) == (150, 82)   # 1.5 times 2, and 1.5 times (1 + 1.2) / 2


def test_a_hard_quarter_keeps_its_quota_before_an_easy_one_gets_more():
    calls = [VisitAttempt(household_id="village-0", visited_on=date(2026, 11, 25), reached=Reached.ATTEMPTED,
                          day_part=DayPart.MORNING)] * 40
    hard = build_campaign(replace(station(), told=ToldOfDoors(visits=calls)), monday=MONDAY, deadline=date(2027, 4, 4))
    step = WeeklyStep(n_calls={"village": 4}, slack_weeks={"village": 25, "town": 25})
    found = {d.household.household_id: d.due.prize for d in with_urgency(doors(), step, hard, Counter())}
    assert min(p for name, p in found.items() if name.startswith("village")) > max(
        p for name, p in found.items() if name.startswith("town"))


def test_a_visit_that_is_due_for_another_reason_takes_no_quota():
    again = [replace(d, due=replace(d.due, reasons=(Why.INTERVAL,))) if d.household.household_id == "village-0" else d
             for d in doors()]
    step = WeeklyStep(n_calls={"village": 1}, slack_weeks={"village": 0})
    found = {d.household.household_id: d.due.prize for d in with_urgency(again, step, made(), Counter())}
    assert found["village-0"] == 50 and found["village-1"] == 150


def test_visits_that_must_be_made_and_firms_are_left_as_they_are():
    step = WeeklyStep(n_calls={"town": 9}, slack_weeks={"town": 0})
    assert with_urgency(doors(mandatory=True), step, made(), Counter()) == doors(mandatory=True)


def test_a_contact_ends_the_count_of_calls():
    def call(day: int, reached: Reached) -> VisitAttempt:
        return VisitAttempt(household_id="h", visited_on=date(2026, 11, day), reached=reached)
    missed = [call(3, Reached.ATTEMPTED), call(9, Reached.ATTEMPTED)]
    assert calls_made(missed, since=date(2026, 11, 1))["h"] == 2
    assert calls_made([*missed, call(12, Reached.CONTACTED)], since=date(2026, 11, 1))["h"] == 0
    assert calls_made(missed, since=date(2026, 11, 4))["h"] == 1


def slots_of_flats_met_in_the_evening(*, until: int, slack_weeks: int) -> frozenset[CallSlot]:
    """Return the slots a flat is offered in where flats were met in the evening only and houses always."""
    flats = [replace(HOMES[0], household_id=f"f{i}") for i in range(40)]
    houses = [replace(HOMES[0], household_id=f"d{i}", dwelling=Dwelling.HOUSE) for i in range(40)]
    calls = [VisitAttempt(household_id=home.household_id, visited_on=date(2026, 11, 25), day_part=part,
                          reached=Reached.CONTACTED if home in houses or part is DayPart.EVENING else Reached.ATTEMPTED)
             for home in (*flats, *houses) for part in (DayPart.MORNING, DayPart.EVENING)]
    learned = build_campaign(
        replace(station(), households=[*flats, *houses], told=ToldOfDoors(visits=calls),
                shift_rows=[replace(station().shift_rows[0], end_s=until * HOUR_S)],
                rules=replace(RULES, hours_s=((9 * HOUR_S, 20 * HOUR_S),))), monday=MONDAY, deadline=date(2027, 4, 4))
    flat = DueDoor(household=flats[0], kind="flat", due=Due(prize=50, mandatory=False, last_day=6))
    [said] = with_urgency([flat], WeeklyStep(n_calls={}, slack_weeks={"town": slack_weeks}), learned, Counter())
    return said.due.slots


def test_a_community_that_can_wait_is_called_at_in_its_better_hours():
    slots = slots_of_flats_met_in_the_evening(until=20, slack_weeks=1)
    assert CallSlot.WEEKDAY_EVENING in slots and CallSlot.WEEKDAY_MORNING not in slots


def test_a_community_that_cannot_wait_or_has_no_shift_then_is_called_at_when_it_can_be():
    assert slots_of_flats_met_in_the_evening(until=20, slack_weeks=0) == ALL_SLOTS
    assert CallSlot.WEEKDAY_MORNING in slots_of_flats_met_in_the_evening(until=12, slack_weeks=1)


@pytest.mark.parametrize(("n_called", "n_weeks", "is_late"),
                         [(0, 12, False), (0, 11, True), (3, 6, False), (3, 5, True)])
def test_a_door_with_fewer_than_two_weeks_for_each_call_it_is_promised_is_worth_three(n_called, n_weeks, is_late):
    soon = build_campaign(station(), monday=MONDAY, deadline=MONDAY + timedelta(days=7 * n_weeks - 1))
    step = WeeklyStep(n_calls={}, slack_weeks={"town": 0, "village": 0})
    said = with_urgency(doors(), step, soon, Counter({"town-0": n_called}))
    assert next(d.due.prize for d in said if d.household.household_id == "town-0") == (150 if is_late else 50)
