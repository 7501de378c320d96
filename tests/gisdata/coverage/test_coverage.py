from datetime import date, timedelta
from statistics import median
from typing import Any

import shapely
from hypothesis import given
from hypothesis import strategies as st

from gisdata.coverage import (
    CellCoverage,
    Frame,
    coverage_by_cell,
    coverage_by_community,
    coverage_by_officer,
    coverage_of_station,
    frame_of,
)
from gisdata.records import Cell, DoorReport, Household, Located, Officer, Reached, ReportKind, TravelMode, VisitAttempt

TODAY, SINCE = date(2026, 11, 20), date(2026, 10, 1)
CELLS = [
    Cell(cell_id=name, name=f"网格{name}", kind="imported", community="", shape=shapely.box(west, 0, west + 1, 1))
    for name, west in (("A", 0), ("B", 1), ("C", 2))
]


def a_household(number: int, lon_deg: float | None, last: date | None, community: str = "东门社区") -> Household:
    return Household(
        household_id=f"h{number}", address="幸福路1号", community=community, lon_deg=lon_deg,
        lat_deg=None if lon_deg is None else 0.5, located=Located.NOWHERE if lon_deg is None else Located.GIVEN,
        last_contact_on=last,
    )


def frame(households: list[Household], **known: Any) -> Frame:
    return frame_of(households, today=TODAY, since=SINCE, **known)


def a_visit(number: int, reached: Reached, days: int = 5) -> VisitAttempt:
    return VisitAttempt(household_id=f"h{number}", visited_on=days_ago(days), reached=reached)


def a_report(kind: ReportKind, number: int | None = None, **other: Any) -> DoorReport:
    return DoorReport(**{"report_id": f"r{kind}{number}", "reported_on": days_ago(3), "kind": kind,
                         "household_id": "" if number is None else f"h{number}", **other})


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_a_cell_is_counted_by_hand():
    households = [
        a_household(1, 0.5, days_ago(10)), a_household(2, 0.5, days_ago(20)), a_household(3, 0.5, days_ago(90)),
        a_household(4, 0.5, None),
    ]
    cell = coverage_by_cell(frame(households), CELLS)[0]
    assert (cell.cell_id, cell.name) == ("A", "网格A")
    # SINCE is 50 days ago: contacts 10 and 20 days ago count as reached, that 90 days ago does not
    assert (cell.n_registered, cell.n_reached, cell.n_never, cell.share) == (4, 2, 1, 0.5)
    assert (cell.median_days, cell.oldest_days) == (20.0, 90)


def test_both_ends_of_the_campaign_count_and_the_days_beside_them_do_not():
    contacts = [SINCE, TODAY, SINCE - timedelta(days=1), TODAY + timedelta(days=1)]
    station = coverage_of_station(frame([a_household(i, 0.5, contact) for i, contact in enumerate(contacts)]))
    assert station.n_reached == 2
    assert station.n_never == 1  # the contact of tomorrow has not happened


def test_where_nobody_was_ever_contacted_days_are_unknown():
    cell = coverage_by_cell(frame([a_household(1, 0.5, None)]), CELLS)[0]
    assert (cell.median_days, cell.oldest_days, cell.share) == (None, None, 0.0)


def test_an_empty_cell_keeps_its_row_without_a_share():
    rows = coverage_by_cell(frame([]), CELLS)
    assert [row.cell_id for row in rows] == ["A", "B", "C"]
    assert {(row.n_registered, row.share) for row in rows} == {(0, None)}


def test_households_outside_every_cell_and_without_a_point_have_a_row_of_their_own():
    households = [a_household(1, 9.5, TODAY), a_household(2, None, None), a_household(3, 0.5, TODAY)]
    last = coverage_by_cell(frame(households), CELLS)[-1]
    assert (last.cell_id, last.n_registered, last.n_reached) == (None, 2, 1)


def test_communities_are_counted_as_they_are_written():
    households = [a_household(1, 0.5, TODAY, "西关社区"), a_household(2, None, None, "东门社区")]
    rows = coverage_by_community(frame(households))
    counted = [(row.community, row.n_registered, row.n_reached) for row in rows]
    assert counted == [("东门社区", 1, 0), ("西关社区", 1, 1)]


@given(st.lists(st.tuples(
    st.one_of(st.none(), st.floats(-1, 4)), st.one_of(st.none(), st.integers(-5, 400)), st.sampled_from("东西南")
), max_size=40))
def test_the_rows_always_add_up_to_the_register(drawn):
    households = [
        a_household(i, lon, None if days is None else days_ago(days), community)
        for i, (lon, days, community) in enumerate(drawn)
    ]
    whole = coverage_of_station(frame(households))
    assert whole.n_registered == len(households)
    for rows in (
        coverage_by_cell(frame(households), CELLS),
        coverage_by_community(frame(households)),
    ):
        assert sum(row.n_registered for row in rows) == whole.n_registered
        assert sum(row.n_reached for row in rows) == whole.n_reached
        assert sum(row.n_never for row in rows) == whole.n_never


def test_no_field_of_coverage_names_a_household():
    assert not {"household_id", "address", "households"} & set(CellCoverage.__dataclass_fields__)


def test_the_four_levels_contain_each_other_and_are_kept_apart():
    households = [a_household(i, 0.5, None) for i in range(6)]
    visits = [a_visit(1, Reached.ATTEMPTED), a_visit(2, Reached.CONTACTED), a_visit(3, Reached.COMPLETED),
              a_visit(4, Reached.VERIFIED), a_visit(4, Reached.ATTEMPTED, days=1)]
    station = coverage_of_station(frame(households, visits=visits))
    assert (station.n_attempted, station.n_contacted, station.n_reached, station.n_verified) == (4, 3, 2, 1)


def test_meeting_somebody_counts_as_a_contact_and_knocking_does_not():
    households = [a_household(1, 0.5, days_ago(100)), a_household(2, 0.5, None)]
    visits = [a_visit(1, Reached.CONTACTED, days=4), a_visit(2, Reached.ATTEMPTED)]
    station = coverage_of_station(frame(households, visits=visits))
    assert (station.oldest_days, station.n_never) == (4, 1)


def test_visits_before_the_campaign_and_of_tomorrow_reach_nobody():
    visits = [a_visit(1, Reached.VERIFIED, days=51), a_visit(2, Reached.VERIFIED, days=-1)]
    station = coverage_of_station(frame([a_household(i, 0.5, None) for i in (1, 2)], visits=visits))
    assert (station.n_attempted, station.n_never, station.oldest_days) == (0, 1, 51)


def test_an_attempt_of_more_than_ninety_days_ago_counts_no_more_even_if_it_was_not_deleted_yet():
    long_ago = TODAY - timedelta(days=200)
    for days, n in ((90, 1), (91, 0)):
        station = coverage_of_station(frame_of([a_household(1, 0.5, None)], today=TODAY, since=long_ago,
                                               visits=[a_visit(1, Reached.ATTEMPTED, days)]))
        assert station.n_attempted == n


def test_demolished_and_duplicate_rows_leave_the_audited_denominator_and_unlisted_dwellings_enter_it():
    households = [a_household(i, 0.5, TODAY) for i in range(5)]
    reports = [a_report(ReportKind.DEMOLISHED, 1), a_report(ReportKind.DUPLICATE, 2, same_as="h3"),
               a_report(ReportKind.VACANT, 4), a_report(ReportKind.UNLISTED, lon_deg=0.4, lat_deg=0.5, dwellings=4)]
    cell = coverage_by_cell(frame(households, reports=reports), CELLS)[0]
    assert (cell.n_registered, cell.n_audited, cell.n_unlisted) == (5, 7, 4)
    assert (cell.n_demolished, cell.n_duplicate, cell.n_vacant) == (1, 1, 1)
    assert (cell.n_reached, cell.share, cell.share_of_register) == (3, 3 / 7, 3 / 5)


def test_an_unlisted_dwelling_without_a_point_is_outside_every_cell_and_inside_its_community():
    known = frame([], reports=[a_report(ReportKind.UNLISTED, address="柳林村7号", community="柳林村")])
    assert [(row.cell_id, row.n_audited) for row in coverage_by_cell(known, CELLS)[3:]] == [(None, 1)]
    assert [(row.community, row.n_audited) for row in coverage_by_community(known)] == [("柳林村", 1)]


def test_a_community_with_two_owners_is_in_both_areas_and_areas_keep_the_order_of_the_officers():
    households = [a_household(1, 0.5, TODAY, "东"), a_household(2, 0.5, None, "西"), a_household(3, 0.5, None, "南")]
    officers = [Officer(officer_id=id_, team="A", communities=names, mode=TravelMode.FOOT)
                for id_, names in (("9", ("东", "西")), ("1", ("西",)), ("2", ()))]
    unlisted = [a_report(ReportKind.UNLISTED, lon_deg=0.5, lat_deg=0.5, community="西")]
    rows = coverage_by_officer(frame(households, reports=unlisted), officers)
    assert [(row.officer_id, row.n_registered, row.n_audited, row.n_reached) for row in rows] == [
        ("9", 2, 3, 1), ("1", 1, 2, 0), ("2", 0, 0, 0)]


def test_a_cell_where_nobody_called_is_uncovered_and_an_empty_one_is_not():
    households = [a_household(1, 0.5, None), a_household(2, 1.5, None)]
    rows = coverage_by_cell(frame(households, visits=[a_visit(2, Reached.ATTEMPTED)]), CELLS)
    assert [row.is_uncovered for row in rows] == [True, False, False]


@given(st.lists(st.tuples(
    st.integers(0, 3), st.one_of(st.none(), st.integers(-5, 120)), st.sampled_from(["", "demolished", "vacant"]),
    st.lists(st.tuples(st.sampled_from(Reached), st.integers(-2, 120)), max_size=3),
), max_size=25))
def test_counting_all_cells_at_once_gives_what_counting_one_door_after_another_gives(drawn):
    households = [a_household(i, cell + 0.5, None if days is None else days_ago(days))
                  for i, (cell, days, _, _) in enumerate(drawn)]
    reports = [a_report(ReportKind(kind), i) for i, (_, _, kind, _) in enumerate(drawn) if kind]
    visits = [a_visit(i, reached, days) for i, (*_, calls) in enumerate(drawn) for reached, days in calls]
    rows = coverage_by_cell(frame(households, reports=reports, visits=visits), CELLS)
    for number, row in enumerate(rows[:3]):
        doors = [door for door in drawn if door[0] == number and door[2] != "demolished"]
        assert row.n_audited == len(doors)
        counts = (row.n_attempted, row.n_contacted, row.n_reached, row.n_verified)
        for level, counted in zip(Reached, counts, strict=True):
            assert counted == sum(has_reached(door, level) for door in doors)
        days = sorted(contact for door in doors if (contact := days_of(door)) is not None)
        assert row.n_never == len(doors) - len(days)
        assert row.median_days == (median(days) if days else None)
        assert row.oldest_days == (days[-1] if days else None)


def has_reached(door: tuple[Any, ...], level: Reached) -> bool:
    """Say by the words of the rules whether a door has come to a level; SINCE is 50 days before TODAY."""
    order = list(Reached)
    by_register = door[1] is not None and 0 <= door[1] <= 50 and level is not Reached.VERIFIED
    return by_register or any(order.index(reached) >= order.index(level) and 0 <= days <= 50
                              for reached, days in door[3])


def days_of(door: tuple[Any, ...]) -> int | None:
    met = [days for reached, days in door[3] if reached is not Reached.ATTEMPTED and days >= 0]
    return min([*met, *([door[1]] if door[1] is not None and door[1] >= 0 else [])], default=None)
