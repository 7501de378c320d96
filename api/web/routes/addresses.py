"""The review of addresses: the list, one door on its map, and the decisions; the only pages that change anything."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from api.clock import now_utc
from api.errors import WrongUse
from api.usecases import review_addresses as review
from api.usecases.address_map import has_map
from api.usecases.settle_address import Choice, leave_for_later, settle_address, take_back
from api.web.deps import store_of, workspace_of
from api.web.forms import posted
from api.web.pages import render
from gisdata.records import ReviewFilter, ReviewState

router = APIRouter(prefix="/addresses")

Form = Annotated[dict[str, str], Depends(posted)]



def filter_of(state: ReviewState = ReviewState.WAITING, community: str = "", text: str = "") -> ReviewFilter:
    """Return the filter that the query of an address holds."""
    return ReviewFilter(state=state, community=community, text=text.strip())


Filter = Annotated[ReviewFilter, Depends(filter_of)]


@router.get("")
def addresses(request: Request, wanted: Filter, start: int = 0, done: str = "") -> Response:
    """List the addresses of one state, a page of them at a time; `done`: the key of the decision just made."""
    with store_of(request).reading() as reading:
        view = review.view_review(reading, wanted, first=start)
        just_done = reading.address_decision(done) if done else None
    return render(request, "addresses.html", view=view, wanted=wanted, query=_query(wanted), size=review.PAGE_SIZE,
                  just_done=just_done, token=request.app.state.form_token)


@router.get("/decided")
def decided(request: Request, text: str = "", start: int = 0) -> Response:
    """List what was decided, the latest first, each with its way back."""
    first = max(0, start)
    with store_of(request).reading() as reading:
        found = review.view_decisions(reading, text=text.strip())
        view = review.view_review(reading, ReviewFilter(state=ReviewState.WAITING))
    return render(
        request, "addresses_decided.html", view=view, text=text.strip(), first=first, n_rows=len(found),
        decisions=found[first:first + review.PAGE_SIZE], zone=workspace_of(request).settings.station.time_zone,
        size=review.PAGE_SIZE, token=request.app.state.form_token)


@router.get("/door")
def door(request: Request, household: str, wanted: Filter, done: str = "") -> Response:
    """Show one address with its candidates and its map; `done`: the key of the decision just made."""
    with store_of(request).reading() as reading:
        view = review.view_door(reading, household)
        following = review.next_door(reading, wanted, view.line.household)
        just_done, drawable = reading.address_decision(done) if done else None, has_map(reading, view)
    return render(
        request, "address_door.html", view=view, wanted=wanted, query=_query(wanted), following=following,
        just_done=just_done, has_map=drawable, token=request.app.state.form_token)


@router.post("/settle")
def settle(request: Request, form: Form) -> Response:
    """Settle one address as the form says and go on to the next of the list."""
    household_id = form.get("household", "")
    done = settle_address(workspace_of(request), household_id, _choice(form), now=now_utc())
    return _go_on(request, form, household_id, done=done.decision.decision_key)


@router.post("/later")
def later(request: Request, form: Form) -> Response:
    """Set an address aside, or take it up again (`back`), and go on to the next of the list."""
    household_id = form.get("household", "")
    leave_for_later(workspace_of(request), household_id, later="back" not in form)
    return _go_on(request, form, household_id)


@router.post("/undo")
def undo(request: Request, form: Form) -> Response:
    """Take a decision back and show the address again."""
    done = take_back(workspace_of(request), form.get("key", ""))
    if not done.household_ids:
        return RedirectResponse("/addresses/decided", 303)
    return RedirectResponse(f"/addresses/door?{urlencode({'household': done.household_ids[0]})}", 303)


def _choice(form: dict[str, str]) -> Choice:
    """Return what the form chose: `candidate:ID`, `point` with lon and lat, or `none`."""
    kind, _, candidate = form.get("choice", "").partition(":")
    if kind == "candidate" and candidate:
        return Choice(candidate_id=candidate)
    if kind == "none":
        return Choice()
    if kind == "point":
        with suppress(KeyError, ValueError):
            return Choice(point=(float(form["lon"]), float(form["lat"])))
    raise WrongUse("choose a candidate, a place on the map, or that there is no such door")


def _wanted(form: dict[str, str]) -> ReviewFilter:
    known = form.get("state", "") in set(ReviewState)
    return ReviewFilter(state=ReviewState(form["state"]) if known else ReviewState.WAITING,
                        community=form.get("community", ""), text=form.get("text", ""))


def _query(wanted: ReviewFilter) -> str:
    """Return the filter as part of an address."""
    return urlencode({"state": wanted.state.value, "community": wanted.community, "text": wanted.text})


def _go_on(request: Request, form: dict[str, str], household_id: str, *, done: str = "") -> Response:
    """Lead to the address that follows in the list of the form, or to the list behind the last one."""
    wanted = _wanted(form)
    with store_of(request).reading() as reading:
        following = review.next_door(reading, wanted, reading.household(household_id))
    told = {"done": done} if done else {}
    if following is None:
        return RedirectResponse(f"/addresses?{_query(wanted)}&{urlencode(told)}", 303)
    return RedirectResponse(f"/addresses/door?{_query(wanted)}&{urlencode({'household': following, **told})}", 303)
