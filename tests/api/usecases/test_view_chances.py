"""The commander sees chances of quarters that learned from calls, never of fewer than twenty households."""

from datetime import date

from api.usecases.view_chances import quarter_chances, station_chances
from gisdata.campaign_input import learn_home_chances
from gisdata.records import Dwelling, Household, Reached, VisitAttempt
from planner.dues import DayPart

TODAY = date(2026, 11, 30)


def homes(n, dwelling):
    return [Household(household_id=f"{dwelling}{i}", address="a", community="c1", dwelling=dwelling) for i in range(n)]


def calls(doors):
    return [VisitAttempt(household_id=h.household_id, visited_on=date(2026, 11, 26), day_part=DayPart.MORNING,
                         reached=Reached.CONTACTED) for h in doors]


def test_a_community_and_its_kinds_with_calls_have_a_row_and_a_kind_of_few_homes_has_none():
    flats, houses = homes(20, Dwelling.FLAT), homes(19, Dwelling.HOUSE)
    chances = learn_home_chances([*flats, *houses], calls([*flats, *houses]), today=TODAY)
    rows = quarter_chances(chances, ["c1", "c2"])
    assert [(row.community, row.kind.template) for row in rows] == [("c1", "all dwellings"), ("c1", "flats")]
    assert [slot.n_calls for slot in rows[1].slots] == [20, 0, 0, 0, 0, 0]
    assert all(slot.low < slot.mean < slot.high for row in rows for slot in row.slots)


def test_without_calls_there_are_the_stations_start_values_only():
    chances = learn_home_chances(homes(30, Dwelling.FLAT), [], today=TODAY)
    assert quarter_chances(chances, ["c1"]) == []
    assert [row.n_calls for row in station_chances(chances)] == [0] * 6


def test_a_community_of_houses_only_has_one_row():
    houses = homes(30, Dwelling.HOUSE)
    chances = learn_home_chances(houses, calls(houses), today=TODAY)
    assert [row.kind.template for row in quarter_chances(chances, ["c1"])] == ["all dwellings"]
