"""What is due in a week. Day 0 is the week's Monday; the campaign began 56 days before it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.dues import (
    ALL_SLOTS,
    OFFICE_SLOTS,
    CallSlot,
    Door,
    Due,
    DueRules,
    EventVisit,
    Goal,
    Rest,
    RestWhy,
    rest_after_refusal,
    round_start,
    what_is_due,
)

RULES = DueRules()
START = -56
FESTIVAL = EventVisit(purpose="festival", first_day=-3, due_day=10, last_day=20)


def due(rules=RULES, start=START, **facts):
    return what_is_due(Door(**{"kind": "flat", **facts}), rules, round_start_day=start)


def prize_and_days(answer):
    return answer.prize, answer.mandatory, answer.first_day, answer.last_day


def test_a_household_never_contacted_is_due_with_the_highest_prize():
    assert due() == Due(prize=50, mandatory=False, last_day=6, reasons=("campaign",))


def test_a_household_contacted_on_the_first_day_of_the_campaign_waits_for_its_interval():
    assert due(last_contact_day=-56) == Rest(why=RestWhy.NOT_YET, until_day=-56 + 180)


def test_a_household_contacted_the_day_before_the_campaign_is_due():
    # 57 days are 8 whole weeks: 10 + 8 // 2
    assert prize_and_days(due(last_contact_day=-57)) == (14, False, 0, 6)


@pytest.mark.parametrize(("last", "is_due"), [(-174, True), (-173, False)])
def test_a_contacted_household_is_due_again_when_its_interval_ends_by_sunday(last, is_due):
    # the campaign began a year ago here, so only the interval counts: -174 + 180 = 6 is Sunday
    answer = due(start=-365, last_contact_day=last)
    assert isinstance(answer, Due) == is_due
    assert not is_due or (answer.first_day, answer.reasons) == (6, ("interval",))


def test_nothing_is_due_before_the_campaign_begins_and_in_its_first_week_not_before_its_day():
    assert due(start=7) == Rest(why=RestWhy.NOT_YET, until_day=7)
    assert due(start=2).first_day == 2


@pytest.mark.parametrize(("kind", "days"), [("dormitory", 90), ("firm", 60), ("flat", 180)])
def test_each_kind_of_door_has_its_own_interval(kind, days):
    rules = DueRules(interval_days={"dormitory": 90, "firm": 60})
    assert isinstance(due(rules, -365, kind=kind, last_contact_day=6 - days), Due)
    assert due(rules, -365, kind=kind, last_contact_day=7 - days) == Rest(why=RestWhy.NOT_YET, until_day=7)


def test_no_interval_is_below_the_floor_or_above_the_ceiling():
    rules = DueRules(interval_days={"flat": 1, "house": 9_999}, floor_days=28, ceiling_days=365)
    assert (rules.interval_of("flat"), rules.interval_of("house"), rules.interval_of("firm")) == (28, 365, 180)


def test_a_contact_just_before_the_campaign_is_not_repeated_below_the_floor():
    assert due(start=0, last_contact_day=-1) == Rest(why=RestWhy.NOT_YET, until_day=27)
    assert due(start=0, last_contact_day=-28).first_day == 0


def test_twice_a_half_year_makes_a_door_due_again_in_its_second_quarter():
    twice = DueRules(goal=Goal.TWICE_A_HALF_YEAR)
    assert isinstance(due(twice, round_start(-91, twice), last_contact_day=-60), Due)
    assert isinstance(due(twice, round_start(-84, twice), last_contact_day=-60), Rest)
    assert isinstance(due(RULES, round_start(-91, RULES), last_contact_day=-60), Rest)


# promises

def test_a_promise_for_wednesday_is_mandatory_until_wednesday():
    assert prize_and_days(due(last_contact_day=-3, promised_day=2)) == (10, True, 0, 2)


def test_a_promise_that_has_passed_is_still_mandatory_on_any_day():
    assert prize_and_days(due(last_contact_day=-30, promised_day=-2)) == (12, True, 0, 6)


def test_a_promise_that_was_kept_makes_nothing_due():
    assert isinstance(due(last_contact_day=-1, promised_day=-1), Rest)


def test_a_promise_of_next_week_leaves_an_ordinary_household():
    assert due(promised_day=7) == due()


# attempts

@pytest.mark.parametrize(("last", "first_day"), [(-3, 0), (-2, 1), (3, 6)])
def test_after_an_attempt_the_next_call_waits_for_the_pause(last, first_day):
    assert due(last_attempt_day=last).first_day == first_day


def test_a_pause_that_lasts_beyond_sunday_is_a_rest_until_its_end():
    assert due(last_attempt_day=4) == Rest(why=RestWhy.PAUSE, until_day=7)


@pytest.mark.parametrize("slot", CallSlot)
def test_a_retry_is_made_in_every_slot_but_the_last(slot):
    assert due(last_attempt_day=-5, last_attempt_slot=slot).slots == ALL_SLOTS - {slot}


def test_a_slot_that_was_not_written_down_and_one_before_a_contact_exclude_nothing():
    assert due(last_attempt_day=-5).slots == ALL_SLOTS
    before = {"last_attempt_day": -70, "last_attempt_slot": CallSlot.WEEKDAY_MORNING}
    assert due(last_contact_day=-60, **before).slots == ALL_SLOTS


def test_an_appointment_made_after_the_attempt_may_be_in_the_same_slot_and_one_before_it_may_not():
    missed = {"last_attempt_day": -5, "last_attempt_slot": CallSlot.WEEKDAY_MORNING}
    assert due(promised_day=2, **missed).slots == ALL_SLOTS
    assert due(promised_day=-5, **missed).slots == ALL_SLOTS - {CallSlot.WEEKDAY_MORNING}


def test_a_firm_is_called_at_on_weekdays_by_day_a_second_time_too():
    rules = DueRules(office_kinds=frozenset({"firm"}))
    missed = {"last_attempt_day": -5, "last_attempt_slot": CallSlot.WEEKDAY_MORNING}
    assert due(rules, kind="firm", **missed).slots == OFFICE_SLOTS
    assert due(rules, **missed).slots == ALL_SLOTS - {CallSlot.WEEKDAY_MORNING}


def test_five_attempts_leave_a_sixth_and_six_leave_the_door_in_peace_whatever_is_promised():
    assert isinstance(due(last_attempt_day=-5, attempts_this_round=5), Due)
    six = due(last_attempt_day=-5, attempts_this_round=6, promised_day=2)
    assert six == Rest(why=RestWhy.ENOUGH_ATTEMPTS, until_day=None, is_owed=True)


# wishes

def test_a_refusal_rests_half_a_year_to_the_day():
    assert rest_after_refusal(0) == 182
    assert due(rest_until_day=6).first_day == 6
    assert due(rest_until_day=7) == Rest(why=RestWhy.ASKED_FOR_REST, until_day=7)


def test_a_wish_for_quiet_outranks_promise_and_event():
    assert due(do_not_disturb=True, promised_day=1, event_visits=(FESTIVAL,)).why is RestWhy.ASKED_FOR_QUIET


def test_a_promise_in_a_rest_is_not_lost_but_told():
    assert due(rest_until_day=30, promised_day=2).is_owed
    assert not due(rest_until_day=30, promised_day=9).is_owed


@pytest.mark.parametrize(("facts", "words"), [
    ({"last_contact_day": -5}, "the next call is due on DAY"),
    ({"last_attempt_day": 6}, "the next one is on DAY at the earliest, in another part of the week"),
    ({"attempts_this_round": 6}, "no more are made until the next round"),
    ({"rest_until_day": 9}, "the household wishes no call before DAY"),
    ({"do_not_disturb": True}, "the household asked not to be disturbed"),
])
def test_a_rest_says_why_and_until_when(facts, words):
    assert words in str(due(**facts).sentence("DAY"))


# events and merged reasons

def test_an_event_makes_a_contacted_door_due_before_everything_that_merely_waits():
    answer = due(last_contact_day=-40, event_visits=(FESTIVAL,))
    assert (answer.prize, answer.mandatory, answer.reasons) == (55, False, ("festival",))
    assert answer.prize > due().prize


def test_an_event_that_is_not_mandatory_keeps_the_floor_and_a_mandatory_one_does_not():
    assert isinstance(due(last_contact_day=-10, event_visits=(FESTIVAL,)), Rest)
    fire = EventVisit(purpose="fire", first_day=-2, due_day=3, last_day=9, mandatory=True)
    assert prize_and_days(due(last_contact_day=-10, event_visits=(fire,))) == (55, True, 0, 3)


@pytest.mark.parametrize(("last_day", "is_due"), [(0, True), (-1, False)])
def test_an_event_is_of_no_use_after_its_last_day(last_day, is_due):
    ends = replace(FESTIVAL, due_day=-1, last_day=last_day)
    assert isinstance(due(last_contact_day=-40, event_visits=(ends,)), Due) == is_due


def test_an_event_whose_last_day_lies_in_the_pause_makes_nothing_due():
    ends = replace(FESTIVAL, last_day=1)
    assert isinstance(due(last_contact_day=-40, last_attempt_day=-1, event_visits=(ends,)), Rest)


def test_a_contact_since_the_event_began_has_served_it():
    fire = EventVisit(purpose="fire", first_day=-2, due_day=3, last_day=9, mandatory=True)
    assert isinstance(due(last_contact_day=-2, event_visits=(fire,)), Rest)


def test_all_reasons_of_a_door_merge_into_one_call_with_the_earliest_day_and_all_their_names():
    fire = EventVisit(purpose="fire", first_day=1, due_day=3, last_day=9, mandatory=True)
    answer = due(promised_day=5, event_visits=(FESTIVAL, fire))
    assert answer.reasons == ("campaign", "promise", "festival", "fire")
    # 10 for any call, 45 for the event, 5 for each of three further reasons; from Tuesday, so that it serves the fire
    assert prize_and_days(answer) == (70, True, 1, 3)


def test_one_call_is_early_enough_for_every_reason_and_leaves_out_one_that_has_no_day_in_common():
    ends_on_tuesday = replace(FESTIVAL, due_day=1, last_day=1)
    assert prize_and_days(due(event_visits=(ends_on_tuesday,))) == (60, False, 0, 1)
    alone = due(start=-400, last_contact_day=4 - 180, event_visits=(ends_on_tuesday,))    # its interval ends on Friday
    assert (alone.reasons, alone.first_day, alone.last_day) == (("festival",), 0, 1)


def test_a_promise_that_cannot_wait_for_an_event_is_kept_without_it():
    later = replace(FESTIVAL, first_day=4)
    assert prize_and_days(due(promised_day=2, event_visits=(later,)))[1:] == (True, 0, 2)


# properties

days = st.integers(-200, 20)
visits = st.builds(
    lambda first, length, more, mandatory: EventVisit(
        purpose="event", first_day=first, due_day=first + length, last_day=first + length + more, mandatory=mandatory),
    st.integers(-30, 12), st.integers(0, 20), st.integers(0, 20), st.booleans())
doors = st.builds(
    Door, kind=st.sampled_from(["flat", "firm"]), last_contact_day=st.none() | st.integers(-400, 6),
    last_attempt_day=st.none() | days, last_attempt_slot=st.none() | st.sampled_from(CallSlot),
    attempts_this_round=st.integers(0, 7), rest_until_day=st.none() | days, promised_day=st.none() | days,
    do_not_disturb=st.booleans(), event_visits=st.lists(visits, max_size=3).map(tuple))
all_rules = st.builds(
    DueRules, goal=st.sampled_from(Goal), floor_days=st.integers(1, 40), pause_days=st.integers(1, 10),
    most_attempts=st.integers(1, 6), office_kinds=st.sampled_from([frozenset(), frozenset({"firm"})]))


@given(doors, all_rules, days)
def test_no_call_is_due_before_the_pause_above_the_cap_or_during_a_rest(door, rules, start):
    answer = what_is_due(door, rules, round_start_day=start)
    if isinstance(answer, Rest):
        return
    assert not door.do_not_disturb
    assert door.attempts_this_round < rules.most_attempts
    assert door.rest_until_day is None or answer.first_day >= door.rest_until_day
    assert door.last_attempt_day is None or answer.first_day >= door.last_attempt_day + rules.pause_days
    assert 0 <= answer.first_day <= answer.last_day <= 6
    assert answer.reasons
    assert answer.prize >= 10


@given(doors, all_rules, days)
def test_a_call_of_an_event_lies_in_the_days_of_the_event(door, rules, start):
    answer = what_is_due(door, rules, round_start_day=start)
    if isinstance(answer, Due) and "event" in answer.reasons:
        assert any(v.first_day <= answer.first_day <= answer.last_day <= v.last_day for v in door.event_visits)


@given(doors, all_rules, days)
def test_a_rest_with_a_day_ends_after_this_week(door, rules, start):
    answer = what_is_due(door, rules, round_start_day=start)
    if isinstance(answer, Rest) and answer.until_day is not None:
        assert answer.until_day > 6
