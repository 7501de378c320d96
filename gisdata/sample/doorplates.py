"""Door plates of the town: the official address table, and what the public map knows beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from numpy.random import Generator

from gisdata.sample.buildings import TownBuilding
from gisdata.sample.ground import lonlat
from gisdata.sample.street_buildings import OLD_STREETS

_ONLY_ON_MAP = 0.05
"""Share of plates in town that the official table lacks but the public map has."""

_ALSO_ON_MAP = 0.2
"""Share of plates in town that both have."""

_LOST = 0.1
"""Share of lane houses that are candidates for `N_NOWHERE`."""

N_NOWHERE = 4
"""Old houses without any plate on record: their households can be placed by no rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plates:
    """Who knows which building: the official table, the public map, or nobody."""

    official: tuple[TownBuilding, ...]
    on_map: tuple[TownBuilding, ...]
    nowhere: tuple[TownBuilding, ...]


def share_out_plates(buildings: Sequence[TownBuilding], *, chance: Generator) -> Plates:
    """Return who knows which building. Estates and villages are all official; the rest varies."""
    official: list[TownBuilding] = []
    on_map: list[TownBuilding] = []
    lost: list[TownBuilding] = []
    for building in buildings:
        draw = chance.random()
        if not building.address:
            continue
        on_street = bool(building.street) and not building.estate
        old_house = building.houses == 1 and building.street in OLD_STREETS
        if old_house and draw > 1 - _LOST and len(lost) < N_NOWHERE:
            lost.append(building)
            continue
        if on_street and draw < _ONLY_ON_MAP + _ALSO_ON_MAP:
            on_map.append(building)
        if not (on_street and draw < _ONLY_ON_MAP):
            official.append(building)
    return Plates(official=tuple(official), on_map=tuple(on_map), nowhere=tuple(lost))


PLATE_COLUMNS = ("门牌编号", "地址", "社区", "经度", "纬度")


def plate_rows(plates: Plates, community_of: Callable[[TownBuilding], str]) -> list[dict[str, str]]:
    """Return the official table: one row per plate, the point in the middle of the building."""
    rows = []
    for number, building in enumerate(plates.official, start=1):
        lon_deg, lat_deg = lonlat(building.middle)
        values = (f"MP{number:05d}", building.address, community_of(building), f"{lon_deg:.6f}", f"{lat_deg:.6f}")
        rows.append(dict(zip(PLATE_COLUMNS, values, strict=True)))
    return rows
