"""Who owns a community on a day, who acts for it, and that nobody is never the answer."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from gisdata.errors import Conflict
from gisdata.owners import Ownership, owners_of_week, require_owned
from gisdata.records import Officer, TravelMode
from gisdata.records.owners import ContactPoint, HandOver, StandIn

MONDAY = date(2026, 11, 23)


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def officer(officer_id: str, *communities: str, team: str = "A") -> Officer:
    return Officer(officer_id=officer_id, team=team, communities=communities, mode=TravelMode.FOOT)


OFFICERS = (officer("1", "c1"), officer("2", "c2"), officer("3"), officer("9"))


def of(*changes: HandOver | StandIn | ContactPoint, officers: tuple[Officer, ...] = OFFICERS) -> Ownership:
    return Ownership(
        officers, [c for c in changes if isinstance(c, HandOver)], [c for c in changes if isinstance(c, StandIn)],
        [c for c in changes if isinstance(c, ContactPoint)])


def hand(from_officer: str, to_officer: str, on: int = 0, community: str = "c1") -> HandOver:
    return HandOver(community=community, from_officer=from_officer, to_officer=to_officer, on=day(on))


def away(officer_id: str, first: int, last: int, by: str = "") -> StandIn:
    return StandIn(officer_id=officer_id, first_on=day(first), last_on=day(last), substitute_id=by)


LEADER = ContactPoint(community="", officer_id="9")


def test_a_community_is_of_the_old_owner_until_the_day_before_and_of_the_new_one_from_then_on() -> None:
    ownership = of(hand("1", "3", on=2))
    assert [ownership.owners("c1", day(n)) for n in (1, 2)] == [("1",), ("3",)]
    assert ownership.owners("c2", day(2)) == ("2",)


def test_a_hand_over_and_the_one_back_leave_the_first_owner() -> None:
    assert of(hand("1", "3", 1), hand("3", "1", 4)).owners("c1", day(4)) == ("1",)


def test_a_hand_over_from_somebody_who_does_not_own_it_changes_nothing() -> None:
    assert of(hand("2", "3")).owners("c1", day(0)) == ("1",)


def test_while_an_owner_is_away_the_substitute_acts_and_from_the_next_day_the_owner_again() -> None:
    ownership = of(away("1", 1, 3, by="3"))
    assert [ownership.acting("c1", day(n)) for n in (0, 1, 3, 4)] == [("1",), ("3",), ("3",), ("1",)]


def test_a_second_owner_who_is_there_needs_no_substitute() -> None:
    both = (*OFFICERS, officer("4", "c1"))
    assert of(away("1", 1, 3, by="3"), officers=both).acting("c1", day(2)) == ("4",)


def test_without_a_substitute_or_with_one_who_is_away_too_the_leader_steps_in() -> None:
    assert of(away("1", 1, 3), LEADER).acting("c1", day(2)) == ("9",)
    assert of(away("1", 1, 3, by="3"), away("3", 2, 2), LEADER).acting("c1", day(2)) == ("9",)
    own = ContactPoint(community="c1", officer_id="3")
    assert of(away("1", 1, 3), LEADER, own).acting("c1", day(2)) == ("3",)


@pytest.mark.parametrize("change", [hand("1", ""), away("1", 3, 3), away("1", 3, 5, by="2")])
def test_a_change_that_leaves_a_community_to_nobody_is_refused_with_its_day(change: HandOver | StandIn) -> None:
    before = of(away("2", 4, 4))
    with pytest.raises(Conflict, match=r"nobody would answer for c1 on 2026-11-2[367]"):
        require_owned(before, of(away("2", 4, 4), change), ["c1"], since=MONDAY)
    require_owned(before, of(away("2", 4, 4, by="3"), change, LEADER), ["c1", "c2"], since=MONDAY)


def test_a_community_that_had_nobody_before_stands_in_no_change_s_way() -> None:
    require_owned(of(), of(hand("1", "3")), ["c1", "c7"], since=MONDAY)


def test_a_week_has_each_officer_s_days_and_nothing_for_those_away() -> None:
    week = owners_of_week(OFFICERS, of(away("1", 1, 2, by="3"), hand("2", "3", 5, "c2")), communities=["c1", "c2"],
                          monday=MONDAY)
    owned = {o.officer_id: o.communities for o in week.officers}
    assert owned == {"1": ("c1",), "2": ("c2",), "3": ("c1", "c2"), "9": ()}
    assert week.days["1", "c1"] == {0, 3, 4, 5, 6}
    assert week.days["3", "c1"] == {1, 2}
    assert (week.days["2", "c2"], week.days["3", "c2"]) == ({0, 1, 2, 3, 4}, {5, 6})
    assert week.away == {("1", 1), ("1", 2)}


# any sequence of hand-overs, ends, absences and new leaders

COMMUNITIES = ("c1", "c2", "c3")
IDS = st.sampled_from(("1", "2", "3", "4"))
DAYS = st.integers(0, 40)


class AnySequence(RuleBasedStateMachine):
    """What the use cases do: each change is kept when `require_owned` lets it pass."""

    @initialize(owners=st.tuples(IDS, IDS, IDS))
    def begin(self, owners: tuple[str, str, str]) -> None:
        self.officers = tuple(officer(id_, *(c for c, o in zip(COMMUNITIES, owners, strict=True) if o == id_))
                              for id_ in ("1", "2", "3", "4"))
        self.changes: list[HandOver | StandIn | ContactPoint] = []
        self.today = 0

    def try_out(self, change: HandOver | StandIn | ContactPoint) -> None:
        before, after = (of(*listed, officers=self.officers) for listed in (self.changes, [*self.changes, change]))
        with suppress(Conflict):
            require_owned(before, after, COMMUNITIES, since=day(self.today))
            self.changes.append(change)

    @rule(community=st.sampled_from(COMMUNITIES), one=IDS, other=st.none() | IDS, ahead=DAYS)
    def hand_over_or_end(self, community: str, one: str, other: str | None, ahead: int) -> None:
        if one != other:
            self.try_out(hand(one, other or "", self.today + ahead, community))

    @rule(one=IDS, by=st.none() | IDS, ahead=DAYS, length=st.integers(0, 30))
    def go_away(self, one: str, by: str | None, ahead: int, length: int) -> None:
        if one != by:
            self.try_out(away(one, self.today + ahead, self.today + ahead + length, by or ""))

    @rule(community=st.sampled_from(("", *COMMUNITIES)), leader=IDS)
    def lead(self, community: str, leader: str) -> None:
        self.try_out(ContactPoint(community=community, officer_id=leader))

    @rule(days=st.integers(1, 20))
    def time_passes(self, days: int) -> None:
        self.today += days

    @invariant()
    def no_household_is_an_orphan_on_any_day_to_come(self) -> None:
        ownership = of(*self.changes, officers=self.officers)
        for community in COMMUNITIES:
            for n in range(self.today, self.today + 75):
                acting = ownership.acting(community, day(n))
                assert acting
                assert not any(ownership.is_away(one, day(n)) for one in acting)


TestAnySequence = AnySequence.TestCase
TestAnySequence.settings = settings(max_examples=500, stateful_step_count=8, deadline=None)
