"""CSV files as office programs open them: UTF-8 with a mark, CR LF, no formulas."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from gisdata.files import replace_file
from gisdata.write.safe_text import csv_text


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]], path: Path) -> None:
    """Write a table of texts. Raises DiskFull; the old file stays when anything goes wrong."""

    def fill(draft: Path) -> None:
        # utf-8-sig: without the mark Excel reads Chinese as the local code page
        with draft.open("w", encoding="utf-8-sig", newline="") as handle:
            writer = csv.writer(handle)
            writer.writerow(header)
            writer.writerows([csv_text(value) for value in row] for row in rows)

    replace_file(path, fill)
