"""The ground: address points, buildings, key places, cells, incidents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shapely import Polygon
from shapely.geometry import MultiPolygon


class AddressSource(StrEnum):
    """Who says that this address lies here."""

    DOORPLATE = "doorplate"
    OSM = "osm"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressPoint:
    """An address with a point (WGS-84 degrees): a row of the official table or an OSM object.

    `street` and `number` are kept apart when the source has them apart (OSM), else empty. `community` may be "".
    """

    address_id: str
    source: AddressSource
    address: str
    street: str
    number: str
    community: str
    lon_deg: float
    lat_deg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """A footprint of the extract (WGS-84). `levels` and `flats` (dwellings) are None when the map does not say."""

    building_id: str
    shape: Polygon | MultiPolygon
    kind: str
    levels: int | None
    name: str
    flats: int | None = None


class PlaceKind(StrEnum):
    """Kind of a key place (重点部位) or base."""

    POLICE = "police"
    SCHOOL = "school"
    KINDERGARTEN = "kindergarten"
    STATION = "station"
    MALL = "mall"
    MARKET = "market"
    BANK = "bank"
    HOSPITAL = "hospital"
    FIRM = "firm"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPlace:
    """A public place or firm with a point (WGS-84 degrees); `source` is "osm" or "file"."""

    place_id: str
    kind: PlaceKind
    name: str
    lon_deg: float
    lat_deg: float
    source: str


class CellKind(StrEnum):
    """Where a cell comes from: a file, a grid of squares or of H3, or a community that was split into beats."""

    IMPORTED = "imported"
    SQUARE = "square"
    H3 = "h3"
    BEAT = "beat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A grid cell (网格) or a beat: a valid polygon in WGS-84; `community` may be "" for a cell.

    `kind` is one of CellKind. Every household lies in one cell at most; beats lie over the cells and are read apart.
    """

    cell_id: str
    name: str
    kind: str
    community: str
    shape: Polygon | MultiPolygon


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A public incident report at a place (WGS-84 degrees); nothing of any person.

    Times are local wall-clock times of the station; `until` equals `since` when the moment is known.
    """

    incident_id: str
    kind: str
    since: datetime
    until: datetime
    lon_deg: float
    lat_deg: float
