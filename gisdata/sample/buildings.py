"""Buildings of the town: footprint, use, and the dwellings inside."""

from __future__ import annotations

from dataclasses import dataclass

from shapely import Polygon

from gisdata.sample.ground import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class TownBuilding:
    """One building. `address` is its door plate ("" when it has none of its own).

    `kind` is the OSM value of `building`; `amenity` further OSM tags of what is in it. Dwellings: `units`
    entrances x `levels_lived` floors x `per_floor` flats; `houses` counts dwellings without such an order.
    """

    shape: Polygon
    kind: str
    levels: int
    name: str = ""
    address: str = ""
    street: str = ""
    number: str = ""
    estate: str = ""
    village: str = ""
    units: int = 0
    levels_lived: int = 0
    per_floor: int = 0
    houses: int = 0
    dormitory: bool = False
    amenity: tuple[tuple[str, str], ...] = ()

    @property
    def middle(self) -> Point:
        """Return the middle of the footprint in metres."""
        return self.shape.centroid.x, self.shape.centroid.y
