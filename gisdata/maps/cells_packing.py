"""Marks as the page holds them: shapes for few, a picture or a painting for many; texts and classes kept short."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from shapely import LineString

from gisdata.maps.cells_layer import NO_CLASS, CellLayer, CellMark, CellsData, Texts
from gisdata.maps.painted import encoded_parts, painted_of
from gisdata.maps.square_grid import square_grid_of

MOST_SHAPES = 2_000
"""Up to so many, each cell is a shape of Leaflet's own; 5,000 take 2 s to appear and 70 ms for each step of a pan."""

FIRST_SIGN = ord("C")
"""The sign of class 0; the ones before it say no class (B) and absent (A)."""

NUMBER = re.compile("([0-9]+)")

Classes = npt.NDArray[np.int8]
"""Shape (frames, marks)."""


def pack_cells(
    layers: Sequence[CellLayer], marks: Sequence[CellMark], words: dict[str, str], *,
    frames: Mapping[str, Classes] | None = None, named: bool = False,
) -> CellsData:
    """Return the data of all marks; `frames`: by key of a layer, the class of each mark in each frame.

    Pieces of street come before the cells whatever their order was. Up to 2,000 cells are shapes; more are a picture
    when they are squares of one grid, else they are painted together.
    """
    order = sorted(range(len(marks)), key=lambda i: not isinstance(marks[i].shape, LineString))
    found = [marks[i] for i in order]
    n_lines = sum(isinstance(mark.shape, LineString) for mark in found)
    n_shapes = len(found) if len(found) - n_lines <= MOST_SHAPES else n_lines
    shapes, rest = ([mark.shape for mark in part] for part in (found[:n_shapes], found[n_shapes:]))
    column = {layer.key: i for i, layer in enumerate(layer for layer in layers if layer.of_marks)}
    moments = {key: classes[:, order] for key, classes in (frames or {}).items()}
    return CellsData(
        layers=tuple(layers), n_marks=len(found), texts=pack_texts(found), words=words,
        classes=tuple(class_signs([mark.classes[column[layer.key]] for mark in found]) if layer.of_marks else ""
                      for layer in layers),
        changes={key: frame_changes(classes) for key, classes in moments.items()},
        hidden=tuple(i for i, mark in enumerate(found) if mark.hidden), lines=tuple(range(n_lines)),
        shapes=encoded_parts(shapes), bulk=(square_grid_of(rest) or painted_of(rest)) if rest else None, named=named,
    )


def scripts_of(data: CellsData) -> tuple[str, ...]:
    """Return the scripts under static/maps that draw the data."""
    bulk = () if data.bulk is None else ("painted",) if hasattr(data.bulk, "rings") else ("raster",)
    timeline = ("timeline",) if data.changes else ()
    return (*bulk, *timeline, "cells")


def pack_texts(marks: Sequence[CellMark]) -> Texts:
    """Return name and lines of each mark, numbers taken out of them."""
    number: dict[tuple[str, ...], int] = {}
    rows = []
    for mark in marks:
        row: list[int | str] = []
        for text in (mark.name, *mark.lines):
            parts = NUMBER.split(text)
            row.append(number.setdefault(tuple(parts[::2]), len(number)))
            row.extend(int(part) if part == str(int(part)) else part for part in parts[1::2])
        rows.append(tuple(row))
    return Texts(templates=tuple(number), rows=tuple(rows))


def class_signs(classes: Sequence[int]) -> str:
    """Return one sign per class.

    >>> class_signs([-2, -1, 0, 1])
    'ABCD'
    """
    return "".join(chr(FIRST_SIGN + found) for found in classes)


def frame_changes(classes: Classes) -> tuple[tuple[int, ...], ...]:
    """Return, for each frame, gap and class of the marks whose class differs from the frame before.

    Before the first frame no mark has a class. Gaps count from mark 0, then from the mark before.

    >>> frame_changes(np.array([[-1, 2, -1], [-1, 2, 0]]))
    ((1, 2), (2, 0))
    """
    changes = []
    before = np.full(classes.shape[1], NO_CLASS)
    for frame in classes:
        changed = np.flatnonzero(frame != before)
        gaps = np.diff(changed, prepend=0)
        changes.append(tuple(np.column_stack([gaps, frame[changed]]).ravel().tolist()))
        before = frame
    return tuple(changes)
