"""An officer's own map: the own route and the assigned households as plain dots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Unpack

from gisdata.maps.homes import home_marks
from gisdata.maps.offline import DataLayer, OfflineMap
from gisdata.maps.sheet import Paper, Sheet, SheetOptions, page_of
from gisdata.maps.walks import n_stops, routes_data, walks_bounds
from gisdata.records import Household, Walk


def draw_officer_map(
    officer_id: str, walks: Iterable[Walk], assigned_households: Sequence[Household], *, day: date | None = None,
    **options: Unpack[SheetOptions],
) -> str:
    """Return an HTML page with the officer's own walks, of one `day` or of all days given, and the assigned households.

    Walks of other officers and of other days do not enter the page. A dot stands for a building and tells how
    many assigned households it holds, nothing else of them: no address, no state, no date.

    Raises WrongArgument when there is neither a walk nor a household with a point.
    """
    return page_of(build_officer_map(officer_id, walks, assigned_households, day=day, **options))


def build_officer_map(
    officer_id: str, walks: Iterable[Walk], assigned_households: Sequence[Household], *, day: date | None = None,
    **options: Unpack[SheetOptions],
) -> OfflineMap:
    """Return the same map as a folium map."""
    sheet = Sheet(**options)
    own = [walk for walk in walks if walk.officer_id == officer_id and day in (None, walk.day)]
    homes = home_marks(assigned_households)
    bounds = walks_bounds(own, () if own else homes)
    drawn = sheet.start_map(_paper(sheet, officer_id, own, assigned_households), bounds)
    data = routes_data(own, sheet.words, homes=homes)
    call = "huhu.addHomes(map, data.homes, data.words); huhu.addRoutes(map, data, huhu.sheet);"
    DataLayer("routes", data, scripts=["points", "routes"], call=call).add_to(drawn)
    return drawn


def _paper(sheet: Sheet, officer_id: str, own: Sequence[Walk], households: Sequence[Household]) -> Paper:
    words, homes = sheet.words, home_marks(households)
    n_placed = sum(home.n for home in homes)
    notes = [words["assigned_note"].format(n=n_placed, places=len(homes))] if homes else []
    if n_placed < len(households):
        notes.append(words["nowhere_note"].format(n=len(households) - n_placed))
    if not own:
        notes.append(words["no_walk_note"])
    subtitle = words["officer_sub"].format(
        officer=words["officer"].format(id=officer_id), n_walks=len(own), n_stops=n_stops(own)
    )
    return sheet.paper(
        words["officer_title"], walks_bounds(own, () if own else homes), subtitle=subtitle, notes=tuple(notes),
        banner=words["estimated_banner"] if any(walk.estimated for walk in own) else "",
    )
