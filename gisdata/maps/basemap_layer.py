"""The drawn town under the marks, packed into one block of JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gisdata.maps.bounds import Bounds
from gisdata.maps.encoding import encode_line
from gisdata.maps.offline import DataLayer
from gisdata.records.basemap import Basemap, BasemapArea, BasemapLine, Coordinates

OSM_ATTRIBUTION = "© OpenStreetMap contributors"
"""What the licence of OpenStreetMap (ODbL 1.0) asks for on every map."""

PackedLine = tuple[int, int, str]
"""Index of the kind, index of the name, encoded line."""

PackedPlace = tuple[int, int, float, float]
"""Index of the kind, index of the name, latitude and longitude in degrees."""

PackedArea = tuple[int, list[str]]
"""Index of the name, encoded rings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What static/maps/basemap.js draws; `names[0]` is ""."""

    attribution: str
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    roads: tuple[PackedLine, ...]
    streams: tuple[PackedLine, ...]
    water: tuple[PackedArea, ...]
    green: tuple[PackedArea, ...]
    buildings: tuple[list[str], ...]
    places: tuple[PackedPlace, ...]


def basemap_layer(basemap: Basemap, *, around: Bounds, attribution: str) -> DataLayer:
    """Return the layer of all roads, waters, greens, buildings and names that touch the box `around`."""
    data = pack_basemap(basemap, around=around, attribution=attribution)
    return DataLayer("basemap", data, scripts=["basemap"], call="huhu.addBasemap(map, data);")


def pack_basemap(basemap: Basemap, *, around: Bounds, attribution: str) -> Ground:
    """Return the part of the basemap that touches `around`, names and kinds as indices, lines encoded."""
    kinds, names = _Index(), _Index()
    names.of("")

    def lines(found: Iterable[BasemapLine]) -> tuple[PackedLine, ...]:
        inside = (line for line in found if _touches(line.coords, around))
        return tuple((kinds.of(line.kind), names.of(line.name), encode_line(line.coords)) for line in inside)

    def areas(found: Iterable[BasemapArea]) -> tuple[PackedArea, ...]:
        inside = (area for area in found if _touches(area.rings[0], around))
        return tuple((names.of(area.name), _rings(area)) for area in inside)

    return Ground(
        roads=lines(basemap.roads), streams=lines(basemap.water_lines), water=areas(basemap.water_areas),
        green=areas(basemap.green), buildings=tuple(rings for _, rings in areas(basemap.buildings)),
        places=tuple((kinds.of(place.kind), names.of(place.name), round(place.lat_deg, 5), round(place.lon_deg, 5))
                     for place in basemap.places if _is_in(place.lon_deg, place.lat_deg, around)),
        attribution=attribution, kinds=tuple(kinds.found), names=tuple(names.found),
    )


class _Index:
    """Gives each text a number, in the order of first sight."""

    def __init__(self) -> None:
        self.found: dict[str, int] = {}

    def of(self, text: str) -> int:
        return self.found.setdefault(text, len(self.found))


def _rings(area: BasemapArea) -> list[str]:
    return [encode_line(ring) for ring in area.rings]


def _is_in(lon_deg: float, lat_deg: float, box: Bounds) -> bool:
    west, south, east, north = box
    return west <= lon_deg <= east and south <= lat_deg <= north


def _touches(coords: Coordinates, box: Bounds) -> bool:
    west, south, east, north = box
    (low_lon, low_lat), (high_lon, high_lat) = coords.min(axis=0), coords.max(axis=0)
    return bool(low_lon <= east and high_lon >= west and low_lat <= north and high_lat >= south)
