"""Route sheets as one CSV: one row per stop."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gisdata.records import Walk, WalkStop
from gisdata.write.csv_file import write_csv
from gisdata.write.order import in_order
from gisdata.write.words import CHINESE, weekday_word, word

COLUMNS = (
    "week", "team", "officer_id", "day", "weekday", "shift_id", "mode", "number", "kind", "what", "arrive", "start",
    "end", "must", "cell_id", "lon", "lat", "estimated",
)


def write_route_sheets_csv(walks: Sequence[Walk], path: Path, *, language: str = CHINESE) -> None:
    """Write one row per stop (breaks included), by officer, day and order; times HH:MM of the station.

    A walk without stops has no row. Raises DiskFull.
    """
    header = [word(column, language) for column in COLUMNS]
    rows = [_row(walk, stop, language) for walk in in_order(walks) for stop in walk.stops]
    write_csv(header, rows, path)


def _row(walk: Walk, stop: WalkStop, language: str) -> list[str]:
    def yes(value: bool) -> str:
        return word("yes" if value else "no", language)

    return [
        walk.week, walk.team, walk.officer_id, walk.day.isoformat(), weekday_word(walk.day, language), walk.shift_id,
        word(walk.mode, language), str(stop.number), word(stop.kind, language), stop.what, f"{stop.arrive:%H:%M}",
        f"{stop.start:%H:%M}", f"{stop.end:%H:%M}", yes(stop.must), stop.cell_id, f"{stop.lon_deg:.6f}",
        f"{stop.lat_deg:.6f}", yes(walk.estimated),
    ]
