"""What is larger than a door: buildings that bear a name, and the middle of a community."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from statistics import median

from gisdata.addresses.normalise import normalise
from gisdata.addresses.plates import COMMUNITY_KIND, Door, Plates, community_of
from gisdata.records import Building

Spot = tuple[float, float]
"""Longitude and latitude, WGS-84 degrees."""

LEAST_NAME = 3
"""Shorter names (大楼) are borne by many buildings that the map does not name."""


class NamedBuildings:
    """Buildings by the name the map gives them."""

    def __init__(self, buildings: Iterable[Building]) -> None:
        self._by_name: dict[str, list[Building]] = defaultdict(list)
        for building in buildings:
            name = normalise(building.name)
            if len(name) >= LEAST_NAME:
                self._by_name[name].append(building)

    def point(self, door: Door) -> Spot | None:
        """Return a point inside the one building that the address names, or None.

        An address with a building number of its own means one of several buildings: None.
        """
        named = self._by_name.get(door.parts.estate, [])
        if len(named) != 1 or door.parts.building:
            return None
        inside = named[0].shape.representative_point()
        return inside.x, inside.y


class Communities:
    """The middles of communities, from the door plates that tell theirs."""

    def __init__(self, sources: Iterable[Plates]) -> None:
        spots: dict[str, list[Spot]] = defaultdict(list)
        for plates in sources:
            for plate in (plate for found in plates.by_text.values() for plate in found):
                if name := community_of(plate.door):
                    spots[name].append((plate.point.lon_deg, plate.point.lat_deg))
        self._middle = {name: (median(lon for lon, _ in found), median(lat for _, lat in found))
                        for name, found in spots.items()}

    def middle(self, door: Door) -> Spot | None:
        """Return the middle (median) of the community that an address names and names nothing finer, or None."""
        parts = door.parts
        if parts.street or parts.estate or parts.names_a_door or parts.is_unclear:
            return None
        return self._middle.get(COMMUNITY_KIND.sub("", parts.community or parts.village))
