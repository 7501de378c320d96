"""Route sheets as a workbook to print: one sheet per officer, one block per shift, A4 across."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from gisdata.files import replace_file
from gisdata.records import Walk, WalkStop
from gisdata.write.order import by_officer
from gisdata.write.safe_text import printable
from gisdata.write.same_bytes import save_same_bytes
from gisdata.write.text_cell import put_text
from gisdata.write.words import CHINESE, weekday_word, word

COLUMNS = (
    ("number", 6), ("kind", 8), ("what", 58), ("arrive", 8), ("start", 8), ("end", 8), ("must", 7), ("cell_id", 13),
    ("note", 26),
)
"""Columns and their widths in characters; together they fill A4 across. Notes are for the pen."""

_THIN = Side(style="thin", color="999999")
_LINE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="E7EEF7")
_A4 = 9
"""The number of A4 in the workbook format."""


def write_route_sheets_xlsx(walks: Sequence[Walk], path: Path, *, language: str = CHINESE) -> None:
    """Write a workbook with one sheet per officer, its shifts as blocks in order of time.

    Every cell is text, so nothing in an address can become a formula. Without walks there is one sheet that says
    so. Equal walks give equal bytes. Raises DiskFull.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    taken: set[str] = set()
    for officer_id, mine in by_officer(walks).items():
        _fill_sheet(_sheet(book, officer_id, taken), mine, language)
    if not book.worksheets:
        put_text(_sheet(book, word("route sheet", language), taken), 1, 1, word("nothing", language))
    replace_file(path, lambda draft: save_same_bytes(book, draft))


def _sheet(book: Workbook, name: str, taken: set[str]) -> Worksheet:
    """Add a sheet; names lose what the format forbids and stay different from each other."""
    base = re.sub(r"[\[\]:*?/\\']", "_", printable(name))[:25] or "_"
    title, more = base, 2
    while title.lower() in taken:
        title, more = f"{base} ({more})", more + 1
    taken.add(title.lower())
    sheet: Worksheet = book.create_sheet(title)
    return sheet


def _fill_sheet(sheet: Worksheet, walks: Sequence[Walk], language: str) -> None:
    _set_up_print(sheet, language)
    first = walks[0]
    title = f"{word('route sheet', language)}  {word('officer', language)} {first.officer_id}  {first.week}"
    put_text(sheet, 1, 1, title).font = Font(bold=True, size=14)
    row = 2
    if any(walk.estimated for walk in walks):
        put_text(sheet, row, 1, word("is estimated", language)).font = Font(color="C00000")
        row += 1
    for walk in walks:
        row = _fill_block(sheet, walk, row + 1, language)


def _fill_block(sheet: Worksheet, walk: Walk, row: int, language: str) -> int:
    """Write one shift from a row on; return the first row after it."""
    put_text(sheet, row, 1, _block_title(walk, language)).font = Font(bold=True)
    for column, (key, _) in enumerate(COLUMNS, start=1):
        head = put_text(sheet, row + 1, column, word(key, language))
        head.font, head.fill, head.border = Font(bold=True), _HEAD, _LINE
    row += 2
    for stop in walk.stops:
        for column, value in enumerate(_stop_values(stop, language), start=1):
            cell = put_text(sheet, row, column, value)
            cell.border = _LINE
            cell.alignment = Alignment(vertical="center", wrap_text=True)
        row += 1
    return row


def _block_title(walk: Walk, language: str) -> str:
    return (
        f"{walk.day.isoformat()} {weekday_word(walk.day, language)}  {walk.shift_id}  {word(walk.mode, language)}  "
        f"{word('leave', language)} {walk.leave:%H:%M}  {word('back', language)} {walk.back:%H:%M}  "
        f"{word('on the way', language)} {round(walk.travel_s / 60)} {word('minutes', language)}"
    )


def _stop_values(stop: WalkStop, language: str) -> Iterable[str]:
    return (
        str(stop.number) if stop.number else "", word(stop.kind, language), stop.what, f"{stop.arrive:%H:%M}",
        f"{stop.start:%H:%M}", f"{stop.end:%H:%M}", word("yes", language) if stop.must else "", stop.cell_id, "",
    )


def _set_up_print(sheet: Worksheet, language: str) -> None:
    for column, (_, width) in zip("ABCDEFGHI", COLUMNS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = word("page", language)
