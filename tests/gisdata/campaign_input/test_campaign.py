"""A station becomes a campaign: who may call where, and with what chance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gisdata.campaign_input import build_campaign
from gisdata.campaign_input.chances import OFFICE_CHANCE
from gisdata.records import Household, Located, PlaceKind
from gisdata.week_input import Premises
from planner.dues import DueRules
from tests.gisdata.campaign_input.test_urgency import MONDAY, RULES, station


def test_a_firm_has_its_own_chance_however_much_evenings_are_worth_at_homes():
    door = Household(household_id="f", address="a", community="town", lon_deg=110.8, lat_deg=32.6,
                     located=Located.GIVEN)
    rules = replace(RULES, dues=DueRules(office_kinds=frozenset({"firm"})))
    made = build_campaign(replace(station(), premises=[Premises(kind=PlaceKind.FIRM, door=door)], rules=rules),
                          monday=MONDAY, deadline=date(2027, 4, 4))
    chances = [group.chance for group in made.campaign.groups if group.kind == "firm"]
    assert chances == pytest.approx([OFFICE_CHANCE])


def test_owners_call_and_their_teams_may_help_in_the_order_of_officers():
    anna = station().officers[0]
    ben, cem, dora = (replace(anna, officer_id=name, team=team, communities=c) for name, team, c in (
        ("2", "B", ("village",)), ("3", "A", ()), ("4", "C", ())))
    campaign = build_campaign(replace(station(), officers=[dora, ben, anna, cem]), monday=MONDAY,
                              deadline=date(2027, 4, 4)).campaign
    assert campaign.owners == {"village": (1, 2), "town": (2,)}
    assert campaign.helpers == {"village": (1, 2, 3), "town": (2, 3)}
