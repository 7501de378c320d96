"""Hand-overs, substitutes and contact points in the store; a hand-over moves the events of its community, no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gisdata.errors import Conflict, RefusedRows
from gisdata.records.owners import ContactPoint, HandOver, StandIn
from gisdata.store import Store
from tests.gisdata.store.test_events import an_event

ORDER = HandOver(community="东社区", from_officer="o1", to_officer="o2", on=date(2026, 11, 25))
AWAY = StandIn(officer_id="o1", first_on=date(2026, 11, 23), last_on=date(2026, 11, 27), substitute_id="o2")


def test_what_is_kept_comes_out_again(store: Store) -> None:
    later = replace(ORDER, from_officer="o2", to_officer="o1", on=date(2026, 12, 1))
    with store.writing() as writing:
        writing.add_hand_over(later)
        writing.add_hand_over(ORDER)
        writing.add_stand_in(AWAY)
        writing.save_contact_point(ContactPoint(community="", officer_id="o8"))
        writing.save_contact_point(ContactPoint(community="", officer_id="o9"))
    with store.reading() as reading:
        assert reading.hand_overs() == [ORDER, later]
        assert reading.stand_ins() == [AWAY]
        assert reading.contact_points() == [ContactPoint(community="", officer_id="o9")]


def test_a_hand_over_moves_the_old_owner_s_events_that_are_due_from_its_day_on_and_no_other(store: Store) -> None:
    events = [an_event("E1"), an_event("E2", due_on=date(2026, 11, 24)), an_event("E3", community="西社区"),
              an_event("E4", officer_id="o3")]
    with store.writing() as writing:
        for event in events:
            writing.add_event(event)
        assert writing.add_hand_over(ORDER) == 1
        assert writing.events() == [replace(events[0], officer_id="o2"), *events[1:]]
        assert writing.add_hand_over(replace(ORDER, from_officer="o2", to_officer="")) == 0


def test_an_absence_is_forgotten_the_day_after_its_last(store: Store) -> None:
    with store.writing() as writing:
        writing.add_stand_in(AWAY)
        assert writing.forget_stand_ins(today=date(2026, 11, 27)) == 0
        assert writing.forget_stand_ins(today=date(2026, 11, 28)) == 1


@pytest.mark.parametrize("wrong", [
    replace(AWAY, last_on=date(2026, 11, 22)), replace(AWAY, substitute_id="o1")])
def test_the_schema_refuses_days_in_the_wrong_order_and_an_officer_for_himself(store: Store, wrong: StandIn) -> None:
    with pytest.raises(RefusedRows), store.writing() as writing:
        writing.add_stand_in(wrong)


def test_two_absences_that_begin_on_one_day_are_one_too_many(store: Store) -> None:
    with pytest.raises(Conflict), store.writing() as writing:
        writing.add_stand_in(AWAY)
        writing.add_stand_in(AWAY)
