"""Forms: what a posted page must carry so that only a page of this server can change anything."""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

TOKEN_FIELD = "token"
MOST_BYTES = 16_384
"""An address and a few numbers; nothing that people type here is longer."""

MOST_FIELDS = 20


def new_token() -> str:
    """Return the secret that the forms of one run of the server carry; another site cannot read it."""
    return secrets.token_urlsafe(24)


async def posted(request: Request) -> dict[str, str]:
    """Return the fields of a form, each once, without its token.

    Raises HTTPException: 403 without the token of this server, or when the browser says that another site (or the
    sandboxed frame of a map) sent it; 422 for anything but a plain form of a few KB.
    """
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise HTTPException(403)
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(422)
    fields = _fields(await _body(request))
    token: str = request.app.state.form_token
    if not hmac.compare_digest(fields.pop(TOKEN_FIELD, "").encode(), token.encode()):
        raise HTTPException(403)
    return fields


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise HTTPException(422)
    return bytes(body)


def _fields(body: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, strict_parsing=bool(body), errors="strict",
                              max_num_fields=MOST_FIELDS))
    except ValueError:
        raise HTTPException(422) from None
