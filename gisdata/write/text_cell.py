"""A cell of a workbook that holds a text and nothing that runs."""

from __future__ import annotations

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from gisdata.write.safe_text import printable


def put_text(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write a text into a cell and return the cell; whatever the text begins with, it is no formula."""
    cell = cell_at(sheet, row, column)
    cell.value = printable(text)
    cell.data_type = "s"
    # quotePrefix: it stays text even when a person edits the cell and presses Enter
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    return cell


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return the cell in a row and column, both from 1."""
    cell = sheet.cell(row=row, column=column)
    if not isinstance(cell, Cell):
        raise TypeError("sheets of Huhu have no merged cells")
    return cell
