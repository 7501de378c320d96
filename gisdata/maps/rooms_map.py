"""The mobile rooms of a week on a map of their own."""

from __future__ import annotations

from typing import Unpack

from gisdata.maps.bounds import bounds_of
from gisdata.maps.offline import DataLayer
from gisdata.maps.rooms_layer import rooms_layer
from gisdata.maps.sheet import Sheet, SheetOptions, page_of
from gisdata.records import RoomWeek


def draw_rooms_map(rooms: RoomWeek, **options: Unpack[SheetOptions]) -> str:
    """Return an HTML page with the stops of a week: a mark for each, hours and due doors around it in its popup.

    Raises WrongArgument when there is no stop.
    """
    sheet = Sheet(**options)
    words = sheet.words
    bounds = bounds_of((stand.lon_deg, stand.lat_deg) for stand in rooms.stands)
    subtitle = words["rooms_sub"].format(week=rooms.week, n=len(rooms.stands),
                                         n_vehicles=len({stand.vehicle for stand in rooms.stands}))
    banner = words["estimated_banner"] if rooms.estimated else ""
    paper = sheet.paper(words["rooms_title"], bounds, subtitle=subtitle, banner=banner)
    drawn = sheet.start_map(paper, bounds)
    rooms_layer(rooms.stands, words).add_to(drawn)
    DataLayer("done", paper, scripts=["rooms"], call="huhu.sheet.done();").add_to(drawn)
    return page_of(drawn)
