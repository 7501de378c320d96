"""The commander's page of events: those that run, a form to add one, a button to close one."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from api.errors import WrongUse
from api.usecases import events as use
from api.web.deps import store_of, today_at, workspace_of
from api.web.forms import posted
from api.web.language import language_of
from api.web.pages import render
from gisdata.errors import WrongArgument
from gisdata.events import EventOrder
from gisdata.records.events import EventKind
from planner.sentence import Sentence

router = APIRouter(prefix="/commander/events")

Form = Annotated[dict[str, str], Depends(posted)]


@router.get("")
def events(request: Request, added: str = "") -> Response:
    """List the events that run, those due first; `added`: the number of the one just added."""
    return _page(request, added=added)


@router.post("/add")
def add(request: Request, form: Form) -> Response:
    """Add the event of the form and show the list again, or say on the page why it cannot be made."""
    try:
        line = use.add_event(workspace_of(request), _order(request, form))
    except (WrongUse, WrongArgument) as error:
        return _page(request, fault=error.sentence)
    return RedirectResponse(f"/commander/events?added={line.event.event_id}", 303)


@router.post("/close")
def close(request: Request, form: Form) -> Response:
    """Delete an event with its visits and show the list again."""
    use.close_event(workspace_of(request), form.get("event", ""))
    return RedirectResponse("/commander/events", 303)


def _page(request: Request, *, added: str = "", fault: Sentence | None = None) -> Response:
    workspace, today, language = workspace_of(request), today_at(request), language_of(request)
    with store_of(request).reading() as reading:
        view = use.view_events(reading, rules=workspace.settings.visits, today=today)
    purposes = {kind: use.purpose_of(rule, language) for kind, rule in view.rules.items()}
    return render(request, "events.html", status_code=422 if fault else 200, view=view, today=today, added=added,
                  fault=fault, titles=use.KIND_TITLES, purposes=purposes, token=request.app.state.form_token)


def _order(request: Request, form: dict[str, str]) -> EventOrder:
    """Return what the form asks for; a list of doors counts before the community that is chosen."""
    if form.get("kind", "") not in set(EventKind):
        raise WrongUse("choose what has happened")
    doors = _doors(form)
    return EventOrder(
        kind=EventKind(form["kind"]), starts_on=_day(form, "first") or today_at(request),
        community="" if doors else form.get("community", ""), household_ids=doors, whole_building="building" in form,
        officer_id=form.get("officer", ""), due_on=_day(form, "due"), expires_on=_day(form, "last"))


def _doors(form: dict[str, str]) -> tuple[str, ...]:
    """Return the numbers of doors in a field, apart by blanks or any comma."""
    text = form.get("doors", "")
    for sign in ",，、;；":
        text = text.replace(sign, " ")
    return tuple(text.split())


def _day(form: dict[str, str], field: str) -> date | None:
    text = form.get(field, "")
    if not text:
        return None
    with suppress(ValueError):
        return date.fromisoformat(text)
    raise WrongUse("{value} is no date; write it like 2026-11-20", value=text)
