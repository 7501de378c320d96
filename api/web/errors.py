"""The one table from errors to status codes; people see a fixed sentence and an id, the log sees the error."""

from __future__ import annotations

import logging
import secrets

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.errors import WrongUse
from api.web.headers import MAPS_PREFIX, add_security_headers
from api.web.pages import render
from gisdata.errors import (
    BadFile,
    Conflict,
    DiskFull,
    MissingPart,
    NotFound,
    RefusedRows,
    StoreOutOfDate,
    StoreUnavailable,
)
from planner.errors import InvalidPlan, InvalidProblem, SolverFailure
from planner.sentence import Sentence, say

log = logging.getLogger("huhu.web")

STATUS_OF: dict[type[Exception], int] = {
    NotFound: 404,
    Conflict: 409,
    WrongUse: 422,
    BadFile: 422,
    RefusedRows: 422,
    InvalidProblem: 422,
    InvalidPlan: 422,
    RequestValidationError: 422,
    SolverFailure: 500,
    MissingPart: 501,
    StoreOutOfDate: 503,
    StoreUnavailable: 503,
    DiskFull: 507,
}
"""Errors a page may meet; any other one is a fault of ours: 500."""

SAID: dict[int, Sentence] = {
    403: say("This did not come from a page of this server, or the server was started anew. Load the page again."),
    404: say("There is nothing at this address."),
    405: say("This address can only be read."),
    409: say("This has been changed meanwhile. Load the page again."),
    422: say("The address of this page holds a value that cannot be used."),
    501: say("Huhu is not whole on this machine: a file that belongs to it is missing. Install it anew."),
    503: say("The database cannot be used now: it is busy, out of reach, or of another version of Huhu."),
    507: say("The disk is full. Free some room, then load the page again."),
}
"""What people read for a status; nothing of the error itself, which may hold an address."""

FAULT = say("Something went wrong in Huhu. The log holds the details under this number.")


def status_of(error: Exception) -> int:
    """Return the status code of an error: its own, its nearest listed ancestor's, else 500."""
    if isinstance(error, HTTPException):
        return error.status_code
    return next((STATUS_OF[kind] for kind in type(error).__mro__ if kind in STATUS_OF), 500)


async def error_page(request: Request, error: Exception) -> Response:
    """Return the page of an error; the text of the error goes to the log only, under the same number."""
    status, number = status_of(error), secrets.token_hex(4)
    known = status < 500 or status in SAID
    log.log(
        logging.INFO if known else logging.ERROR, "error %s: %s %s: %s", number, status, request.url.path, error,
        exc_info=None if known else error,
    )
    sentence = SAID.get(status, FAULT)
    template = "frame_error.html" if request.url.path.startswith(MAPS_PREFIX) else "error.html"
    page = render(request, template, status=status, status_code=status, sentence=sentence, number=number)
    add_security_headers(page.headers, request.url.path)   # an unknown error is answered outside the middleware
    return page
