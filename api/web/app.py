"""The web application of one workspace."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from api.web.campaign_desk import CampaignDesk
from api.web.errors import STATUS_OF, error_page
from api.web.forms import new_token
from api.web.guard import LoopbackOnly
from api.web.headers import SecurityHeaders
from api.web.routes import (
    about,
    addresses,
    analyst,
    campaign,
    commander,
    events,
    files,
    health,
    maps,
    officer,
)
from api.workspace import Workspace

STATIC = Path(__file__).parent / "static"


def create_app(workspace: Workspace) -> FastAPI:
    """Return the application that shows `workspace`; it reads, and changes what a person decides on its pages.

    Raises NotFound, StoreOutOfDate or StoreUnavailable when the database cannot be used.
    """
    app = FastAPI(
        title="Huhu", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_close_store,
        middleware=[Middleware(SecurityHeaders), Middleware(LoopbackOnly)],
    )
    app.state.workspace = workspace
    app.state.store = workspace.open_store()
    app.state.form_token = new_token()
    app.state.campaign = CampaignDesk(workspace)
    app.state.drawn = maps.DrawnMaps()
    app.state.last_audit = analyst.LastAudit()
    for routes in (commander, campaign, officer, analyst, addresses, events, files, maps, about, health):
        app.include_router(routes.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for kind in (*STATUS_OF, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, error_page)
    return app


@asynccontextmanager
async def _close_store(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.campaign.close()
    app.state.store.close()
