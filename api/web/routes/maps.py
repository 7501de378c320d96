"""The maps, each a page of its own inside a sandboxed frame; drawn once per version of what they show."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from threading import Lock

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from api.usecases import address_map, view_maps
from api.usecases.view_rooms import require_rooms
from api.web.deps import store_of, today_at, workspace_of
from api.web.language import language_of

router = APIRouter(prefix="/maps")

MOST_DRAWN = 48
"""Drawn maps kept in memory: a day of nine officers in two languages, at most a few MB each."""


class DrawnMaps:
    """The last drawn maps by what they show; asked from many threads, one map is drawn at a time."""

    def __init__(self, most: int = MOST_DRAWN) -> None:
        self._most = most
        self._pages: OrderedDict[Hashable, str] = OrderedDict()
        self._shelf = Lock()     # held for a moment, to look and to put
        self._pen = Lock()       # held while drawing, so that two readers do not draw the same map

    def get(self, key: Hashable, draw: Callable[[], str]) -> str:
        """Return the page of `key`, drawn by `draw` unless it is still here."""
        page = self._look(key)
        if page is None:
            with self._pen:
                page = self._look(key) or self._put(key, draw())
        return page

    def _look(self, key: Hashable) -> str | None:
        with self._shelf:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def _put(self, key: Hashable, page: str) -> str:
        with self._shelf:
            self._pages[key] = page
            if len(self._pages) > self._most:
                self._pages.popitem(last=False)
        return page


@router.get("/routes")
def routes_map(request: Request, week: str, officer: str = "", day: date | None = None) -> Response:
    """Show the routes of a week, or those of one officer or one day of it."""
    workspace, language = workspace_of(request), language_of(request)
    with store_of(request).reading() as reading:
        shown = view_maps.read_routes(reading, week=week, officer_id=officer, day=day)
    return _frame(request, ("routes", language, shown.version, shown.rooms, officer, day),
                  lambda: view_maps.draw_routes(shown, view_maps.map_ground(workspace), language))


@router.get("/rooms")
def rooms_map(request: Request, week: str) -> Response:
    """Show where the mobile rooms stand in a week."""
    workspace, language = workspace_of(request), language_of(request)
    with store_of(request).reading() as reading:
        rooms = require_rooms(reading, week)
    return _frame(request, ("rooms", language, rooms),
                  lambda: view_maps.draw_rooms(rooms, view_maps.map_ground(workspace), language))


@router.get("/officer/{officer_id}")
def officer_map(request: Request, officer_id: str, day: date) -> Response:
    """Show one officer's own route of a day."""
    workspace, language = workspace_of(request), language_of(request)
    with store_of(request).reading() as reading:
        shown = view_maps.read_own(reading, officer_id=officer_id, day=day)
    return _frame(request, ("officer", language, shown.version, officer_id, day),
                  lambda: view_maps.draw_own(shown, view_maps.map_ground(workspace), language))


@router.get("/coverage")
def coverage_map(request: Request) -> Response:
    """Show households reached of households registered by cell, small cells hidden."""
    workspace, language, today = workspace_of(request), language_of(request), today_at(request)
    since = workspace.settings.campaign.start
    with store_of(request).reading() as reading:
        shown = view_maps.read_coverage(reading, today=today, since=since)
    return _frame(request, ("coverage", language, today, shown),
                  lambda: view_maps.draw_coverage(shown, view_maps.map_ground(workspace), language))


@router.get("/audit")
def audit_map(request: Request) -> Response:
    """Show where the register disagrees with the households there are, small cells hidden."""
    workspace, language = workspace_of(request), language_of(request)
    since, last = workspace.settings.campaign.start, request.app.state.last_audit
    with store_of(request).reading() as reading:
        shown = view_maps.read_audit(reading, last.get(reading, today=today_at(request), since=since))
    return _frame(request, ("audit", language, shown),
                  lambda: view_maps.draw_audit(shown, view_maps.map_ground(workspace), language))


@router.get("/cells")
def cells_map(request: Request) -> Response:
    """Show the cells, their overlaps and gaps."""
    workspace, language = workspace_of(request), language_of(request)
    with store_of(request).reading() as reading:
        cells = view_maps.read_grid(reading)
    return _frame(request, ("cells", language, cells),
                  lambda: view_maps.draw_grid(cells, view_maps.map_ground(workspace), language))


@router.get("/hotspots")
def hotspots_map(request: Request) -> Response:
    """Show where incidents pile up."""
    workspace, language = workspace_of(request), language_of(request)
    with store_of(request).reading() as reading:
        shown = view_maps.read_hotspots(reading)
    return _frame(request, ("hotspots", language, shown),
                  lambda: view_maps.draw_hotspots(shown, view_maps.map_ground(workspace), language))


@router.get("/door")
def door_map(request: Request, household: str) -> Response:
    """Show one address to settle: candidates, door plates around, a pin."""
    workspace, language = workspace_of(request), language_of(request)
    with store_of(request).reading() as reading:
        shown = address_map.read_door(reading, household)
    page = address_map.draw_door(shown, workspace.streets().basemap(), workspace.settings.map_credit, language)
    return HTMLResponse(page)   # each is looked at once: nothing is kept


def _frame(request: Request, key: Hashable, draw: Callable[[], str]) -> Response:
    drawn: DrawnMaps = request.app.state.drawn
    return HTMLResponse(drawn.get(key, draw))
