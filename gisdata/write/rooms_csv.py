"""The stops of the mobile rooms as a table."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gisdata.records import RoomStand
from gisdata.write.csv_file import write_csv
from gisdata.write.words import word

COLUMNS = ("vehicle", "officer_id", "day", "start", "end", "what", "cell_id", "lon", "lat", "5 min", "10 min", "15 min")


def write_rooms_csv(stands: Iterable[RoomStand], path: Path, *, language: str) -> None:
    """Write one row per stop, WGS-84, in the order given; due doors in reach as they may be shown. Raises DiskFull."""
    write_csv([word(column, language) for column in COLUMNS], (_row(stand) for stand in stands), path)


def _row(stand: RoomStand) -> list[str]:
    return [stand.vehicle, " ".join(stand.crew), stand.start.date().isoformat(), f"{stand.start:%H:%M}",
            f"{stand.end:%H:%M}", stand.place, stand.cell_id, f"{stand.lon_deg:.6f}", f"{stand.lat_deg:.6f}",
            *stand.near.shown]
