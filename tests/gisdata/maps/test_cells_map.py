"""The cells on a map: two that claim one ground and ground that none claims stand out, at any number."""

import pytest
from shapely import box

from gisdata.cells import gaps, overlaps
from gisdata.errors import WrongArgument
from gisdata.maps import cells_packing, draw_cells_map
from gisdata.maps.cells_map import build_cells_map
from gisdata.maps.painted import Painted
from gisdata.records import Cell
from tests.map_scenes import SOUTH, WEST, data_of, marks_of

SIDE = 0.003


def a_cell(code: str, west: float, east: float) -> Cell:
    return Cell(cell_id=code, name=f"{code}号网格", kind="imported", community="清河社区",
                shape=box(WEST + west * SIDE, SOUTH, WEST + east * SIDE, SOUTH + SIDE))


CELLS = [a_cell("A", 0, 1), a_cell("B", 0.9, 2), a_cell("C", 2.05, 3)]      # B over A, a slit before C


def test_overlaps_and_gaps_are_drawn_over_the_cells_with_area_and_codes() -> None:
    drawn = build_cells_map(CELLS, overlaps=overlaps(CELLS), gaps=gaps(CELLS), language="en")
    marks = marks_of(drawn)

    assert [(mark.name, mark.classes) for mark in marks] == [
        ("A号网格", (0,)), ("B号网格", (0,)), ("C号网格", (0,)), ("gap", (1,)), ("overlap", (2,))]
    assert marks[0].lines == ("A", "Community: 清河社区")
    assert marks[4].lines[1] == "Between: A, B"
    assert marks[3].lines[1] == "Between: B, C"
    assert data_of(drawn, "paper").subtitle == "3 cells · 1 overlaps · 1 gaps"


def test_the_shape_of_an_overlap_is_the_ground_that_both_claim() -> None:
    (seam,) = overlaps(CELLS)
    shared = CELLS[0].shape.intersection(CELLS[1].shape)

    assert seam.shape.symmetric_difference(shared).area < 1e-4 * shared.area


def test_many_cells_with_overlaps_are_painted_overlaps_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells_packing, "MOST_SHAPES", 3)
    data = data_of(build_cells_map(CELLS, overlaps=overlaps(CELLS)), "cells")

    assert isinstance(data.bulk, Painted)
    assert data.classes == ("CCCE",)


def test_no_cells_are_refused() -> None:
    with pytest.raises(WrongArgument):
        draw_cells_map([])
