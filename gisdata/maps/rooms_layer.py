"""Mobile rooms as a map shows them: one mark per place with its hours and the due doors around it, no door itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gisdata.maps.offline import DataLayer
from gisdata.maps.walks import day_mark
from gisdata.records import RoomStand


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomMark:
    """A place where a room stands, and the lines of its popup."""

    lat: float
    lon: float
    place: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomsData:
    """What static/maps/rooms.js draws."""

    rooms: tuple[RoomMark, ...]
    words: dict[str, str]


def rooms_layer(stands: Sequence[RoomStand], words: dict[str, str]) -> DataLayer:
    """Return the layer of the stops; the sheet must be on the map already."""
    data = RoomsData(rooms=tuple(_mark(stand, words) for stand in stands), words=words)
    return DataLayer("rooms", data, scripts=["rooms"], call="huhu.addRooms(map, data, huhu.sheet);")


def _mark(stand: RoomStand, words: dict[str, str]) -> RoomMark:
    five, ten, fifteen = stand.near.shown
    return RoomMark(lat=stand.lat_deg, lon=stand.lon_deg, place=stand.place, lines=(
        f"{day_mark(stand.start.date(), words).long} {stand.start:%H:%M}–{stand.end:%H:%M}",
        stand.vehicle, words["room_near"].format(five=five, ten=ten, fifteen=fifteen)))
