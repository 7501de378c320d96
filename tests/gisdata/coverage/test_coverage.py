from datetime import date, timedelta

import shapely
from hypothesis import given
from hypothesis import strategies as st

from gisdata.coverage import CellCoverage, coverage_by_cell, coverage_by_community, coverage_of_station
from gisdata.records import Cell, Household, Located

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


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_a_cell_is_counted_by_hand():
    households = [
        a_household(1, 0.5, days_ago(10)), a_household(2, 0.5, days_ago(20)), a_household(3, 0.5, days_ago(90)),
        a_household(4, 0.5, None),
    ]
    cell = coverage_by_cell(households, CELLS, today=TODAY, since=SINCE)[0]
    assert (cell.cell_id, cell.name) == ("A", "网格A")
    # SINCE is 50 days ago: contacts 10 and 20 days ago count as reached, that 90 days ago does not
    assert (cell.n_registered, cell.n_reached, cell.n_never, cell.share) == (4, 2, 1, 0.5)
    assert (cell.median_days, cell.oldest_days) == (20.0, 90)


def test_both_ends_of_the_campaign_count_and_the_days_beside_them_do_not():
    contacts = [SINCE, TODAY, SINCE - timedelta(days=1), TODAY + timedelta(days=1)]
    station = coverage_of_station(
        [a_household(i, 0.5, contact) for i, contact in enumerate(contacts)], today=TODAY, since=SINCE
    )
    assert station.n_reached == 2
    assert station.n_never == 1  # the contact of tomorrow has not happened


def test_where_nobody_was_ever_contacted_days_are_unknown():
    cell = coverage_by_cell([a_household(1, 0.5, None)], CELLS, today=TODAY, since=SINCE)[0]
    assert (cell.median_days, cell.oldest_days, cell.share) == (None, None, 0.0)


def test_an_empty_cell_keeps_its_row_without_a_share():
    rows = coverage_by_cell([], CELLS, today=TODAY, since=SINCE)
    assert [row.cell_id for row in rows] == ["A", "B", "C"]
    assert {(row.n_registered, row.share) for row in rows} == {(0, None)}


def test_households_outside_every_cell_and_without_a_point_have_a_row_of_their_own():
    households = [a_household(1, 9.5, TODAY), a_household(2, None, None), a_household(3, 0.5, TODAY)]
    last = coverage_by_cell(households, CELLS, today=TODAY, since=SINCE)[-1]
    assert (last.cell_id, last.n_registered, last.n_reached) == (None, 2, 1)


def test_communities_are_counted_as_they_are_written():
    households = [a_household(1, 0.5, TODAY, "西关社区"), a_household(2, None, None, "东门社区")]
    rows = coverage_by_community(households, today=TODAY, since=SINCE)
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
    whole = coverage_of_station(households, today=TODAY, since=SINCE)
    assert whole.n_registered == len(households)
    for rows in (
        coverage_by_cell(households, CELLS, today=TODAY, since=SINCE),
        coverage_by_community(households, today=TODAY, since=SINCE),
    ):
        assert sum(row.n_registered for row in rows) == whole.n_registered
        assert sum(row.n_reached for row in rows) == whole.n_reached
        assert sum(row.n_never for row in rows) == whole.n_never


def test_no_field_of_coverage_names_a_household():
    assert not {"household_id", "address", "households"} & set(CellCoverage.__dataclass_fields__)
