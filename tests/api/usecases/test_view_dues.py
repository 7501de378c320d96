"""What is due in a week, counted; occasions are only counted for the whole station, rests too."""

import csv
from datetime import date
from pathlib import Path

import pytest

from api.usecases.events import add_event
from api.usecases.register import read_register
from api.usecases.view_dues import view_dues
from api.workspace import Workspace
from gisdata.events import EventOrder
from gisdata.records import Reached, ShiftRow, VisitAttempt
from gisdata.records.events import EventKind
from gisdata.write import DueLine, write_dues_csv
from planner.dues import RestWhy
from tests.web_workspace import MONDAY, N_HOUSEHOLDS, TODAY, planned_workspace


@pytest.fixture
def station(tmp_path: Path) -> Workspace:
    workspace = planned_workspace(tmp_path / "station")
    with workspace.open_store() as store, store.writing() as writing:
        writing.replace_shift_rows(["060101"], [
            ShiftRow(officer_id="060101", weekdays=(1, 2, 3), day=None, start_s=28_800, end_s=57_600)])
    return workspace


def dues(station: Workspace):
    return view_dues(read_register(station), monday=MONDAY, rules=station.settings.visits)


def test_every_household_is_due_or_rests_and_counts_add_up(station: Workspace) -> None:
    view = dues(station)
    assert len(view.due) + view.resting.total() == N_HOUSEHOLDS
    assert sum(row.n_due for row in view.communities) == len(view.due)
    assert view.by_reason == {"campaign": len(view.due)}
    assert set(view.resting) == {RestWhy.NOT_YET}          # a third was reached since the campaign began


def test_an_event_is_counted_for_the_station_and_for_no_community(station: Workspace) -> None:
    before = dues(station)
    door = before.due[0].household
    add_event(station, EventOrder(kind=EventKind.HARDSHIP, starts_on=TODAY, due_on=date(2026, 11, 27),
                                  household_ids=(door.household_id,)))
    view = dues(station)
    assert view.by_reason == {"campaign": len(before.due), "event": 1}
    assert all("event" not in row.by_reason for row in view.communities)
    assert view.n_mandatory == before.n_mandatory + 1


def test_a_wish_for_peace_turns_a_due_door_into_a_resting_one(station: Workspace) -> None:
    door = dues(station).due[0].household
    with station.open_store() as store, store.writing() as writing:
        writing.save_visits([VisitAttempt(household_id=door.household_id, visited_on=date(2026, 11, 20),
                                          reached=Reached.ATTEMPTED, wants_rest=True)])
    assert dues(station).resting[RestWhy.ASKED_FOR_REST] == 1


def test_the_list_of_due_doors_tells_where_and_by_when_and_never_why(tmp_path: Path) -> None:
    line = DueLine(household_id="H1", address="老街3号", community="老街社区", must=True, last_day=date(2026, 11, 27))
    write_dues_csv([line], tmp_path / "dues.csv")
    with (tmp_path / "dues.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["户编号", "地址", "社区", "必办", "最晚日期"], ["H1", "老街3号", "老街社区", "是", "2026-11-27"]]
