"""The commander's page of the campaign: the truth about the hours, the curve, quotas, and what if."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from api.errors import WrongUse
from api.usecases.scenario_files import delete_scenario, read_scenarios, save_scenario
from api.usecases.view_campaign import change_said, view_campaign
from api.usecases.what_if import Change, Scenario, named
from api.web.campaign_chart import chart_of
from api.web.campaign_desk import Asked, CampaignDesk, Made
from api.web.deps import today_at, workspace_of
from api.web.forms import posted
from api.web.pages import render
from api.week_name import monday_of, next_week
from planner.sentence import Sentence

router = APIRouter(prefix="/commander/campaign")

HERE = "/commander/campaign"

Form = Annotated[dict[str, str], Depends(posted)]

NUMBERS = {"evenings": "evenings", "hours": "hours_percent", "helpers": "helpers", "later": "later_weeks"}
"""Fields of the form, and what they are called in a change."""


@router.get("")
def campaign(request: Request, ticket: str = "") -> Response:
    """Show the campaign with the change that the address holds, or what is being done until it is solved."""
    try:
        change, fault = change_of(request.query_params), None
    except WrongUse as error:
        change, fault = Change(), error.sentence
    try:
        made = _desk(request).ask(_asked(request, change), ticket=ticket)
    except WrongUse as error:
        return render(request, "campaign_none.html", sentence=error.sentence)
    if isinstance(made, str):
        again = f"{HERE}?{urlencode({**query_of(change), 'ticket': made})}"
        return render(request, "campaign_wait.html", step=_desk(request).step, again=again)
    return _page(request, made, change, fault=fault or made.fault)


@router.post("/save")
def save(request: Request, form: Form) -> Response:
    """Keep what becomes of the change of the form under its name, or say on the page why that cannot be."""
    change = Change()
    try:
        change = change_of(form)
        made = _desk(request).wait_for(_asked(request, change))
        if made.tried is None:
            raise WrongUse("change something first: the campaign as it is stands there already")
        save_scenario(workspace_of(request), named(made.tried, form.get("name", "").strip()))
    except WrongUse as error:
        made = _desk(request).wait_for(_asked(request, change))
        return _page(request, made, change, fault=made.fault or error.sentence, status_code=422)
    return RedirectResponse(f"{HERE}#what-if", 303)


@router.post("/delete")
def delete(request: Request, form: Form) -> Response:
    """Delete a kept scenario and show the others."""
    delete_scenario(workspace_of(request), form.get("name", ""))
    return RedirectResponse(f"{HERE}#what-if", 303)


def change_of(fields: Mapping[str, str]) -> Change:
    """Return the change that the fields of an address or a form hold; an empty field changes nothing.

    Raises WrongUse for a number that is none.
    """
    numbers = {}
    for field, name in NUMBERS.items():
        text = fields.get(field, "").strip() or "0"
        if not re.fullmatch(r"[+-]?\d{1,6}", text):
            raise WrongUse("{value} is no whole number", value=text)
        numbers[name] = int(text)
    officers = re.split(r"[\s,，、;；]+", fields.get("without", ""))
    return Change(without=tuple(dict.fromkeys(filter(None, officers))), **numbers)


def query_of(change: Change) -> dict[str, str]:
    """Return the fields with which a page asks for a change; only what is changed."""
    fields = {field: str(getattr(change, name)) for field, name in NUMBERS.items() if getattr(change, name)}
    return {**fields, "without": ", ".join(change.without)} if change.without else fields


def _desk(request: Request) -> CampaignDesk:
    desk: CampaignDesk = request.app.state.campaign
    return desk


def _asked(request: Request, change: Change) -> Asked:
    today = today_at(request)
    return Asked(monday=monday_of(next_week(today)), today=today, change=change)


def _page(
    request: Request, made: Made, change: Change, *, fault: Sentence | None = None, status_code: int = 200,
) -> Response:
    view = view_campaign(made.answer, today=today_at(request))
    kept: list[Scenario] = []
    try:
        kept = read_scenarios(workspace_of(request))
    except WrongUse as error:
        fault = fault or error.sentence
    return render(
        request, "campaign.html", status_code=status_code, view=view, chart=chart_of(view), change=change, made=made,
        kept=kept, fault=fault, change_said=change_said, query_of=lambda change: urlencode(query_of(change)),
        token=request.app.state.form_token)
