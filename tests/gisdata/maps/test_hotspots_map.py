"""Hot spots: a surface the streets show through, counts per cell, and where they come from."""

import numpy as np
import pytest

from gisdata.errors import WrongArgument
from gisdata.hotspots import CellIncidents, HotCell, HotStreet, Trend
from gisdata.layers.classes import COUNT_COLORS, count_edges
from gisdata.maps import draw_hotspots_map
from gisdata.maps.cells_layer import ABSENT, NO_CLASS
from gisdata.maps.hotspots_map import DENSITY_ALPHA, build_hotspots_map, density_pixels
from gisdata.maps.palette import rgb
from tests.map_scenes import PERIOD, data_of, marks_of, some_cells, some_incidents


def test_density_and_counts_can_be_chosen_and_name_their_source() -> None:
    cells = some_cells()
    density, counts = some_incidents(cells)
    data = data_of(build_hotspots_map(density, counts, cells=cells, period=PERIOD), "cells")

    assert [(layer.key, layer.picture) for layer in data.layers] == [("density", True), ("count", False)]
    assert {layer.source for layer in data.layers} == {"来源：公开警情，共 260 起，2025-11-01 至 2026-10-31"}
    assert data.layers[0].legend == "警情密度（起/平方公里·年）"
    assert data.n_marks == 100


def test_cells_are_coloured_by_count_and_empty_ones_stay_clear() -> None:
    cells = some_cells(2)
    rows = [
        CellIncidents(cell_id=cell.cell_id, name=cell.name, n_incidents=n, area_km2=0.5, per_km2=n / 0.5)
        for cell, n in zip(cells, (0, 4, 5, 40), strict=True)
    ]
    drawn = build_hotspots_map(None, rows, cells=cells, period=PERIOD)
    data, marks = data_of(drawn, "cells"), marks_of(drawn)

    # 40 at most: steps end at 4, 10, 20, 30
    assert [cell.classes for cell in marks] == [(NO_CLASS,), (0,), (1,), (4,)]
    assert [step.label for step in data.layers[0].classes] == ["1–4", "5–10", "11–20", "21–30", "≥31"]
    assert marks[3].lines == ("警情 40 起", "80 起/平方公里")


@pytest.mark.parametrize(
    ("counts", "edges"), [([], ()), ([0, 0], ()), ([1], ()), ([2], (1,)), ([3], (1, 2)), ([40], (4, 10, 20, 30))]
)
def test_steps_of_small_counts_are_whole_and_never_doubled(counts: list[int], edges: tuple[int, ...]) -> None:
    assert count_edges(counts) == edges


def test_the_surface_is_painted_in_fifths_of_its_peak_and_clear_where_there_is_next_to_nothing() -> None:
    surface = np.zeros((1500, 2))                    # so large that it is not refined
    surface[:6, 0] = [100, 79, 59, 39, 19, 3]
    pixels = density_pixels(surface)

    alpha = round(255 * DENSITY_ALPHA)
    assert [tuple(pixel) for pixel in pixels[:5, 0]] == [(*rgb(color), alpha) for color in COUNT_COLORS[::-1]]
    assert not pixels[5:].any()
    assert 0.3 <= DENSITY_ALPHA <= 0.5


def test_an_empty_surface_paints_nothing() -> None:
    assert not density_pixels(np.zeros((3, 4))).any()


def test_the_picture_lies_where_the_grid_lies() -> None:
    cells = some_cells(2)
    density, counts = some_incidents(cells)
    drawn = build_hotspots_map(density, counts, cells=cells, period=PERIOD)
    (picture,) = [child for child in drawn._children.values() if child._name == "ImageOverlay"]
    west, south, east, north = density.bounds

    assert picture.bounds == [[south, west], [north, east]]


def test_density_alone_can_be_drawn() -> None:
    density, _ = some_incidents(some_cells(2))
    data = data_of(build_hotspots_map(density, [], cells=[], period=PERIOD), "cells")

    assert [layer.key for layer in data.layers] == ["density"]


def test_neither_cells_nor_density_is_refused() -> None:
    with pytest.raises(WrongArgument):
        draw_hotspots_map(None, [], cells=[], period=PERIOD)


def a_score(row: CellIncidents, *, adjusted_p: float, is_hot: bool, is_few: bool = False) -> HotCell:
    return HotCell(counted=row, z=4.24, p=adjusted_p / 2, adjusted_p=adjusted_p, is_hot=is_hot, is_few=is_few,
                   trend=Trend.RISING)


def test_squares_are_coloured_by_significance_and_tell_score_trend_and_too_few() -> None:
    cells = some_cells(2)
    rows = [CellIncidents(cell_id=cell.cell_id, name="", n_incidents=8, area_km2=0.5, per_km2=16.0) for cell in cells]
    facts = ((0.0004, True, False), (0.02, True, False), (0.06, False, False), (0.001, False, True))
    hot = {row.cell_id: a_score(row, adjusted_p=p, is_hot=is_hot, is_few=is_few)
           for row, (p, is_hot, is_few) in zip(rows, facts, strict=True)}
    drawn = build_hotspots_map(None, rows, cells=cells, period=PERIOD, hot=hot)
    data, marks = data_of(drawn, "cells"), marks_of(drawn)

    assert [layer.key for layer in data.layers] == ["significance", "count"]
    assert [step.label for step in data.layers[0].classes] == ["p ≤ 0.001", "p ≤ 0.01", "p ≤ 0.05"]
    assert [cell.classes[0] for cell in marks] == [0, 2, NO_CLASS, NO_CLASS]
    assert marks[0].lines[2:] == ("Gi* z 4.2，校正后 p < 0.001", "趋势：上升")
    assert marks[1].lines[2] == "Gi* z 4.2，校正后 p 0.020"
    assert marks[3].lines[2:] == ("此处及周围不足 5 起：太少，不作判断",)


def test_streets_are_lines_of_their_own_layer_in_fifths_of_the_peak() -> None:
    cells = some_cells(2)
    density, counts = some_incidents(cells)
    pieces = [HotStreet(line=((110.78, 32.6), (110.781, 32.6 + k / 1000)), per_km=value)
              for k, value in enumerate((10.0, 20.0, 20.1, 100.0))]
    drawn = build_hotspots_map(density, counts, cells=cells, period=PERIOD, streets=pieces)
    data, marks = data_of(drawn, "cells"), marks_of(drawn)

    assert [layer.key for layer in data.layers] == ["density", "streets", "count"]
    assert [step.label for step in data.layers[1].classes] == ["≤20", "≤40", "≤60", "≤80", "≤100"]
    lines = [mark for mark in marks if mark.line]
    # first layer without a picture: the streets; the squares are absent from it, and the streets from theirs
    assert [mark.classes for mark in lines] == [(0, ABSENT), (0, ABSENT), (1, ABSENT), (4, ABSENT)]
    assert {mark.classes[0] for mark in marks if not mark.line} == {ABSENT}
    assert lines[3].lines == ("100 起/公里",)
