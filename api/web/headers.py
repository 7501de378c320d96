"""Security headers of every answer; map frames get their own, because folium writes its scripts into the page."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""Own files only; `data:` pictures are the icons inside Bootstrap's style sheet."""

FRAME_POLICY = (
    "sandbox allow-scripts; default-src 'none'; script-src 'self' 'unsafe-inline'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""A map runs scripts, but as a stranger: no cookies, no requests, no forms, no way to the page around it."""

STATIC_PREFIX = "/static/"
MAPS_PREFIX = "/maps/"
"""Everything below is shown in a frame, errors too."""


class SecurityHeaders:
    """ASGI middleware that puts the security headers on every answer, refusals included."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and put the headers on its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = str(scope["path"])

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                add_security_headers(MutableHeaders(scope=message), path)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def add_security_headers(headers: MutableHeaders, path: str) -> None:
    """Put the headers of an answer at `path` into `headers`; doing it twice changes nothing."""
    headers["Content-Security-Policy"] = FRAME_POLICY if path.startswith(MAPS_PREFIX) else PAGE_POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    if path.startswith(STATIC_PREFIX):
        headers["Cache-Control"] = "no-cache"            # kept, but asked for again: an update shows at once
        headers["Access-Control-Allow-Origin"] = "*"     # a sandboxed map is a stranger; fonts ask for this
    else:
        headers["Cache-Control"] = "no-store"
