"""A table of divisions (city, county, town, village) as names with their level, for reading addresses."""

from __future__ import annotations

from pathlib import Path

from gisdata.errors import BadFile
from gisdata.read.csv_table import open_csv
from gisdata.read.input_file import MAX_TABLE_BYTES, opened

COLUMNS = ("name", "level")


def read_division_names(path: Path) -> list[tuple[str, str]]:
    """Return (name, level) of each row that has both; levels are city, county, town and village.

    Raises BadFile when the file is no CSV table with the columns name and level.
    """
    with opened(path, max_bytes=MAX_TABLE_BYTES) as stream:
        table = open_csv(stream, path.name, lambda header: set(COLUMNS) <= set(header))
        if not set(COLUMNS) <= set(table.header):
            raise BadFile("{file} is no table of divisions: it needs the columns name and level", file=path.name)
        name_at, level_at = (table.header.index(column) for column in COLUMNS)
        rows = [cells for _, cells in table.read_rows() if len(cells) > max(name_at, level_at)]
    return [(cells[name_at].strip(), cells[level_at].strip()) for cells in rows if cells[name_at].strip()]
