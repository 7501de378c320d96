"""What the campaign asks of a week changes prizes of due doors: its quotas first, far villages too."""

from __future__ import annotations

from collections import Counter
from datetime import date

from gisdata.campaign_input import CampaignInput, Station, build_campaign, calls_made, with_urgency
from gisdata.records import Dwelling, Household, Officer, Reached, ShiftRow, TravelMode, VisitAttempt
from gisdata.week_input import DueDoor, ToldOfDoors, VisitRules
from planner.campaign.step import WeeklyStep
from planner.dues import Due
from planner.model import HOUR_S

MONDAY = date(2026, 11, 30)
RULES = VisitRules(
    service_s=dict.fromkeys(Dwelling, 900), enter_s=60, hours_s=((9 * HOUR_S, 12 * HOUR_S),),
    evening_from_s=63_000, candidates_per_place=2, campaign_start=date(2026, 9, 28))
HOMES = tuple(Household(household_id=f"{c}-{i}", address="a", community=c, dwelling=Dwelling.FLAT)
              for c in ("town", "village") for i in range(4))


def made(deadline: date = date(2027, 4, 4)) -> CampaignInput:
    rows = [ShiftRow(officer_id="1", weekdays=(1, 2, 3), day=None, start_s=8 * HOUR_S, end_s=12 * HOUR_S)]
    officer = Officer(officer_id="1", team="A", communities=("town", "village"), mode=TravelMode.FOOT)
    station = Station(households=HOMES, premises=(), told=ToldOfDoors(), officers=[officer], shift_rows=rows,
                      rules=RULES)
    return build_campaign(station, monday=MONDAY, deadline=deadline)


def doors(*, mandatory: bool = False) -> list[DueDoor]:
    due = Due(prize=50, mandatory=mandatory, last_day=6)
    return [DueDoor(household=home, kind="flat", due=due) for home in HOMES]


def prizes(step: WeeklyStep, calls: Counter[str] | None = None, **campaign: date) -> dict[str, int]:
    return {d.household.household_id: d.due.prize
            for d in with_urgency(doors(), step, made(**campaign), calls or Counter())}


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
    assert (found["village-0"], found["town-0"]) == (150, 60)


def test_the_last_week_in_which_all_calls_still_fit_doubles_a_door():
    # five weeks from 30 November on: the five calls left after one fit if one is made now
    step = WeeklyStep(n_calls={}, slack_weeks={})
    assert prizes(step, Counter({"town-0": 2}), deadline=date(2027, 1, 3))["town-0"] == 50
    assert prizes(step, Counter({"town-0": 1}), deadline=date(2027, 1, 3))["town-0"] == 100


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
