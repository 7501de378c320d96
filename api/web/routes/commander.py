"""The commander's pages: the week, and the lists of who was left out."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.usecases.sentences import reason_title
from api.usecases.view_commander import view_commander, view_left_out
from api.usecases.view_rooms import view_rooms
from api.web.deps import store_of, today_at, workspace_of
from api.web.pages import render

router = APIRouter()

PAGE_SIZE = 500
"""Left-out households per page: a campaign's first week can leave out thousands."""


@router.get("/")
def home() -> Response:
    """Lead to the commander's page."""
    return RedirectResponse("/commander")


@router.get("/commander")
def commander(request: Request, week: str | None = None, officer: str = "", day: date | None = None) -> Response:
    """Show a week: numbers, officers and days, left out, findings, map."""
    settings = workspace_of(request).settings
    with store_of(request).reading() as reading:
        view = view_commander(reading, week=week, today=today_at(request), since=settings.campaign.start)
    return render(
        request, "commander.html", view=view, officer=officer, day=day, zone=settings.station.time_zone,
        since=settings.campaign.start, deadline=settings.campaign.deadline,
    )


@router.get("/commander/left-out")
def left_out(request: Request, week: str, reason: str, start: int = 0) -> Response:
    """Show the left-out households of one reason, a page of them at a time."""
    with store_of(request).reading() as reading:
        rows = view_left_out(reading, week=week, reason=reason)
    first = max(0, start)
    return render(
        request, "left_out.html", week=week, reason=reason, title=reason_title(reason), n_rows=len(rows),
        rows=rows[first:first + PAGE_SIZE], last=first + PAGE_SIZE, page_size=PAGE_SIZE,
    )


@router.get("/commander/rooms")
def rooms(request: Request, week: str | None = None) -> Response:
    """Show where the mobile rooms stand in a week, and why there."""
    with store_of(request).reading() as reading:
        view = view_rooms(reading, week=week, today=today_at(request))
    return render(request, "rooms.html", view=view)
