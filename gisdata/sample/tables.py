"""Tables of the sample town as CSV files, each in the encoding its office uses."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from gisdata.files import replace_file


def write_table(rows: Sequence[Mapping[str, str]], path: Path, *, encoding: str = "utf-8") -> None:
    """Write rows as CSV with a header; lines end in CR LF, as office programs write them."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    write_text(text.getvalue(), path, encoding=encoding)


def write_text(text: str, path: Path, *, encoding: str = "utf-8") -> None:
    """Write a text as it is."""
    replace_file(path, lambda draft: _write(text.encode(encoding), draft))


def _write(content: bytes, path: Path) -> None:
    path.write_bytes(content)
