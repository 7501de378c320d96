"""The ten must-visit events: what may be made, what they ask of doors, and how they end. Monday is 2026-11-23."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisdata.errors import WrongArgument
from gisdata.events import BUILT_IN, EventOrder, make_event, visits_of_events
from gisdata.records import Dwelling, Household, Located
from gisdata.records.events import SENSITIVE_KINDS, Event, EventKind, EventScope
from gisdata.week_input import ToldOfDoors, VisitRules, dues_of_week

MONDAY = date(2026, 11, 23)
ALLOWED = {kind: replace(rule, is_on=True, allowed_by="所长", allowed_on=MONDAY) for kind, rule in BUILT_IN.items()}
RULES = VisitRules(service_s=dict.fromkeys(Dwelling, 600), enter_s=60, hours_s=((32_400, 72_000),),
                   evening_from_s=63_000, candidates_per_place=2, campaign_start=date(2026, 1, 5))


def door(household_id: str, community: str = "c1", lon_deg: float = 110.79) -> Household:
    return Household(household_id=household_id, address=f"柳树巷{household_id}", community=community, lon_deg=lon_deg,
                     lat_deg=32.62, located=Located.GIVEN, last_contact_on=MONDAY - timedelta(days=40))


DOORS = (door("h1"), door("h2"), door("h3", lon_deg=110.80), door("h4", "c2", 110.81))


def make(kind: EventKind = EventKind.FESTIVAL, *, rules: Any = BUILT_IN, **asked: Any) -> Event:
    order = EventOrder(**{"kind": kind, "starts_on": MONDAY, **asked})
    return make_event(order, event_id="E0001", rule=rules[kind], doors=DOORS, owners={"c1": ["1001", "1002"]},
                      officers=["1001", "1002"])


def due_of(event: Event, *, monday: date = MONDAY, rules: Any = ALLOWED) -> dict[str, tuple[str, ...]]:
    asked = visits_of_events([event], doors=DOORS, rules=rules, monday=monday)
    dues = dues_of_week(DOORS, monday=monday, rules=RULES, told=ToldOfDoors(event_visits=asked))
    return {one.household.household_id: one.due.reasons for one in dues.due}


def test_the_catalogue_holds_the_ten_kinds_each_with_a_purpose_a_scope_and_an_end() -> None:
    assert set(BUILT_IN) == set(EventKind)
    assert len(BUILT_IN) == 10
    for rule in BUILT_IN.values():
        assert str(rule.purpose)
        assert rule.scopes
        assert 0 < rule.due_days <= rule.last_days <= rule.longest_days


def test_a_festival_calls_at_every_door_of_its_community_and_at_no_other() -> None:
    event = make(community="c1")
    assert (event.scope, event.household_ids, event.officer_id) == (EventScope.COMMUNITY, (), "1001")
    assert due_of(event) == dict.fromkeys(("h1", "h2", "h3"), ("festival",))


def test_an_event_of_a_building_calls_at_all_doors_at_its_point() -> None:
    event = make(EventKind.ACCIDENT_OR_FIRE, household_ids=("h1",), whole_building=True)
    assert (event.scope, event.household_ids) == (EventScope.BUILDING, ("h1", "h2"))
    assert (event.due_on, event.expires_on) == (date(2026, 11, 26), date(2026, 12, 7))


@pytest.mark.parametrize(("asked", "why"), [
    ({"community": "c9"}, "no household lies in a community c9"),
    ({"community": "c2"}, "nobody owns community c2"),
    ({"community": "c1", "officer_id": "9"}, "there is no officer 9"),
    ({"household_ids": ("h9",)}, "there is no household or place h9"),
    ({"household_ids": ("h1", "h4")}, "lie in several communities"),
    ({"household_ids": ("h1",), "community": "c1"}, "not both"),
    ({"community": "c1", "due_on": MONDAY - timedelta(days=1)}, "in this order"),
    ({"community": "c1", "expires_on": MONDAY + timedelta(days=91)}, "festival lasts 90 days at most"),
    ({"kind": EventKind.HARDSHIP, "community": "c1"}, "may not be an event of this scope: community"),
])
def test_an_event_that_cannot_be_made_says_why(asked: dict[str, Any], why: str) -> None:
    with pytest.raises(WrongArgument, match=why):
        make(**asked)


def test_an_event_may_last_ninety_days_and_not_a_day_longer() -> None:
    assert make(community="c1", expires_on=MONDAY + timedelta(days=90)).expires_on == date(2027, 2, 21)


# the red line

@pytest.mark.parametrize("kind", sorted(SENSITIVE_KINDS))
def test_the_two_sensitive_kinds_are_off_until_a_leader_allows_them(kind: EventKind) -> None:
    with pytest.raises(WrongArgument, match="a named leader may allow it"):
        make(kind, community="c1")
    assert make(kind, rules=ALLOWED, community="c1").household_ids == ()


@pytest.mark.parametrize("kind", sorted(SENSITIVE_KINDS))
def test_a_sensitive_kind_is_never_tied_to_a_door_even_when_it_is_allowed(kind: EventKind) -> None:
    with pytest.raises(WrongArgument, match="may not be an event of this scope"):
        make(kind, rules=ALLOWED, household_ids=("h1",))
    assert due_of(make(kind, rules=ALLOWED, community="c1")) == {}


@pytest.mark.parametrize("kind", sorted(SENSITIVE_KINDS))
def test_a_sensitive_kind_lasts_thirty_days_at_most(kind: EventKind) -> None:
    assert make(kind, rules=ALLOWED, community="c1", expires_on=MONDAY + timedelta(days=30))
    with pytest.raises(WrongArgument, match="lasts 30 days at most"):
        make(kind, rules=ALLOWED, community="c1", expires_on=MONDAY + timedelta(days=31))


# the end

def test_an_event_that_is_over_asks_for_nothing_and_one_that_ends_on_monday_for_a_call_on_monday() -> None:
    event = make(community="c1", starts_on=MONDAY - timedelta(days=21))
    assert event.expires_on == MONDAY
    assert set(due_of(event)) == {"h1", "h2", "h3"}
    assert due_of(event, monday=MONDAY + timedelta(days=7)) == {}


def test_a_kind_that_is_turned_off_asks_for_nothing_any_more() -> None:
    off = {**ALLOWED, EventKind.FESTIVAL: replace(ALLOWED[EventKind.FESTIVAL], is_on=False)}
    assert due_of(make(community="c1"), rules=off) == {}


@given(st.sampled_from(EventKind), st.integers(0, 90), st.integers(0, 90), st.integers(0, 30))
def test_every_event_that_can_be_made_ends(kind: EventKind, due: int, last: int, weeks: int) -> None:
    where = {"community": "c1"} if EventScope.COMMUNITY in BUILT_IN[kind].scopes else {"household_ids": ("h1",)}
    try:
        event = make(kind, rules=ALLOWED, due_on=MONDAY + timedelta(days=due), expires_on=MONDAY + timedelta(days=last),
                     **where)
    except WrongArgument:
        assert due > last or last > ALLOWED[kind].longest_days
        return
    monday = MONDAY + timedelta(weeks=weeks)
    asked = visits_of_events([event], doors=DOORS, rules=ALLOWED, monday=monday)
    if monday > event.expires_on:
        assert asked == {}
    assert all(visit.last_day <= 90 for visits in asked.values() for visit in visits)
