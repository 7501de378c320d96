from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from gisdata.coverage import last_patrol_days
from gisdata.gaps import unpatrolled_cells, unvisited_cells
from gisdata.hotspots import find_hot_spots
from gisdata.records import Household, Located, Walk, WalkStop
from tests.hot_scenes import SIDE_DEG, SOUTH, WEST, squares, weekly

CELLS = squares(15)
TODAY = date(2026, 11, 25)
HOT = find_hot_spots(weekly(7, 7, n=30, hour=9), CELLS)


def a_walk(day, row, column, kind="patrol"):
    at = datetime(day.year, day.month, day.day, 10)  # noqa: DTZ001 - the station's own clock
    stop = WalkStop(number=1, task="p-1", kind=kind, what="", lon_deg=WEST + (column + 0.5) * SIDE_DEG,
                    lat_deg=SOUTH + (row + 0.5) * SIDE_DEG, cell_id="", arrive=at, start=at, end=at)
    return Walk(week="", team="A", officer_id="1", shift_id="s", mode="foot", day=day, leave=at, back=at, travel_s=0,
                stops=(stop,), line=())


def gaps(*walks):
    return unpatrolled_cells(HOT, last_patrol_days(walks, CELLS, today=TODAY), today=TODAY)


def test_a_hot_cell_never_patrolled_is_a_gap_and_its_quiet_neighbours_are_not():
    assert len(HOT.hot) == 9
    assert [(gap.cell.cell_id, gap.last_patrol) for gap in gaps()] == [("C07-07", None)]


@pytest.mark.parametrize(("n", "names"), [(2, ["C07-07"]), (3, ["C07-07", "C07-08"])])
def test_a_square_of_two_incidents_beside_a_hot_one_is_no_gap_of_its_own_and_one_of_three_is(n, names):
    found = find_hot_spots([*weekly(7, 7, n=30, hour=9), *weekly(7, 8, n=n, hour=9)], CELLS)
    assert "C07-08" in [cell.cell_id for cell in found.hot]
    assert [gap.cell.cell_id for gap in unpatrolled_cells(found, {}, today=TODAY)] == names


@pytest.mark.parametrize(("days_ago", "is_gap"), [(13, False), (14, True)])
def test_a_patrol_thirteen_days_ago_is_recent_and_one_fourteen_days_ago_is_not(days_ago, is_gap):
    day = TODAY - timedelta(days=days_ago)
    found = gaps(a_walk(day, 7, 7), a_walk(day - timedelta(days=3), 7, 7))
    assert [gap.last_patrol for gap in found] == ([day] if is_gap else [])


def test_a_patrol_of_tomorrow_or_a_visit_is_no_patrol():
    assert len(gaps(a_walk(TODAY + timedelta(days=1), 7, 7))) == 1
    assert len(gaps(a_walk(TODAY, 7, 7, kind="visit"))) == 1
    assert gaps(a_walk(TODAY, 7, 7)) == []


def test_a_patrol_in_the_next_cell_sees_the_hot_one_and_one_two_cells_away_does_not():
    assert gaps(a_walk(TODAY, 7, 8)) == []
    assert gaps(a_walk(TODAY, 6, 6)) == []
    assert len(gaps(a_walk(TODAY, 7, 9))) == 1


def doors(n, row, column, contact=None):
    return [Household(household_id=f"{row}-{column}-{k}", address="", community="", located=Located.GIVEN,
                      lon_deg=WEST + (column + 0.5) * SIDE_DEG, lat_deg=SOUTH + (row + 0.5) * SIDE_DEG,
                      last_contact_on=contact) for k in range(n)]


def unvisited(*households):
    return [(row.cell_id, row.n_due) for row in unvisited_cells(households, households, CELLS, today=TODAY)]


def test_ten_due_doors_are_many_and_nine_are_not_named():
    assert unvisited(*doors(10, 1, 1), *doors(9, 2, 2), *doors(12, 3, 3)) == [("C03-03", 12), ("C01-01", 10)]


@pytest.mark.parametrize(("days_ago", "is_gap"), [(0, False), (27, False), (28, True), (-1, True)])
def test_one_contact_in_the_last_four_weeks_is_no_gap(days_ago, is_gap):
    ten, *others = doors(10, 1, 1)
    contacted = replace(ten, last_contact_on=TODAY - timedelta(days=days_ago))
    assert bool(unvisited(contacted, *others)) == is_gap


def test_doors_without_a_place_are_in_no_cell():
    nowhere = [replace(door, lon_deg=None, lat_deg=None, located=Located.NOWHERE) for door in doors(20, 1, 1)]
    assert unvisited(*nowhere) == []
