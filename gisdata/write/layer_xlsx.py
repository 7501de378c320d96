"""Layers as a workbook: what it is on the first sheet, then one sheet per layer with a frozen header."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gisdata.files import replace_file
from gisdata.layers.layer import Layer, Layers, Value
from gisdata.layers.words import layer_word
from gisdata.records.language import Language
from gisdata.write.same_bytes import save_same_bytes
from gisdata.write.text_cell import cell_at, put_text

_HEAD = PatternFill("solid", fgColor="E7EEF7")
_WIDEST = 40
"""Characters; longer texts are cut on the screen, not in the cell."""

_SMALL = 1e-4
"""Below, a number is shown with its power of ten: a p of 3e-14 shall not read as 0."""


def write_layers_xlsx(layers: Layers, path: Path, *, language: Language = "zh-CN") -> None:
    """Write a sheet about the file, then a sheet per layer without its shapes, names and columns in a language.

    Numbers are numbers, everything else is text that cannot become a formula. Equal layers give equal bytes.
    Raises DiskFull.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    _fill_about(book.create_sheet(layer_word("about", language)), layers, language)
    for layer in layers.layers:
        _fill_sheet(book.create_sheet(layer_word(layer.name, language)), layer, language)
    replace_file(path, lambda draft: save_same_bytes(book, draft))


def _fill_about(sheet: Worksheet, layers: Layers, language: Language) -> None:
    _put(sheet, 1, 1, layer_word(layers.theme, language), language).font = Font(bold=True, size=14)
    figures = [("day_of_figures", layers.day.isoformat()), *layers.figures]
    for row, (key, value) in enumerate(figures, start=2):
        _put(sheet, row, 1, layer_word(key, language), language).font = Font(bold=True)
        _put(sheet, row, 2, value, language)
    for row, note in enumerate(layers.notes, start=len(figures) + 3):
        _put(sheet, row, 1, note, language)
    sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = 26


def _fill_sheet(sheet: Worksheet, layer: Layer, language: Language) -> None:
    heads = [layer_word(column.key, language) for column in layer.columns]
    for column, head in enumerate(heads, start=1):
        cell = _put(sheet, 1, column, head, language)
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for row, values in enumerate(layer.rows, start=2):
        for column, value in enumerate(values, start=1):
            _put(sheet, row, column, value, language)
    for column, head in enumerate(heads, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _width(head, [row[column - 1] for row in layer.rows])
    sheet.freeze_panes = "A2"
    if layer.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(layer.rows) + 1}"


def _put(sheet: Worksheet, row: int, column: int, value: Value, language: Language) -> Cell:
    if isinstance(value, bool):
        value = layer_word("yes" if value else "no", language)
    if isinstance(value, str):
        return put_text(sheet, row, column, value)
    cell = cell_at(sheet, row, column)
    if value is not None:
        cell.value = value
        cell.number_format = _format(value)
    return cell


def _format(value: float) -> str:
    if isinstance(value, int):
        return "#,##0"
    return "0.00E+00" if 0 < abs(value) < _SMALL else "0.####"


def _width(head: str, values: Sequence[Value]) -> float:
    longest = max((_columns(str(value)) for value in values if isinstance(value, str)), default=8)
    return min(_WIDEST, max(_columns(head) / 2 + 4, longest + 2))


def _columns(text: str) -> int:
    """Return the width of a text in columns of the screen: Chinese characters take two."""
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)
