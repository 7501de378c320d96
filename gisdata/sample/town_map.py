"""The town as a map: streets, water, greens and buildings, each beside the others and not on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from numpy.random import Generator
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from gisdata.sample.buildings import TownBuilding
from gisdata.sample.estates import ESTATES, estate_buildings, service_roads
from gisdata.sample.landmarks import GREENS, LANDMARKS, RAILWAY, landmark_building
from gisdata.sample.network import joined, smoothed, with_bridges, with_roundabout
from gisdata.sample.river import river_water
from gisdata.sample.rows_of_houses import HALF_WIDTH_M
from gisdata.sample.shapes import FreeGround
from gisdata.sample.street_buildings import DoorNumbers, town_rows, village_rows
from gisdata.sample.street_plan import MAIN_STREETS, OLD_LANES, PATHS, SIDE_STREETS, Street
from gisdata.sample.village_plan import VILLAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class TownMap:
    """Everything that is drawn: `streets` share nodes where they meet; `buildings` overlap nothing."""

    streets: tuple[Street, ...]
    water: Polygon
    buildings: tuple[TownBuilding, ...]


def town_map(chance: Generator) -> TownMap:
    """Return the town. The streets are always the same; `chance` draws the buildings along them."""
    town, villages = _streets()
    water = river_water()
    ground = FreeGround(_obstacles([*town, *(s for streets in villages for s in streets)], water))
    buildings = [landmark_building(mark) for mark in LANDMARKS]
    for building in buildings:
        if not ground.take(building.shape, gap_m=4.0):
            raise ValueError(f"landmark {building.name} is drawn on a street or another landmark")
    for estate in ESTATES:
        buildings += estate_buildings(estate, ground)
    numbers = DoorNumbers((b.street, b.number) for b in buildings)
    buildings += town_rows(town, ground, numbers, chance)
    for village, streets in zip(VILLAGES, villages, strict=True):
        buildings += village_rows(village, streets, ground, chance)
    drawn = [*town, *(street for streets in villages for street in streets)]
    return TownMap(
        streets=tuple(with_bridges(joined(with_roundabout(drawn)), water)), water=water, buildings=tuple(buildings)
    )


def _streets() -> tuple[list[Street], list[list[Street]]]:
    """Return the streets of the town, and of each village, with their corners cut."""
    town = smoothed((*MAIN_STREETS, *SIDE_STREETS, *OLD_LANES, *PATHS))
    inside = [road for estate in ESTATES for road in service_roads(estate, town)]
    return [*town, *inside], [smoothed(village.streets()) for village in VILLAGES]


def _obstacles(streets: Iterable[Street], water: Polygon) -> list[BaseGeometry]:
    """Return the ground no building may stand on: streets with their pavements, banks, rails, parks."""
    kept_free: list[BaseGeometry] = [
        LineString(street.line).buffer(HALF_WIDTH_M[street.road_class], quad_segs=2) for street in streets
    ]
    parks = [shape for _, tags, shape in GREENS if tags == (("leisure", "park"),)]
    return [*kept_free, water.buffer(14.0), LineString(RAILWAY).buffer(9.0), *parks]
