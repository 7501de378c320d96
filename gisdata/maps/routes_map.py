"""The routes of a week on one map, by officer and by day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from gisdata.maps.offline import DataLayer, OfflineMap
from gisdata.maps.rooms_layer import rooms_layer
from gisdata.maps.sheet import Sheet, SheetOptions, page_of
from gisdata.maps.walks import n_stops, routes_data, walks_bounds
from gisdata.records import RoomStand, Walk


def draw_routes_map(
    walks: Sequence[Walk], *, roster: Sequence[str] = (), rooms: Sequence[RoomStand] = (),
    **options: Unpack[SheetOptions],
) -> str:
    """Return an HTML page with the walks of a week: lines along streets, numbered stops, a choice of day and officer.

    It opens on the first day with a walk; stops of a walk at one point share a mark. A walk whose line is an
    estimate is dotted, and the page says so above everything else. `roster`: officer numbers in the order of their
    colours, so that an officer keeps the colour on a map of some officers or days; default: those who walk. `rooms`:
    where mobile rooms stand, shown on every day with their hours.

    Raises WrongArgument when there is no walk.
    """
    return page_of(build_routes_map(walks, roster=roster, rooms=rooms, **options))


def build_routes_map(
    walks: Sequence[Walk], *, roster: Sequence[str] = (), rooms: Sequence[RoomStand] = (),
    **options: Unpack[SheetOptions],
) -> OfflineMap:
    """Return the same map as a folium map."""
    sheet = Sheet(**options)
    words, bounds = sheet.words, walks_bounds(walks)
    subtitle = words["routes_sub"].format(
        week="、".join(sorted({walk.week for walk in walks})), n_walks=len(walks), n_stops=n_stops(walks),
        n_officers=len({walk.officer_id for walk in walks}),
    )
    banner = words["estimated_banner"] if any(walk.estimated for walk in walks) else ""
    paper = sheet.paper(words["routes_title"], bounds, subtitle=subtitle, banner=banner)
    drawn = sheet.start_map(paper, bounds)
    if rooms:
        rooms_layer(rooms, words).add_to(drawn)
    data = routes_data(walks, words, roster=roster)
    DataLayer("routes", data, scripts=["routes"], call="huhu.addRoutes(map, data, huhu.sheet);").add_to(drawn)
    return drawn
