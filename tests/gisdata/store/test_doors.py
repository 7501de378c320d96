"""Field reports, visits and merges: what is kept, what is forgotten, and what can be undone; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from gisdata.errors import Conflict, NotFound, RefusedRows
from gisdata.records import AttemptCount, DayPart, DoorReport, DoorRest, Household, Reached, ReportKind, VisitAttempt
from gisdata.store import SaveCounts, Store
from tests.gisdata.store.examples import a_cell, a_household, a_placed_household, a_review_item

TODAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def a_report(report_id: str = "r1", **changes: Any) -> DoorReport:
    return DoorReport(**{"report_id": report_id, "reported_on": date(2026, 11, 1), "kind": ReportKind.UNLISTED,
                         "address": "柳林村2组7号", **changes})


def a_visit(reached: Reached, day: date = TODAY, household_id: str = "h1") -> VisitAttempt:
    return VisitAttempt(household_id=household_id, visited_on=day, reached=reached)


def registered(store: Store, *households: Household) -> None:
    with store.writing() as writing:
        writing.save_households(households)


def test_reports_come_out_as_they_went_in(store: Store) -> None:
    reports = [a_report("r1", lon_deg=116.1, lat_deg=40.0, dwellings=3, note="院内加盖"),
               a_report("r2", kind=ReportKind.DUPLICATE, household_id="h1", same_as="h2", address="")]
    with store.writing() as writing:
        assert writing.save_door_reports(reports) == SaveCounts(n_new=2, n_changed=0, n_same=0)
    with store.reading() as reading:
        assert reading.door_reports() == reports


def test_a_note_longer_than_a_hundred_characters_is_refused_by_the_store_too(store: Store) -> None:
    with pytest.raises(RefusedRows), store.writing() as writing:
        writing.save_door_reports([a_report(note="空" * 101)])


def test_the_highest_level_of_a_day_is_kept_whatever_comes_later(store: Store) -> None:
    registered(store, a_household("h1"))
    with store.writing() as writing:
        first = writing.save_visits([a_visit(Reached.CONTACTED), a_visit(Reached.ATTEMPTED)])
        second = writing.save_visits([a_visit(Reached.ATTEMPTED)])
        third = writing.save_visits([a_visit(Reached.VERIFIED)])
    assert first == SaveCounts(n_new=1, n_changed=0, n_same=1)
    assert second == SaveCounts(n_new=0, n_changed=0, n_same=1)
    assert third == SaveCounts(n_new=0, n_changed=1, n_same=0)
    with store.reading() as reading:
        assert reading.visits() == [a_visit(Reached.VERIFIED)]


def test_only_a_completed_visit_moves_the_last_contact_and_only_forward(store: Store) -> None:
    registered(store, a_household("h1", last_contact_on=date(2026, 11, 10)), a_household("h2"), a_household("h3"))
    with store.writing() as writing:
        writing.save_visits([a_visit(Reached.COMPLETED, date(2026, 11, 9), "h1"),
                             a_visit(Reached.COMPLETED, date(2026, 11, 12), "h2"),
                             a_visit(Reached.CONTACTED, date(2026, 11, 12), "h3")])
        days = {h.household_id: h.last_contact_on for h in writing.households()}
    assert days == {"h1": date(2026, 11, 10), "h2": date(2026, 11, 12), "h3": None}


def test_attempts_are_deleted_after_ninety_days_but_for_counts_per_cell_and_week(store: Store) -> None:
    old, kept = TODAY - timedelta(days=91), TODAY - timedelta(days=90)
    with store.writing() as writing:
        writing.replace_cells([a_cell()])
        writing.save_households([a_placed_household("h1", cell_id="c1"), a_household("h2"), a_household("h3")])
        writing.save_visits([a_visit(Reached.ATTEMPTED, old, "h1"), a_visit(Reached.ATTEMPTED, old, "h2"),
                             a_visit(Reached.ATTEMPTED, kept, "h2"), a_visit(Reached.CONTACTED, old, "h3")])
        assert writing.forget_attempts(today=TODAY) == 2
        assert writing.forget_attempts(today=TODAY) == 0
    with store.reading() as reading:
        assert reading.visits() == [a_visit(Reached.ATTEMPTED, kept, "h2"), a_visit(Reached.CONTACTED, old, "h3")]
        assert reading.attempt_counts() == [AttemptCount(week="2026-W34", cell_id="", n_attempts=1),
                                            AttemptCount(week="2026-W34", cell_id="c1", n_attempts=1)]


def test_counts_of_deleted_attempts_grow(store: Store) -> None:
    registered(store, a_household("h1"))
    for day in (91, 92):
        with store.writing() as writing:
            writing.save_visits([a_visit(Reached.ATTEMPTED, TODAY - timedelta(days=day))])
            writing.forget_attempts(today=TODAY)
    with store.reading() as reading:
        assert [count.n_attempts for count in reading.attempt_counts()] == [2]


def two_rows_of_one_home(store: Store) -> tuple[Household, Household]:
    kept = a_placed_household("h1", last_contact_on=date(2026, 3, 1))
    gone = a_household("h2", last_contact_on=date(2026, 11, 2), must_visit_by=date(2026, 12, 1))
    registered(store, kept, gone)
    with store.writing() as writing:
        writing.replace_review_items([a_review_item("h2")])
        writing.save_visits([a_visit(Reached.CONTACTED, date(2026, 11, 1), "h2")])
        writing.merge_households(kept_id="h1", gone_id="h2", at=AT)
    return kept, gone


def test_a_merge_keeps_the_dates_and_the_visits_of_both(store: Store) -> None:
    two_rows_of_one_home(store)
    with store.reading() as reading:
        (home,) = reading.households()
        assert (home.household_id, home.last_contact_on, home.must_visit_by) == (
            "h1", date(2026, 11, 2), date(2026, 12, 1))
        assert reading.visits() == [a_visit(Reached.CONTACTED, date(2026, 11, 1), "h1")]
        assert reading.review_items() == []
        (merge,) = reading.merges()
    assert (merge.kept.household_id, merge.gone.household_id, merge.merged_at, merge.undone_at) == (
        "h1", "h2", AT, None)


def test_a_merge_that_is_undone_gives_both_rows_back(store: Store) -> None:
    kept, gone = two_rows_of_one_home(store)
    with store.writing() as writing:
        writing.undo_merge(gone_id="h2", at=AT)
    with store.reading() as reading:
        assert reading.households() == [kept, gone]
        assert reading.visits() == [a_visit(Reached.CONTACTED, date(2026, 11, 1), "h2")]
        assert [merge.undone_at for merge in reading.merges()] == [AT]


def test_a_contact_after_the_merge_stays_with_the_row_that_was_kept(store: Store) -> None:
    two_rows_of_one_home(store)
    with store.writing() as writing:
        writing.save_visits([a_visit(Reached.COMPLETED, date(2026, 11, 19), "h1")])
        writing.undo_merge(gone_id="h2", at=AT)
        days = {h.household_id: h.last_contact_on for h in writing.households()}
    assert days == {"h1": date(2026, 11, 19), "h2": date(2026, 11, 2)}


def test_a_file_that_brings_the_merged_row_again_does_not_bring_the_duplicate_back(store: Store) -> None:
    kept, _ = two_rows_of_one_home(store)
    newer = a_household("h2", last_contact_on=date(2026, 11, 18))
    with store.writing() as writing:
        counts = writing.save_households([kept, newer])
        (home,) = writing.households()
        assert home.last_contact_on == date(2026, 11, 18)
        assert counts.n_new + counts.n_changed + counts.n_same == 2
        writing.undo_merge(gone_id="h2", at=AT)
        assert writing.households() == [kept, newer]


def test_three_rows_of_one_home_come_apart_again_in_any_order(store: Store) -> None:
    rows = [a_household(f"h{n}", last_contact_on=date(2026, n, 1)) for n in (1, 2, 3)]
    for order in (("h2", "h3"), ("h3", "h2")):
        registered(store, *rows)
        with store.writing() as writing:
            for gone_id in ("h2", "h3"):
                writing.merge_households(kept_id="h1", gone_id=gone_id, at=AT)
            assert [h.last_contact_on for h in writing.households()] == [date(2026, 3, 1)]
            for gone_id in order:
                writing.undo_merge(gone_id=gone_id, at=AT)
            assert writing.households() == rows


@pytest.mark.parametrize(("kept_id", "gone_id", "error"), [
    ("h1", "h1", Conflict), ("h1", "h9", NotFound), ("h9", "h1", NotFound), ("h3", "h1", Conflict)])
def test_a_merge_that_makes_no_sense_is_refused(
    store: Store, kept_id: str, gone_id: str, error: type[Exception]
) -> None:
    two_rows_of_one_home(store)
    registered(store, a_household("h3"))
    with pytest.raises(error), store.writing() as writing:
        writing.merge_households(kept_id=kept_id, gone_id=gone_id, at=AT)


def test_what_was_not_merged_cannot_be_undone(store: Store) -> None:
    registered(store, a_household("h1"))
    with pytest.raises(NotFound, match="no household h1 has been merged"), store.writing() as writing:
        writing.undo_merge(gone_id="h1", at=AT)


def test_the_part_of_the_day_is_kept_with_the_highest_level(store: Store) -> None:
    with store.writing() as writing:
        writing.save_visits([a_visit(Reached.ATTEMPTED)])
        writing.save_visits([replace(a_visit(Reached.ATTEMPTED), day_part=DayPart.EVENING)])
        assert writing.visits() == [replace(a_visit(Reached.ATTEMPTED), day_part=DayPart.EVENING)]
        writing.save_visits([a_visit(Reached.ATTEMPTED)])
        assert writing.visits()[0].day_part is DayPart.EVENING
        writing.save_visits([a_visit(Reached.CONTACTED)])
        assert writing.visits() == [a_visit(Reached.CONTACTED)]


def test_a_wish_for_peace_is_kept_as_a_day_half_a_year_away_and_nothing_else(store: Store) -> None:
    registered(store, a_household("h1"), a_household("h2"))
    with store.writing() as writing:
        writing.save_visits([replace(a_visit(Reached.CONTACTED), wants_rest=True),
                             replace(a_visit(Reached.ATTEMPTED, TODAY - timedelta(days=1)), wants_rest=True)])
        assert writing.rests() == [DoorRest(household_id="h1", until=TODAY + timedelta(days=182))]
        assert all(visit.wants_rest is None for visit in writing.visits())
        writing.merge_households(kept_id="h2", gone_id="h1", at=AT)
        assert [rest.household_id for rest in writing.rests()] == ["h2"]


def test_an_older_file_does_not_shorten_a_rest_and_a_household_may_end_it(store: Store) -> None:
    earlier = replace(a_visit(Reached.ATTEMPTED, TODAY - timedelta(days=9)), wants_rest=True)
    with store.writing() as writing:
        writing.save_visits([replace(a_visit(Reached.CONTACTED), wants_rest=True)])
        writing.save_visits([earlier])
        assert [rest.until for rest in writing.rests()] == [TODAY + timedelta(days=182)]
        writing.save_visits([replace(a_visit(Reached.CONTACTED, TODAY + timedelta(days=30)), wants_rest=False)])
        assert writing.rests() == []


def test_a_rest_that_is_over_is_deleted(store: Store) -> None:
    with store.writing() as writing:
        writing.save_visits([replace(a_visit(Reached.CONTACTED), wants_rest=True)])
        assert writing.forget_rests(today=TODAY + timedelta(days=181)) == 0
        assert writing.forget_rests(today=TODAY + timedelta(days=182)) == 1
        assert writing.rests() == []
def test_two_rows_are_kept_apart_whatever_the_order_until_that_is_taken_back(store: Store) -> None:
    registered(store, a_household("h1"), a_household("h2"))
    with store.writing() as writing:
        writing.keep_apart("h2", "h1", at=AT)
        writing.keep_apart("h1", "h2", at=AT)
        assert writing.households_apart() == [("h1", "h2")]
        writing.forget_apart("h2", "h1")
        assert writing.households_apart() == []
    for one, other, error in (("h1", "h1", Conflict), ("h1", "h9", NotFound)):
        with pytest.raises(error), store.writing() as writing:
            writing.keep_apart(one, other, at=AT)
    with pytest.raises(NotFound), store.writing() as writing:
        writing.forget_apart("h1", "h2")


def test_every_write_is_counted_and_one_that_fails_is_not(store: Store) -> None:
    with store.reading() as reading:
        before = reading.n_writes()
    registered(store, a_household("h1"))
    with pytest.raises(NotFound), store.writing() as writing:
        writing.forget_apart("h1", "h2")
    with store.reading() as reading:
        assert reading.n_writes() == before + 1
