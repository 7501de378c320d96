"""A station becomes a campaign: who may call where, and with what chance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gisdata.campaign_input import build_campaign
from gisdata.campaign_input.chances import OFFICE_CHANCE
from gisdata.records import Household, Located, PlaceKind
from gisdata.week_input import Premises
from planner.campaign.changes import extend, more_hours, without_officers
from planner.dues import DueRules, Goal
from tests.gisdata.campaign_input.test_urgency import MONDAY, RULES, station


def a_home() -> Household:
    return Household(household_id="f", address="a", community="town", lon_deg=110.8, lat_deg=32.6,
                     located=Located.GIVEN)


def test_a_firm_has_its_own_chance_however_much_evenings_are_worth_at_homes():
    door = a_home()
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


def test_weeks_after_the_deadline_would_be_whole_though_it_cuts_the_last_one_short():
    short = build_campaign(station(), monday=MONDAY, deadline=MONDAY).campaign        # one Monday of three days a week
    assert extend(short, 2).hours_s.sum(axis=(0, 2)) / short.hours_s.sum() == pytest.approx([1, 3, 3], abs=1e-3)
    doubled = extend(more_hours(short, [0], 100), 1)
    assert doubled.hours_s.sum(axis=(0, 2)) / short.hours_s.sum() == pytest.approx([2, 6], abs=1e-3)
    assert extend(without_officers(short, [0]), 1).hours_s.sum() == 0


def test_twice_a_half_year_wants_two_rounds_though_the_deadline_is_the_day_of_a_third():
    dues = DueRules(goal=Goal.TWICE_A_HALF_YEAR)
    rules = replace(RULES, dues=dues, campaign_start=MONDAY)
    for days, begins in ((2 * 91, {0, 13}), (2 * 91 - 1, {0, 13}), (2 * 91 + 48, {0, 13, 26})):
        campaign = build_campaign(replace(station(), households=[a_home()], rules=rules), monday=MONDAY,
                                  deadline=MONDAY + timedelta(days=days)).campaign
        assert {group.first_week for group in campaign.groups} == begins
        assert max(group.last_week for group in campaign.groups) == campaign.n_weeks - 1
