"""Cells of refused rows: guarded against being run as formulas by a spreadsheet, and unguarded when they come back."""

from __future__ import annotations

import re

_STARTS_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?")


def with_guard(cell: str) -> str:
    """Return the cell with a ' before it when a spreadsheet might run it; plain numbers stay numbers.

    A cell that already starts with ' and then such a character gets one more, so that `without_guard` always gives back
    what was there.

    >>> with_guard("=1+1"), with_guard("-110.5"), without_guard(with_guard("'=1"))
    ("'=1+1", '-110.5', "'=1")
    """
    if _STARTS_FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def without_guard(cell: str) -> str:
    """Return the cell as it was before `with_guard`."""
    if cell.startswith("'") and _STARTS_FORMULA.match(cell):
        return cell[1:]
    return cell
