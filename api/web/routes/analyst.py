"""The analyst's page: coverage and hot spots, by cell and hour."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.usecases.find_hotspots import report_hotspots
from api.usecases.sentences import TREND_TITLES, when_said
from api.usecases.view_analyst import view_analyst
from api.web.deps import store_of, today_at, workspace_of
from api.web.pages import render

router = APIRouter()


@router.get("/analyst")
def analyst(request: Request, show: Literal["coverage", "hotspots"] = "coverage") -> Response:
    """Show one of the two maps, the largest gaps and the hours of the week."""
    settings, today = workspace_of(request).settings, today_at(request)
    since = settings.campaign.start
    with store_of(request).reading() as reading:
        view = view_analyst(reading, today=today, since=since)
        hot = report_hotspots(reading, today=today, rules=settings.visits) if show == "hotspots" else None
    return render(request, "analyst.html", view=view, show=show, since=since, hot=hot, trends=TREND_TITLES,
                  when_said=when_said)
