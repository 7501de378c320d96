"""Hot spots of a station: named squares, patrols that can be imported, gaps; figures worked by hand."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from api.usecases.find_hotspots import judge_at, recent_walks, report_hotspots
from api.usecases.square_names import named_squares
from api.workspace import Workspace
from gisdata.errors import NotFound
from gisdata.records import PlaceKind
from gisdata.store import Reading
from tests.hot_scenes import SHIFT, a_place, a_station, an_incident, squares
from tests.web_workspace import MONDAY, TODAY, empty_workspace, planned_workspace


@pytest.fixture
def town(tmp_path: Path) -> Iterator[tuple[Workspace, Reading]]:
    workspace = a_station(tmp_path / "town", shifts=[SHIFT])
    with workspace.open_store() as store, store.reading() as reading:
        yield workspace, reading


def test_the_market_is_hot_and_called_by_its_name(town: tuple[Workspace, Reading]) -> None:
    workspace, reading = town
    report = report_hotspots(reading, today=TODAY, rules=workspace.settings.visits)
    assert (report.n_incidents, report.warning) == (90, None)
    assert report.hot[0].counted.name.startswith("农贸市场 S")
    assert sum(map(sum, report.hours)) == pytest.approx(90)


def test_only_windows_inside_a_shift_can_be_imported_and_the_others_are_told(town: tuple[Workspace, Reading]) -> None:
    workspace, reading = town
    report = report_hotspots(reading, today=TODAY, rules=workspace.settings.visits)
    assert [(one.order.weekdays, one.order.window_start_s // 3600) for one in report.candidates] == [((6,), 8)]
    assert {one.order.window_start_s // 3600 for one in report.off_duty} == {22}


def test_without_a_roster_every_window_is_proposed(tmp_path: Path) -> None:
    workspace = a_station(tmp_path / "town", shifts=[])
    with workspace.open_store() as store, store.reading() as reading:
        report = report_hotspots(reading, today=TODAY, rules=workspace.settings.visits)
    assert (len(report.candidates), report.off_duty) == (2, ())


def test_a_square_is_named_after_a_public_place_else_after_its_cell_and_never_after_a_firm() -> None:
    incidents, cells = [an_incident(4, 4)], squares(10)
    by_place = named_squares(incidents, cells, [a_place("农贸市场")])
    by_cell = named_squares(incidents, cells, [a_place("某某公司", PlaceKind.FIRM), a_place("")])
    plain = named_squares(incidents, [], [])
    assert any(cell.name == f"农贸市场 {cell.cell_id}" for cell in by_place)
    assert any(cell.name == f"网格4-4 {cell.cell_id}" for cell in by_cell)
    assert not any("公司" in cell.name for cell in by_cell)
    assert all(cell.name == cell.cell_id for cell in plain)
    assert named_squares([], cells, []) == []


def test_due_doors_of_a_cell_that_nobody_visited_are_a_gap_of_the_whole_cell(tmp_path: Path) -> None:
    workspace = planned_workspace(tmp_path / "town")
    with workspace.open_store() as store, store.reading() as reading:
        report = report_hotspots(reading, today=TODAY, rules=workspace.settings.visits)
    assert report.unvisited
    assert all(gap.n_due >= 10 for gap in report.unvisited)


def test_plans_are_looked_at_for_eight_weeks_back_and_none_ahead(tmp_path: Path) -> None:
    workspace = planned_workspace(tmp_path / "town")      # one planned week, from Monday 2026-11-23 on
    with workspace.open_store() as store, store.reading() as reading:
        assert len(recent_walks(reading, MONDAY)) == 25
        assert len(recent_walks(reading, MONDAY + timedelta(weeks=8, days=6))) == 25
        assert recent_walks(reading, MONDAY + timedelta(weeks=9)) == []
        assert recent_walks(reading, MONDAY - timedelta(days=1)) == []


def test_nothing_yet_is_an_empty_report_and_nothing_to_judge(tmp_path: Path) -> None:
    workspace = empty_workspace(tmp_path / "empty")
    with workspace.open_store() as store, store.reading() as reading:
        report = report_hotspots(reading, today=TODAY, rules=workspace.settings.visits)
        assert (report.n_incidents, report.n_squares, report.hot, report.candidates) == (0, 0, (), ())
        assert (report.unpatrolled, report.unvisited, report.first, report.warning) == ((), (), None, None)
        with pytest.raises(NotFound, match="huhu import incidents"):
            judge_at(reading, date(2026, 6, 1))
