"""Maps with a slider: a class for every moment, and nothing in them that the map hides otherwise."""

from datetime import date, timedelta
from typing import Any

import numpy as np

from gisdata.coverage import WeeklyReached
from gisdata.hotspots import CellIncidents, HotStreet
from gisdata.maps.cells_layer import ABSENT, NO_CLASS
from gisdata.maps.coverage_map import build_coverage_map
from gisdata.maps.hotspot_hours import LEAST, hours_layer
from gisdata.maps.hotspots_map import build_hotspots_map
from gisdata.maps.words import words_in
from tests.coverage_rows import coverage_row
from tests.map_scenes import PERIOD, data_of, marks_of, some_cells

SUNDAYS = tuple(date(2026, 10, 4) + timedelta(days=7 * k) for k in range(3))


def moments_of(data: Any, key: str) -> list[list[int]]:
    """Return the class of each mark in each frame, read back from what the page holds."""
    frames, shown = [], [NO_CLASS] * data.n_marks
    for changes in data.changes[key]:
        at = 0
        for gap, found in zip(changes[::2], changes[1::2], strict=True):
            at += gap
            shown[at] = found
        frames.append(list(shown))
    return frames


def test_each_week_has_the_class_of_what_was_reached_by_then() -> None:
    cells = some_cells(2)
    rows = [coverage_row(cell.cell_id, 50, reached) for cell, reached in zip(cells, (0, 10, 11, 50), strict=True)]
    weekly = WeeklyReached(days=SUNDAYS, n_reached=((0, 0, 0, 0), (0, 10, 11, 20), (0, 10, 11, 50)))
    drawn = build_coverage_map(rows, cells, weekly=weekly, language="en")
    data = data_of(drawn, "cells")

    assert moments_of(data, "share") == [[0, 0, 0, 0], [0, 0, 1, 1], [0, 0, 1, 4]]
    assert data.layers[0].frames == ("by 2026-10-04", "by 2026-10-11", "by 2026-10-18")
    assert data.layers[0].start == 2
    assert len(marks_of(drawn)[0].classes) == 4               # the other levels and the days


def test_a_hidden_cell_has_no_class_in_any_week() -> None:
    cells = some_cells(2)
    rows = [coverage_row(cells[0].cell_id, 9, 9), *(coverage_row(cell.cell_id, 500, 100) for cell in cells[1:])]
    weekly = WeeklyReached(days=SUNDAYS, n_reached=((3, 0, 0, 0), (6, 0, 0, 0), (9, 100, 100, 100)))
    drawn = build_coverage_map(rows, cells, weekly=weekly)
    hidden = [i for i, mark in enumerate(marks_of(drawn)) if mark.hidden]

    assert len(hidden) == 2
    assert {frame[i] for frame in moments_of(data_of(drawn, "cells"), "share") for i in hidden} == {NO_CLASS}


def test_one_week_needs_no_slider() -> None:
    cells = some_cells(2)
    rows = [coverage_row(cell.cell_id, 50, 10) for cell in cells]
    weekly = WeeklyReached(days=SUNDAYS[:1], n_reached=((10,) * 4,))
    data = data_of(build_coverage_map(rows, cells, weekly=weekly), "cells")

    assert not data.changes
    assert not data.layers[0].frames


def test_attempts_and_contacts_are_shown_in_fifths_and_their_counts_stay_out() -> None:
    """The difference of the two would count those who were not at home or did not open."""
    cells = some_cells(2)
    rows = [coverage_row(cell.cell_id, 100, 10, n_attempted=83, n_contacted=37, n_verified=5) for cell in cells]
    mark = marks_of(build_coverage_map(rows, cells))[0]

    assert mark.classes[:4] == (0, 4, 1, 0)
    assert mark.lines == ("已走到 10 / 100 户（10%）", "其中已复核 5 户")


def test_an_hour_is_coloured_from_five_incidents_on_and_opens_on_the_busiest() -> None:
    by_hour = np.zeros((168, 3))
    by_hour[33] = [4.99, 5, 9]
    by_hour[34] = [25, 24.9, 0]
    found = hours_layer(by_hour, words_in("zh-CN"), "")
    assert found is not None
    layer, classes = found

    assert layer.start == 34
    assert layer.frames[33] == "周二 09:00–10:00"
    assert layer.frames[167] == "周日 23:00–24:00"
    assert [step.label for step in layer.classes] == ["5–9", "≤13", "≤17", "≤21", "≤25"]
    assert classes[33].tolist() == [NO_CLASS, 0, 0]
    assert classes[34].tolist() == [4, 4, NO_CLASS]
    assert (np.delete(classes, [33, 34], axis=0) == NO_CLASS).all()


def test_where_five_incidents_never_come_together_there_is_no_layer_of_hours() -> None:
    assert hours_layer(np.full((168, 2), LEAST - 0.01), words_in("en"), "") is None
    assert hours_layer(np.zeros((168, 0)), words_in("en"), "") is None
    assert hours_layer(np.full((168, 2), float(LEAST)), words_in("en"), "") is not None


def test_streets_are_absent_from_every_hour() -> None:
    cells = some_cells(2)
    rows = [CellIncidents(cell_id=cell.cell_id, name="", n_incidents=8, area_km2=0.5, per_km2=16.0) for cell in cells]
    street = HotStreet(line=((110.78, 32.6), (110.781, 32.6)), per_km=3.0)
    drawn = build_hotspots_map(None, rows, cells=cells, period=PERIOD, streets=[street], by_hour=np.full((168, 4), 9.0))
    data = data_of(drawn, "cells")

    assert [layer.key for layer in data.layers] == ["streets", "count", "hours"]
    assert moments_of(data, "hours")[100] == [ABSENT, 3, 3, 3, 3]      # nine of nine: the last of four steps
