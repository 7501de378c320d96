"""A client of a made-up workspace, asking from this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.web.app import create_app
from tests.web_client import LocalClient
from tests.web_workspace import TODAY, empty_workspace, planned_workspace


@pytest.fixture(autouse=True)
def today_is_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUHU_TODAY", TODAY.isoformat())


@pytest.fixture
def client(tmp_path: Path) -> Iterator[LocalClient]:
    app = create_app(planned_workspace(tmp_path / "town"))
    yield LocalClient(app)
    app.state.store.close()


@pytest.fixture
def empty_client(tmp_path: Path) -> Iterator[LocalClient]:
    app = create_app(empty_workspace(tmp_path / "empty"))
    yield LocalClient(app)
    app.state.store.close()
