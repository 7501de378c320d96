"""Squares in a row of rows, incidents in them, and a small station, for tests of hot spots."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from shapely import box

from api.workspace import Workspace
from gisdata.records import Cell, Incident, KeyPlace, Officer, PlaceKind, ShiftRow, TravelMode
from tests.web_workspace import empty_workspace

WEST, SOUTH, SIDE_DEG = 110.0, 32.0, 0.0025
MONDAY = datetime.fromisoformat("2026-01-05T00:00")   # no zone: incidents carry the clock time of the station


def squares(n: int) -> list[Cell]:
    """Return n x n squares, row by row from the south-west; cell i * n + j lies in row i, column j."""
    return [
        Cell(cell_id=f"C{row:02d}-{column:02d}", name=f"网格{row}-{column}", kind="square", community="",
             shape=box(WEST + column * SIDE_DEG, SOUTH + row * SIDE_DEG,
                       WEST + (column + 1) * SIDE_DEG, SOUTH + (row + 1) * SIDE_DEG))
        for row in range(n) for column in range(n)
    ]


def an_incident(
    row: float, column: float, *, after_h: float = 12.0, length_h: float = 0.0, number: int = 1
) -> Incident:
    """Return an incident in the middle of a square, so many hours after the Monday."""
    since = MONDAY + timedelta(hours=after_h)
    return Incident(incident_id=f"i{number}", kind="盗窃", since=since, until=since + timedelta(hours=length_h),
                    lon_deg=WEST + (column + 0.5) * SIDE_DEG, lat_deg=SOUTH + (row + 0.5) * SIDE_DEG)


def weekly(
    row: float, column: float, *, n: int, hour: float, weekday: int = 0, length_h: float = 0.0
) -> list[Incident]:
    """Return n incidents of one square, one a week, each on the same weekday (0 is Monday) and hour."""
    return [an_incident(row, column, after_h=168 * week + 24 * weekday + hour, length_h=length_h, number=week)
            for week in range(n)]


SHIFT = ShiftRow(officer_id="1", weekdays=(6,), day=None, start_s=8 * 3600, end_s=16 * 3600)


def a_place(name: str, kind: PlaceKind = PlaceKind.MARKET) -> KeyPlace:
    return KeyPlace(place_id=name, kind=kind, name=name, lon_deg=WEST + 4.5 * SIDE_DEG, lat_deg=SOUTH + 4.5 * SIDE_DEG,
                    source="file")


def market() -> list[Incident]:
    """Forty on Saturdays at 9:30, twenty on Saturdays at 23:00, and a scatter far enough apart to be no hot spot."""
    rows = (weekly(4, 4, n=40, weekday=5, hour=9.5) + weekly(4, 4, n=20, weekday=5, hour=23)
            + [an_incident(3 * (k % 6), 3 * (k // 6), after_h=37 * k) for k in range(30)])
    return [replace(row, incident_id=f"REPORT-{n}") for n, row in enumerate(rows)]


def a_station(folder: Path, *, shifts: list[ShiftRow]) -> Workspace:
    workspace = empty_workspace(folder)
    with workspace.open_store() as store, store.writing() as writing:
        writing.save_incidents(market())
        writing.save_key_places([a_place("农贸市场")])
        if shifts:
            writing.save_officers([Officer(officer_id="1", team="A", communities=("河东社区",), mode=TravelMode.FOOT)])
            writing.replace_shift_rows(["1"], shifts)
    return workspace
