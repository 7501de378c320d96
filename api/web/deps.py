"""What a page asks for: the workspace, the open store and the clock; the clock is read here and nowhere below."""

from __future__ import annotations

from datetime import date, datetime

from starlette.requests import Request

from api.clock import now_utc, today
from api.workspace import Workspace
from gisdata.store import Store


def workspace_of(request: Request) -> Workspace:
    """Return the workspace this server shows."""
    workspace: Workspace = request.app.state.workspace
    return workspace


def store_of(request: Request) -> Store:
    """Return the store, opened once when the server was made."""
    store: Store = request.app.state.store
    return store


def today_at(request: Request) -> date:
    """Return the station's local date."""
    return today(workspace_of(request).settings.station.time_zone)


def now_at(request: Request) -> datetime:
    """Return the station's local time, on the day that `today_at` tells (a demo may choose the day)."""
    zone = workspace_of(request).settings.station.time_zone
    return datetime.combine(today_at(request), now_utc().astimezone(zone).timetz())
