"""Marks on their way into the page: nothing is lost, whatever the numbers look like."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, box

from gisdata.maps import cells_packing
from gisdata.maps.cells_layer import NO_CLASS, CellLayer, CellMark, ColorClass
from gisdata.maps.cells_packing import frame_changes, pack_cells, pack_texts, scripts_of
from gisdata.maps.painted import Painted
from gisdata.maps.square_grid import SquareGrid
from tests.map_crowds import many_fields, many_squares

LAYERS = (CellLayer(key="count", name="n", legend="l", classes=(ColorClass(color="#112233", label="1"),)),)


def a_mark(shape: Any, *lines: str, name: str = "x", found: int = 0) -> CellMark:
    return CellMark(name=name, shape=shape, classes=(found,), lines=lines)


def read_back(templates: Any, row: Any) -> list[str]:
    texts, rest = [], list(row)
    while rest:
        first, *others = templates[rest.pop(0)]
        texts.append(first + "".join(f"{rest.pop(0)}{piece}" for piece in others))
    return texts


TEXT = st.text(alphabet="0123456789.,-p＜<第户 \n{}٣²", max_size=12)


@given(st.lists(st.lists(TEXT, min_size=1, max_size=4), max_size=5))
def test_texts_come_back_as_they_were(texts: list[list[str]]) -> None:
    packed = pack_texts([a_mark(box(0, 0, 1, 1), *lines, name=name) for name, *lines in texts])

    assert [read_back(packed.templates, row) for row in packed.rows] == texts


def test_alike_texts_share_one_template() -> None:
    marks = [a_mark(box(0, 0, 1, 1), f"已走到 {k} / 100 户", name=f"第{k}网格") for k in range(50)]

    assert len(pack_texts(marks).templates) == 2


@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(st.integers(-1, 5), min_size=n, max_size=n), min_size=1)))
def test_frames_come_back_as_they_were(frames: list[list[int]]) -> None:
    shown = np.full(len(frames[0]), NO_CLASS)
    for changes, frame in zip(frame_changes(np.array(frames, dtype=np.int8)), frames, strict=True):
        at = 0
        for gap, found in zip(changes[::2], changes[1::2], strict=True):
            at += gap
            shown[at] = found
        assert shown.tolist() == frame


def test_streets_stay_shapes_when_squares_become_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells_packing, "MOST_SHAPES", 3)
    squares = [a_mark(cell.shape, name=cell.name, found=k) for k, cell in enumerate(many_squares(2))]
    street = a_mark(LineString([(110, 32), (110.1, 32)]), name="街", found=5)
    data = pack_cells(LAYERS, [*squares[:2], street, *squares[2:]], {})

    assert isinstance(data.bulk, SquareGrid)
    assert data.lines == (0,)
    assert len(data.shapes) == 1
    assert data.classes == ("HCDEF",)     # the street first, then the squares in their order
    assert scripts_of(data) == ("raster", "cells")


def test_few_cells_are_shapes_and_many_of_any_form_are_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells_packing, "MOST_SHAPES", 5)
    fields = [a_mark(cell.shape) for cell in many_fields(6)]

    assert pack_cells(LAYERS, fields[:5], {}).bulk is None
    assert scripts_of(pack_cells(LAYERS, fields[:5], {})) == ("cells",)
    many = pack_cells(LAYERS, fields, {})
    assert isinstance(many.bulk, Painted)
    assert len(many.bulk.rings) == 6
    assert many.shapes == ()
    assert scripts_of(many) == ("painted", "cells")
