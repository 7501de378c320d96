"""Cells that claim the same ground, or leave ground between them, are told with cells and square metres."""

import numpy as np
import pytest
import shapely

from gisdata.cells import gaps, overlaps
from gisdata.geodesy import EARTH_RADIUS_M
from gisdata.records import Cell

HERE = np.array([110.79, 32.62])
A_METRE = np.degrees(1 / EARTH_RADIUS_M) * np.array([1 / np.cos(np.radians(HERE[1])), 1.0])


def a_cell(cell_id, *rings_m):
    shape = shapely.transform(shapely.Polygon(rings_m[0], rings_m[1:]), lambda at: HERE + at * A_METRE)
    return Cell(cell_id=cell_id, name=cell_id, kind="imported", community="东门社区", shape=shape)


def a_box(cell_id, west, south, east, north, *holes):
    ring = [(west, south), (east, south), (east, north), (west, north)]
    return a_cell(cell_id, ring, *holes)


def told(seams):
    return [(seam.cell_ids, round(seam.area_m2)) for seam in seams]


def test_neighbours_with_one_border_neither_overlap_nor_leave_a_gap():
    cells = [a_box("A", 0, 0, 100, 100), a_box("B", 100, 0, 200, 100), a_box("C", 0, 100, 200, 200)]
    assert (overlaps(cells), gaps(cells)) == ([], [])


def test_overlaps_come_largest_first_with_their_square_metres():
    cells = [a_box("B", 0, 0, 100, 100), a_box("A", 90, 0, 200, 100), a_box("C", 150, 0, 300, 100)]
    assert told(overlaps(cells)) == [(("A", "C"), 5000), (("A", "B"), 1000)]


@pytest.mark.parametrize(("wide_m", "is_told"), [(0.9, False), (1.1, True)])
def test_an_overlap_along_a_border_counts_from_a_metre_of_width(wide_m, is_told):
    cells = [a_box("A", 0, 0, 100, 4000), a_box("B", 100 - wide_m, 0, 200, 4000)]
    assert bool(overlaps(cells)) is is_told


@pytest.mark.parametrize(("side_m", "is_told"), [(4.4, False), (4.6, True)])
def test_a_hole_counts_from_twenty_square_metres(side_m, is_told):
    hole = [(50, 50), (50 + side_m, 50), (50 + side_m, 50 + side_m), (50, 50 + side_m)]
    cells = [a_box("A", 0, 0, 50, 100), a_box("B", 50, 0, 100, 50), a_cell("C", [
        (50, 50 + side_m), (50 + side_m, 50 + side_m), (50 + side_m, 50), (100, 50), (100, 100), (50, 100)])]
    assert bool(gaps(cells)) is is_told
    assert hole   # the three cells leave just this square


def test_a_wide_hole_among_cells_is_told_with_the_cells_around_it():
    cells = [a_box("W", 0, 0, 100, 300), a_box("E", 200, 0, 300, 300), a_box("N", 100, 200, 200, 300),
             a_box("S", 100, 0, 200, 100)]
    assert told(gaps(cells)) == [(("E", "N", "S", "W"), 10_000)]


def test_a_hole_that_another_cell_fills_is_none():
    hole = [(40, 40), (60, 40), (60, 60), (40, 60)]
    outer, inner = a_box("A", 0, 0, 100, 100, hole), a_box("B", 40, 40, 60, 60)
    assert gaps([outer, inner]) == []


def test_a_hole_of_one_cell_alone_is_told_and_a_bay_of_it_is_not():
    hole = [(40, 40), (60, 40), (60, 60), (40, 60)]
    holed = a_box("A", 0, 0, 100, 100, hole)
    assert told(gaps([holed, a_box("C", 100, 0, 200, 100)])) == told(gaps([holed])) == [(("A",), 400)]
    bay = a_cell("A", [(0, 0), (100, 0), (100, 100), (60, 100), (60, 50), (50, 50), (50, 100), (0, 100)])
    assert gaps([bay]) == gaps([bay, a_box("C", 100, 0, 200, 100)]) == []


@pytest.mark.parametrize(("wide_m", "is_told"), [(19, True), (21, False)])
def test_open_ground_between_cells_is_a_gap_up_to_twenty_metres(wide_m, is_told):
    cells = [a_box("A", 0, 0, 100, 100), a_box("B", 100 + wide_m, 0, 300, 100)]
    assert told(gaps(cells)) == ([(("A", "B"), wide_m * 100)] if is_told else [])


def test_one_cell_or_none_has_no_seams():
    for cells in ([], [a_box("A", 0, 0, 100, 100)]):
        assert (overlaps(cells), gaps(cells)) == ([], [])


def test_a_cell_without_width_has_no_seams():
    thin = Cell(cell_id="A", name="A", kind="imported", community="c1",
                shape=shapely.Polygon([(0.0, 0.0), (0.0, 3.9e-134), (1.0, 0.0)]))
    assert (overlaps([thin]), gaps([thin])) == ([], [])
