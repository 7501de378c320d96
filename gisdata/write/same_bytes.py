"""Workbooks that are the same bytes when their content is the same: no clock inside."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a zip archive can tell."""

_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def save_same_bytes(book: Workbook, path: Path) -> None:
    """Save a workbook without the hour of saving, neither in its properties nor in the archive around it."""
    raw = io.BytesIO()
    book.save(raw)
    stamp = datetime(*_NO_TIME).strftime("%Y-%m-%dT%H:%M:%SZ").encode()  # noqa: DTZ001 - the zero of zip, no moment
    with zipfile.ZipFile(raw) as saved, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in saved.namelist():
            content = saved.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
            entry = zipfile.ZipInfo(name, date_time=_NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, content)
