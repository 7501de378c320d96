"""Until there is a sign-in, only this machine may ask: everything else is refused before any page is made."""

from __future__ import annotations

import re
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import WrongUse

LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
"""The only names and addresses the server may be bound to and asked by."""

FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""Headers of a proxy: a proxy on this machine would let others in under a loopback address."""

_HOST = re.compile(r"(?:\[(?P<six>[0-9a-fA-F:.]+)\]|(?P<name>[^\[\]:/@]+))(?::\d{1,5})?")


def require_loopback(host: str) -> None:
    """Raise WrongUse unless `host` is this machine's own loopback name or address."""
    if host not in LOOPBACK_HOSTS:
        raise WrongUse(
            "Huhu has no sign-in yet, so it serves this machine only: {host} is refused, use --host 127.0.0.1",
            host=host,
        )


class LoopbackOnly:
    """ASGI middleware that answers 403 to requests whose client, Host header or proxy is not this machine.

    The Host header is checked because a page of another site can point its own name at 127.0.0.1 (DNS
    rebinding) and would then read our pages through the officer's browser.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "http" and not _asked_from_here(scope):
            refusal = PlainTextResponse("This server answers only on the machine it runs on.\n", status_code=403)
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _asked_from_here(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    client = scope.get("client")
    return (
        client is not None
        and _is_loopback(client[0])
        and len(headers.getlist("host")) == 1
        and host_name(headers["host"]) in LOOPBACK_HOSTS
        and not any(name in headers for name in FORWARDED)
    )


def _is_loopback(address: str) -> bool:
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None)   # ::ffff:127.0.0.1, when a socket serves both families
    return (mapped or ip).is_loopback


def host_name(header: str) -> str:
    """Return the host of a Host header without its port, in lower case; "" when it is not well formed.

    >>> host_name("LOCALHOST:8000"), host_name("[::1]:8000"), host_name("127.0.0.1"), host_name("[::1")
    ('localhost', '::1', '127.0.0.1', '')
    """
    found = _HOST.fullmatch(header)
    return (found["six"] or found["name"]).lower() if found else ""
