"""The analyst's page: coverage and hot spots, by cell and hour."""

from __future__ import annotations

from datetime import date
from threading import Lock
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.usecases.audit_register import AnalystAudit, audit_for_analyst
from api.usecases.find_hotspots import report_hotspots
from api.usecases.sentences import TREND_TITLES, when_said
from api.usecases.view_analyst import view_analyst
from api.web.deps import store_of, today_at, workspace_of
from api.web.pages import render
from gisdata.errors import NotFound
from gisdata.store import Reading

router = APIRouter()


@router.get("/analyst")
def analyst(request: Request, show: Literal["coverage", "hotspots"] = "coverage") -> Response:
    """Show one of the two maps, the largest gaps and the hours of the week."""
    settings, today = workspace_of(request).settings, today_at(request)
    campaign = settings.campaign
    with store_of(request).reading() as reading:
        view = view_analyst(reading, today=today, since=campaign.start, deadline=campaign.deadline)
        report = report_hotspots(reading, today=today, rules=settings.visits) if show == "hotspots" else None
    hot = report.without(view.coverage.hidden) if report else None
    return render(request, "analyst.html", view=view, show=show, since=campaign.start, hot=hot, trends=TREND_TITLES,
                  when_said=when_said)


class LastAudit:
    """The audit made last, kept until anything is written or the day changes; one is made at a time."""

    def __init__(self) -> None:
        self._pen = Lock()
        self._key: tuple[int, date] | None = None
        self._audit: AnalystAudit | None = None

    def get(self, reading: Reading, *, today: date, since: date) -> AnalystAudit | None:
        """Return the audit of what is read, None when there is nothing to audit."""
        key = (reading.n_writes(), today)
        with self._pen:
            if key != self._key:
                try:
                    self._audit = audit_for_analyst(reading, today=today, since=since)
                except NotFound:
                    self._audit = None
                self._key = key
            return self._audit


@router.get("/analyst/audit")
def audit(request: Request, show: Literal["audit", "cells"] = "audit") -> Response:
    """Show where the register disagrees with buildings, room numbers and field reports, or how the cells fit."""
    since, last = workspace_of(request).settings.campaign.start, request.app.state.last_audit
    with store_of(request).reading() as reading:
        view = last.get(reading, today=today_at(request), since=since)
        has_cells = bool(reading.counts()["cells"])
    return render(request, "analyst_audit.html", view=view, show=show, has_cells=has_cells)
