"""Rooms planned in a workspace: crews must be known and on duty, and nobody is in two places."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.errors import BadSettings, WrongUse
from api.usecases.draw_maps import map_pages, read_map_inputs
from api.usecases.plan_rooms import PlannedRooms, RoomOrder, plan_room_week
from api.usecases.room_hours import hours_with_rooms, room_absences
from api.workspace import open_workspace
from gisdata.records import ShiftRow
from gisdata.write import write_calendar, write_rooms_csv
from tests.web_workspace import TODAY, WEEK, planned_workspace

TWO = ('{ name = "1", crew = ["060101"], sessions = ["tue 09:00-11:00", "thu 14:00-16:00"] }, '
       '{ name = "2", crew = ["060201", "060202"], sessions = ["wed 09:00-11:00"] }')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    workspace = planned_workspace(tmp_path / "w")
    officers = ("060101", "060201", "060202")
    with workspace.open_store() as store, store.writing() as writing:
        writing.replace_shift_rows(officers, [
            ShiftRow(officer_id=officer, weekdays=(1, 2, 3, 4), day=None, start_s=8 * 3_600, end_s=18 * 3_600)
            for officer in officers])
    return tmp_path / "w"


def plan(folder: Path, vehicles: str = TWO, *, n: int | None = None) -> PlannedRooms:
    settings = folder / "huhu.toml"
    before = settings.read_text(encoding="utf-8").split("\n[rooms]")[0]
    settings.write_text(f"{before}\n[rooms]\nvehicles = [{vehicles}]\n", encoding="utf-8")
    return plan_room_week(open_workspace(folder), RoomOrder(
        week=WEEK, n_vehicles=n, today=TODAY, made_at=datetime(2026, 11, 24, tzinfo=UTC)))


def test_stops_are_kept_and_take_the_crews_hours_from_visits(folder: Path) -> None:
    planned = plan(folder)
    workspace = open_workspace(folder)
    with workspace.open_store() as store, store.reading() as reading:
        assert reading.rooms(WEEK) == planned.rooms
    absences = room_absences(workspace, WEEK)
    assert {a.officer_id for a in absences} <= {"060101", "060201", "060202"}
    assert len(hours_with_rooms(absences)) == 1
    assert room_absences(workspace, "2026-W49") == hours_with_rooms([]) == []


def test_an_officer_with_visits_at_the_hours_of_a_stop_is_a_finding(folder: Path) -> None:
    assert any("have visits at the hours of a stop" in str(finding) for finding in plan(folder).findings)


def test_a_session_without_a_shift_is_a_finding(folder: Path) -> None:
    found = [str(f) for f in plan(folder, TWO.replace("thu 14:00-16:00", "fri 09:00-11:00")).findings]
    assert any(f.startswith("officer 060101 is to be with vehicle 1 on fri, 09:00-11:00") for f in found)
    assert not any("has no shift then" in str(f) for f in plan(folder).findings)


def test_a_second_vehicle_reaches_at_least_as_many_doors(folder: Path) -> None:
    one, two = plan(folder, n=1).rooms, plan(folder).rooms
    assert len(one.stands) <= 2
    assert two.near_after.within_15_min >= one.near_after.within_15_min >= one.near_before.within_15_min


def test_a_vehicle_too_many_and_a_stranger_in_a_crew_are_refused(folder: Path) -> None:
    with pytest.raises(WrongUse, match="has 2 vehicles"):
        plan(folder, n=3)
    with pytest.raises(WrongUse, match="officer 9 of vehicle 1 is not among the officers"):
        plan(folder, '{ name = "1", crew = ["9"], sessions = ["tue 09:00-11:00"] }')


def test_the_maps_of_the_week_show_the_stops(folder: Path) -> None:
    stands = plan(folder).rooms.stands
    inputs = read_map_inputs(open_workspace(folder), WEEK, today=TODAY)
    pages = dict(map_pages(inputs, language="en"))
    assert stands
    assert all(stand.place in pages[name] for name in ("routes", "rooms") for stand in stands)


def test_table_and_calendar_of_the_crew_tell_the_stops(folder: Path, tmp_path: Path) -> None:
    stands = plan(folder).rooms.stands
    write_rooms_csv(stands, tmp_path / "rooms.csv", language="en")
    rows = (tmp_path / "rooms.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 1 + len(stands)
    assert rows[0].endswith("due within 15 min on foot")
    write_calendar([], tmp_path / "o.ics", rooms=stands, language="en")
    text = (tmp_path / "o.ics").read_text(encoding="utf-8")
    assert text.count("BEGIN:VEVENT") == len(stands)
    assert f"DTSTART;TZID=Asia/Shanghai:{stands[0].start:%Y%m%dT%H%M%S}" in text


@pytest.mark.parametrize(("vehicles", "why"), [
    ('{ name = "1", crew = [], sessions = ["tue 09:00-11:00"] }', "needs name, crew and sessions"),
    ('{ name = "1", crew = ["a"], sessions = ["tue 11:00-09:00"] }', "is no session"),
    ('{ name = "1", crew = ["a"], sessions = ["one 09:00-11:00"] }', "is no session"),
    ('{ name = "1", crew = ["a"], sessions = ["tue 09:00-11:00", "tue 10:59-12:00"] }', "overlap on tue"),
    (TWO.replace('"060202"', '"060101"'), "names officer 060101 twice"),
    (TWO.replace('"2"', '"1"'), "names vehicle 1 twice"), ("1", "needs name, crew and sessions"),
])
def test_vehicles_that_cannot_be_are_refused_by_the_settings(folder: Path, vehicles: str, why: str) -> None:
    with pytest.raises(BadSettings, match=why):
        plan(folder, vehicles)
