"""From register, map and roster to the problem of the mobile rooms, and from its plan back to places and hours."""

from gisdata.rooms.absence import Absence, absences_of, without_absences
from gisdata.rooms.ground import RoomGround, RoomVehicle, build_rooms
from gisdata.rooms.sites import RoomSite, room_sites
from gisdata.rooms.week import room_week

__all__ = [
    "Absence", "RoomGround", "RoomSite", "RoomVehicle", "absences_of", "build_rooms", "room_sites", "room_week",
    "without_absences",
]
