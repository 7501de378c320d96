"""A small invented town for map tests: streets with a bend, a river, a park, walks along the streets, cells, counts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from shapely import box

from gisdata.coverage import CellCoverage
from gisdata.hotspots import CellIncidents, DensityGrid, kernel_density
from gisdata.maps import IncidentPeriod
from gisdata.maps.offline import DataLayer, OfflineMap
from gisdata.records import Cell, Dwelling, Household, Located, Walk, WalkStop
from gisdata.records.basemap import Basemap, BasemapArea, BasemapLine, BasemapPlace
from tests.coverage_rows import coverage_row

WEST, SOUTH = 110.780, 32.600
STEP = 0.0022                                    # about 210 m: one block
N = 14                                           # blocks a side
MONDAY = date(2026, 11, 23)
STATION_ZONE = ZoneInfo("Asia/Shanghai")
PERIOD = IncidentPeriod(n_incidents=260, since=date(2025, 11, 1), until=date(2026, 10, 31))
STREETS = (
    "人民路", "解放路", "朝阳街", "胜利街", "东风路", "建设路", "清河大道", "桥头巷", "学府路", "市场街", "槐荫巷",
    "站前路", "文化街", "青年路", "河东路",
)


def corner(i: float, j: float) -> tuple[float, float]:
    """Return (lon, lat) of a street corner; the grid is bent a little, as towns are."""
    return (WEST + STEP * (i + 0.25 * math.sin(j / 2.3)), SOUTH + STEP * 0.85 * (j + 0.3 * math.sin(i / 3.1)))


COMMUNITY_AT = corner(4, 10)


def a_basemap() -> Basemap:
    """Return some 30 streets, a river, a park, a lake and buildings."""
    roads = []
    for k in range(N + 1):
        kind = {7: "primary", 3: "secondary", 11: "tertiary"}.get(k, "residential")
        across, along = [corner(i, k) for i in range(N + 1)], [corner(k, j) for j in range(N + 1)]
        roads.append(BasemapLine(kind=kind, name=STREETS[k % 15], coords=np.array(across)))
        kind = "secondary" if k == 6 else "residential"
        roads.append(BasemapLine(kind=kind, name=STREETS[(k + 7) % 15] if k % 2 else "", coords=np.array(along)))
    river = np.array([corner(i, 4.5 + 0.8 * math.sin(i / 2)) for i in np.linspace(-3, N + 3, 40)])
    half_width = np.array([0, 0.0006])
    bank = np.concatenate([river + half_width, (river - half_width)[::-1], river[:1] + half_width])
    park = np.array([corner(8.1, 8.1), corner(9.9, 8.1), corner(9.9, 9.9), corner(8.1, 9.9), corner(8.1, 8.1)])
    houses = []
    for i in range(N):
        for j in range(N):
            for a, b in ((0.2, 0.2), (0.6, 0.25), (0.25, 0.62), (0.62, 0.6)):
                lon, lat = corner(i + a, j + b)
                if 3.2 < j + b < 5.8 or (8 <= i < 10 and 8 <= j < 10):
                    continue
                ring = np.array(box(lon, lat, lon + STEP * 0.2, lat + STEP * 0.14).exterior.coords)
                houses.append(BasemapArea(kind="building", name="", rings=(ring,)))
    return Basemap(
        roads=tuple(roads), water_areas=(BasemapArea(kind="river", name="清河", rings=(bank,)),),
        water_lines=(BasemapLine(kind="river", name="清河", coords=river),),
        green=(BasemapArea(kind="park", name="城市公园", rings=(park,)),), buildings=tuple(houses),
        places=(BasemapPlace(kind="neighbourhood", name="清河社区", lon_deg=COMMUNITY_AT[0], lat_deg=COMMUNITY_AT[1]),),
    )


def a_walk(
    officer: int = 1, day: int = 0, *, n_stops: int = 12, estimated: bool = False, what: str = ""
) -> Walk:
    """Return a walk along streets: visits, every sixth stop a patrol, a break; stops 3 and 4 share a point."""
    rng = np.random.default_rng(officer * 100 + day)
    centre = np.array([(officer * 5) % (N - 4) + 2, (officer * 3 + day) % (N - 4) + 2])
    corners = [tuple(np.clip(centre + rng.integers(-2, 3, 2), 0, N)) for _ in range(n_stops)]
    corners[2:4] = [corners[2], corners[2]]
    base = (7, 7)
    path = [base, *corners, base]
    line = path if estimated else [point for a, b in pairwise(path) for point in _along(a, b)]
    clock = datetime(MONDAY.year, MONDAY.month, MONDAY.day, 8, 30, tzinfo=STATION_ZONE) + timedelta(days=day)
    stops = []
    for number, at in enumerate(corners, 1):
        clock += timedelta(minutes=14)
        kind = "patrol" if number % 6 == 0 else "visit"
        door = f"{STREETS[int(at[1]) % 15]}{number * 7}号{officer}栋{day + 1}单元30{number % 3 + 1}室"
        label = "清河小学门口" if kind == "patrol" else door
        stops.append(_stop(number, kind, what or label, at, clock))
        if number == n_stops // 2:
            stops.append(_stop(0, "break", "", at, clock + timedelta(minutes=15)))
            clock += timedelta(minutes=45)
    lon_lats = tuple(corner(*at) for at in line)
    first = stops[0].arrive
    return Walk(
        week="2026-W48", team="A", officer_id=f"o{officer:02d}", shift_id=f"o{officer:02d}-{day}", mode="foot",
        day=MONDAY + timedelta(days=day), leave=first - timedelta(minutes=15),
        back=clock + timedelta(minutes=25), travel_s=60 * 71, stops=tuple(stops), line=lon_lats, estimated=estimated,
    )


def a_week(n_officers: int = 9, n_days: int = 5, *, n_stops: int = 12, estimated: bool = False) -> list[Walk]:
    """Return one walk per officer and day."""
    return [
        a_walk(officer, day, n_stops=n_stops, estimated=estimated)
        for officer in range(1, n_officers + 1) for day in range(n_days)
    ]


def _along(start: tuple[int, int], end: tuple[int, int]) -> list[tuple[float, float]]:
    (a, b), (c, d) = start, end
    steps = [(i, b) for i in _between(a, c)] + [(c, j) for j in _between(b, d)]
    return [(float(i), float(j)) for i, j in [start, *steps, end]]


def _between(low: int, high: int) -> range:
    return range(low, high, 1 if high >= low else -1)


def _stop(number: int, kind: str, what: str, at: tuple[int, int], clock: datetime) -> WalkStop:
    lon, lat = corner(*at)
    return WalkStop(
        number=number, task=f"t{number}", kind=kind, what=what, lon_deg=lon, lat_deg=lat, cell_id="c",
        arrive=clock, start=clock, end=clock + timedelta(minutes=12),
    )


def some_households(n: int = 300) -> list[Household]:
    """Return `n` households in buildings of six, and three without a point."""
    rng = np.random.default_rng(3)
    spots = [corner(*rng.uniform(2, 9, 2)) for _ in range(n // 6)]
    placed = [
        Household(household_id=f"h{k}", address=f"人民路{k}号", community="清河社区", dwelling=Dwelling.FLAT,
                  lon_deg=spots[k // 6][0], lat_deg=spots[k // 6][1], located=Located.GIVEN)
        for k in range(n // 6 * 6)
    ]
    return placed + [Household(household_id=f"x{k}", address="不详", community="清河社区") for k in range(3)]


def some_cells(n_side: int = 10, *, span: float = N * STEP) -> list[Cell]:
    """Return n_side x n_side square cells over the town."""
    side = span / n_side
    return [
        Cell(cell_id=f"c{i:02d}-{j:02d}", name=f"第{i * n_side + j + 1}网格", kind="square", community="清河社区",
             shape=box(WEST + i * side, SOUTH + j * side * 0.85, WEST + (i + 1) * side, SOUTH + (j + 1) * side * 0.85))
        for i in range(n_side) for j in range(n_side)
    ]


def some_coverage(cells: list[Cell]) -> list[CellCoverage]:
    """Return figures for the cells: every seventh has 4 households, every eleventh was never visited."""
    rng = np.random.default_rng(5)
    rows = []
    for k, cell in enumerate(cells):
        registered = 4 if k % 7 == 0 else int(rng.integers(12, 90))
        never = k % 11 == 0
        reached = 0 if never else min(int(registered * rng.beta(2, 2)), registered)
        rows.append(coverage_row(
            cell.cell_id, registered, reached, name=cell.name,
            n_never=registered if never else (registered - reached) // 3,
            median_days=None if never else float(rng.gamma(2, 70)),
            oldest_days=None if never else int(rng.integers(200, 900)),
        ))
    return rows


def some_incidents(cells: list[Cell], n: int = 260) -> tuple[DensityGrid, list[CellIncidents]]:
    """Return the density and the counts of `n` invented reports in three clusters."""
    rng = np.random.default_rng(7)
    centres = np.array([corner(4, 9), corner(10, 7.5), corner(6, 2)])
    points = centres[rng.integers(0, 3, n)] + rng.normal(0, STEP * 0.9, (n, 2))
    density = kernel_density(points[:, 0], points[:, 1], cell_m=50, bandwidth_m=300, years=1.0)
    counts = []
    for cell in cells:
        west, south, east, north = cell.shape.bounds
        inside = (points[:, 0] >= west) & (points[:, 0] < east) & (points[:, 1] >= south) & (points[:, 1] < north)
        found = int(inside.sum())
        counts.append(CellIncidents(
            cell_id=cell.cell_id, name=cell.name, n_incidents=found, area_km2=0.08, per_km2=found / 0.08
        ))
    return density, counts


@dataclass(frozen=True)
class ShownMark:
    """A mark as the page will show it, read back from what the page holds."""

    name: str
    lines: tuple[str, ...]
    classes: tuple[int, ...]
    hidden: bool
    line: bool


def marks_of(drawn: OfflineMap) -> list[ShownMark]:
    """Return all marks of a map of cells; `classes` without the layers that are pictures or have frames."""
    data = data_of(drawn, "cells")
    texts = [_texts(data.texts.templates, row) for row in data.texts.rows]
    classes = list(zip(*(signs for signs in data.classes if signs), strict=True)) or [()] * data.n_marks
    return [
        ShownMark(name=name, lines=tuple(lines), classes=tuple(ord(sign) - ord("C") for sign in classes[i]),
                  hidden=i in data.hidden, line=i in data.lines)
        for i, (name, *lines) in enumerate(texts)
    ]


def _texts(templates: Any, row: Any) -> list[str]:
    texts, rest = [], list(row)
    while rest:
        first, *others = templates[rest.pop(0)]
        texts.append(first + "".join(f"{rest.pop(0)}{piece}" for piece in others))
    return texts


def data_of(drawn: OfflineMap, name: str) -> Any:
    """Return the data of the layer called `name`."""
    found = [child for child in drawn._children.values() if isinstance(child, DataLayer) and child._name == name]
    assert len(found) == 1
    return found[0].data


ATTACKS = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    '<img src=x onerror="alert(3)">',
    """'"><svg onload=alert(4)>""",
    "</title><script>alert(5)</script>",
    "{{ 7*7 }}",
    "{% for x in ().__class__.__mro__ %}{{ x }}{% endfor %}",
    "{# gone #}{{{ raise }}}",
    "${alert(6)}`;alert(7);`",
    "\\u003cscript\\u003ealert(8)\\u003c/script\\u003e",
    "\u2028alert(9)//\u2029",
    "<!--<script>alert(10)",
    "<a href='javascript:alert(11)'>x</a>",
    "]]><script>alert(12)</script>",
    '","__proto__":{"x":1}}',
    "<iframe srcdoc='<script>alert(13)</script>'></iframe>",
    "<style>@import url(http://example.com/x.css)</style>",
    "<base href=http://example.com/>",
    "<link rel=stylesheet href=//example.com/x.css>",
    "&lt;b&gt; &amp; <b>",
)
"""Texts that would do something if any of them were ever taken for markup, script or template."""
