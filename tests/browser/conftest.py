"""A real Chromium that notes everything a page asks for, and a real server on this machine."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

from api.web.server import server_config
from api.workspace import Workspace
from tests.web_workspace import TODAY, empty_workspace, planned_workspace

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How Chromium is started: the system's own, so that no browser is downloaded."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium here; install Chromium: apt-get install chromium")
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return {"executable_path": found, "args": [*as_root, "--disable-gpu", "--disable-dev-shm-usage"]}


@pytest.fixture(scope="session")
def base_url() -> None:
    """No base address; the plugin's own fixture for it warns under this pytest, and warnings are errors."""


@dataclass
class Notes:
    """What went wrong while pages were open."""

    external: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.console.append(str(error)))

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "file", "about") and parts.hostname != "127.0.0.1":
            self.external.append(request.url)

    def _failed(self, request: Request) -> None:
        # a frame that is taken away while its map loads ends its requests; that is no fault of the page
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(f"{request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.refused.append(f"{response.status} {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.console.append(message.text)


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page of desk size that fails its test for outside requests, failed or refused ones, console errors."""
    opened = context.new_page()
    opened.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
    notes = Notes()
    notes.listen(opened)
    yield opened
    opened.close()
    assert notes == Notes()


@contextmanager
def served(workspace: Workspace) -> Iterator[str]:
    """Serve a workspace in a thread on a free port of 127.0.0.1; gives the address."""
    server = uvicorn.Server(server_config(workspace, host="127.0.0.1", port=0))
    thread = threading.Thread(target=server.run, name="huhu-server")
    thread.start()
    try:
        wait_for(lambda: server.started or not thread.is_alive())
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the server did not start"
        time.sleep(0.02)


@pytest.fixture(scope="session")
def fixed_today() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUHU_TODAY", TODAY.isoformat())
        yield


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The planned workspace that `town_url` shows."""
    return planned_workspace(tmp_path_factory.mktemp("town") / "town")


@pytest.fixture(scope="session")
def town_url(town: Workspace, fixed_today: None) -> Iterator[str]:
    """Address of a server with one planned week."""
    with served(town) as url:
        yield url


@pytest.fixture(scope="session")
def empty_url(tmp_path_factory: pytest.TempPathFactory, fixed_today: None) -> Iterator[str]:
    """Address of a server whose workspace holds nothing yet."""
    with served(empty_workspace(tmp_path_factory.mktemp("empty") / "empty")) as url:
        yield url
