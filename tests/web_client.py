"""Asks the web application without a network: every request as if from this machine, unless told otherwise."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import httpx
from fastapi import FastAPI


class LocalClient:
    """A plain client; errors of the application become answers, as they do for a browser."""

    def __init__(self, app: FastAPI, *, address: str = "127.0.0.1") -> None:
        self.app = app
        self._transport = httpx.ASGITransport(app=app, client=(address, 50000), raise_app_exceptions=False)

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        return self.request("GET", path, headers=headers)

    def post(self, path: str, fields: Mapping[str, str], headers: Mapping[str, str] | None = None) -> httpx.Response:
        """Post a form; `headers` replace those of a plain form."""
        plain = {"Content-Type": "application/x-www-form-urlencoded"} if headers is None else headers
        return self.request("POST", path, headers=plain, body=urlencode(fields))

    def request(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: str = ""
    ) -> httpx.Response:
        # a thread of its own: a running Playwright has an event loop in this one
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, self._ask(method, path, headers, body)).result()

    async def _ask(self, method: str, path: str, headers: Mapping[str, str] | None, body: str) -> httpx.Response:
        async with httpx.AsyncClient(transport=self._transport, base_url="http://127.0.0.1:8000") as client:
            return await client.request(method, path, headers=headers, content=body or None)
