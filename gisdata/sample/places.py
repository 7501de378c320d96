"""Key places that the public map does not show: sixty firms, the police room, the two squares."""

from __future__ import annotations

from collections.abc import Sequence

from numpy.random import Generator

from gisdata.sample.buildings import TownBuilding
from gisdata.sample.ground import Point, lonlat
from gisdata.sample.officers import SOUTH_POST

COLUMNS = ("place_id", "kind", "name", "lon", "lat")

N_FIRMS = 60

_FIRM_NAMES = ("恒达", "鑫源", "瑞丰", "盛泰", "汇通", "永昌", "锦程", "天润", "宏远", "金穗", "嘉禾", "正兴")
_FIRM_TRADES = ("建材商行", "食品厂", "机械加工厂", "农资公司", "服装厂")

_SQUARES: tuple[tuple[str, Point], ...] = (("站前广场", (236, -1165)), ("滨江公园广场", (-90, -45)))


def place_rows(buildings: Sequence[TownBuilding], chance: Generator) -> list[dict[str, str]]:
    """Return the places, WGS-84; each firm sits in a workshop, shop or office of its own."""
    rooms = [b for b in buildings if b.kind in ("industrial", "commercial", "retail") and not b.amenity]
    chosen = sorted(int(i) for i in chance.choice(len(rooms), size=N_FIRMS, replace=False))
    names = [f"清河{name}{trade}" for trade in _FIRM_TRADES for name in _FIRM_NAMES]
    spots = [("firm", name, rooms[i].middle) for name, i in zip(names, chosen, strict=True)]
    spots += [("other", "河南警务室", SOUTH_POST), *(("other", name, point) for name, point in _SQUARES)]
    rows = []
    for number, (kind, name, point) in enumerate(spots, start=1):
        lon_deg, lat_deg = lonlat(point)
        values = (f"CS{number:03d}", kind, name, f"{lon_deg:.6f}", f"{lat_deg:.6f}")
        rows.append(dict(zip(COLUMNS, values, strict=True)))
    return rows
