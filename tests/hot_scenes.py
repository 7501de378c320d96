"""Squares in a row of rows, and incidents in them, for tests of hot spots."""

from __future__ import annotations

from datetime import datetime, timedelta

from shapely import box

from gisdata.records import Cell, Incident

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
