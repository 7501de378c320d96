"""The file of refused rows: to be corrected in a spreadsheet and sent again."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gisdata.files import replace_file
from gisdata.read.columns import OWN_COLUMNS
from gisdata.read.refused_cells import with_guard
from gisdata.records import ReadResult
from planner.sentence import Sentence, say


def write_refused(result: ReadResult[Any], path: Path, *, tell: Callable[[Sentence], str] = str) -> None:
    """Write the refused rows as CSV (UTF-8 with mark): the columns Huhu knows as they came, then huhu_row, huhu_reason.

    Columns that are not stored are left out, and so are numbers of persons. Cells a spreadsheet might run as formulas
    get a ' before them, which readers take away again. `tell` says a sentence in the reader's language. The file is
    written whole or not at all; raises DiskFull.
    """

    def write(draft: Path) -> None:
        with draft.open("w", encoding="utf-8-sig", newline="") as handle:
            writer = csv.writer(handle)
            writer.writerow([*result.columns, *OWN_COLUMNS])
            for row in result.refused:
                reason = tell(say("{column}: {reason}", column=row.column, reason=row.reason))
                cells = [*(row.raw.get(name, "") for name in result.columns), str(row.row), reason]
                writer.writerow([with_guard(cell) for cell in cells])

    replace_file(path, write)
