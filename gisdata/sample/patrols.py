"""Patrols of the town: presence at the three hot places, and the school gates on school days."""

from __future__ import annotations

from gisdata.sample.ground import Point, lonlat
from gisdata.sample.hot_places import HOT_PLACES
from gisdata.sample.landmarks import LANDMARKS

COLUMNS = (
    "patrol_id", "label", "scope", "lon", "lat", "weekday", "window_start", "window_end", "presence_min",
    "min_dwell_min", "visit_credit", "team",
)

_HOT = (
    ("清河农贸市场", "6,7", "08:00", "11:00", "45", "12", "B"),
    ("清河农贸市场", "1,3,5", "09:00", "11:30", "30", "12", "B"),
    ("商业街", "5,6", "19:30", "22:00", "45", "15", "B"),
    ("站前广场", "1-5", "15:30", "17:10", "30", "12", "C"),
)
"""Cells: weekdays, window, minutes of presence in the window, least stay; visits beside it count half."""

_GATES = (
    ("清河中学", "07:15", "07:55", "16:10", "16:50", "A"),
    ("清河实验小学", "07:30", "08:15", "15:35", "16:15", "A"),
    ("春苗幼儿园", "07:45", "08:25", "15:40", "16:20", "B"),
    ("河南小学", "07:30", "08:10", "15:10", "15:50", "C"),
)
"""Gates: windows of the morning and the afternoon of school days; twenty minutes on the spot each."""

_GATE_MIN = "20"


def patrol_rows() -> list[dict[str, str]]:
    """Return the patrols, WGS-84."""
    hot = {place.name: place.middle for place in HOT_PLACES}
    lines: list[tuple[Point, tuple[str, ...]]] = [
        (hot[name], (name, "cell", weekdays, start, end, presence, dwell, "0.5", team))
        for name, weekdays, start, end, presence, dwell, team in _HOT
    ]
    gates = {mark.name: (mark.middle[0], mark.middle[1] - mark.depth_m / 2) for mark in LANDMARKS}
    for name, *windows, team in _GATES:
        for when, start, end in (("上学", *windows[:2]), ("放学", *windows[2:])):
            lines.append((gates[name], (f"{name}{when}", "point", "1-5", start, end, _GATE_MIN, _GATE_MIN, "0", team)))
    rows = []
    for number, (point, (label, scope, *rest)) in enumerate(lines, start=1):
        lon_deg, lat_deg = lonlat(point)
        values = (f"P{number:02d}", label, scope, f"{lon_deg:.6f}", f"{lat_deg:.6f}", *rest)
        rows.append(dict(zip(COLUMNS, values, strict=True)))
    return rows
