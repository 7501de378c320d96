"""Coverage in colours: the class of every cell, and no figure of a small one."""

import pytest
from shapely import MultiPolygon, box

from gisdata.coverage import CellCoverage
from gisdata.errors import WrongArgument
from gisdata.layers.classes import DAYS_EDGES, NEVER, SHARE_EDGES, class_of
from gisdata.maps import draw_coverage_map
from gisdata.maps.cells_layer import NO_CLASS
from gisdata.maps.coverage_map import build_coverage_map
from gisdata.maps.painted import encoded_parts
from gisdata.records import Cell
from tests.coverage_rows import coverage_row
from tests.map_scenes import data_of, marks_of, some_cells, some_coverage


def a_row(
    cell: Cell, registered: int, reached: int, *, median: float | None = 40.0, never: int = 0
) -> CellCoverage:
    return coverage_row(cell.cell_id, registered, reached, name=cell.name, n_never=never, median_days=median,
                        oldest_days=None if median is None else 777)


def test_every_cell_is_drawn_and_both_layers_can_be_chosen() -> None:
    cells = some_cells()
    data = data_of(build_coverage_map(some_coverage(cells), cells), "cells")

    assert data.n_marks == 100
    assert [(layer.key, len(layer.classes)) for layer in data.layers] == [
        ("share", 5), ("attempted", 5), ("contacted", 5), ("verified", 5), ("days", 6)]


def test_a_cell_gets_the_class_of_its_share_and_of_its_days() -> None:
    cells = some_cells(2)
    rows = [
        a_row(cells[0], 50, 10, median=30),          # 20 %: the edge belongs to the first class; 30 days too
        a_row(cells[1], 50, 11, median=31),          # 22 %: second class
        a_row(cells[2], 50, 50, median=366),         # 100 %; more than a year
        a_row(cells[3], 50, 0, median=None, never=50),
    ]
    marks = marks_of(build_coverage_map(rows, cells))

    assert [(cell.classes[0], cell.classes[-1]) for cell in marks] == [(0, 0), (1, 1), (4, 4), (0, NEVER)]
    assert marks[3].lines == ("已走到 0 / 50 户（0%）", "从未走访 50 户")


def test_no_figure_of_a_cell_under_ten_households_enters_the_page() -> None:
    cells = some_cells(2)
    rows = [a_row(cells[0], 9, 7, median=123), *(a_row(cell, 500, 100) for cell in cells[1:])]
    hidden = [cell for cell in marks_of(build_coverage_map(rows, cells)) if cell.hidden]
    # 9 alone would follow from the station's total: one more cell is hidden with it
    assert len(hidden) == 2
    assert {cell.lines for cell in hidden} == {("不足10户，合并显示",)}
    assert {cell.classes for cell in hidden} == {(NO_CLASS,) * 5}
    assert "123" not in draw_coverage_map(rows, cells).split('id="huhu-cells"')[1].split("</script>")[0]


def test_a_cell_of_ten_households_is_shown() -> None:
    cells = some_cells(2)
    marks = marks_of(build_coverage_map([a_row(cell, 10, 5) for cell in cells], cells))

    assert not any(cell.hidden for cell in marks)


def test_households_outside_every_cell_are_told() -> None:
    cells = some_cells(2)
    outside = coverage_row(None, 30, 2, median_days=5, oldest_days=9)
    rows = [*(a_row(cell, 40, 5) for cell in cells), outside]
    drawn = build_coverage_map(rows, cells)

    assert data_of(drawn, "paper").notes == ("另有 30 户不在任何网格内或无坐标",)
    assert data_of(drawn, "paper").subtitle == "已走到 22 / 登记 190 户（12%）"


def test_a_cell_without_a_row_is_hatched() -> None:
    cells = some_cells(2)
    marks = marks_of(build_coverage_map([a_row(cell, 40, 5) for cell in cells[:3]], cells))

    assert [cell.hidden for cell in marks] == [False, False, False, True]


def test_a_register_of_fewer_than_ten_shows_no_total() -> None:
    cells = some_cells(2)

    assert data_of(build_coverage_map([a_row(cells[0], 3, 2)], cells), "paper").subtitle == ""


def test_a_map_without_cells_is_refused() -> None:
    with pytest.raises(WrongArgument):
        draw_coverage_map([], [])


def test_parts_and_holes_of_a_cell_are_kept() -> None:
    ring = box(0, 0, 1, 1).difference(box(0.2, 0.2, 0.4, 0.4))

    parts = encoded_parts([MultiPolygon([ring, box(2, 0, 3, 1)]), ring])

    assert [[len(rings) for rings in polygons] for polygons in parts] == [[2, 1], [2]]


def test_edges_ascend() -> None:
    assert list(SHARE_EDGES) == sorted(SHARE_EDGES)
    assert list(DAYS_EDGES) == sorted(DAYS_EDGES)
    assert [class_of(days, DAYS_EDGES) for days in (0, 30, 31, 365, 366)] == [0, 0, 1, 3, 4]


def test_a_cell_whose_register_was_corrected_shows_both_denominators() -> None:
    cells = some_cells(1)
    drawn = build_coverage_map([coverage_row("c00-00", 40, 10, n_audited=50, n_unlisted=10)], cells)

    assert marks_of(drawn)[0].lines[:2] == ("已走到 10 / 50 户（20%）", "登记 40 户，按上报核实 50 户")
    assert data_of(drawn, "paper").subtitle == "已走到 10 / 核实 50 户（20%），登记 40 户"
