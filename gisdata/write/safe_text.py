"""Text that office programs show and never run."""

from __future__ import annotations

import re

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Spreadsheets run a CSV cell that begins so. Source: OWASP, "CSV Injection"; full-width forms count for some."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
"""Characters no XML file may hold, and halves of characters."""


_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?")
"""A plain number runs nothing: a longitude in the west keeps its minus."""


def printable(text: str) -> str:
    """Return a text without characters that a workbook or a calendar cannot hold."""
    return _CONTROL.sub("", text)


def csv_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe stands before a dangerous start.

    >>> csv_text("=1+1"), csv_text("学府路3号")
    ("'=1+1", '学府路3号')
    """
    clean = printable(text)
    if _NUMBER.fullmatch(clean):
        return clean
    return f"'{clean}" if clean.lstrip(" ").startswith(_FORMULA_STARTS) else clean
