"""Doors of a register become groups: who is still to be met, after how many calls, in which weeks and slots."""

from __future__ import annotations

from dataclasses import replace

from gisdata.campaign_input import SLOTS
from gisdata.campaign_input.groups import CampaignDoor, SortedDoors, Weeks, sort_doors
from gisdata.records import Slot
from planner.dues import OFFICE_SLOTS, Door, DueRules

RULES = DueRules(office_kinds=frozenset({"firm"}), interval_days={"firm": 28})
WEEKS = Weeks(n_weeks=10, round_start_day=-70)


def sort(*doors: CampaignDoor, weeks: Weeks = WEEKS) -> SortedDoors:
    return sort_doors(doors, weeks, rules=RULES, call_s={"flat": 900, "firm": 1200}, chance=lambda *_: 0.5)


def a_door(
    kind: str = "flat", slot: Slot = Slot.ANY, missed_days: tuple[int, ...] = (), **facts: object,
) -> CampaignDoor:
    door = Door(kind=kind, **facts)  # type: ignore[arg-type]
    return CampaignDoor(door=door, community="c1", slot=slot, missed_days=missed_days)


def test_a_home_not_met_in_the_round_is_open_by_its_calls():
    group, = sort(a_door(), a_door(last_contact_day=-71), a_door(attempts_this_round=2, last_attempt_day=-5)).groups
    assert group.n_open_by_calls == (2, 0, 1, 0, 0, 0) and (group.first_week, group.last_week) == (0, 9)


def test_homes_met_quiet_or_given_up_are_counted_and_open_in_no_group():
    found = sort(a_door(last_contact_day=-70), a_door(do_not_disturb=True), a_door(rest_until_day=70),
                 a_door(attempts_this_round=6), replace(a_door(), is_placed=False))
    assert (found.n_homes, found.n_met, found.n_quiet, found.n_given_up, found.n_unplaced) == (5, 1, 2, 1, 1)
    assert [(group.n_open, group.n_spent) for group in found.groups] == [(0, 1)]


def test_a_home_that_wishes_rest_waits_for_the_week_in_which_it_ends():
    weeks = [(g.first_week, g.n_open) for g in sort(a_door(rest_until_day=13), a_door(rest_until_day=14)).groups]
    assert weeks == [(1, 1), (2, 1)]


def test_nobody_is_planned_before_the_start_within_the_shortest_interval_or_in_the_pause():
    later = Weeks(n_weeks=10, round_start_day=21)
    assert [g.first_week for g in sort(a_door(), weeks=later).groups] == [3]
    assert [g.first_week for g in sort(a_door(last_contact_day=-8), weeks=Weeks(n_weeks=10, round_start_day=-7)).groups
            ] == [2]                                               # floor 28 days: from day 20 on
    slow = replace(RULES, pause_days=14)
    tried = sort_doors([a_door(attempts_this_round=1, last_attempt_day=-1)], WEEKS, rules=slow, call_s={"flat": 900},
                       chance=lambda *_: 0.5)
    assert [g.first_week for g in tried.groups] == [1]


def test_a_group_knows_in_which_weeks_calls_at_its_open_doors_met_nobody():
    group, = sort(a_door(attempts_this_round=2, missed_days=(-15, -1)),
                  a_door(attempts_this_round=1, missed_days=(-7,)),
                  a_door(last_contact_day=-1, missed_days=(-3,))).groups
    assert group.missed_ago == (2, 0, 1)


def test_firms_and_later_rounds_are_not_counted_as_homes_of_this_round():
    weeks = Weeks(n_weeks=10, round_start_day=-7, later_rounds=(6,))
    found = sort(a_door(), a_door("firm"), weeks=weeks)
    assert sum(g.n_open for g, one in zip(found.groups, found.counted, strict=True) if one) == 1


def test_wishes_for_hours_make_groups_of_their_own():
    slots = {g.slots for g in sort(a_door(), a_door(slot=Slot.EVENING)).groups}
    assert slots == {tuple(range(6)), tuple(i for i, slot in enumerate(SLOTS) if slot.endswith("evening"))}


def test_with_two_rounds_a_home_met_in_the_first_is_open_again_in_the_second():
    found = sort(a_door(last_contact_day=-1), a_door(), weeks=Weeks(n_weeks=10, round_start_day=-7, later_rounds=(6,)))
    assert [(g.first_week, g.last_week, g.n_open) for g in found.groups] == [(0, 5, 1), (6, 9, 2)]


def test_a_firm_is_called_at_by_its_interval_on_weekdays_by_day():
    found = sort(a_door("firm", last_contact_day=-14))
    assert [(g.first_week, g.last_week) for g in found.groups] == [(2, 5), (6, 9)] and found.n_homes == 0
    assert {SLOTS[i] for i in found.groups[0].slots} == OFFICE_SLOTS and found.groups[0].service_s == 1200
