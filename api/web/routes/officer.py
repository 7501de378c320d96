"""The officer's pages: choose a number, then the own day."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.usecases.view_officer import list_officers, view_officer
from api.web.deps import now_at, store_of, today_at
from api.web.pages import render
from api.week_name import require_plausible

router = APIRouter()


@router.get("/officer")
def officers(request: Request) -> Response:
    """List the officers to choose from."""
    today = today_at(request)
    with store_of(request).reading() as reading:
        listed = list_officers(reading, today=today)
    return render(request, "officers.html", officers=listed, today=today)


@router.get("/officer/{officer_id}")
def officer(request: Request, officer_id: str, day: date | None = None) -> Response:
    """Show one officer's day."""
    wanted = None if day is None else require_plausible(day)
    with store_of(request).reading() as reading:
        view = view_officer(reading, officer_id=officer_id, day=wanted, now=now_at(request))
    return render(request, "officer.html", view=view)
