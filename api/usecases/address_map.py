"""The map on which one address is settled: candidates, the door plates around, and the ground."""

from __future__ import annotations

from dataclasses import dataclass

from api.usecases.review_addresses import OpenDoor, middle_of, view_door
from gisdata.errors import NotFound
from gisdata.maps import Door, DoorPlate, SheetOptions, draw_door_map
from gisdata.records import AddressPoint
from gisdata.records.basemap import Basemap
from gisdata.records.language import Language
from gisdata.store import Reading

AROUND_DEG = 0.004
"""Some 400 m around the place: the door plates that are drawn; the neighbours by whose numbers a door is found."""

MOST_PLATES = 300
"""More numbers than that are unreadable on a screen; those nearest to the place are drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDoor:
    """A door to settle and the door plates around it; `start` is where its pin stands first (lon, lat)."""

    door: OpenDoor
    start: tuple[float, float]
    plates: tuple[AddressPoint, ...]


def read_door(reading: Reading, household_id: str) -> ShownDoor:
    """Return what the map of one address shows.

    Raises NotFound when the household is not in the register, or nothing of the station has a point yet.
    """
    door = view_door(reading, household_id)
    start = _start(reading, door)
    if start is None:
        raise NotFound("nothing has a place on the map yet; import streets or door plates first")
    lon, lat = start
    box = (lon - AROUND_DEG, lat - AROUND_DEG, lon + AROUND_DEG, lat + AROUND_DEG)
    offered = {candidate.point.address_id for candidate in door.candidates}
    plates = [point for point in reading.address_points_in(box) if point.address_id not in offered]
    plates.sort(key=lambda point: ((point.lon_deg - lon) ** 2 + (point.lat_deg - lat) ** 2, point.address_id))
    return ShownDoor(door=door, start=start, plates=tuple(plates[:MOST_PLATES]))


def has_map(reading: Reading, door: OpenDoor) -> bool:
    """Tell whether there is a place to begin at, so that a map can be drawn."""
    return _start(reading, door) is not None


def draw_door(shown: ShownDoor, basemap: Basemap | None, credit: str, language: Language) -> str:
    """Return the page of the map of one address."""
    household = shown.door.line.household
    options: SheetOptions = {"basemap": basemap, "attribution": credit, "language": language, "assets": "linked"}
    plates = [_plate(candidate.point) for candidate in shown.door.candidates]
    return draw_door_map(
        Door(start=shown.start, is_placed=household.has_point, candidates=tuple(plates),
             plates=tuple(map(_plate, shown.plates))), **options)


def _start(reading: Reading, door: OpenDoor) -> tuple[float, float] | None:
    household = door.line.household
    if household.has_point or not door.candidates:
        return door.near or middle_of(reading.households()) or _middle_of_plates(reading)
    best = door.candidates[0].point
    return best.lon_deg, best.lat_deg


def _middle_of_plates(reading: Reading) -> tuple[float, float] | None:
    points = sorted((point.lon_deg, point.lat_deg) for point in reading.address_points())
    return points[len(points) // 2] if points else None


def _plate(point: AddressPoint) -> DoorPlate:
    return DoorPlate(plate_id=point.address_id, lon=point.lon_deg, lat=point.lat_deg, number=point.number,
                     address=point.address)
